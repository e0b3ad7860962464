import { expect, test } from 'vitest'
import type { RestApi } from '../../../model/index.ts'
import { createRouter, findRoute } from '../../routing/resourceRoutes.ts'
import { designOf } from './testDesign.ts'

const routerOf = (...routes: string[]) => {
  const { apis } = designOf(Object.fromEntries(routes.map((route) => [route, {}])))
  return createRouter(apis['api1'] as RestApi) // made by designOf
}
const found = (routes: string[], method: string, path: string) => {
  const match = findRoute(routerOf(...routes), method, path)
  return match && `${match.method.httpMethod} ${match.path} ${JSON.stringify(match.pathParameters)}`
}

test.each([
  ['a literal wins over a variable', ['GET /a/{x}', 'GET /a/b'], 'GET', '/a/b', 'GET /a/b {}'],
  [
    'a variable takes what no literal is',
    ['GET /a/{x}', 'GET /a/b'],
    'GET',
    '/a/c',
    'GET /a/{x} {"x":"c"}',
  ],
  [
    'a method that a literal lacks is looked for elsewhere',
    ['POST /t', 'OPTIONS /{p+}'],
    'OPTIONS',
    '/t',
    'OPTIONS /{p+} {"p":"t"}',
  ],
  [
    'a branch that leads nowhere is left again',
    ['GET /a', 'GET /a/b', 'GET /{p+}'],
    'GET',
    '/a/c',
    'GET /{p+} {"p":"a/c"}',
  ],
  ['a method of its own wins over ANY', ['ANY /a', 'GET /a'], 'GET', '/a', 'GET /a {}'],
  ['ANY takes other verbs', ['ANY /a', 'GET /a'], 'PUT', '/a', 'ANY /a {}'],
  ['HEAD does not come from GET', ['GET /a'], 'HEAD', '/a', undefined],
  ['a trailing slash does not count', ['GET /a'], 'GET', '/a/', 'GET /a {}'],
  ['slashes before the path do not count', ['GET /a'], 'GET', '//a', 'GET /a {}'],
  [
    'a greedy variable keeps inner slashes',
    ['GET /{p+}'],
    'GET',
    '/a//b/',
    'GET /{p+} {"p":"a//b"}',
  ],
  ['a greedy variable wants one segment at least', ['GET /a/{p+}'], 'GET', '/a', undefined],
  [
    'a greedy variable takes the slashes before its first segment',
    ['GET /a/{p+}'],
    'GET',
    '/a//b',
    'GET /a/{p+} {"p":"/b"}',
  ],
  ['slashes alone are no segment', ['GET /a/{p+}'], 'GET', '/a///', undefined],
  ['values stay encoded', ['GET /{x}'], 'GET', '/a%2Fb', 'GET /{x} {"x":"a%2Fb"}'],
  ['an unknown verb finds nothing', ['GET /a'], 'constructor', '/a', undefined],
])('%s', (_rule, routes, method, path, expected) => {
  expect(found(routes, method, path)).toBe(expected)
})

test('300 resources are routed in no time', () => {
  const routes = Array.from({ length: 300 }, (_, i) => `GET /a${i % 20}/{x}/b${i}`)
  const router = routerOf(...routes)
  const began = performance.now()
  for (let i = 0; i < 1000; i++) findRoute(router, 'GET', '/a19/value/b299')
  expect(performance.now() - began).toBeLessThan(1000)
})
