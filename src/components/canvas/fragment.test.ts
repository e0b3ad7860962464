import { describe, expect, it } from 'vitest'
import {
  addAuthorizer,
  addRestApi,
  countingIds,
  emptyDesign,
  updateMethod,
} from '../../model/index.ts'
import { methodFragment, parseFragment, pasteFragment, resourceFragment } from './fragment.ts'
import { apiOf, good, idOf, petDesign } from './testDesign.ts'

describe('a fragment', () => {
  it('survives the clipboard as text', () => {
    const design = petDesign()
    const fragment = resourceFragment(apiOf(design), idOf(design, '/pets'))
    expect(parseFragment(JSON.stringify(fragment))).toEqual(fragment)
    expect(parseFragment('GET /pets')).toBeUndefined()
    expect(parseFragment('{"format":"gatewright-fragment"')).toBeUndefined()
  })

  it('is pasted whole into another design', () => {
    const design = petDesign()
    const fragment = resourceFragment(apiOf(design), idOf(design, '/pets'))
    if (!fragment) throw new Error('/pets is no root')
    const nextId = countingIds('other')
    let other = emptyDesign('other', nextId)
    other = good(addRestApi(other, { apiId: 'a', rootResourceId: 'root', name: 'Other' }))
    const args = { apiId: 'a', resourceId: 'root', fragment, nextId }
    const pasted = good(pasteFragment(other, args))
    const from = apiOf(design).resources[idOf(design, '/pets')]
    const to = apiOf(pasted).resources[idOf(pasted, '/pets')]
    expect(to?.methods).toEqual(from?.methods)
    expect(idOf(pasted, '/pets/{petId}')).toBeDefined()
  })

  it('leaves out what it refers to and the API has not, and says so', () => {
    let design = petDesign()
    const authorizer = {
      id: 'auth',
      name: 'token',
      type: 'TOKEN',
      identitySource: 'method.request.header.Authorization',
      providerARNs: [],
    } as const
    design = good(
      addAuthorizer(design, { apiId: 'a', authorizer: { ...authorizer, providerARNs: [] } }),
    )
    const ref = { apiId: 'a', resourceId: idOf(design, '/pets'), httpMethod: 'GET' } as const
    design = good(
      updateMethod(design, {
        ...ref,
        change: { authorizationType: 'CUSTOM', authorizerId: 'auth' },
      }),
    )
    const method = apiOf(design).resources[ref.resourceId]?.methods.GET
    if (!method) throw new Error('made above')
    const other = petDesign()
    const result = pasteFragment(other, {
      apiId: 'a',
      resourceId: idOf(other, '/shops'),
      fragment: methodFragment(method),
      nextId: countingIds(),
    })
    expect(result.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['method/authorizer', 'warning'],
    ])
    // GET is taken, so it comes under the first free verb
    const shop = apiOf(good(result)).resources[idOf(other, '/shops')]
    expect(shop?.methods.POST?.integration).toEqual(method.integration)
    expect(shop?.methods.POST?.authorizationType).toBe('NONE')
  })
})
