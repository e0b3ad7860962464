import { logicalIdsOf } from '../../import/cloudformation/logicalIds.ts'
import { stageReferences } from '../../import/cloudformation/serverlessHttpApi.ts'
import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import type { Api, Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { TemplateSource } from '../../schema/template.ts'
import { joinedTemplates, logicalIdsOfApis, namesOfApis } from './apisTemplate.ts'
import type { GivenIds, NewTemplateWriter } from './apisTemplate.ts'
import { isDefinitionType } from './definitionTypes.ts'
import { isMadeBy } from './inPlace.ts'
import {
  expressionsOf,
  lostExpressions,
  resourceAttributes,
  withExpressions,
} from './expressions.ts'
import { isObject, merge } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { isMadeByTransform, unresolvedReferences } from './referenceCheck.ts'
import { withRenamed } from './references.ts'
import { objectMember, propertiesOf, typeOf } from './resourceProperties.ts'
import { withoutStageCircles } from './stageCircles.ts'
import { openedSource } from './templateEdit.ts'
import type { OpenedTemplate } from './templateEdit.ts'

const serverlessTransform = 'AWS::Serverless-2016-10-31'

/** Sections that belong to the whole of a template. */
const sections = [
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Hooks',
  'Outputs',
] as const

/** An API that is converted: as it is drawn, and as the template had it. */
interface ConvertedApi {
  readonly api: Api
  readonly apiLogicalId: string
  readonly apiBefore: Api | undefined
  readonly logicalIds: Readonly<Record<string, string>>
  readonly logicalIdsBefore: Readonly<Record<string, string>>
}

/**
 * The APIs of a template in a template of another kind. Functions, tables and all else beside the APIs stay as they are
 * written, and so do the functions with which the author gives the APIs their values; a value that replaces one is reported.
 * `added` are APIs that the template does not have.
 */
export function convertedTemplate(
  design: Design,
  source: TemplateSource,
  write: NewTemplateWriter,
  added: readonly Api[] = [],
): Result<Json> {
  const read = openedSource(source)
  if (!read.ok) return read
  const { opened } = read.value
  const before = opened.template
  const apis = convertedApis(design, source, opened)
  const reserved = Object.keys(opened.raw)
  const written = (given: GivenIds, from: Design, each: readonly Api[]) => {
    const idsOf = logicalIdsOfApis(given, reserved)
    return joinedTemplates(each.map((api) => write(from, api, () => idsOf(api.id))))
  }
  // a deployment gets a logical id with a hash of its own
  const withoutDeployment = ({
    deployment: _deployment,
    ...given
  }: Readonly<Record<string, string>>) => given
  const is = written(
    new Map([
      ...apis.map(({ api, logicalIds }) => [api.id, withoutDeployment(logicalIds)] as const),
      ...namesOfApis(added, source),
    ]),
    design,
    [...apis.map(({ api }) => api), ...added],
  )
  const was = written(
    new Map(
      apis.map(({ apiBefore, logicalIdsBefore }) => [
        apiBefore?.id ?? '',
        withoutDeployment(logicalIdsBefore),
      ]),
    ),
    opened.deployed.account.design,
    apis.flatMap(({ apiBefore }) => apiBefore ?? []),
  )
  if (!is.ok) return is
  if (!was.ok) return was
  const expressions = expressionsOf(opened)
  const settle = (value: Json) => opened.settle(withExpressions(value, expressions))
  const [made, madeBefore] = [is.value, was.value].map((value) => objectMember(value, 'Resources'))
  const resources = withConditions(
    convertedResources(opened, madeBefore ?? {}, made ?? {}, settle),
    apis,
    opened,
  )
  const names = stageNames(apis, resources)
  const settledBefore = settle(was.value)
  const template = withoutStageCircles(assembledTemplate(is.value, before, resources, names))
  const complete = withReachableDependencies(template, apis, opened)
  return ok(complete, [
    ...is.problems,
    ...lostExpressions(settledBefore, expressions),
    ...leftConditions(apis, opened, resources),
    ...unresolvedReferences(complete, withRenamed(before, names)),
  ])
}

/** The APIs of a template with the logical ids that keep their meaning in a template of another kind. */
function convertedApis(
  design: Design,
  source: TemplateSource,
  { deployed }: OpenedTemplate,
): ConvertedApi[] {
  const idsBefore = logicalIdsOf(deployed.things)
  return Object.entries(source.logicalIds).flatMap(([apiId, logicalIds]): ConvertedApi[] => {
    const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
    if (!api || !isMadeBy(source, api)) return []
    const apiLogicalId = logicalIds[apiId] ?? ''
    const idBefore = Object.keys(idsBefore).find((id) => idsBefore[id]?.[id] === apiLogicalId)
    const apiBefore = idBefore === undefined ? undefined : deployed.account.design.apis[idBefore]
    return [
      {
        api,
        apiLogicalId,
        apiBefore: apiBefore?.protocol === api.protocol ? apiBefore : undefined,
        logicalIds,
        logicalIdsBefore: idsBefore[idBefore ?? ''] ?? {},
      },
    ]
  })
}

/** What stands beside the APIs as it is written, and the new resources with the author's functions. */
function convertedResources(
  { raw }: OpenedTemplate,
  was: JsonObject,
  is: JsonObject,
  settle: (value: Json) => Json,
): JsonObject {
  const beside = Object.entries(raw).filter(
    ([logicalId, resource]) =>
      !isDefinitionType(typeOf(resource) ?? '') &&
      (Object.hasOwn(is, logicalId) || !Object.hasOwn(was, logicalId)),
  )
  const made = Object.entries(is).map(([logicalId, resource]): [string, Json] => {
    const base = was[logicalId]
    const author = raw[logicalId]
    const isKept = author !== undefined && typeOf(author) === typeOf(resource)
    if (base === undefined) return [logicalId, settle(resource)]
    const written = isKept && !isDefinitionType(typeOf(author) ?? '') ? author : settle(base)
    return [logicalId, merge(written, base, resource, settle) ?? resource]
  })
  return {
    ...Object.fromEntries(made),
    ...Object.fromEntries(
      beside
        .filter(([logicalId]) => !Object.hasOwn(is, logicalId))
        .map(([logicalId, resource]): [string, Json] => [
          logicalId,
          withoutApiEvents(withoutAuthorizers(resource, raw, is)),
        ]),
    ),
  }
}

/** New resources of an API are made under the condition under which the API is. */
function withConditions(
  resources: JsonObject,
  apis: readonly ConvertedApi[],
  { raw }: OpenedTemplate,
): JsonObject {
  const attributes = new Map(
    apis.map(({ apiLogicalId }) => [apiLogicalId, resourceAttributes(raw[apiLogicalId])]),
  )
  return Object.fromEntries(
    Object.entries(resources).map(([logicalId, resource]): [string, Json] => {
      if (!isObject(resource)) return [logicalId, resource]
      const own = attributes.get(logicalId)
      if (own) return [logicalId, { ...resource, ...own }]
      if (isObject(raw[logicalId]) && !isDefinitionType(typeOf(raw[logicalId]) ?? '')) {
        return [logicalId, resource]
      }
      const kept = isObject(raw[logicalId]) ? resourceAttributes(raw[logicalId]) : {}
      const text = JSON.stringify(resource)
      const owner = apis.find(({ apiLogicalId }) => refersTo(text, apiLogicalId))
      const condition = owner && attributes.get(owner.apiLogicalId)?.['Condition']
      return [
        logicalId,
        { ...resource, ...(condition !== undefined && { Condition: condition }), ...kept },
      ]
    }),
  )
}

function refersTo(text: string, logicalId: string): boolean {
  return text.includes(`{"Ref":"${logicalId}"}`) || text.includes(`\${${logicalId}}`)
}

/** Conditions of single parts of an API that the new template has no resource for. */
function leftConditions(
  apis: readonly ConvertedApi[],
  { raw }: OpenedTemplate,
  resources: JsonObject,
): Problem[] {
  const isApi = new Set(apis.map(({ apiLogicalId }) => apiLogicalId))
  return Object.entries(raw).flatMap(([logicalId, resource]): Problem[] => {
    const condition = isObject(resource) ? resource['Condition'] : undefined
    if (typeof condition !== 'string' || !isDefinitionType(typeOf(resource) ?? '')) return []
    if (isApi.has(logicalId) || Object.hasOwn(resources, logicalId)) return []
    return [
      {
        code: 'cloudformation/condition-left-out',
        message: `${logicalId} is only made where ${condition} holds. The new template has no resource of its own for it and leaves the condition out.`,
        severity: 'warning',
        at: [],
        pointer: `/Resources/${logicalId}/Condition`,
      },
    ]
  })
}

/** The new template with the sections and the description of the old one. */
function assembledTemplate(
  written: Json,
  before: JsonObject,
  resources: JsonObject,
  names: ReadonlyMap<string, string>,
): JsonObject {
  const {
    Transform,
    AWSTemplateFormatVersion: version,
    Description: description,
  } = isObject(written) ? written : {}
  const needsTransform =
    Transform !== undefined ||
    Object.values(resources).some((resource) =>
      (typeOf(resource) ?? '').startsWith('AWS::Serverless::'),
    )
  const macros = [before['Transform'] ?? []]
    .flat()
    .filter((name) => !(typeof name === 'string' && name.startsWith('AWS::Serverless')))
  const transforms = [...macros, ...(needsTransform ? [serverlessTransform] : [])]
  const globals = functionGlobals(objectMember(before, 'Globals'))
  const kept = sections.flatMap((name): [string, Json][] => {
    const renamed = withRenamed(before[name] ?? {}, names)
    const all = { ...(isObject(renamed) ? renamed : {}), ...objectMember(written, name) }
    return Object.keys(all).length === 0 ? [] : [[name, all]]
  })
  const { Outputs: outputs, ...others } = Object.fromEntries(kept)
  return {
    AWSTemplateFormatVersion: version ?? '2010-09-09',
    ...(transforms.length === 1 && { Transform: transforms[0] ?? null }),
    ...(transforms.length > 1 && { Transform: transforms }),
    Description: before['Description'] ?? description ?? '',
    ...(needsTransform && Object.keys(globals).length > 0 && { Globals: globals }),
    ...others,
    Resources: withRenamed(resources, names),
    ...(outputs !== undefined && { Outputs: outputs }),
  }
}

/** Settings that functions share; those of APIs are in the APIs that are written. */
function functionGlobals({
  Api: _api,
  HttpApi: _httpApi,
  WebSocketApi: _webSocketApi,
  ...others
}: JsonObject): JsonObject {
  return others
}

function isServerlessApi(resource: Json | undefined): boolean {
  return /^AWS::Serverless::(Http|WebSocket)?Api$/.test(typeOf(resource) ?? '')
}

function apiIdOf(resource: Json | undefined): Json | undefined {
  const properties = propertiesOf(resource)
  return properties['RestApiId'] ?? properties['ApiId']
}

/** Stages have other names with the serverless transform than without it. */
function stageNames(
  apis: readonly ConvertedApi[],
  resources: JsonObject,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { api, apiLogicalId, logicalIds } of apis) {
    const [first] = Object.keys(api.stages)
    if (first === undefined) continue
    const before = logicalIds[`stage ${first}`]
    if (isServerlessApi(resources[apiLogicalId])) {
      if (before !== undefined) names.set(before, `${apiLogicalId}.Stage`)
      continue
    }
    const written = Object.entries(resources).find(
      ([logicalId, resource]) =>
        /^AWS::ApiGateway(V2)?::Stage$/.test(typeOf(resource) ?? '') &&
        logicalId !== before &&
        refersTo(JSON.stringify(apiIdOf(resource) ?? null), apiLogicalId),
    )?.[0]
    if (written === undefined) continue
    names.set(`${apiLogicalId}.Stage`, written)
    for (const name of Object.keys(stageReferences(apiLogicalId, first))) names.set(name, written)
    names.set(`${apiLogicalId}Stage`, written)
  }
  return names
}

/** Let resources wait for what the new template has in place of the parts that they waited for. */
function withReachableDependencies(
  template: JsonObject,
  apis: readonly ConvertedApi[],
  { raw }: OpenedTemplate,
): Json {
  const resources = objectMember(template, 'Resources')
  const exists = (name: string) =>
    Object.hasOwn(resources, name) || isMadeByTransform(name, resources)
  const replacement = (name: string): string[] => {
    if (exists(name)) return [name]
    const text = JSON.stringify(propertiesOf(raw[name]))
    const owner = apis.find(
      ({ apiLogicalId }) => name.startsWith(`${apiLogicalId}.`) || refersTo(text, apiLogicalId),
    )
    if (!owner) return []
    const [stage] = Object.keys(owner.api.stages)
    const isServerless = isServerlessApi(resources[owner.apiLogicalId])
    const [made] = Object.keys(stageReferences(owner.apiLogicalId, stage ?? ''))
    return [isServerless && stage !== undefined && made ? made : owner.apiLogicalId]
  }
  const reachable = Object.entries(resources).map(([logicalId, resource]): [string, Json] => {
    const given = isObject(resource) ? resource['DependsOn'] : undefined
    if (!isObject(resource) || given === undefined) return [logicalId, resource]
    const listed = [given].flat().flatMap((name) => (typeof name === 'string' ? [name] : []))
    if (listed.every(exists)) return [logicalId, resource]
    const { DependsOn: _before, ...rest } = resource
    const next = [...new Set(listed.flatMap(replacement))].filter((name) => name !== logicalId)
    return [logicalId, next.length === 0 ? rest : { ...rest, DependsOn: next }]
  })
  return { ...template, Resources: Object.fromEntries(reachable) }
}

/** A permission that named an authorizer which is no resource any more is for all authorizers of the API. */
function withoutAuthorizers(resource: Json, raw: JsonObject, made: JsonObject): Json {
  if (typeOf(resource) !== 'AWS::Lambda::Permission') return resource
  const isGone = (name: string) =>
    /^AWS::ApiGateway(V2)?::Authorizer$/.test(typeOf(raw[name]) ?? '') && !Object.hasOwn(made, name)
  const visit = (value: Json): Json => {
    if (typeof value === 'string') {
      return value.replace(/\$\{(\w+)\}/g, (whole, name: string) => (isGone(name) ? '*' : whole))
    }
    if (Array.isArray(value)) return value.map(visit)
    if (!isObject(value)) return value
    const name = value['Ref']
    if (typeof name === 'string' && isGone(name)) return '*'
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item)]))
  }
  return visit(resource)
}

/** A function whose events make no methods: the API that is written has them. */
function withoutApiEvents(resource: Json): Json {
  const properties = propertiesOf(resource)
  const events = properties['Events']
  if (!isObject(resource) || !isObject(events)) return resource
  const others = Object.entries(events).filter(
    ([, event]) => typeOf(event) !== 'Api' && typeOf(event) !== 'HttpApi',
  )
  if (others.length === Object.keys(events).length) return resource
  const { Events: _events, ...rest } = properties
  return {
    ...resource,
    Properties: { ...rest, ...(others.length > 0 && { Events: Object.fromEntries(others) }) },
  }
}
