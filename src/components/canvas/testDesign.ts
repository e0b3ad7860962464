import {
  addMethod,
  addResourcePath,
  addRestApi,
  connectBackend,
  countingIds,
  emptyDesign,
  setIntegrationType,
} from '../../model/index.ts'
import type { Design, HttpMethod, Result, RestApi } from '../../model/index.ts'
import type { Rectangle } from './geometry.ts'

/** The value of a result that a test expects to be good. */
export function good(result: Result<Design>): Design {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

/** True when two places on the canvas cover a point in common. */
export function overlap(left: Rectangle, right: Rectangle): boolean {
  return (
    left.x < right.x + right.width &&
    right.x < left.x + left.width &&
    left.y < right.y + right.height &&
    right.y < left.y + left.height
  )
}

/** `/`, `/pets` (GET to an endpoint, POST as a mock), `/pets/{petId}` (GET without integration), `/shops` (GET to a function). */
export function petDesign(): Design {
  const nextId = countingIds()
  let design = emptyDesign('pets', nextId)
  design = good(addRestApi(design, { apiId: 'a', rootResourceId: 'root', name: 'Pets' }))
  for (const path of ['/shops', '/pets/{petId}']) {
    design = good(addResourcePath(design, { apiId: 'a', path, nextId }))
  }
  design = withMethod(design, '/pets', 'GET', 'http:pets.example.com')
  design = withMethod(design, '/pets', 'POST', 'MOCK')
  design = withMethod(design, '/pets/{petId}', 'GET')
  return withMethod(design, '/shops', 'GET', 'lambda:list-shops')
}

/** The same with a method more; `reaches` is a backend's key, or `MOCK`. */
export function withMethod(
  design: Design,
  path: string,
  httpMethod: HttpMethod,
  reaches?: string,
): Design {
  const ref = { apiId: 'a', resourceId: idOf(design, path), httpMethod }
  const added = good(addMethod(design, ref))
  if (reaches === undefined) return added
  return good(
    reaches === 'MOCK'
      ? setIntegrationType(added, { ...ref, type: 'MOCK' })
      : connectBackend(added, { ...ref, backendKey: reaches }),
  )
}

export function apiOf(design: Design): RestApi {
  const api = design.apis['a']
  if (api?.protocol !== 'REST') throw new Error('the test design has a REST API')
  return api
}

/** The id of the resource of a path. */
export function idOf(design: Design, path: string): string {
  const api = apiOf(design)
  const parts = path.split('/').filter((part) => part !== '')
  let id = api.rootResourceId
  for (const pathPart of parts) {
    const child = Object.values(api.resources).find(
      (resource) => resource.parentId === id && resource.pathPart === pathPart,
    )
    if (!child) throw new Error(`the test design has no ${path}`)
    id = child.id
  }
  return id
}

/** An API of so many resources with four methods each. */
export function largeDesign(resources: number): Design {
  const nextId = countingIds()
  let design = emptyDesign('large', nextId)
  design = good(addRestApi(design, { apiId: 'a', rootResourceId: 'root', name: 'Large' }))
  for (let i = 1; i < resources; i++) {
    const path = `/group-${i % 12}/thing-${i}`
    design = good(addResourcePath(design, { apiId: 'a', path, nextId }))
    for (const httpMethod of ['GET', 'POST', 'PUT', 'DELETE'] as const) {
      design = withMethod(design, path, httpMethod, `http:service-${i % 20}.example.com`)
    }
  }
  return design
}
