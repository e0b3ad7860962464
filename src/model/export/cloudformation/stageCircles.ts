import { referencesIn } from '../../import/cloudformation/intrinsics.ts'
import type { Json } from '../../schema/json.ts'
import { isDefinitionType } from './definitionTypes.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { objectMember, propertiesOf, typeOf } from './resourceProperties.ts'

/**
 * A template in which no resource refers to a stage that depends on the resource: a function that reads the stage of the
 * API which calls it. CloudFormation refuses such a circle. A reference to a stage is the name of the stage, so the resource
 * gets that name the way in which the stage has it.
 */
export function withoutStageCircles(template: JsonObject): JsonObject {
  const resources = objectMember(template, 'Resources')
  const stages = Object.keys(resources).filter((logicalId) =>
    /^AWS::ApiGateway(V2)?::Stage$/.test(typeOf(resources[logicalId]) ?? ''),
  )
  const dependencies = new Map(
    Object.entries(resources).map(([logicalId, resource]) => [logicalId, dependenciesOf(resource)]),
  )
  const changed = stages.reduce<JsonObject>((before, stageId) => {
    const name = propertiesOf(resources[stageId])['StageName']
    if (name === undefined) return before
    const needed = reachableFrom(stageId, dependencies)
    return Object.fromEntries(
      Object.entries(before).map(([logicalId, resource]): [string, Json] => {
        const isInCircle =
          needed.has(logicalId) && dependencies.get(logicalId)?.has(stageId) === true
        return isInCircle && !isDefinitionType(typeOf(resource) ?? '')
          ? [logicalId, withStageName(resource, stageId, name)]
          : [logicalId, resource]
      }),
    )
  }, resources)
  return { ...template, Resources: changed }
}

/** Logical ids that a resource refers to or waits for. */
function dependenciesOf(resource: Json): ReadonlySet<string> {
  const found = referencesIn(propertiesOf(resource))
  const given = isObject(resource) ? resource['DependsOn'] : undefined
  for (const name of [given ?? []].flat()) if (typeof name === 'string') found.add(name)
  return found
}

function reachableFrom(
  start: string,
  dependencies: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [start]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const name of dependencies.get(next) ?? []) {
      if (reached.has(name)) continue
      reached.add(name)
      waiting.push(name)
    }
  }
  return reached
}

/** A resource with the name of a stage in place of references to the stage. */
function withStageName(resource: Json, stageId: string, name: Json): Json {
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(visit)
    if (!isObject(value)) return value
    if (value['Ref'] === stageId && Object.keys(value).length === 1) return name
    const sub = value['Fn::Sub']
    if (sub !== undefined && Object.keys(value).length === 1) return substituted(sub)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item)]))
  }
  const substituted = (sub: Json): Json => {
    const [text = '', variables = {}] = Array.isArray(sub) ? sub : [sub]
    const own = isObject(variables) ? objectMember({ own: visit(variables) }, 'own') : {}
    if (typeof text !== 'string' || !text.includes(`\${${stageId}}`)) {
      return { 'Fn::Sub': Array.isArray(sub) ? [text, own] : sub }
    }
    return { 'Fn::Sub': [text, { ...own, [stageId]: name }] }
  }
  if (!isObject(resource)) return resource
  const { DependsOn: given, ...rest } = resource
  const kept = [given ?? []].flat().filter((id) => id !== stageId)
  return {
    ...rest,
    ...(kept.length > 0 && { DependsOn: kept }),
    Properties: visit(propertiesOf(resource)),
  }
}
