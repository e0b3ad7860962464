import type { Json } from '../../schema/json.ts'
import type { JsonObject } from './intrinsics.ts'

/** A resource of a template, as it is written. */
export interface TemplateResource {
  readonly logicalId: string
  readonly type: string
  readonly properties: JsonObject
  readonly dependsOn: readonly string[]
  readonly condition: Json | undefined
}

export function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

export function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

/** A text; numbers and switches are written as one, as CloudFormation does. */
export function asText(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** The resources of a template in the order in which they are written. */
export function resourcesIn(template: JsonObject): TemplateResource[] {
  return Object.entries(asObject(template['Resources'])).flatMap(([logicalId, value]) => {
    const resource = asObject(value)
    const type = asText(resource['Type'])
    if (type === undefined) return []
    const depends = resource['DependsOn']
    return [
      {
        logicalId,
        type,
        properties: asObject(resource['Properties']),
        dependsOn: (Array.isArray(depends) ? depends : [depends]).flatMap((id) =>
          typeof id === 'string' ? [id] : [],
        ),
        condition: resource['Condition'],
      },
    ]
  })
}

/** Resources so that each comes after those that it needs; circles are broken where they close. */
export function inOrder(
  resources: readonly TemplateResource[],
  needs: (resource: TemplateResource) => Iterable<string>,
): TemplateResource[] {
  const byId = new Map(resources.map((resource) => [resource.logicalId, resource]))
  const done = new Set<string>()
  const ordered: TemplateResource[] = []
  // a stack of its own: a chain of dependencies may be longer than the call stack is deep
  for (const first of resources) {
    const stack: { readonly resource: TemplateResource; readonly rest: string[] }[] = []
    const enter = (resource: TemplateResource) => {
      if (done.has(resource.logicalId)) return
      done.add(resource.logicalId)
      stack.push({ resource, rest: [...resource.dependsOn, ...needs(resource)] })
    }
    enter(first)
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.rest.shift()
      if (next === undefined) {
        ordered.push(top.resource)
        stack.pop()
        continue
      }
      const needed = byId.get(next)
      if (needed) enter(needed)
    }
  }
  return ordered
}
