import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionHolds } from '../../../model/index.ts'
import { evaluatePolicy, parsePolicy } from '../../authorizers/policy.ts'
import { guardAnswer, guardedDesign } from '../../authorizers/testIdentities.ts'
import { platformCryptography } from '../../platform.ts'
import { why } from '../../explain/why.ts'
import { codesOf, designOf, mockOf, send } from './testDesign.ts'

const environment = platformCryptography()
const iam = guardedDesign('AWS_IAM')
const pool = guardedDesign('COGNITO_USER_POOLS')

const scrap = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.constantFrom(
    'AWS4-HMAC-SHA256 ',
    'Credential=',
    'AKIAANN/20260131/us-east-1/execute-api/aws4_request',
    ', ',
    'SignedHeaders=host;x-amz-date',
    'Signature=',
    '..',
    'Bearer ',
    'eyJhbGciOiJSUzI1NiJ9',
    '=',
    '/',
  ),
)
const header = fc.array(scrap, { maxLength: 12 }).map((parts) => parts.join(''))

test('no Authorization header lets anybody in or breaks the run', async () => {
  await fc.assert(
    fc.asyncProperty(header, header, async (authorization, date) => {
      for (const design of [iam, pool]) {
        const headers = [
          ['Authorization', authorization],
          ['X-Amz-Date', date],
        ] as const
        const answer = await send(design, { path: '/open', headers }, { environment })
        expect([400, 401, 403]).toContain(answer.status)
        expect(why(answer).length).toBeGreaterThan(1)
      }
    }),
    { numRuns: 150 },
  )
})

test('no presigned query string lets anybody in or breaks the run', async () => {
  const part = fc.tuple(
    fc.constantFrom(
      'X-Amz-Algorithm',
      'X-Amz-Credential',
      'X-Amz-Date',
      'X-Amz-Expires',
      'X-Amz-SignedHeaders',
      'X-Amz-Signature',
    ),
    fc.oneof(
      scrap,
      fc.constantFrom(
        'AWS4-HMAC-SHA256',
        'AKIAANN%2F20260131%2Fus-east-1%2Fexecute-api%2Faws4_request',
        '20260131T120000Z',
        '300',
        'host',
      ),
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      const query = parts.map(([name, value]) => `${name}=${value}`).join('&')
      const answer = await send(iam, { path: '/open', query }, { environment })
      expect([400, 403, 414]).toContain(answer.status)
    }),
    { numRuns: 150 },
  )
})

const policy = fc.json({ maxDepth: 6 })
const statement = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Deny', 'allow', 7),
    Principal: fc.oneof(fc.constant('*'), fc.jsonValue()),
    Action: fc.oneof(fc.constantFrom('*', 'execute-api:Invoke'), fc.jsonValue()),
    Resource: fc.oneof(fc.constantFrom('*', 'execute-api:/*', '${aws:x}'), fc.jsonValue()),
    Condition: fc.oneof(
      fc.dictionary(fc.constantFrom('StringEquals', 'IpAddress', 'Bool', 'x'), fc.jsonValue()),
      fc.jsonValue(),
    ),
  },
  { requiredKeys: [] },
)

test('no policy breaks the run, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        policy,
        fc.array(statement, { maxLength: 3 }).map((Statement) => JSON.stringify({ Statement })),
      ),
      async (text) => {
        const answer = await send(designOf({ 'GET /': mockOf('ok') }, { policy: text }), {})
        expect([200, 403]).toContain(answer.status)
        const parsed = parsePolicy(text, 'resource')
        if ('refusal' in parsed) {
          expect(answer.status).toBe(403)
          expect(codesOf(answer)).toContain('policy/unusable')
        } else {
          const question = {
            action: 'execute-api:Invoke',
            resource: 'arn',
            requester: { type: 'anonymous' },
            keys: {},
          } as const
          expect(['allow', 'deny', 'silent']).toContain(
            evaluatePolicy(parsed, question, 'identity').effect,
          )
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('no answer of an authorizer breaks the run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (rawResult) => {
      const design = guardedDesign('CUSTOM', { backends: guardAnswer({ rawResult }) })
      const answer = await send(design, { path: '/open', headers: [['Authorization', 'x']] })
      expect([403, 500]).toContain(answer.status)
    }),
    { numRuns: 200 },
  )
})

test('no condition takes long or breaks', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.string()),
      fc.option(fc.array(fc.string()), { nil: undefined }),
      (operator, wanted, actual) => {
        expect([true, false, undefined]).toContain(conditionHolds(operator, wanted, actual))
      },
    ),
  )
})

test('names of the prototype are no callers, keys or mappings', async () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const caller = { kind: 'iamPrincipal', principalId: name } as const
    expect((await send(iam, { path: '/open' }, { environment, call: { caller } })).status).toBe(403)
    const unrouted = await send(iam, { headers: [['Host', name]] }, { environment })
    expect(unrouted.status).toBe(403)
    const keyed = designOf({ 'GET /': { ...mockOf('x'), apiKeyRequired: true } })
    expect((await send(keyed, { headers: [['x-api-key', name]] })).status).toBe(403)
  }
})
