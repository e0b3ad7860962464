import { sameValue } from '../../sameValue.ts'
import type { Json } from '../../schema/json.ts'
import { isFunction, isObject, own } from '../cloudformation/merge.ts'
import type { JsonObject } from '../cloudformation/merge.ts'
import {
  objectMember,
  propertiesOf,
  typeOf,
  withProperties,
} from '../cloudformation/resourceProperties.ts'

/** Properties that the serverless transform adds to the definition of an API; a full DefinitionBody has them inside. */
const addedByTransform = [
  'Cors',
  'Models',
  'GatewayResponses',
  'DefinitionUri',
  'MergeDefinitions',
] as const

function isDefinition(property: string): boolean {
  return property === 'Auth' || (addedByTransform as readonly string[]).includes(property)
}

/** True for an `AWS::Serverless::Api` whose routes are written inside the template. */
export function hasOwnDefinition(resource: Json | undefined): boolean {
  const { DefinitionBody: body, MergeDefinitions: merges } = propertiesOf(resource)
  return isObject(body) && !isFunction(body) && merges !== true
}

/** True for an `AWS::Serverless::Api` whose definition is in a file of its own. */
export function isDefinedOutside(resource: Json | undefined): boolean {
  const { DefinitionBody: body, DefinitionUri: location } = propertiesOf(resource)
  return isFunction(body) || (body === undefined && location !== undefined)
}

/**
 * An API with its whole definition inside: without what the transform would add to it. Its usage plan stays. `template` is
 * everything but the resources.
 */
export function withWholeDefinition(
  resource: Json | undefined,
  body: Json,
  template: JsonObject,
): Json {
  const properties = withoutDefinitions(propertiesOf(resource))
  const shared = objectMember(objectMember(template, 'Globals'), 'Api')
  const version = properties['OpenApiVersion'] ?? shared['OpenApiVersion']
  const isFitting =
    version === undefined || (typeof version === 'string' && version.startsWith('3'))
  const isOpenApi3 = isObject(body) && body['openapi'] !== undefined
  return withProperties(resource, {
    ...properties,
    // beside a definition the transform refuses a number, which YAML makes of 3.0
    ...(isOpenApi3 && !isFitting && { OpenApiVersion: '3.0.1' }),
    DefinitionBody: body,
  })
}

function withoutDefinitions(properties: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]): [string, Json][] => {
      if (name !== 'Auth') return isDefinition(name) ? [] : [[name, value]]
      // the usage plan is a resource beside the API, not a part of its definition
      const plan = isObject(value) ? value['UsagePlan'] : undefined
      return plan === undefined ? [] : [[name, { UsagePlan: plan }]]
    }),
  )
}

/** A template's Globals without the settings of APIs that a whole definition has inside. */
export function withoutSharedDefinitions(template: JsonObject): JsonObject {
  const globals = template['Globals']
  if (!isObject(globals) || !isObject(globals['Api'])) return template
  const shared = withoutDefinitions(globals['Api'])
  if (sameValue(shared, globals['Api'])) return template
  const { Api: _before, ...others } = globals
  const next = { ...others, ...(Object.keys(shared).length > 0 && { Api: shared }) }
  if (Object.keys(next).length > 0) return { ...template, Globals: next }
  const { Globals: _globals, ...rest } = template
  return rest
}

/** True where Globals has settings of APIs that a whole definition has inside. */
export function sharesDefinitions(template: JsonObject): boolean {
  return withoutSharedDefinitions(template) !== template
}

/**
 * A setting of Globals with that of a resource: maps are merged, lists are joined, and anything else of the resource
 * replaces what Globals has. A function of the template is not a map.
 */
function mergedSetting(shared: Json, given: Json | undefined): Json {
  if (given === undefined) return shared
  if (Array.isArray(shared) && Array.isArray(given)) return [...shared, ...given]
  if (!isObject(shared) || !isObject(given) || isFunction(shared) || isFunction(given)) return given
  const merged = Object.entries(shared).map(([name, value]): [string, Json] => [
    name,
    mergedSetting(value, own(given, name)),
  ])
  return { ...given, ...Object.fromEntries(merged) }
}

/** Give the APIs that are not written whole their own copy of the settings that leave Globals. */
export function withOwnDefinitions(
  resources: JsonObject,
  template: JsonObject,
  whole: ReadonlySet<string>,
): JsonObject {
  const globals = template['Globals']
  const shared = Object.entries(isObject(globals) ? objectMember(globals, 'Api') : {}).flatMap(
    ([name, value]): [string, Json][] => {
      if (!isDefinition(name)) return []
      if (name !== 'Auth' || !isObject(value)) return [[name, value]]
      const { UsagePlan: _plan, ...auth } = value
      return Object.keys(auth).length === 0 ? [] : [[name, auth]]
    },
  )
  if (shared.length === 0) return resources
  return Object.fromEntries(
    Object.entries(resources).map(([logicalId, resource]): [string, Json] => {
      if (typeOf(resource) !== 'AWS::Serverless::Api' || whole.has(logicalId)) {
        return [logicalId, resource]
      }
      const properties = propertiesOf(resource)
      const copies = shared.map(([name, value]): [string, Json] => [
        name,
        mergedSetting(value, own(properties, name)),
      ])
      return [logicalId, withProperties(resource, { ...properties, ...Object.fromEntries(copies) })]
    }),
  )
}
