import {
  addMethod,
  addResource,
  adoptCompanions,
  childrenByParent,
  companionsOf,
  fail,
  fragmentSchema,
  guardOf,
  ok,
  putIntegration,
} from '../../model/index.ts'
import type {
  Adoption,
  Design,
  Fragment,
  HttpMethod,
  IdSource,
  Method,
  MethodRef,
  Problem,
  Resource,
  ResourceFragment,
  RestApi,
  Result,
} from '../../model/index.ts'

export type { Fragment } from '../../model/index.ts'

/** A resource with everything below it, as a fragment. The root has no path part, so it cannot be one. */
export function resourceFragment(
  design: Design,
  api: RestApi,
  resourceId: string,
): Fragment | undefined {
  const resource = Object.hasOwn(api.resources, resourceId) ? api.resources[resourceId] : undefined
  if (resource?.pathPart === undefined) return undefined
  const children = childrenByParent(api)
  const cut = (from: Resource): ResourceFragment => ({
    pathPart: from.pathPart ?? '',
    methods: Object.values(from.methods),
    children: (children.get(from.id) ?? []).map(cut),
  })
  const cutResource = cut(resource)
  const companions = companionsOf(design.id, api, methodsIn(cutResource))
  return { format: 'gatewright-fragment', kind: 'resource', companions, resource: cutResource }
}

/** A method as a fragment. */
export function methodFragment(design: Design, api: RestApi, method: Method): Fragment {
  const companions = companionsOf(design.id, api, [method])
  return { format: 'gatewright-fragment', kind: 'method', companions, method }
}

function methodsIn(part: ResourceFragment): readonly Method[] {
  return [...part.methods, ...part.children.flatMap(methodsIn)]
}

/** The methods of a fragment. */
export function methodsOfFragment(fragment: Fragment): readonly Method[] {
  return fragment.kind === 'method' ? [fragment.method] : methodsIn(fragment.resource)
}

/** A text that `JSON.stringify` made of a fragment; `undefined` for any other. */
export function parseFragment(text: string): Fragment | undefined {
  if (!text.startsWith('{"format":"gatewright-fragment"')) return undefined
  try {
    const parsed = fragmentSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch (error) {
    // deeper than the stack
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}

/** A design with a fragment in it, and what came along. */
export interface Pasted {
  readonly design: Design
  readonly added: Adoption['added']
  /** The methods that refer to an authorizer which is in neither API: they refuse every request until one is chosen. */
  readonly withoutAuthorizer: number
}

/**
 * Put a fragment under a resource. A resource whose path part is taken gets a free one, a method whose verb is taken the
 * first free verb. The authorizers, request validators and models that its methods refer to come along, so that a pasted
 * method lets in exactly the requests that its original lets in. A reference that is broken stays broken, which is an
 * error of the design. An integration that is refused is left out and reported as a warning.
 */
export function pasteFragment(
  design: Design,
  args: {
    readonly apiId: string
    readonly resourceId: string
    readonly fragment: Fragment
    readonly nextId: IdSource
  },
): Result<Pasted> {
  const { apiId, resourceId, fragment, nextId } = args
  const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  if (api?.protocol !== 'REST') {
    return fail('api/not-found', 'There is no REST API to paste into.', ['apis', apiId])
  }
  const adoption = adoptCompanions(design, api, fragment.companions, nextId)
  const start: Design = { ...design, apis: { ...design.apis, [apiId]: adoption.api } }
  const problems: Problem[] = []
  const pasted =
    fragment.kind === 'method'
      ? pasteUnderFreeVerb(start, { apiId, resourceId }, adoption.adapt(fragment.method), problems)
      : pasteResource(start, args, fragment.resource, adoption, problems)
  if (!pasted.ok) return pasted
  const withoutAuthorizer = methodsOfFragment(fragment).filter(
    (method) => guardOf(adoption.api, adoption.adapt(method)).authorizer === 'missing',
  ).length
  return ok({ design: pasted.value, added: adoption.added, withoutAuthorizer }, problems)
}

function pasteUnderFreeVerb(
  design: Design,
  { apiId, resourceId }: { readonly apiId: string; readonly resourceId: string },
  method: Method,
  problems: Problem[],
): Result<Design> {
  const taken = takenVerbs(design, apiId, resourceId)
  const httpMethod = [method.httpMethod, ...pastedVerbs].find((verb) => !taken.has(verb))
  if (!httpMethod) {
    const at = ['apis', apiId, 'resources', resourceId]
    return fail('method/exists', 'This resource has every method already.', at)
  }
  return pasteMethod(design, { apiId, resourceId, httpMethod }, method, problems)
}

function pasteResource(
  design: Design,
  args: { readonly apiId: string; readonly resourceId: string; readonly nextId: IdSource },
  top: ResourceFragment,
  { adapt }: Adoption,
  problems: Problem[],
): Result<Design> {
  const { apiId, resourceId, nextId } = args
  const paste = (
    present: Design,
    part: ResourceFragment,
    parentId: string,
    pathPart: string,
  ): Result<Design> => {
    const id = nextId()
    let result = addResource(present, { apiId, parentId, resourceId: id, pathPart })
    for (const method of part.methods) {
      if (!result.ok) return result
      const ref = { apiId, resourceId: id, httpMethod: method.httpMethod }
      result = pasteMethod(result.value, ref, adapt(method), problems)
    }
    for (const child of part.children) {
      if (!result.ok) return result
      result = paste(result.value, child, id, child.pathPart)
    }
    return result
  }
  return paste(design, top, resourceId, freePathPart(design, apiId, resourceId, top.pathPart))
}

const pastedVerbs: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']

function takenVerbs(design: Design, apiId: string, resourceId: string): ReadonlySet<string> {
  const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  const resource = api?.protocol === 'REST' ? api.resources[resourceId] : undefined
  return new Set(Object.keys(resource?.methods ?? {}))
}

function freePathPart(design: Design, apiId: string, parentId: string, wanted: string): string {
  const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  const siblings = api?.protocol === 'REST' ? Object.values(api.resources) : []
  const taken = new Set(
    siblings.filter((sibling) => sibling.parentId === parentId).map(({ pathPart }) => pathPart),
  )
  if (!taken.has(wanted) || wanted.startsWith('{')) return wanted
  for (let count = 2; ; count++) {
    const name = `${wanted}-${count}`
    if (!taken.has(name)) return name
  }
}

/**
 * Put a method on a resource with all that it requires of a request. `putMethod` refuses a broken reference, and a method
 * that was pasted without it would be open.
 */
function pasteMethod(
  design: Design,
  ref: MethodRef,
  source: Method,
  problems: Problem[],
): Result<Design> {
  const added = addMethod(design, ref)
  if (!added.ok) return added
  const { integration, retained: _retained, ...settings } = source
  const present = withMethod(added.value, ref, { ...settings, httpMethod: ref.httpMethod })
  if (!integration) return ok(present)
  const reached = putIntegration(present, { ...ref, integration })
  if (reached.ok) return reached
  problems.push(...reached.problems.map((problem) => warning(problem)))
  return ok(present)
}

function withMethod(design: Design, { apiId, resourceId }: MethodRef, method: Method): Design {
  const api = design.apis[apiId]
  const resource = api?.protocol === 'REST' ? api.resources[resourceId] : undefined
  if (api?.protocol !== 'REST' || !resource) return design
  const methods = { ...resource.methods, [method.httpMethod]: method }
  const resources = { ...api.resources, [resourceId]: { ...resource, methods } }
  return { ...design, apis: { ...design.apis, [apiId]: { ...api, resources } } }
}

function warning(problem: Problem): Problem {
  return { ...problem, severity: 'warning' }
}

/** The report on a paste, in a sentence: what was pasted and what came along. */
export function pasteSentence(fragment: Fragment, { added, withoutAuthorizer }: Pasted): string {
  const count = methodsOfFragment(fragment).length
  const methods = count === 1 ? '1 method' : `${count} methods`
  const pasted =
    fragment.kind === 'method' || count > 0
      ? `${methods} pasted`
      : `Resource ${fragment.resource.pathPart} pasted`
  const along = [
    ...named('authorizer', added.authorizers),
    ...named('request validator', added.requestValidators),
    ...named('model', added.models),
  ]
  const first = `${pasted}${along.length === 0 ? '' : ` with ${listed(along)}`}.`
  if (withoutAuthorizer === 0) return first
  const one = withoutAuthorizer === 1
  return `${first} ${one ? '1 method refers' : `${withoutAuthorizer} methods refer`} to an authorizer that was not copied: choose one, or every request is refused.`
}

function named(noun: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return []
  return [`${noun}${names.length === 1 ? '' : 's'} ${listed(names)}`]
}

function listed(names: readonly string[]): string {
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
