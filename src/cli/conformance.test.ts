import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runFolder } from './conformance.ts'
import { UsageError } from './io.ts'
import type { CommandIo } from './io.ts'
import { difference } from './matching.ts'

const shared = resolve(process.env['GATEWRIGHT_SHARED'] ?? '../shared')
const cases = resolve(shared, 'conformance/aws')

const io: CommandIo = {
  readInput: () => Promise.resolve(''),
  readFile: (path) => readFileSync(path, 'utf8'),
  writeFile: () => undefined,
  listFolder: (path) => readdirSync(path),
  isFolder: (path) => existsSync(path) && statSync(path).isDirectory(),
  exists: existsSync,
  write: () => undefined,
  writeError: () => undefined,
  now: () => Date.UTC(2026, 0, 31),
  elapsed: () => performance.now(),
  random: () => 0.5,
}

describe.runIf(existsSync(cases))('recorded answers of the service', () => {
  test.each([
    'b-parameter-mapping',
    'c-request-validation',
    'd-routing',
    'e-integrations',
    'f-gateway-responses',
    'g-binary',
    'h-import',
    'i-export',
    'j-stages',
    'k-usage-plans',
    'l-authorizers',
    'm-control-plane',
    'n-cloudformation',
    'o-test-invoke',
    'p-other',
  ])('%s', async (group) => {
    const results = await runFolder(cases, group, io)
    const failed = results.filter(({ passed }) => !passed)
    expect(failed.map(({ id }) => id)).toEqual([])
    expect(results.length).toBeGreaterThan(0)
  })
})

test.runIf(!existsSync(cases))('the recorded answers are here to be compared with', (context) => {
  context.skip(`no cases in ${cases}: 15 classes were not compared`)
})

const routedCases = resolve(shared, 'conformance/apigatewayv2')

describe.runIf(existsSync(routedCases))('management calls of HTTP and WebSocket APIs', () => {
  test('all errors are the recorded ones', async () => {
    const results = await runFolder(routedCases, 'control-plane-errors', io)
    expect(results.filter(({ passed }) => !passed)).toEqual([])
    expect(results.length).toBeGreaterThan(0)
  })

  test('all resources are read back as recorded', async () => {
    const results = await runFolder(routedCases, 'control-plane-resources', io)
    expect(results.filter(({ passed }) => !passed)).toEqual([])
    expect(results.length).toBeGreaterThan(0)
  })
})

test.runIf(!existsSync(routedCases))('the cases of HTTP APIs are here', (context) => {
  context.skip(`no cases in ${routedCases}: 2 classes were not compared`)
})

const httpCases = resolve(shared, 'conformance/apigatewayv2')

test.runIf(existsSync(httpCases))(
  'cases about HTTP APIs pass, or say why they are not run',
  async () => {
    const results = await runFolder(httpCases, undefined, io)
    const failed = results.filter(({ passed, skipped }) => !passed && skipped === undefined)
    expect(failed).toEqual([])
    expect(results.filter(({ passed }) => passed).length).toBeGreaterThanOrEqual(14)
  },
)

test.runIf(!existsSync(httpCases))('the cases about HTTP APIs are here', (context) => {
  context.skip(`no cases in ${httpCases}: HTTP APIs were not compared`)
})

describe('lines with a kind', () => {
  const resultsOf = (...lines: object[]) =>
    runFolder('/f', undefined, {
      ...io,
      readFile: () => lines.map((line) => JSON.stringify(line)).join('\n'),
      listFolder: () => ['a.jsonl'],
    })
  const routing = (status: number) => ({
    id: 'r',
    class: 'routes',
    kind: 'routing-http',
    routes: ['GET /items'],
    requests: [{ method: 'POST', path: '/items', expect: { status } }],
  })

  test('are run by their kind, and grouped by their class', async () => {
    const [passed, failed] = await resultsOf(routing(404), routing(405))
    expect(passed).toEqual({ id: 'r', group: 'routes', passed: true })
    expect(failed).toMatchObject({ passed: false })
    expect(failed?.message).toContain('POST /items: /status: expected 405, got 404')
  })

  test.each([
    [{}, { status: 200, eventJwt: { claims: { $subset: true, n: '7' }, scopes: null } }, true],
    [{}, { status: 200, eventJwt: { claims: { $subset: true, n: 7 }, scopes: null } }, false],
    [{ routeAuthorizationScopes: ['x'] }, { status: 200 }, false],
  ])('a token with %j is compared with what is expected', async (more, expected, passed) => {
    const line = { id: 'j', kind: 'jwt', tokenClaims: { n: 7 }, expect: expected, ...more }
    expect(await resultsOf(line)).toMatchObject([{ group: 'jwt', passed }])
  })

  test('a result of a function is compared with what the client gets', async () => {
    const line = { id: 'l', kind: 'lambda-response', payloadFormat: '1.0', lambdaResult: [1] }
    expect(await resultsOf({ ...line, expect: { status: 500 } })).toMatchObject([{ passed: true }])
    expect(await resultsOf({ ...line, expect: { status: 200 } })).toMatchObject([{ passed: false }])
  })

  test('an event is compared with its absent properties and their order', async () => {
    const line = {
      id: 'e',
      kind: 'event',
      payloadFormat: '2.0',
      request: { method: 'GET', path: '/a', query: '', headers: {} },
      api: { routeKey: 'GET /a', stage: '$default' },
    }
    const event = { $subset: true, rawPath: '/a' }
    expect(await resultsOf({ ...line, expect: { event, absent: ['body'] } })).toMatchObject([
      { passed: true },
    ])
    expect(await resultsOf({ ...line, expect: { event, absent: ['version'] } })).toMatchObject([
      { passed: false },
    ])
    expect(await resultsOf({ ...line, keyOrder: ['rawPath'], expect: { event } })).toMatchObject([
      { passed: false },
    ])
  })

  test('that cannot be run are skipped with a reason, never passed', async () => {
    const results = await resultsOf(
      { id: 'w', kind: 'websocket-reply' },
      { id: 'e', kind: 'event', expect: {} },
      { id: 'u', kind: 'unheard-of' },
    )
    expect(results).toEqual([
      {
        id: 'w',
        group: 'websocket-reply',
        passed: false,
        skipped: 'websocket-reply: WebSocket APIs are not simulated yet',
      },
      {
        id: 'e',
        group: 'event',
        passed: false,
        skipped: 'event: events without a request cannot be produced',
      },
      {
        id: 'u',
        group: 'unheard-of',
        passed: false,
        message: 'cases of the kind unheard-of cannot be run yet',
      },
    ])
  })
})

describe('a folder of cases', () => {
  const folderOf = (files: Readonly<Record<string, string>>): CommandIo => ({
    ...io,
    readFile: (path) => files[path] ?? '',
    listFolder: (folder) =>
      Object.keys(files).flatMap((path) => {
        const [above, name = ''] = [dirname(path), basename(path)]
        return above === folder ? [name] : dirname(above) === folder ? [basename(above)] : []
      }),
    isFolder: (path) => !path.includes('.'),
  })

  test.each([
    ['lines that are not JSON', { '/f/a.jsonl': '\n{' }, '/f/a.jsonl, line 2 is not JSON'],
    [
      'lines of another kind',
      { '/f/a.jsonl': '{"id": "a", "template": {"Resources": {}}}' },
      '/f/a.jsonl, line 1: cases of this kind cannot be run yet',
    ],
    ['files that are not JSON', { '/f/a/b.json': 'x' }, '/f/a/b.json is not JSON'],
    ['files without a kind', { '/f/a/b.json': '[]' }, '/f/a/b.json is not a case: it has no kind'],
  ])('with %s is refused by name', async (_what, files, message) => {
    await expect(runFolder('/f', undefined, folderOf(files))).rejects.toThrow(
      new UsageError(message),
    )
  })
})

describe('matchers', () => {
  const matching = () => ({ bound: new Map<string, string>() })
  test.each([
    [{ $any: true }, 1, true],
    [{ $match: '^a+$' }, 'aa', true],
    [{ $match: '^a+$' }, 'b', false],
    [{ $json: { a: [1] } }, '{"a": [1]}', true],
    [{ $json: { a: 1 } }, '{"a": 1, "b": 2}', false],
    [{ $json: { a: 1, $subset: true } }, '{"a": 1, "b": 2}', true],
    [{ $contains: 'b' }, 'abc', true],
    [{ a: { $absent: true } }, {}, true],
    [{ a: { $absent: true } }, { a: 1 }, false],
    [{ $unordered: [1, 2] }, [2, 1], true],
    [{ $unordered: [1, 2] }, [1, 1], false],
    [{ $ref: '#/x' }, { $ref: '#/x' }, true],
    [{ a: { $json: { b: 1 }, $subset: true } }, { a: '{"b": 1}' }, true],
    [{ a: { $falsy: true } }, {}, true],
    [{ a: { $falsy: true } }, { a: [] }, true],
    [{ a: { $falsy: true } }, { a: 1 }, false],
    [{ a: { $truthy: true } }, { a: 0 }, false],
    [{ a: { $size: 0 } }, {}, true],
    [{ a: { $size: 1, b: 1 } }, { a: { b: 1 } }, true],
    [{ a: { $size: 2, b: 1 } }, { a: { b: 1 } }, false],
    [{ a: { $size: 1, b: 1 } }, { a: { b: 2 } }, false],
    [{ $size: 2, $includes: ['a'] }, ['a', 'b'], true],
    [{ $size: 2, $includes: ['c'] }, ['a', 'b'], false],
    [[{ $bind: 'x' }, { $bind: 'x' }], ['a', 'a'], true],
    [[{ $bind: 'x' }, { $bind: 'x' }], ['a', 'b'], false],
  ])('%j against %j: %s', (expected, actual, matches) => {
    expect(difference(expected, actual, matching()) === undefined).toBe(matches)
  })
})
