import { describe, expect, it } from 'vitest'
import { readHttpAuthorizerResult } from './authorizerResult.ts'

const policyDocument = {
  Version: '2012-10-17',
  Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' }],
}
const read = (value: unknown, form: Partial<Parameters<typeof readHttpAuthorizerResult>[1]> = {}) =>
  readHttpAuthorizerResult(typeof value === 'string' ? value : JSON.stringify(value), {
    payloadFormatVersion: '2.0',
    enableSimpleResponses: false,
    ...form,
  })
const simple = { enableSimpleResponses: true }

describe('the result of a Lambda authorizer of an HTTP API', () => {
  it('is a yes or no when simple responses are on', () => {
    expect(read({ isAuthorized: true, context: { n: 1, list: [1] } }, simple)).toEqual({
      kind: 'simple',
      isAuthorized: true,
      context: { n: 1, list: [1] },
    })
    expect(read({ isAuthorized: false }, simple)).toMatchObject({
      isAuthorized: false,
      context: null,
    })
  })

  it('is a policy otherwise', () => {
    expect(read({ principalId: 'u', policyDocument, context: { a: 'b' } })).toMatchObject({
      kind: 'policy',
      principalId: 'u',
      context: { a: 'b' },
    })
  })

  it.each([
    ['nothing', simple, /not valid JSON/],
    [[], simple, /not an object/],
    [{ isAuthorized: 'true' }, simple, /isAuthorized/],
    [{ principalId: 'u', policyDocument }, simple, /isAuthorized/],
    [{ isAuthorized: true }, {}, /principalId/],
    [{ principalId: 'u' }, {}, /policyDocument/],
    [{ principalId: 'u', policyDocument, context: 'x' }, {}, /context is not an object/],
    [
      { principalId: 'u', policyDocument, context: { a: {} } },
      { payloadFormatVersion: '1.0' },
      /property a/,
    ],
    [
      { principalId: 'u', policyDocument, context: { claims: {} } },
      { payloadFormatVersion: '1.0' },
      /claims/,
    ],
  ] as const)('%j is malformed', (value, form, reason) => {
    expect(read(value, form)).toEqual({ malformed: expect.stringMatching(reason) as string })
  })
})
