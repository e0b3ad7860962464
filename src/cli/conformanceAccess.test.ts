import { expect, test } from 'vitest'
import { runAwsCase } from './conformanceAws.ts'
import type { CommandIo } from './io.ts'

const io: CommandIo = {
  readInput: () => Promise.resolve(''),
  readFile: () => '',
  writeFile: () => undefined,
  listFolder: () => [],
  isFolder: () => false,
  exists: () => false,
  write: () => undefined,
  writeError: () => undefined,
  now: () => Date.UTC(2026, 0, 31),
  elapsed: () => 0,
  random: () => 0.5,
}

const integration = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode": 200}' },
  responses: {
    default: {
      statusCode: '200',
      responseTemplates: { 'application/json': '$context.identity.apiKey' },
    },
  },
}
const document = {
  openapi: '3.0.1',
  info: { title: 'keys', version: '1' },
  paths: {
    '/t': {
      get: {
        security: [{ api_key: [] }],
        responses: { 200: { description: 'fine' } },
        'x-amazon-apigateway-integration': integration,
      },
    },
  },
  components: {
    securitySchemes: { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
  },
}
const value = 'k'.repeat(24)

async function outcomeOf(more: object, expected: object): Promise<string | undefined> {
  const given = {
    id: 'keys',
    kind: 'invoke',
    api: document,
    stage: { name: 'dev' },
    request: { method: 'GET', path: '/t', headers: { 'x-api-key': value } },
    ...more,
    expect: expected,
  }
  return (await runAwsCase(JSON.stringify(given), () => '', 'keys', io)).message
}

const planOf = (change: object) => ({
  usagePlans: [{ apiStages: ['dev'], keys: [{ value, enabled: true }], ...change }],
})

test.each([
  ['a key of a plan of the stage is let in', planOf({}), { status: 200, body: value }],
  ['a disabled key is not', planOf({ keys: [{ value, enabled: false }] }), { status: 403 }],
  ['a plan of another stage does not help', planOf({ apiStages: ['prod'] }), { status: 403 }],
  ['a quota of none is used up', planOf({ quota: { limit: 0, period: 'DAY' } }), { status: 429 }],
  [
    'a plan may let nothing through',
    planOf({ throttle: { rateLimit: 0, burstLimit: 0 } }),
    { status: 429 },
  ],
  [
    'a key of the header does not count where the authorizer gives it',
    { ...planOf({}), apiKeySource: 'AUTHORIZER' },
    { status: 403 },
  ],
])('%s', async (_rule, more, expected) => {
  expect(await outcomeOf(more, expected)).toBeUndefined()
})
