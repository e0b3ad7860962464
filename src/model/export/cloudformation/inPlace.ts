import { carriedOut } from '../../import/cloudformation/read.ts'
import { logicalIdsOf } from '../../import/cloudformation/logicalIds.ts'
import { readText } from '../../import/readText.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { TemplateSource } from '../../schema/template.ts'
import { writtenServerless } from '../sam/write.ts'
import { contentHash } from './contentHash.ts'
import { createLogicalIds } from './logicalIds.ts'
import type { LogicalIds } from './logicalIds.ts'
import { isFunction, isObject, merge, own } from './merge.ts'
import { sameValue } from '../../sameValue.ts'
import type { JsonObject } from './merge.ts'
import { danglingReferences, withReferences, withRenamed } from './references.ts'
import type { Dialect, TemplateOptions, TemplateResource, TemplateWriter } from './template.ts'
import { resourcesPerTemplate, writtenTemplate } from './write.ts'

type Resources = ReadonlyMap<string, TemplateResource>

/** A template that was opened, and what it is now. */
export interface EditedTemplate {
  readonly source: TemplateSource
  readonly format: 'json' | 'yaml'
  readonly before: Json
  readonly after: Json
}

/** The logical id of the API that functions share when they name none. */
const implicitApi = 'ServerlessRestApi'

/** Types whose change an API has to be deployed for. */
const definitionTypes: readonly string[] = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::GatewayResponse',
]

/** What the serverless transform would add to a definition that has it already. */
const addedByTransform = ['Cors', 'Models', 'GatewayResponses', 'DefinitionUri', 'MergeDefinitions']

/** The template that an API was read from. */
export function sourceOf(design: Design, apiId: string): TemplateSource | undefined {
  return Object.values(design.templates ?? {}).find(({ logicalIds }) =>
    Object.hasOwn(logicalIds, apiId),
  )
}

/**
 * The template that an API was read from, with what was changed since. What nobody changed stays as it is written:
 * parameters, conditions, functions, other resources. A changed definition is deployed anew.
 */
export function templateInPlace(
  design: Design,
  source: TemplateSource,
  options: TemplateOptions,
): Result<EditedTemplate> {
  const read = readText(source.text)
  if (!read.ok) return read
  const before = read.value.value
  const template = isObject(before) ? before : {}
  const raw = objectMember(template, 'Resources')
  const deployed = carriedOut(template, '', source.seed)
  const baseDesign = deployed.account.design
  const baseIds = logicalIdsOf(deployed.things)
  const settle = (value: Json) => withReferences(value, deployed.arns)
  const problems: Problem[] = []
  const names = new Map<string, string>()
  let resources: { [logicalId: string]: Json } = { ...raw }
  const whole = new Set<string>()
  for (const [apiId, logicalIds] of Object.entries(source.logicalIds)) {
    const apiLogicalId = logicalIds[apiId] ?? ''
    const baseEntry = Object.entries(baseIds).find(([id, ids]) => ids[id] === apiLogicalId)
    const baseApi = baseEntry && baseDesign.apis[baseEntry[0]]
    if (baseApi?.protocol !== 'REST') continue
    const write = writerFor(raw, apiLogicalId)
    const reserved = [...Object.keys(raw), apiLogicalId]
    const was = write(baseApi, baseDesign.access, createLogicalIds(baseEntry?.[1], reserved), {
      ...options,
      loggingRole: false,
    })
    const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
    const is =
      api?.protocol === 'REST'
        ? write(api, design.access, createLogicalIds(logicalIds, reserved), options)
        : undefined
    problems.push(...newProblems(was, is))
    const edit = mergedResources(resources, was.resources, is?.resources ?? new Map(), settle)
    resources = edit.resources
    const stages = api?.protocol === 'REST' ? Object.keys(api.stages) : []
    // a template that deploys nothing is not made to by an edit of its methods
    if (logicalIds['deployment'] === undefined && stages.length === 0) {
      resources = withoutAdded(resources, raw, 'AWS::ApiGateway::Deployment')
    }
    const definition = Object.hasOwn(resources, apiLogicalId) ? resources[apiLogicalId] : undefined
    if (edit.changed.has(apiLogicalId) && typeOf(definition) === 'AWS::Serverless::Api') {
      const isAdded = !Object.hasOwn(raw, apiLogicalId)
      if (isAdded) names.set(apiLogicalId, freeName('RestApi', resources))
      const given = propertiesOf(raw[apiLogicalId])
      const [oldBody, newBody] = [
        given['DefinitionBody'],
        propertiesOf(definition)['DefinitionBody'],
      ]
      if (isAdded || !sameValue(oldBody, newBody)) {
        if (!isObject(oldBody) || isFunction(oldBody)) whole.add(apiLogicalId)
        resources = { ...resources, [apiLogicalId]: explicitApi(definition ?? null, oldBody) }
        if (isFunction(oldBody) || given['DefinitionUri'] !== undefined) {
          problems.push(bodyInside(apiId, apiLogicalId))
        }
      }
    }
    if (isObject(raw[apiLogicalId]) && edit.changed.has(apiLogicalId)) {
      const location = propertiesOf(raw[apiLogicalId])['BodyS3Location']
      const properties = propertiesOf(resources[apiLogicalId])
      if (location !== undefined && properties['Body'] !== undefined) {
        const { BodyS3Location: _location, ...rest } = properties
        resources = { ...resources, [apiLogicalId]: withProperties(resources[apiLogicalId], rest) }
        problems.push(bodyInside(apiId, apiLogicalId))
      }
    }
    const deploymentId = logicalIds['deployment']
    const redeploys = [...edit.changed].some((logicalId) =>
      definitionTypes.includes(typeOf(resources[logicalId] ?? raw[logicalId]) ?? ''),
    )
    if (redeploys && deploymentId !== undefined && Object.hasOwn(resources, deploymentId)) {
      const stem = deploymentId.replace(/(?:[0-9a-f]{8,}|\d{6,})$/, '') || 'Deployment'
      names.set(deploymentId, `${stem}${contentHash(JSON.stringify(resources))}`)
    }
  }
  if (whole.size > 0) {
    resources = withNamedApi(withOwnDefinitions(resources, template, whole), names)
  }
  const sections = whole.size > 0 ? withoutSharedDefinitions(template) : template
  const renamed = Object.entries(resources).map(([logicalId, resource]): [string, Json] => [
    names.get(logicalId) ?? logicalId,
    resource,
  ])
  const after = withRenamed({ ...sections, Resources: Object.fromEntries(renamed) }, names)
  problems.push(...danglingReferences(before, after))
  if (!sameValue(before, after)) problems.push(...differences(design, source, after, names))
  const count = Object.keys(objectMember(after, 'Resources')).length
  if (count > resourcesPerTemplate) problems.push(tooMany(count))
  return ok({ source, format: read.value.format, before, after }, problems)
}

function withoutAdded(
  resources: { [logicalId: string]: Json },
  raw: JsonObject,
  type: string,
): { [logicalId: string]: Json } {
  return Object.fromEntries(
    Object.entries(resources).filter(
      ([logicalId, resource]) => Object.hasOwn(raw, logicalId) || typeOf(resource) !== type,
    ),
  )
}

/** Methods that the edited template would make otherwise than they are drawn: the transform adds what its settings say. */
function differences(
  design: Design,
  source: TemplateSource,
  after: Json,
  names: ReadonlyMap<string, string>,
): Problem[] {
  const again = carriedOut(isObject(after) ? after : {}, '', source.seed)
  const ids = logicalIdsOf(again.things)
  return Object.entries(source.logicalIds).flatMap(([apiId, known]) => {
    const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
    const wasCalled = known[apiId] ?? ''
    const isCalled = names.get(wasCalled) ?? wasCalled
    const madeId = Object.keys(ids).find((id) => ids[id]?.[id] === isCalled)
    const made = madeId === undefined ? undefined : again.account.design.apis[madeId]
    if (api?.protocol !== 'REST' || made?.protocol !== 'REST') return []
    const found = new Map(
      methodsOf(made).map(({ path, method }) => [`${method.httpMethod} ${path}`, method]),
    )
    return methodsOf(api).flatMap(({ path, method, at }): Problem[] => {
      const name = `${method.httpMethod} ${path}`
      const twin = found.get(name)
      const isSameMethod =
        twin?.apiKeyRequired === method.apiKeyRequired &&
        twin.authorizationType === method.authorizationType &&
        twin.integration?.type === method.integration?.type
      if (isSameMethod) return []
      return [
        {
          code: 'cloudformation/differs',
          message: `${name} would not be deployed as it is drawn: ${
            twin
              ? 'the authorization that the template adds to it is another one'
              : 'the template has no place for it'
          }.`,
          severity: 'warning',
          at,
        },
      ]
    })
  })
}

type Writer = (
  api: RestApi,
  access: Design['access'],
  ids: LogicalIds,
  options: TemplateOptions,
) => TemplateWriter

/** An API is written the way in which the template has it: by parts, by a body, for the serverless transform. */
function writerFor(raw: JsonObject, apiLogicalId: string): Writer {
  const properties = propertiesOf(raw[apiLogicalId])
  const type = typeOf(raw[apiLogicalId])
  const body = properties['Body'] ?? properties['DefinitionBody']
  const dialect: Dialect =
    isObject(body) && Object.hasOwn(body, 'swagger') ? 'swagger-2.0' : 'openapi-3.0'
  if (type === undefined || type === 'AWS::Serverless::Api') {
    return (api, access, ids, options) => writtenServerless(api, access, { ids, dialect, options })
  }
  const hasBody = body !== undefined || properties['BodyS3Location'] !== undefined
  return (api, access, ids, options) =>
    writtenTemplate(api, access, hasBody ? 'body' : 'parts', { ids, dialect, options })
}

/** The template's resources with what was written before and after the edits; `changed` names what is not as it was. */
function mergedResources(
  raw: JsonObject,
  was: Resources,
  is: Resources,
  settle: (value: Json) => Json,
): { readonly resources: { [logicalId: string]: Json }; readonly changed: Set<string> } {
  const changed = new Set<string>()
  const removed = new Set([...was.keys()].filter((id) => Object.hasOwn(raw, id) && !is.has(id)))
  const resources: [string, Json][] = []
  for (const [logicalId, value] of Object.entries(raw)) {
    const [before, after] = [was.get(logicalId), is.get(logicalId)]
    if (removed.has(logicalId)) {
      changed.add(logicalId)
      continue
    }
    const own = before && after ? mergedResource(value, before, after, settle) : value
    const next = withoutDependencies(own, removed)
    if (own !== value) changed.add(logicalId)
    resources.push([logicalId, next])
  }
  for (const [logicalId, resource] of is) {
    if (Object.hasOwn(raw, logicalId)) continue
    const before = was.get(logicalId)
    if (before && sameValue(asJson(before), asJson(resource))) continue
    changed.add(logicalId)
    resources.push([logicalId, settle(asJson(resource))])
  }
  return { resources: Object.fromEntries(resources), changed }
}

function mergedResource(
  raw: Json,
  before: TemplateResource,
  after: TemplateResource,
  settle: (value: Json) => Json,
): Json {
  if (!isObject(raw)) return raw
  const properties = merge(raw['Properties'], before.Properties, after.Properties, settle)
  const dependsOn = mergedDependencies(
    raw['DependsOn'],
    before.DependsOn ?? [],
    after.DependsOn ?? [],
  )
  if (properties === raw['Properties'] && dependsOn === raw['DependsOn']) return raw
  return {
    ...raw,
    ...(properties !== undefined && { Properties: properties }),
    ...(dependsOn !== undefined && { DependsOn: dependsOn }),
  }
}

/** What a resource waits for, with what came and without what went. Nothing changes where both are the same. */
function mergedDependencies(
  raw: Json | undefined,
  before: readonly string[],
  after: readonly string[],
): Json | undefined {
  const added = after.filter((id) => !before.includes(id))
  const gone = before.filter((id) => !after.includes(id))
  const listed = Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]
  const kept = listed.filter((id) => typeof id !== 'string' || !gone.includes(id))
  const missing = added.filter((id) => !kept.includes(id))
  if (missing.length === 0 && kept.length === listed.length) return raw
  return [...kept, ...missing]
}

function withoutDependencies(resource: Json, removed: ReadonlySet<string>): Json {
  if (removed.size === 0 || !isObject(resource) || resource['DependsOn'] === undefined) {
    return resource
  }
  const given = resource['DependsOn']
  const listed = Array.isArray(given) ? given : [given]
  const kept = listed.filter((id) => typeof id !== 'string' || !removed.has(id))
  if (kept.length === listed.length) return resource
  const { DependsOn: _before, ...rest } = resource
  return kept.length === 0 ? rest : { ...rest, DependsOn: kept }
}

/** Problems of the template that were not there before the edits. */
function newProblems(was: TemplateWriter, is: TemplateWriter | undefined): Problem[] {
  const known = new Set(was.problems.map(({ code, message }) => `${code} ${message}`))
  return (is?.problems ?? []).filter(({ code, message }) => !known.has(`${code} ${message}`))
}

/** An API with its whole definition: what the transform would add to it stands in it already. */
function explicitApi(resource: Json, oldBody: Json | undefined): Json {
  const properties = propertiesOf(resource)
  if (isObject(oldBody) && !isFunction(oldBody)) return resource
  const kept = Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]): [string, Json][] => {
      if (addedByTransform.includes(name)) return []
      if (name !== 'Auth') return [[name, value]]
      const plan = isObject(value) ? value['UsagePlan'] : undefined
      return plan === undefined ? [] : [[name, { UsagePlan: plan }]]
    }),
  )
  return withProperties(resource, kept)
}

/**
 * The other sections of a template in which an API is written whole: what all APIs share of what the transform would add
 * leaves the section Globals.
 */
function withoutSharedDefinitions(template: JsonObject): JsonObject {
  const globals = template['Globals']
  if (!isObject(globals) || !isObject(globals['Api'])) return template
  const shared = Object.entries(globals['Api']).filter(([name]) => !isDefinition(name))
  if (shared.length === Object.keys(globals['Api']).length) return template
  const { Api: _before, ...others } = globals
  const next = { ...others, ...(shared.length > 0 && { Api: Object.fromEntries(shared) }) }
  if (Object.keys(next).length > 0) return { ...template, Globals: next }
  const { Globals: _globals, ...rest } = template
  return rest
}

/** APIs that stay as they are written get for themselves what all shared. */
function withOwnDefinitions(
  resources: { [logicalId: string]: Json },
  template: JsonObject,
  whole: ReadonlySet<string>,
): { [logicalId: string]: Json } {
  const globals = template['Globals']
  const shared = Object.entries(isObject(globals) ? objectMember(globals, 'Api') : {}).filter(
    ([name]) => isDefinition(name),
  )
  if (shared.length === 0) return resources
  return Object.fromEntries(
    Object.entries(resources).map(([logicalId, resource]) => {
      if (typeOf(resource) !== 'AWS::Serverless::Api' || whole.has(logicalId)) {
        return [logicalId, resource]
      }
      const properties = propertiesOf(resource)
      const own = shared.map(([name, value]): [string, Json] => {
        const given = properties[name]
        return [
          name,
          isObject(value) && isObject(given) ? { ...value, ...given } : (given ?? value),
        ]
      })
      return [logicalId, withProperties(resource, { ...properties, ...Object.fromEntries(own) })]
    }),
  )
}

function isDefinition(property: string): boolean {
  return property === 'Auth' || addedByTransform.includes(property)
}

/** Events that named no API name the one that stands in the template now. */
function withNamedApi(
  resources: { [logicalId: string]: Json },
  names: ReadonlyMap<string, string>,
): { [logicalId: string]: Json } {
  const name = names.get(implicitApi)
  if (name === undefined) return resources
  return Object.fromEntries(
    Object.entries(resources).map(([logicalId, resource]) => {
      const properties = propertiesOf(resource)
      const events = properties['Events']
      if (!isObject(events)) return [logicalId, resource]
      const named = Object.fromEntries(
        Object.entries(events).map(([eventName, event]) => {
          const settings = propertiesOf(event)
          const isOurs = typeOf(event) === 'Api' && settings['RestApiId'] === undefined
          return [
            eventName,
            isOurs ? withProperties(event, { ...settings, RestApiId: { Ref: name } }) : event,
          ]
        }),
      )
      return [logicalId, withProperties(resource, { ...properties, Events: named })]
    }),
  )
}

function bodyInside(apiId: string, logicalId: string): Problem {
  return {
    code: 'cloudformation/body-inside',
    message: `The definition of ${logicalId} lay outside the template. What stands in the design is written into it instead.`,
    severity: 'warning',
    at: ['apis', apiId],
  }
}

function tooMany(count: number): Problem {
  return {
    code: 'cloudformation/too-many-resources',
    message: `The template has ${count} resources, and CloudFormation takes ${resourcesPerTemplate}.`,
    severity: 'error',
    at: [],
  }
}

function freeName(wanted: string, resources: JsonObject): string {
  let name = wanted
  for (let count = 2; Object.hasOwn(resources, name); count++) name = `${wanted}${count}`
  return name
}

function asJson({ Type, DependsOn, Properties }: TemplateResource): Json {
  return { Type, ...(DependsOn && { DependsOn }), Properties }
}

function typeOf(resource: Json | undefined): string | undefined {
  const type = isObject(resource) ? resource['Type'] : undefined
  return typeof type === 'string' ? type : undefined
}

function propertiesOf(resource: Json | undefined): JsonObject {
  return isObject(resource) ? objectMember(resource, 'Properties') : {}
}

function withProperties(resource: Json | undefined, properties: JsonObject): Json {
  return { ...(isObject(resource) ? resource : {}), Properties: { ...properties } }
}

function objectMember(value: Json, name: string): JsonObject {
  const member = isObject(value) ? own(value, name) : undefined
  return isObject(member) ? member : {}
}
