import { carriedOut } from '../../import/cloudformation/read.ts'
import { readText } from '../../import/readText.ts'
import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { TemplateSource } from '../../schema/template.ts'
import { createLogicalIds } from './logicalIds.ts'
import type { LogicalIds } from './logicalIds.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { unresolvedReferences } from './referenceCheck.ts'
import { withReferences, withRenamed } from './references.ts'

/** Sections that belong to the whole of a template. */
const sections = ['Metadata', 'Parameters', 'Mappings', 'Conditions', 'Outputs'] as const

const member = (value: Json | undefined, name: string): JsonObject => {
  const found = isObject(value) ? value[name] : undefined
  return isObject(found) ? found : {}
}

/**
 * A new template of an API with what stood beside it in the template that it was read from: functions, tables, parameters.
 * Things of API Gateway are not carried over: the new template has them.
 */
export function besideNewTemplate(
  written: Json,
  source: TemplateSource,
  api: RestApi,
): { readonly template: Json; readonly problems: readonly Problem[] } {
  const read = readText(source.text)
  if (!read.ok) return { template: written, problems: read.problems }
  const before = isObject(read.value.value) ? read.value.value : {}
  const { arns } = carriedOut(before, '', source.seed)
  const fresh = withReferences(written, arns)
  const made = member(fresh, 'Resources')
  const carried = Object.entries(member(before, 'Resources')).filter(
    ([, resource]) => !isOfGateway(resource),
  )
  const names = stageNames(source, api, made)
  const beside = Object.fromEntries(
    carried
      .filter(([logicalId]) => !Object.hasOwn(made, logicalId))
      .map(([logicalId, resource]) => [logicalId, withoutApiEvents(withRenamed(resource, names))]),
  )
  const needsTransform = Object.values(beside).some(
    (resource) => isObject(resource) && String(resource['Type']).startsWith('AWS::Serverless::'),
  )
  const kept = Object.fromEntries(
    sections.flatMap((name): [string, Json][] => {
      const all = { ...objectOf(withRenamed(before[name] ?? {}, names)), ...member(fresh, name) }
      return Object.keys(all).length === 0 ? [] : [[name, all]]
    }),
  )
  const { Resources: _resources, ...head } = objectOf(fresh)
  const template = {
    ...head,
    ...(needsTransform && { Transform: 'AWS::Serverless-2016-10-31' }),
    ...(needsTransform && isObject(before['Globals']) && functionGlobals(before['Globals'])),
    ...kept,
    Resources: { ...made, ...beside },
  }
  return { template, problems: unresolvedReferences(template, withRenamed(before, names)) }
}

/** Logical ids that go on meaning what they meant in the template that an API was read from. */
export function logicalIdsBeside(source: TemplateSource | undefined, apiId: string): LogicalIds {
  if (!source) return createLogicalIds()
  // a deployment carries a hash of what it deploys
  const { deployment: _deployment, ...given } = source.logicalIds[apiId] ?? {}
  const read = readText(source.text)
  const known = read.ok ? Object.keys(member(read.value.value, 'Resources')) : []
  return createLogicalIds(given, known)
}

/** Stages have other names with the serverless transform than without it. */
function stageNames(
  source: TemplateSource,
  api: RestApi,
  made: JsonObject,
): ReadonlyMap<string, string> {
  const logicalIds = source.logicalIds[api.id] ?? {}
  const apiLogicalId = logicalIds[api.id] ?? ''
  const [first] = Object.keys(api.stages)
  if (first === undefined) return new Map()
  const isServerless = typeOf(made[apiLogicalId]) === 'AWS::Serverless::Api'
  const written = Object.entries(made).find(
    ([, resource]) =>
      typeOf(resource) === 'AWS::ApiGateway::Stage' &&
      member(resource, 'Properties')['StageName'] === first,
  )?.[0]
  const before = logicalIds[`stage ${first}`]
  const names = new Map<string, string>()
  if (isServerless && before !== undefined) names.set(before, `${apiLogicalId}.Stage`)
  if (!isServerless && written !== undefined) {
    names.set(`${apiLogicalId}.Stage`, written)
    names.set(`${apiLogicalId}${first.replace(/[^A-Za-z0-9]/g, '')}Stage`, written)
    names.set(`${apiLogicalId}Stage`, written)
  }
  return names
}

function typeOf(resource: Json | undefined): string {
  return isObject(resource) ? String(resource['Type']) : ''
}

/** Settings that functions share; those of APIs are in the API that is written. */
function functionGlobals(globals: JsonObject): JsonObject {
  const { Api: _api, ...others } = globals
  return Object.keys(others).length === 0 ? {} : { Globals: others }
}

function objectOf(value: Json): JsonObject {
  return isObject(value) ? value : {}
}

function isOfGateway(resource: Json): boolean {
  const type = isObject(resource) ? String(resource['Type']) : ''
  return (
    (type.startsWith('AWS::ApiGateway::') && type !== 'AWS::ApiGateway::Account') ||
    type === 'AWS::Serverless::Api'
  )
}

/** A function whose events make no methods: the API that is written has them. */
function withoutApiEvents(resource: Json): Json {
  const properties = member(resource, 'Properties')
  const events = properties['Events']
  if (!isObject(resource) || !isObject(events)) return resource
  const others = Object.entries(events).filter(
    ([, event]) => !(isObject(event) && event['Type'] === 'Api'),
  )
  if (others.length === Object.keys(events).length) return resource
  const { Events: _events, ...rest } = properties
  return {
    ...resource,
    Properties: { ...rest, ...(others.length > 0 && { Events: Object.fromEntries(others) }) },
  }
}
