import { describe, expect, it } from 'vitest'
import {
  addBackend,
  addMethod,
  addResource,
  addRoute,
  apiNouns,
  countingIds,
  emptyDesign,
  entryPointAddress,
  entryPointAt,
  entryPointsOf,
  nounAt,
  nounNames,
  nounOf,
  ok,
  openDesign,
  parentAddress,
  partNounsOf,
  phraseAt,
  putGatewayResponse,
  saveDesign,
  thingAddress,
  thingAt,
  valueAt,
} from '../index.ts'
import type { Design, NounName, Result } from '../index.ts'

const nextId = countingIds('n')
const now = Date.UTC(2026, 0, 2)

function done(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function add(design: Design, name: NounName, apiId?: string): Design {
  const addition = nounOf(name).add?.(design, {
    nextId,
    now,
    ...(apiId !== undefined && { apiId }),
  })
  if (!addition) throw new Error(`${name} cannot be added`)
  const after = done(addition.operation(design))
  expect(nounAt(after, addition.at)).toBe(name)
  return after
}

/** A design that has at least one thing of every noun. */
function everything(): Design {
  let design = emptyDesign('All', countingIds('d'))
  for (const name of Object.values(apiNouns)) design = add(design, name)
  for (const { protocol, id } of Object.values(design.apis)) {
    const apiId = id
    if (protocol === 'REST') {
      const api = design.apis[id]
      const parentId = api?.protocol === 'REST' ? api.rootResourceId : ''
      design = done(addResource(design, { apiId, resourceId: 'pets', parentId, pathPart: 'pets' }))
      design = done(addMethod(design, { apiId, resourceId: 'pets', httpMethod: 'GET' }))
      design = {
        ...design,
        apis: JSON.parse(
          JSON.stringify(design.apis).replace(
            '"httpMethod":"GET"',
            '"httpMethod":"GET","integration":{"type":"MOCK","passthroughBehavior":"WHEN_NO_MATCH","requestParameters":{},"requestTemplates":{},"cacheKeyParameters":[],"integrationResponses":{}}',
          ),
        ) as Design['apis'], // the same APIs with one integration more
      }
      design = done(
        putGatewayResponse(design, {
          apiId,
          response: { responseType: 'DEFAULT_4XX', responseParameters: {}, responseTemplates: {} },
        }),
      )
    }
    for (const name of partNounsOf(protocol)) {
      if (nounOf(name).add) design = add(design, name, apiId)
    }
  }
  design = done(
    addBackend(design, {
      backend: { key: 'lambda:list', kind: 'lambda', name: 'list', mode: 'canned' },
    }),
  )
  for (const name of nounNames) {
    if (nounOf(name).of === 'design' && nounOf(name).add) design = add(design, name)
  }
  return design
}

describe('the registry of nouns', () => {
  const design = everything()

  it.each(nounNames)('lists %s with a label and an address of the noun', (name) => {
    const things = nounOf(name).list(design)
    expect(things.length).toBeGreaterThan(0)
    for (const { noun, at, label } of things) {
      expect(noun).toBe(name)
      expect(label).not.toBe('')
      expect(nounAt(design, at)).toBe(name)
      expect(thingAt(design, at)).toEqual({ noun, at, label })
      expect(nounOf(name).label(design, at)).toBe(label)
      expect(thingAddress([...at, 'some', 'part'])).toEqual(at)
      if (name !== 'backend') expect(valueAt(design, at)).toBeTypeOf('object')
    }
  })

  it.each(nounNames)('has a title, a heading and words in a sentence for %s', (name) => {
    const { title, heading, phrase, headline } = nounOf(name)
    expect(title).toMatch(/^[A-Z]/)
    expect(heading).toMatch(/^[A-Z]/)
    expect(phrase('x')).toContain('x')
    expect(headline('x')).toContain('x')
  })

  it.each(nounNames)('removes %s, or refuses with a message', (name) => {
    const { list, remove } = nounOf(name)
    for (const { at } of list(design)) {
      const result = remove?.(design, at)
      if (!result) throw new Error(`${name} cannot be removed`)
      if (result.ok) {
        expect(nounOf(name).label(result.value, at)).toBeUndefined()
        expect(openDesign(JSON.parse(saveDesign(result.value))).ok).toBe(true)
      } else {
        expect(result.problems[0]?.message).toMatch(/\w/)
      }
    }
  })

  it.each(nounNames.filter((name) => nounOf(name).rename))('renames %s', (name) => {
    const { list, rename } = nounOf(name)
    const newNames: { readonly [N in NounName]?: string } = {
      resource: 'cats',
      model: 'Cat',
      route: 'POST /cats',
      openIdConnectIssuer: 'https://other.example.com',
    }
    const to = newNames[name] ?? 'renamed'
    const thing = list(design).find(({ label }) => label !== '/' && !label.startsWith('route'))
    const result = thing && rename?.(design, thing.at, to)
    if (!thing || !result?.ok) throw new Error(result?.problems[0]?.message ?? 'nothing to rename')
    const labels = list(result.value).map(({ label }) => label)
    expect(labels.some((label) => label === to || label === `/${to}`)).toBe(true)
    expect(labels).toHaveLength(list(design).length)
  })

  it.each(nounNames.filter((name) => nounOf(name).copy))('copies %s beside itself', (name) => {
    const { list, copy } = nounOf(name)
    const thing = list(design).find(({ label }) => label !== '/')
    const result = thing && copy?.(design, thing.at, nextId)
    if (!thing || !result?.ok) throw new Error(result?.problems[0]?.message ?? 'nothing to copy')
    expect(thingAt(result.value.design, result.value.at)).toMatchObject({ noun: name })
    expect(list(result.value.design)).toHaveLength(list(design).length + 1)
    expect(openDesign(JSON.parse(saveDesign(result.value.design))).ok).toBe(true)
  })

  it('moves a method and a resource to another resource', () => {
    const [root] = nounOf('resource').list(design)
    const method = nounOf('method')
      .list(design)
      .find(({ label }) => label === 'GET /pets')
    if (!root || !method) throw new Error('there is no method to move')
    const moved = done(nounOf('method').move?.(design, method.at, root.at) ?? ok(design))
    expect(nounOf('method').list(moved)).toMatchObject([{ label: 'GET /' }])
  })
})

describe('what is at an address', () => {
  const design = everything()
  const idOf = (protocol: string) =>
    Object.values(design.apis).find((api) => api.protocol === protocol)?.id ?? ''

  it('depends on the protocol where APIs keep different things in one place', () => {
    for (const [collection, rest, routed] of [
      ['stages', 'stage', 'routeStage'],
      ['deployments', 'deployment', 'routeDeployment'],
      ['authorizers', 'authorizer', 'routeAuthorizer'],
    ] as const) {
      expect(nounAt(design, ['apis', idOf('REST'), collection, 'x'])).toBe(rest)
      expect(nounAt(design, ['apis', idOf('HTTP'), collection, 'x'])).toBe(routed)
      expect(nounAt(design, ['apis', idOf('WEBSOCKET'), collection, 'x'])).toBe(routed)
    }
  })

  it('is the thing that holds a part, and the API outside its things', () => {
    const rest = idOf('REST')
    const get = ['apis', rest, 'resources', 'pets', 'methods', 'GET']
    expect(thingAt(design, [...get, 'integration', 'uri'])).toMatchObject({
      noun: 'method',
      at: get,
    })
    expect(thingAt(design, ['apis', rest, 'models'])).toMatchObject({ noun: 'restApi' })
    expect(thingAt(design, ['apis', rest, 'name'])?.at).toEqual(['apis', rest])
    expect(phraseAt(design, get)).toBe('GET /pets')
    expect(parentAddress(design, get)).toEqual(['apis', rest, 'resources', 'pets'])
  })

  it('is nothing for the design, for APIs that are gone and for names of prototypes', () => {
    expect(nounAt(design, [])).toBeUndefined()
    expect(nounAt(design, ['apis', 'gone', 'stages', 'prod'])).toBeUndefined()
    expect(nounAt(design, ['apis', '__proto__'])).toBeUndefined()
    expect(thingAt(design, ['backends', 'constructor'])).toBeUndefined()
    expect(thingAt(design, ['access', 'apiKeys', '__proto__'])).toBeUndefined()
  })
})

describe('entry points', () => {
  const design = everything()

  it('are the methods of a REST API and the routes of the other kinds', () => {
    const keys = Object.values(design.apis).map(({ id, protocol }) => [
      protocol,
      ...entryPointsOf(design, id).map(({ key, verb, path }) => [key, verb, path]),
    ])
    expect(keys).toEqual([
      ['REST', ['GET /pets', 'GET', '/pets']],
      ['HTTP', ['GET /', 'GET', '/']],
      ['WEBSOCKET', ['route1', undefined, undefined]],
    ])
  })

  it('are found by their address and by the address of a part', () => {
    for (const { id } of Object.values(design.apis)) {
      for (const entry of entryPointsOf(design, id)) {
        expect(entryPointAt(design, entry.at)).toEqual(entry)
        expect(entryPointAt(design, [...entry.at, 'authorizationType'])).toEqual(entry)
        expect(entryPointAddress([...entry.at, 'authorizationType'])).toEqual(entry.at)
      }
    }
    expect(entryPointAt(design, ['apis', 'gone', 'routes', 'x'])).toBeUndefined()
    expect(entryPointAt(design, undefined)).toBeUndefined()
  })

  it('name the integration and the authorizer that the API has', () => {
    const http = Object.values(design.apis).find(({ protocol }) => protocol === 'HTTP')
    if (http?.protocol !== 'HTTP') throw new Error('there is no HTTP API')
    const [integration = ''] = Object.keys(http.integrations)
    const [authorizer = ''] = Object.keys(http.authorizers)
    const route = {
      id: 'r',
      routeKey: 'GET /pets',
      target: integration,
      authorizationType: 'JWT' as const,
      authorizerId: authorizer,
    }
    const added = done(addRoute(design, { apiId: http.id, route }))
    expect(entryPointAt(added, ['apis', http.id, 'routes', 'r'])).toMatchObject({
      kind: 'route',
      integrationAt: ['apis', http.id, 'integrations', integration],
      authorizerAt: ['apis', http.id, 'authorizers', authorizer],
      backend: { kind: 'http', name: 'example.com' },
    })
  })
})
