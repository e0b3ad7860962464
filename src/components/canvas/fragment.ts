import {
  addMethod,
  addResource,
  childrenByParent,
  fail,
  ok,
  putIntegration,
  putMethodResponse,
  removeMethodResponse,
  setRequestModel,
  setRequestParameter,
  updateMethod,
} from '../../model/index.ts'
import type {
  Design,
  HttpMethod,
  IdSource,
  Method,
  MethodRef,
  Problem,
  Resource,
  Result,
} from '../../model/index.ts'

/** Something copied off the map, whole, so that it can be pasted after its original is gone, or into another design. */
export type Fragment =
  | {
      readonly format: 'gatewright-fragment'
      readonly kind: 'resource'
      readonly pathPart: string
      readonly methods: readonly Method[]
      readonly children: readonly ResourceFragment[]
    }
  | { readonly format: 'gatewright-fragment'; readonly kind: 'method'; readonly method: Method }

interface ResourceFragment {
  readonly pathPart: string
  readonly methods: readonly Method[]
  readonly children: readonly ResourceFragment[]
}

/** A resource with all below it, as a fragment. The root has no path part, so it cannot be one. */
export function resourceFragment(
  api: { readonly resources: Readonly<Record<string, Resource>> },
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
  return { format: 'gatewright-fragment', kind: 'resource', ...cut(resource) }
}

/** A method as a fragment. */
export function methodFragment(method: Method): Fragment {
  return { format: 'gatewright-fragment', kind: 'method', method }
}

/** A text that `JSON.stringify` made of a fragment; `undefined` for any other. */
export function parseFragment(text: string): Fragment | undefined {
  if (!text.startsWith('{"format":"gatewright-fragment"')) return undefined
  try {
    return JSON.parse(text) as Fragment // our own format; what it holds is checked by the operations that paste it
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Put a fragment under a resource. A resource whose path part is taken gets a free one, a method whose verb is taken
 * the first free verb. What refers to something that this API has not (an authorizer, a validator, a model) is left
 * out and reported as a warning.
 */
export function pasteFragment(
  design: Design,
  args: {
    readonly apiId: string
    readonly resourceId: string
    readonly fragment: Fragment
    readonly nextId: IdSource
  },
): Result<Design> {
  const { apiId, resourceId, fragment, nextId } = args
  const problems: Problem[] = []
  if (fragment.kind === 'method') {
    const taken = takenVerbs(design, apiId, resourceId)
    const wanted = fragment.method.httpMethod
    const httpMethod = [wanted, ...pastedVerbs].find((verb) => !taken.has(verb))
    if (!httpMethod) {
      return fail('method/exists', 'This resource has every method already', [
        'apis',
        apiId,
        'resources',
        resourceId,
      ])
    }
    const pasted = pasteMethod(design, { apiId, resourceId, httpMethod }, fragment.method, problems)
    return pasted.ok ? ok(pasted.value, problems) : pasted
  }
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
      const { httpMethod } = method
      result = pasteMethod(result.value, { apiId, resourceId: id, httpMethod }, method, problems)
    }
    for (const child of part.children) {
      if (!result.ok) return result
      result = paste(result.value, child, id, child.pathPart)
    }
    return result
  }
  const pathPart = freePathPart(design, apiId, resourceId, fragment.pathPart)
  const pasted = paste(design, fragment, resourceId, pathPart)
  return pasted.ok ? ok(pasted.value, problems) : pasted
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

function pasteMethod(
  design: Design,
  ref: MethodRef,
  method: Method,
  problems: Problem[],
): Result<Design> {
  const added = addMethod(design, ref)
  if (!added.ok) return added
  let present = added.value
  const attempt = (operation: (from: Design) => Result<Design>) => {
    const result = operation(present)
    if (result.ok) present = result.value
    else problems.push(...result.problems.map((problem) => warning(problem)))
  }
  attempt((from) => removeMethodResponse(from, { ...ref, statusCode: '200' }))
  const { operationName, authorizationScopes, apiKeyRequired } = method
  attempt((from) =>
    updateMethod(from, { ...ref, change: { operationName, authorizationScopes, apiKeyRequired } }),
  )
  const { authorizationType, authorizerId, requestValidatorId } = method
  attempt((from) => updateMethod(from, { ...ref, change: { authorizationType, authorizerId } }))
  attempt((from) => updateMethod(from, { ...ref, change: { requestValidatorId } }))
  for (const [name, required] of Object.entries(method.requestParameters)) {
    attempt((from) => setRequestParameter(from, { ...ref, name, required }))
  }
  for (const [contentType, modelName] of Object.entries(method.requestModels)) {
    attempt((from) => setRequestModel(from, { ...ref, contentType, modelName }))
  }
  for (const response of Object.values(method.methodResponses)) {
    attempt((from) => putMethodResponse(from, { ...ref, response }))
  }
  const { integration } = method
  if (integration) attempt((from) => putIntegration(from, { ...ref, integration }))
  return ok(present)
}

function warning(problem: Problem): Problem {
  return { ...problem, severity: 'warning' }
}
