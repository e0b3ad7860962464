import { sameValue } from '../../sameValue.ts'
import type { Json } from '../../schema/json.ts'
import { isObject, merge } from './merge.ts'
import type { JsonObject } from './merge.ts'
import type { TemplateResource } from './template.ts'

export type Resources = ReadonlyMap<string, TemplateResource>

/** Resources after an edit, and the logical ids of those that are not as they were. */
export interface MergedResources {
  readonly resources: JsonObject
  readonly changed: ReadonlySet<string>
}

/**
 * The resources of a template after an edit. `was` and `is` are the resources as written for the design before and after
 * the edit; a resource, or a property, that is the same in both stays as the author wrote it in `raw`.
 */
export function mergedResources(
  raw: JsonObject,
  was: Resources,
  is: Resources,
  settle: (value: Json) => Json,
): MergedResources {
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

/** The dependencies of a resource after an edit; `raw` itself where the edit changes none. */
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

/** A resource that no longer waits for resources that were removed. */
export function withoutDependencies(resource: Json, removed: ReadonlySet<string>): Json {
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

export function asJson({ Type, DependsOn, Properties }: TemplateResource): Json {
  return { Type, ...(DependsOn && { DependsOn }), Properties }
}
