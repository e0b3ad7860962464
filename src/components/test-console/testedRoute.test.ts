import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { countingIds, designSchema } from '../../model/index.ts'
import { resolveHost } from '../../simulator/index.ts'
import { missingPoolOfIssuer } from '../nouns/trustedPool.ts'
import { curlOf, invokeUrl } from './curl.ts'
import { readPasted } from './pastedRequest.ts'
import { preflightOf } from './preflight.ts'
import { callOf, draftOfRequest, firstDraft, readDraft, requestOf } from './requestDraft.ts'
import { kindOf, testedEntry } from './testedEntry.ts'
import type { TestedEntry } from './testedEntry.ts'
import { tokenExpiry } from './tokenExpiry.ts'

const file = new URL('../../../public/examples/library.gatewright.json', import.meta.url)
const library = designSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
const api = library.apis['libraryapi']
if (api?.protocol !== 'HTTP') throw new Error('the example is an HTTP API')
const design = {
  ...library,
  apis: {
    libraryapi: {
      ...api,
      routes: {
        ...api.routes,
        any: { ...api.routes['listbooks'], id: 'any', routeKey: 'ANY /shelves/{id}/{rest+}' },
        rest: { ...api.routes['listbooks'], id: 'rest', routeKey: '$default' },
      },
    },
  },
} as typeof library // routes as the schema has them, with other keys

function tested(id: string): TestedEntry {
  const found = testedEntry(design, ['apis', 'libraryapi', 'routes', id])
  if (!found) throw new Error(`there is no route ${id}`)
  return found
}

describe('a route in the console', () => {
  it('has the method and the path of its key', () => {
    expect([tested('listbooks').entry.key, firstDraft(tested('listbooks')).method]).toEqual([
      'GET /books',
      'GET',
    ])
    expect(firstDraft(tested('borrow'))).toMatchObject({ method: 'POST', body: '{}' })
  })

  it('lets the method of ANY be chosen, and fills its path', () => {
    const draft = { ...firstDraft(tested('any')), method: 'PUT', pathParameters: { id: '7', rest: 'a/b' } } // prettier-ignore
    expect(requestOf(draft, tested('any').path)).toMatchObject({
      method: 'PUT',
      path: '/shelves/7/a/b',
    })
  })

  it('takes any path for $default, and keeps it over a reload', () => {
    const entry = tested('rest')
    const draft = { ...firstDraft(entry), path: 'a/{b}/c?x=1' }
    expect([entry.entry.key, requestOf(draft, entry.path).path]).toEqual(['$default', '/a/{b}/c'])
    expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
    const sent = requestOf({ ...draft, path: '/x/y' }, entry.path)
    expect(draftOfRequest(entry, sent, {})).toMatchObject({ path: '/x/y' })
  })

  it('is sent to the default stage without naming it in the path', () => {
    expect(callOf(tested('listbooks'), firstDraft(tested('listbooks')), '$default')).toEqual({
      apiId: 'libraryapi',
      stageName: '$default',
      request: { method: 'GET', path: '/books', query: '', headers: [] },
    })
    expect(invokeUrl('libraryapi', '$default')).toBe(
      'https://libraryapi.execute-api.us-east-1.amazonaws.com',
    )
  })

  it('is sent through an API mapping of a custom domain name', () => {
    const domainNames = {
      'api.library.example': {
        domainName: 'api.library.example',
        basePathMappings: [{ basePath: 'v1', apiId: 'libraryapi', stage: '$default' }],
        tags: {},
      },
    }
    const endpoint = { domainName: 'api.library.example', basePath: 'v1' }
    const draft = { ...firstDraft(tested('listbooks')), endpoint }
    const call = callOf(tested('listbooks'), draft, '$default', domainNames)
    expect(call.request).toMatchObject({
      path: '/v1/books',
      headers: [['Host', 'api.library.example']],
    })
    const mapped = { ...design, access: { ...design.access, domainNames } }
    const place = { region: 'us-east-1', now: () => 0 }
    expect(resolveHost(mapped, call, place)).toMatchObject({ apiId: 'libraryapi', path: '/books' })
  })

  it('is found by a cURL command, with and without its stage', () => {
    for (const id of ['borrow', 'any', 'rest']) {
      const entry = tested(id)
      const request = requestOf(
        { ...firstDraft(entry), pathParameters: { id: '1', rest: 'x' } },
        entry.path,
      )
      const command = curlOf(request, invokeUrl('libraryapi', '$default'))
      if (entry.protocol !== 'HTTP') throw new Error('these are routes')
      expect(readPasted(command, entry.api)).toMatchObject({
        ok: true,
        value: { entryAt: entry.at, request: { path: request.path } },
      })
    }
    expect(readPasted('curl https://x.example/nowhere', api)).toMatchObject({
      ok: false,
      problems: [{ message: 'No route of library answers GET /nowhere.' }],
    })
  })

  it('is not there for a WebSocket API, nor under a name of Object.prototype', () => {
    expect(testedEntry(design, ['apis', 'libraryapi', 'routes', 'toString'])).toBeUndefined()
    expect(testedEntry(design, ['apis', '__proto__', 'routes', 'x'])).toBeUndefined()
    expect(testedEntry(design, ['apis', 'libraryapi'])).toBeUndefined()
  })

  it('knows its backend, its authorization and the user pool that it trusts', () => {
    const entry = tested('borrow')
    const kind = kindOf(entry)
    expect(entry.entry.backend?.key).toBe('lambda:loans')
    expect(entry.entry.authorizationType).toBe('JWT')
    expect(kind.foreignIssuer(entry, design)).toBeUndefined()
    expect(kind.trustedPoolId(entry, design)).toBe('us-east-1_Library01')
    expect(kind.missingPool(entry, design, countingIds())).toBeUndefined()
  })
})

describe('the user pool of an issuer', () => {
  it('is added with the audience as its app client, when the design lacks it', () => {
    const without = { ...design, identities: { ...design.identities, userPools: {} } }
    const missing = missingPoolOfIssuer(without, api, api.authorizers['readers'], countingIds())
    const added = missing?.operation(without)
    if (!missing || !added?.ok) throw new Error('the pool can be added')
    const { poolId, clientId, username } = missing.caller
    const pool = added.value.identities.userPools[poolId]
    expect([poolId, clientId]).toEqual(['us-east-1_Library01', 'library-web'])
    expect(pool?.clients[clientId]?.allowedScopes).toEqual(['openid', 'loans/write'])
    expect(pool?.users[username]?.enabled).toBe(true)
  })

  it('is not made up for an issuer that is not a user pool', () => {
    const readers = api.authorizers['readers']
    if (!readers) throw new Error('the example has it')
    const issuers = [
      'https://issuer.example',
      'https://cognito-idp.us-east-1.amazonaws.com/a/b',
      '',
    ]
    for (const issuer of issuers) {
      const authorizer = { ...readers, jwtConfiguration: { issuer, audience: ['a'] } }
      expect(missingPoolOfIssuer(design, api, authorizer, countingIds())).toBeUndefined()
    }
  })
})

describe('the preflight of a request', () => {
  it('names the method and the headers that a browser asks for', () => {
    const draft = {
      ...firstDraft(tested('borrow')),
      headers: 'Content-Type: application/json\nX-Trace: 1\nAccept: */*',
      caller: { kind: 'bearer', token: 't' } as const,
    }
    expect(preflightOf(tested('borrow'), draft)).toEqual({
      method: 'OPTIONS',
      path: '/loans',
      query: '',
      headers: [
        ['Origin', 'https://library.example'],
        ['Access-Control-Request-Method', 'POST'],
        ['Access-Control-Request-Headers', 'authorization,content-type,x-trace'],
      ],
    })
  })

  it('comes from the origin of the request, and asks for no header that is safe', () => {
    const draft = { ...firstDraft(tested('listbooks')), headers: 'Origin: https://other.example' }
    expect(preflightOf(tested('listbooks'), draft)?.headers).toEqual([
      ['Origin', 'https://other.example'],
      ['Access-Control-Request-Method', 'GET'],
    ])
  })

  it('is not there for an API without CORS settings', () => {
    const { corsConfiguration: _cors, ...rest } = api
    const bare = testedEntry({ ...design, apis: { libraryapi: rest } }, [
      'apis',
      'libraryapi',
      'routes',
      'listbooks',
    ])
    if (!bare) throw new Error('the route is there')
    expect(preflightOf(bare, firstDraft(bare))).toBeUndefined()
  })
})

describe('the expiry of a token', () => {
  it.each([
    [3600, 'Expires in 1 h.', false],
    [3540, 'Expires in 59 min.', false],
    [90, 'Expires in 1 min 30 s.', false],
    [200_000, 'Expires in 2 d 7 h.', false],
    [0, 'Expired 0 s ago.', true],
    [-61, 'Expired 1 min 1 s ago.', true],
  ])('%i seconds from now', (seconds, text, isExpired) => {
    expect(tokenExpiry({ exp: 1000 + seconds }, 1_000_000)).toEqual({ text, isExpired })
  })

  it.each([[{}], [{ exp: 'soon' }], [{ exp: null }]])('is missing in %j', (claims) => {
    expect(tokenExpiry(claims, 0).isExpired).toBe(true)
  })
})
