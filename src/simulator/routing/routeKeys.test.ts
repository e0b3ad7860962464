import { describe, expect, it } from 'vitest'
import { createRouteTable, matchRouteKey } from './routeKeys.ts'

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
