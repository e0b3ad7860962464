import { expect, test } from 'vitest'
import { UsageError } from './io.ts'
import type { CommandIo } from './io.ts'
import { main } from './main.ts'

const document = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'pets', version: '1' },
  paths: {
    '/pets/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'ok' } },
        'x-amazon-apigateway-integration': {
          type: 'http',
          httpMethod: 'GET',
          uri: 'https://a.example/{id}',
          requestParameters: { 'integration.request.path.id': 'method.request.path.id' },
          responses: { default: { statusCode: '200' } },
        },
      },
      post: {
        responses: { 200: { description: 'ok' } },
        'x-amazon-apigateway-integration': {
          type: 'http',
          httpMethod: 'POST',
          uri: 'https://a.example/other',
          responses: { default: { statusCode: '200' } },
        },
      },
    },
  },
})

/** Run the companion in memory. */
async function run(args: string[], input: string, files: Record<string, string> = {}) {
  const lines: string[] = []
  const errors: string[] = []
  const all: Record<string, string> = { 'pets.json': document, ...files }
  const io: CommandIo = {
    readInput: () => Promise.resolve(input),
    readFile: (path) => {
      const text = all[path]
      if (text === undefined) throw new UsageError(`no such file: ${path}`)
      return text
    },
    writeFile: () => undefined,
    listFolder: () => [],
    isFolder: () => false,
    exists: (path) => path in all,
    write: (line) => lines.push(line),
    writeError: (line) => errors.push(line),
    now: () => Date.now(),
    elapsed: () => performance.now(),
    random: () => Math.random(),
  }
  const code = await main(args, io)
  return { code, lines, errors, answers: lines.map((line) => JSON.parse(line) as unknown) }
}

const request = (method: string, path = '/pets/7') => JSON.stringify({ method, path })
const fixed = ['--now', '2026-01-31T12:00:00Z', '--seed', '1']

test('a request line gives an answer line with what the backend was sent', async () => {
  const { code, answers } = await run(['invoke', 'pets.json', ...fixed], request('GET'))
  expect(code).toBe(0)
  expect(answers[0]).toMatchObject({
    status: 200,
    body: '{}',
    headers: { 'Content-Type': 'application/json', Date: 'Sat, 31 Jan 2026 12:00:00 GMT' },
    backendRequest: { method: 'GET', url: 'https://a.example/7' },
  })
})

test('answers are chosen by URI, and by the star for all others', async () => {
  const files = {
    'answers.json': JSON.stringify({
      'https://a.example/{id}': { status: 200, body: 'by uri' },
      '*': { echoBody: true },
    }),
  }
  const args = ['invoke', 'pets.json', '--backend', 'answers.json', ...fixed]
  const post = JSON.stringify({ method: 'POST', path: '/pets/7', body: 'sent' })
  const { answers } = await run(args, `${request('GET')}\n${post}\n`, files)
  expect(answers).toMatchObject([{ body: 'by uri' }, { body: 'sent' }])
})

test('with a fixed time and seed the same input gives the same bytes, trace and all', async () => {
  const args = ['invoke', 'pets.json', '--trace', ...fixed]
  const first = await run(args, request('GET'))
  expect(first.lines).toEqual((await run(args, request('GET'))).lines)
  expect(first.lines[0]).toContain('"name":"readRequest"')
})

test('a line that is no request is an error line, and the next is answered', async () => {
  const { code, answers } = await run(['invoke', 'pets.json', ...fixed], `{\n${request('GET')}`)
  expect(code).toBe(0)
  expect(answers).toMatchObject([{ error: { code: 'input/request' } }, { status: 200 }])
})

test.each([
  ['an unknown command', ['fly']],
  ['a document that is not understood', ['invoke', 'broken.json']],
  ['a file that is not there', ['invoke', 'absent.json']],
  ['a date that is none', ['invoke', 'pets.json', '--now', 'soon']],
  ['answers of no known form', ['invoke', 'pets.json', '--backend', 'broken.json']],
])('%s is a usage error', async (_what, args) => {
  const { code, errors } = await run(args, '', { 'broken.json': '{"a": 1' })
  expect(code).toBe(2)
  expect(errors.join('\n')).not.toBe('')
})

test('requests reach an HTTP API of a design', async () => {
  const design = JSON.stringify({
    format: 'gatewright-design',
    version: 2,
    id: 'd',
    name: 'd',
    apis: {
      a1: {
        protocol: 'HTTP',
        id: 'a1',
        name: 'shop',
        stages: { $default: { stageName: '$default', autoDeploy: true } },
        routes: {
          r1: { id: 'r1', routeKey: 'GET /items/{id}', target: 'i1' },
          r2: { id: 'r2', routeKey: 'POST /items', target: 'i2' },
        },
        integrations: {
          i1: {
            id: 'i1',
            integrationType: 'HTTP_PROXY',
            integrationMethod: 'ANY',
            integrationUri: 'https://items.example/{id}',
          },
          i2: {
            id: 'i2',
            integrationType: 'AWS_PROXY',
            integrationUri: 'arn:aws:lambda:us-east-1:123456789012:function:addItem',
            payloadFormatVersion: '2.0',
          },
        },
      },
    },
  })
  const input = [
    { method: 'GET', path: '/items/4?x=1' },
    { method: 'POST', path: '/items', body: { n: 1 } },
    { method: 'GET', path: '/gone' },
  ]
  const { lines } = await run(
    ['invoke', 'shop.json', '--trace'],
    input.map((request) => JSON.stringify(request)).join('\n'),
    { 'shop.json': design },
  )
  const [forwarded, invoked, missing] = lines.map((line) => JSON.parse(line) as unknown)
  expect(forwarded).toMatchObject({
    status: 200,
    backendRequest: { method: 'GET', url: 'https://items.example/4?x=1' },
  })
  expect(invoked).toMatchObject({
    status: 200,
    lambdaEvent: { version: '2.0', routeKey: 'POST /items', body: '{"n":1}' },
  })
  expect(missing).toMatchObject({ status: 404, body: '{"message":"Not Found"}' })
})
