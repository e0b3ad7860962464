import type { ServiceName } from '../../control/index.ts'
import { accountOf, callService, withTypes } from '../../control/index.ts'
import { readText } from '../readText.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { userPoolIdIn } from './cognito.ts'
import { implicitApisOf } from './implicitApis.ts'
import { evaluate, isIncluded, referencesIn } from './intrinsics.ts'
import type { JsonObject, Scope } from './intrinsics.ts'
import { parametersOf, unknownParameters, unknownValue, withoutUnknown } from './parameters.ts'
import { arnOf, arnShapes, nameOf, namedByArn } from './resourceNames.ts'
import { resourceTypes } from './resourceTypes.ts'
import { phases } from './stack.ts'
import type {
  ApiEvent,
  DeployOptions,
  Deployed,
  EvaluatedExpression,
  Made,
  MadeThing,
  Phase,
  Remark,
  RouteEvent,
  Stack,
} from './stack.ts'
import { asObject, inOrder, resourcesIn } from './template.ts'
import type { TemplateResource } from './template.ts'

/** Types that name stages, which the serverless transform makes last. */
const waitingTypes: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::UsagePlanKey',
  'AWS::ApiGateway::BasePathMapping',
  'AWS::ApiGateway::BasePathMappingV2',
  'AWS::ApiGatewayV2::ApiMapping',
])

/** Carry out a template on an empty account: each resource becomes the calls that CloudFormation makes for it. */
export function deployTemplate(
  template: JsonObject,
  design: Design,
  options: DeployOptions,
): Deployed {
  const { environment } = options
  let account = accountOf(design)
  const physicalIds = new Map<string, string>()
  const attributes = new Map<string, Readonly<Record<string, Json>>>()
  const remarks: Remark[] = []
  const things: MadeThing[] = []
  const waiting: { readonly phase: Phase; readonly work: () => void }[] = []
  const notes: Stack['notes'] = new Map()
  const definedApis = new Set<string>()
  const events: ApiEvent[] = []
  const routeEvents: RouteEvent[] = []
  const httpApis: Stack['httpApis'] = new Map()
  const expressions: EvaluatedExpression[] = []
  const mergedApis = new Set<string>()
  const resources = resourcesIn(template)
  const types = new Map(resources.map(({ logicalId, type }) => [logicalId, type]))
  const scope: Scope = {
    parameters: parametersOf(template, options.parameters ?? {}, remarks),
    mappings: asObject(template['Mappings']),
    conditions: asObject(template['Conditions']),
    known: new Map(),
    budget: { characters: 20_000_000 },
    pseudoParameters: {
      'AWS::Region': environment.region,
      'AWS::AccountId': environment.accountId,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': 'stack',
      'AWS::StackId': `arn:aws:cloudformation:${environment.region}:${environment.accountId}:stack/stack/1`,
      'AWS::NotificationARNs': [],
    },
    reference: (logicalId) => {
      const type = types.get(logicalId)
      const id = physicalIds.get(logicalId) ?? (type === undefined ? undefined : logicalId)
      if (id === undefined) return madeByTransform(logicalId, types)
      if (type === undefined) return id
      if (namedByArn.has(type)) return arnOf(type, id, 'Arn', environment)
      const { region, accountId } = environment
      return type === 'AWS::SQS::Queue'
        ? `https://sqs.${region}.amazonaws.com/${accountId}/${id}`
        : id
    },
    attribute: (logicalId, name) => {
      const known = attributes.get(logicalId)
      if (known && Object.hasOwn(known, name)) return known[name]
      const type = types.get(logicalId) ?? (madeByTransform(logicalId, types) && 'AWS::IAM::Role')
      return type === undefined
        ? undefined
        : arnOf(type, physicalIds.get(logicalId) ?? logicalId, name, environment)
    },
    included: (location) => {
      const key = location.replace(/^s3:\/\//, '')
      const text = options.s3 && Object.hasOwn(options.s3, key) ? options.s3[key] : undefined
      const read = text === undefined ? undefined : readText(text)
      return read?.ok ? read.value.value : undefined
    },
    evaluated: (expression, value, pointer) => expressions.push({ expression, value, pointer }),
    leftOut: (message, pointer) => remarks.push({ code: 'left-out', message, pointer }),
    unresolved: (what, pointer) =>
      remarks.push({
        code: 'unresolved',
        message: `${what} cannot be known from the template: UNRESOLVED stands in its place.`,
        pointer,
      }),
  }
  const needed = ({ properties }: { readonly properties: JsonObject }) =>
    referencesIn(properties as Json)
  const written = resources.filter(({ condition }) => isIncluded(condition, scope))
  const standing = [...implicitApisOf(written), ...written]
  // Outside templates and functions have no calls here, so what they are called is known before the rest is made
  for (const resource of standing) {
    if (resource.type === 'AWS::Cognito::UserPool') {
      // a pool and the functions that it triggers may refer to each other
      physicalIds.set(resource.logicalId, userPoolIdIn(environment.region, resource.logicalId))
      continue
    }
    const isServerless = /^AWS::Serverless::(Function|StateMachine)$/.test(resource.type)
    if (Object.hasOwn(resourceTypes, resource.type) && !isServerless) continue
    const name = nameOf(resource, scope)
    if (name !== undefined) physicalIds.set(resource.logicalId, name)
  }
  const globals = asObject(evaluate((template['Globals'] ?? {}) as Json, scope, ['Globals']))
  const carryOutAll = (chosen: readonly TemplateResource[]) => {
    for (const resource of inOrder(chosen, needed)) carryOut(resource)
  }
  const unknown = unknownParameters(template, options.parameters ?? {})
  const carryOut = (resource: TemplateResource) => {
    const { logicalId, type } = resource
    if (!Object.hasOwn(resourceTypes, type)) return
    const pointer = ['Resources', logicalId, 'Properties']
    const properties = asObject(evaluate(resource.properties as Json, scope, pointer))
    const before = { account, remarks: remarks.length, waiting: waiting.length }
    const first = makeOf(resource, properties)
    const unknownHere = remarks.slice(before.remarks).some(({ code }) => code === 'refused')
      ? [...referencesIn(resource.properties as Json)].filter((name) => unknown.has(name))
      : []
    if (unknownHere.length === 0) return keep(resource, properties, first)
    // a refusal may come from the stand-in of an unknown value: try again without the value
    const after = {
      account,
      remarks: remarks.splice(before.remarks),
      waiting: waiting.splice(before.waiting),
    }
    account = before.account
    const rest = withoutUnknown(resource.properties as Json, unknown) ?? {}
    const known = asObject(evaluate(rest, { ...scope, unresolved: () => undefined }))
    const second = makeOf(resource, known)
    if (remarks.slice(before.remarks).some(({ code }) => code === 'refused')) {
      // the value is required, so as much as possible is kept with the stand-in
      account = after.account
      waiting.splice(before.waiting, Infinity, ...after.waiting)
      keep(resource, properties, first)
    } else keep(resource, known, second)
    remarks.splice(
      before.remarks,
      Infinity,
      ...after.remarks.filter(({ code }) => code !== 'refused'),
      unknownValue(logicalId, unknownHere),
    )
  }
  const keep = (resource: TemplateResource, properties: JsonObject, made: Made | undefined) => {
    if (!made) return
    const { logicalId, type } = resource
    physicalIds.set(logicalId, made.id)
    if (/^AWS::ApiGateway(V2::Api|::RestApi)$/.test(type)) definedApis.add(made.id)
    things.push({ logicalId, type, properties, id: made.id })
    if (made.attributes) attributes.set(logicalId, made.attributes)
    for (const [name, id] of Object.entries(made.beside ?? {})) physicalIds.set(name, id)
  }
  const makeOf = ({ logicalId, type }: TemplateResource, properties: JsonObject) => {
    const pointer = ['Resources', logicalId]
    const remark: Stack['remark'] = (code, message, ...path) =>
      remarks.push({ code, message, pointer: [...pointer, 'Properties', ...path] })
    const callOf = (service: ServiceName) => (operation: string, input: JsonObject) => {
      const typed = withTypes(service, operation, withoutEmptyDescription(input))
      const result = callService(account, service, operation, typed, environment)
      account = result.account
      if ('body' in result.answer) return result.answer.body
      const { message } = result.answer.error
      // the service says the same twice where a mapping is wrong
      const reason = / errors : \[(.*)\]$/.exec(message)?.[1] ?? message
      remark('refused', `${operation} of ${logicalId} would be refused: ${reason}`)
      return undefined
    }
    const stack: Stack = {
      options,
      logicalId,
      bodyProperty: type.startsWith('AWS::Serverless::') ? 'DefinitionBody' : 'Body',
      previousId: options.before?.physicalIds.get(logicalId),
      globals,
      later: (phase, work) => waiting.push({ phase, work }),
      idOf: (name) => physicalIds.get(name) ?? name,
      notes,
      definedApis,
      addEvent: (event) => events.push({ ...event, owner: logicalId }),
      addRouteEvent: (event) => routeEvents.push({ ...event, owner: logicalId }),
      httpApis,
      mergedApis,
      design: () => account.design,
      change: (change) => {
        account = { ...account, design: change(account.design) }
      },
      remark,
      call: callOf('apigateway'),
      callRouted: callOf('apigatewayv2'),
    }
    return resourceTypes[type]?.(properties, stack)
  }
  carryOutAll(standing.filter(({ type }) => !waitingTypes.has(type)))
  for (const phase of phases) {
    // an event may make the API that all share, whose deployment then waits too
    for (let i = 0; i < waiting.length; i++) {
      const { phase: due, work } = waiting[i] ?? { phase: undefined, work: () => undefined }
      if (due === phase) work()
    }
  }
  carryOutAll(standing.filter(({ type }) => waitingTypes.has(type)))
  const arns = standing.flatMap(({ logicalId, type }): [string, string][] => {
    if (!Object.hasOwn(arnShapes, type)) return []
    const id = physicalIds.get(logicalId) ?? logicalId
    const written = namedByArn.has(type) ? logicalId : `${logicalId}.Arn`
    return [[arnOf(type, id, 'Arn', environment), written]]
  })
  return {
    account,
    physicalIds,
    things,
    arns: new Map(arns),
    events,
    routeEvents,
    expressions,
    remarks,
  }
}

/** CloudFormation leaves an empty description out of its calls, which the service would refuse. */
function withoutEmptyDescription(input: JsonObject): JsonObject {
  if (input['description'] !== '') return input
  const { description: _description, ...rest } = input
  return rest
}

/** What the serverless transform makes beside a function: its role. */
function madeByTransform(
  logicalId: string,
  types: ReadonlyMap<string, string>,
): string | undefined {
  const owner = types.get(logicalId.replace(/Role$/, ''))
  return logicalId.endsWith('Role') && owner?.startsWith('AWS::Serverless::') === true
    ? logicalId
    : undefined
}
