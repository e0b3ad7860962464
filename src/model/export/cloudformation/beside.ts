import { carriedOut } from '../../import/cloudformation/read.ts'
import { readText } from '../../import/readText.ts'
import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { TemplateSource } from '../../schema/template.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { danglingReferences, withReferences, withRenamed } from './references.ts'

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
  const wasCalled = source.logicalIds[api.id]?.[api.id]
  const isCalled = Object.entries(made).find(([, resource]) => isApi(resource))?.[0]
  const names =
    wasCalled !== undefined && isCalled !== undefined
      ? new Map([[wasCalled, isCalled]])
      : new Map<string, string>()
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
  return { template, problems: danglingReferences(withRenamed(before, names), template) }
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

function isApi(resource: Json): boolean {
  return (
    isObject(resource) &&
    (resource['Type'] === 'AWS::ApiGateway::RestApi' || resource['Type'] === 'AWS::Serverless::Api')
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
