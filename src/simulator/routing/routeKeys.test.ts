import { describe, expect, it } from 'vitest'
import { conflictingRouteKey, createRouteTable, matchRouteKey, parseRouteKey } from './routeKeys.ts'

const table = (...keys: string[]) => createRouteTable(keys.map((routeKey) => ({ routeKey })))
const found = (routes: ReturnType<typeof table>, method: string, path: string) =>
  matchRouteKey(routes, method, path)?.routeKey

describe('the route of an HTTP API', () => {
  const pets = table(
    'GET /pets/dog/1',
    'GET /pets/dog/{id}',
    'GET /pets/{proxy+}',
    'ANY /{proxy+}',
    '$default',
  )

  it.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
    ['POST', '/test/5', 'ANY /{proxy+}'],
    ['POST', '/pets/dog/1', 'ANY /{proxy+}'],
    ['GET', '/', '$default'],
  ])('%s %s is taken by %s', (method, path, key) => {
    expect(found(pets, method, path)).toBe(key)
  })

  it('of a method wins over ANY, and a literal part over a variable', () => {
    const routes = table('ANY /a/{x}', 'GET /{y}/b', 'ANY /a/b')
    expect(found(routes, 'GET', '/a/b')).toBe('ANY /a/b')
    expect(found(table('ANY /a', 'GET /a'), 'GET', '/a')).toBe('GET /a')
    expect(found(table('ANY /a', 'GET /a'), 'PUT', '/a')).toBe('ANY /a')
  })

  it('with a full match wins over a greedy route of a longer literal path', () => {
    const routes = table('GET /a/{p+}', 'GET /{x}/{y}')
    expect(found(routes, 'GET', '/a/b')).toBe('GET /{x}/{y}')
  })

  it('gives the values of its variables as the client sent them', () => {
    const match = matchRouteKey(table('GET /a/{id}/{rest+}'), 'GET', '/a/x%20y/b/c%2Fd')
    expect(match?.pathParameters).toEqual({ id: 'x%20y', rest: 'b/c%2Fd' })
  })

  it('is none when nothing matches and there is no $default route', () => {
    expect(matchRouteKey(table('GET /some/path'), 'GET', '/something')).toBeUndefined()
    expect(matchRouteKey(table('GET /some/path'), 'GET', '/some/path/')).toBeUndefined()
    expect(matchRouteKey(table('GET /some/path'), 'POST', '/some/path')).toBeUndefined()
  })

  it('with a greedy variable needs at least one character for it', () => {
    expect(found(table('ANY /{proxy+}'), 'GET', '/')).toBeUndefined()
    expect(found(table('ANY /a/{proxy+}'), 'GET', '/a')).toBeUndefined()
    expect(found(table('ANY /a/{proxy+}'), 'GET', '/a/')).toBeUndefined()
  })

  it('may have a variable named like what objects inherit', () => {
    const match = matchRouteKey(table('GET /{__proto__}'), 'GET', '/x')
    expect(Object.entries(match?.pathParameters ?? {})).toEqual([['__proto__', 'x']])
  })
})

describe('a route key', () => {
  it.each([
    ['get /a', /get is not one of/],
    ['/a', /"METHOD \/path" or "\$default"/],
    ['GET a', /"METHOD \/path"/],
    ['GET  /a', /"METHOD \/path"/],
    ['GET /a b', /"METHOD \/path"/],
    ['GET /{a', /is not a path variable/],
    ['GET /x{a}', /is not a path variable/],
    ['GET /{a+}/b', /must be the last part/],
    ['GET /{a}/{a}', /occurs twice/],
    ['$connect', /"METHOD \/path"/],
    ['', /"METHOD \/path"/],
  ])('%j is refused', (text, reason) => {
    const key = parseRouteKey(text)
    expect('refusal' in key && key.refusal).toMatch(reason)
  })

  it('conflicts with one that names a variable of the same level differently', () => {
    const others = ['GET /public/orgs/{orgId}/stages/{stage_id}/questions', 'GET /x']
    expect(conflictingRouteKey('GET /public/orgs/{orgId}/stages/{stageId}/questions', others)).toBe(
      others[0],
    )
    expect(
      conflictingRouteKey('POST /public/orgs/{o}/stages/{s}/questions', others),
    ).toBeUndefined()
    expect(conflictingRouteKey('GET /x/{a+}', ['GET /x/{a}'])).toBeUndefined()
  })
})
