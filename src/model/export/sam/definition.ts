import type { Json } from '../../schema/json.ts'
import { isFunction, isObject } from '../cloudformation/merge.ts'
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

/** An API that has its whole definition inside: without what the transform would add to it. Its usage plan stays. */
export function withWholeDefinition(resource: Json | undefined): Json {
  return withProperties(resource, withoutDefinitions(propertiesOf(resource)))
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
  const { Api: _before, ...others } = globals
  const next = { ...others, ...(Object.keys(shared).length > 0 && { Api: shared }) }
  if (Object.keys(next).length > 0) return { ...template, Globals: next }
  const { Globals: _globals, ...rest } = template
  return rest
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
