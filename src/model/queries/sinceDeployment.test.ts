import { describe, expect, it } from 'vitest'
import {
  addDeployment,
  addMethod,
  addModel,
  addResourcePath,
  addRestApi,
  changesSinceDeployment,
  countingIds,
  emptyDesign,
  removeMethod,
  setIntegrationType,
  updateMethod,
  updateRestApi,
} from '../index.ts'
import type { Design, HttpMethod, Result, RestApi } from '../index.ts'

function good(result: Result<Design>): Design {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

function apiOf(design: Design): RestApi {
  const api = design.apis['a']
  if (api?.protocol !== 'REST') throw new Error('the test design has a REST API')
  return api
}

const nextId = countingIds()

function pathId(design: Design, pathPart: string): string {
  const found = Object.values(apiOf(design).resources).find((each) => each.pathPart === pathPart)
  return found?.id ?? ''
}

function withMock(design: Design, pathPart: string, httpMethod: HttpMethod): Design {
  const ref = { apiId: 'a', resourceId: pathId(design, pathPart), httpMethod }
  return good(setIntegrationType(good(addMethod(design, ref)), { ...ref, type: 'MOCK' }))
}

/** `GET` and `POST /pets`, deployed. */
function deployedDesign(): Design {
  let design = good(
    addRestApi(emptyDesign('pets', nextId), { apiId: 'a', rootResourceId: 'root', name: 'Pets' }),
  )
  design = good(addResourcePath(design, { apiId: 'a', path: '/pets', nextId }))
  design = withMock(withMock(design, 'pets', 'GET'), 'pets', 'POST')
  const createdDate = '2026-03-01T10:00:00.000Z'
  return good(addDeployment(design, { apiId: 'a', deploymentId: 'd1', createdDate }))
}

function told(design: Design): string[] {
  const api = apiOf(design)
  const snapshot = api.deployments['d1']?.snapshot
  if (!snapshot) throw new Error('the deployment holds the API')
  return changesSinceDeployment(api, snapshot).map(({ kind, name }) => `${kind}: ${name}`)
}

describe('what changed since a deployment', () => {
  it('is nothing right after it, nor when only words about the API change', () => {
    const design = deployedDesign()
    expect(told(design)).toEqual([])
    const described = updateRestApi(design, { apiId: 'a', change: { description: 'All pets' } })
    expect(told(good(described))).toEqual([])
  })

  it('is told by method, by setting and by the name of a model', () => {
    const before = deployedDesign()
    const resourceId = pathId(before, 'pets')
    const ref = { apiId: 'a', resourceId, httpMethod: 'GET' } as const
    let design = good(updateMethod(before, { ...ref, change: { apiKeyRequired: true } }))
    design = good(removeMethod(design, { ...ref, httpMethod: 'POST' }))
    design = withMock(design, 'pets', 'DELETE')
    design = good(
      updateRestApi(design, { apiId: 'a', change: { binaryMediaTypes: ['image/png'] } }),
    )
    const model = { name: 'Pet', contentType: 'application/json', schema: '{"type":"object"}' }
    design = good(addModel(design, { apiId: 'a', model }))
    expect(told(design)).toEqual([
      'changed: Binary media types',
      'changed: GET /pets',
      'added: DELETE /pets',
      'removed: POST /pets',
      'added: Model Pet',
    ])
  })

  it('leads to where it is, or was', () => {
    const before = deployedDesign()
    const resourceId = pathId(before, 'pets')
    const design = good(removeMethod(before, { apiId: 'a', resourceId, httpMethod: 'POST' }))
    const [change] = changesSinceDeployment(
      apiOf(design),
      apiOf(design).deployments['d1']?.snapshot ?? apiOf(design),
    )
    expect(change?.at).toEqual(['apis', 'a', 'resources', resourceId, 'methods', 'POST'])
  })
})
