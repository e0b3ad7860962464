import type { Account, ControlEnvironment } from '../../control/index.ts'
import { accountOf, callService } from '../../control/index.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { evaluate, isIncluded, referencesIn } from './intrinsics.ts'
import type { JsonObject, Scope } from './intrinsics.ts'
import type { MadeThing } from './logicalIds.ts'
import { resourceTypes } from './resourceTypes.ts'
import { asObject, asText, inOrder, resourcesIn } from './template.ts'

/** Something that a deployment did otherwise than written, with its place in the template. */
export interface Remark {
  readonly code: string
  readonly message: string
  readonly pointer: readonly string[]
}

/** What a template became. */
export interface Deployed {
  readonly account: Account
  /** What `Ref` gives for each logical id. */
  readonly physicalIds: ReadonlyMap<string, string>
  /** What was made, in the order in which it was. */
  readonly things: readonly MadeThing[]
  /** ARNs of functions, tables, queues and the like, and what the template calls them. */
  readonly arns: ReadonlyMap<string, string>
  readonly remarks: readonly Remark[]
}

export interface DeployOptions {
  readonly environment: ControlEnvironment
  readonly parameters?: Readonly<Record<string, Json>>
  /** Documents by `bucket/key`, for bodies that lie in S3. */
  readonly s3?: Readonly<Record<string, string>>
  /** What stood before, when a stack is updated: deployments whose logical ids stay are not made anew. */
  readonly before?: Deployed
}

/** A deployment under way: what resource types work with. */
export interface Stack {
  readonly options: DeployOptions
  /** Call the service; a refusal is noted and gives `undefined`. */
  readonly call: (operation: string, input: JsonObject) => JsonObject | undefined
  readonly design: () => Design
  readonly change: (change: (design: Design) => Design) => void
  readonly remark: (code: string, message: string, ...path: readonly string[]) => void
  readonly logicalId: string
  /** The physical id that the resource had before an update. */
  readonly previousId: string | undefined
  /** The section Globals of a template with the serverless transform. */
  readonly globals: JsonObject
  /** Work that waits until every resource is made: events of functions, then deployments of what they filled. */
  readonly later: (phase: Phase, work: () => void) => void
  /** What a logical id is called now; other texts stand for themselves. */
  readonly idOf: (name: string) => string
  readonly name: (logicalId: string, id: string) => void
  /** What events of functions say of methods, by API and method. */
  readonly notes: Map<string, Map<string, MethodNote>>
}

const phases = ['events', 'deploy'] as const
type Phase = (typeof phases)[number]

/** What the event of a function says of its method. */
export interface MethodNote {
  readonly authorizer: string | undefined
  readonly apiKeyRequired: boolean | undefined
  readonly scopes: string[]
}

/** What a resource became: what `Ref` and `Fn::GetAtt` give. */
export interface Made {
  readonly id: string
  readonly attributes?: Readonly<Record<string, Json>>
}

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
  const resources = resourcesIn(template)
  const types = new Map(resources.map(({ logicalId, type }) => [logicalId, type]))
  const scope: Scope = {
    parameters: parametersOf(template, options.parameters ?? {}, remarks),
    mappings: asObject(template['Mappings']),
    conditions: asObject(template['Conditions']),
    pseudoParameters: {
      'AWS::Region': environment.region,
      'AWS::AccountId': environment.accountId,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': 'stack',
      'AWS::StackId': `arn:aws:cloudformation:${environment.region}:${environment.accountId}:stack/stack/1`,
      'AWS::NotificationARNs': [],
    },
    reference: (logicalId) =>
      physicalIds.get(logicalId) ?? (types.has(logicalId) ? logicalId : undefined),
    attribute: (logicalId, name) => {
      const known = attributes.get(logicalId)
      if (known && Object.hasOwn(known, name)) return known[name]
      const type = types.get(logicalId)
      return type === undefined
        ? undefined
        : arnOf(type, physicalIds.get(logicalId) ?? logicalId, name, environment)
    },
    unresolved: (what, pointer) =>
      remarks.push({
        code: 'unresolved',
        message: `${what} cannot be known from the template: UNRESOLVED stands in its place.`,
        pointer,
      }),
  }
  const needed = ({ properties }: { readonly properties: JsonObject }) =>
    referencesIn(properties as Json)
  const standing = resources.filter(({ condition }) => isIncluded(condition, scope))
  // Outside templates and functions have no calls here, so what they are called is known before the rest is made
  for (const resource of standing) {
    if (Object.hasOwn(resourceTypes, resource.type)) continue
    const name = nameOf(resource.properties, scope)
    if (name !== undefined) physicalIds.set(resource.logicalId, name)
  }
  for (const resource of inOrder(standing, needed)) {
    const { logicalId, type } = resource
    const make = Object.hasOwn(resourceTypes, type) ? resourceTypes[type] : undefined
    const pointer = ['Resources', logicalId]
    if (!make) continue
    const properties = asObject(
      evaluate(resource.properties as Json, scope, [...pointer, 'Properties']),
    )
    const remark: Stack['remark'] = (code, message, ...path) =>
      remarks.push({ code, message, pointer: [...pointer, 'Properties', ...path] })
    const stack: Stack = {
      options,
      logicalId,
      previousId: options.before?.physicalIds.get(logicalId),
      globals: asObject(evaluate((template['Globals'] ?? {}) as Json, scope, ['Globals'])),
      later: (phase, work) => waiting.push({ phase, work }),
      idOf: (name) => physicalIds.get(name) ?? name,
      name: (name, id) => {
        physicalIds.set(name, id)
        things.push({ logicalId: name, type: 'AWS::Serverless::Api', properties: {}, id })
      },
      notes,
      design: () => account.design,
      change: (change) => {
        account = { ...account, design: change(account.design) }
      },
      remark,
      call: (operation, input) => {
        const result = callService(account, operation, input, environment)
        account = result.account
        if ('body' in result.answer) return result.answer.body
        remark(
          'refused',
          `${operation} of ${logicalId} would be refused: ${result.answer.error.message}`,
        )
        return undefined
      },
    }
    const made = make(properties, stack)
    if (!made) continue
    physicalIds.set(logicalId, made.id)
    things.push({ logicalId, type, properties, id: made.id })
    if (made.attributes) attributes.set(logicalId, made.attributes)
  }
  for (const phase of phases) {
    // an event may make the API that all share, whose deployment then waits too
    for (let i = 0; i < waiting.length; i++) {
      const { phase: due, work } = waiting[i] ?? { phase: undefined, work: () => undefined }
      if (due === phase) work()
    }
  }
  const arns = standing.flatMap(({ logicalId, type }): [string, string][] => {
    if (!Object.hasOwn(arnShapes, type)) return []
    const id = physicalIds.get(logicalId) ?? logicalId
    return [[arnOf(type, id, 'Arn', environment), logicalId]]
  })
  return { account, physicalIds, things, arns: new Map(arns), remarks }
}

function parametersOf(
  template: JsonObject,
  given: Readonly<Record<string, Json>>,
  remarks: Remark[],
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(asObject(template['Parameters'])).map(([name, declaration]) => {
      const { Default: byDefault, Type: type } = asObject(declaration)
      const value = Object.hasOwn(given, name) ? given[name] : byDefault
      if (value === undefined) {
        remarks.push({
          code: 'parameter',
          message: `The parameter ${name} has no default: its name stands in its place.`,
          pointer: ['Parameters', name],
        })
        return [name, name]
      }
      const isList = asText(type)?.match(/^(?:List<|CommaDelimitedList$)/) !== null
      return [
        name,
        isList && typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value,
      ]
    }),
  )
}

/** The name that a template gives a resource of another service, under whatever property. */
function nameOf(properties: JsonObject, scope: Scope): string | undefined {
  const names = [
    'FunctionName',
    'TableName',
    'QueueName',
    'TopicName',
    'BucketName',
    'StateMachineName',
    'UserPoolName',
    'Name',
  ]
  const found = names.find((name) => Object.hasOwn(properties, name))
  const quiet = { ...scope, unresolved: () => undefined }
  const value = found === undefined ? undefined : evaluate(properties[found] ?? null, quiet)
  return typeof value === 'string' && value !== 'UNRESOLVED' ? value : undefined
}

/** The resource part of the ARN of a type; other types have one that names them. */
const arnShapes: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'lambda:{place}:function:{id}',
  'AWS::Serverless::Function': 'lambda:{place}:function:{id}',
  'AWS::Lambda::Alias': 'lambda:{place}:function:{id}',
  'AWS::DynamoDB::Table': 'dynamodb:{place}:table/{id}',
  'AWS::Serverless::SimpleTable': 'dynamodb:{place}:table/{id}',
  'AWS::SQS::Queue': 'sqs:{place}:{id}',
  'AWS::SNS::Topic': 'sns:{place}:{id}',
  'AWS::Kinesis::Stream': 'kinesis:{place}:stream/{id}',
  'AWS::StepFunctions::StateMachine': 'states:{place}:stateMachine:{id}',
  'AWS::Serverless::StateMachine': 'states:{place}:stateMachine:{id}',
  'AWS::Events::EventBus': 'events:{place}:event-bus/{id}',
  'AWS::S3::Bucket': 's3:::{id}',
  'AWS::IAM::Role': 'iam::{account}:role/{id}',
  'AWS::Logs::LogGroup': 'logs:{place}:log-group:{id}:*',
  'AWS::Cognito::UserPool': 'cognito-idp:{place}:userpool/{id}',
}

function arnOf(
  type: string,
  id: string,
  attribute: string,
  { region, accountId }: ControlEnvironment,
): string {
  if (attribute !== 'Arn' && !attribute.endsWith('Arn'))
    return /Name$/.test(attribute) ? id : `${id}.${attribute}`
  const service = type.split('::')[1]?.toLowerCase() ?? 'aws'
  const shape = arnShapes[type] ?? `${service}:{place}:{id}`
  return `arn:aws:${shape.replace('{place}', `${region}:${accountId}`).replace('{account}', accountId).replace('{id}', id)}`
}
