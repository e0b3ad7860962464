import { describe, expect, test } from 'vitest'
import type { Authorizer } from '../../../model/index.ts'
import { callOf, firstDraft, sourceFields } from './authorizerTestDraft.ts'

const tokenAuthorizer: Authorizer = { id: 'guard', name: 'guard', type: 'TOKEN', providerARNs: [] }
const requestAuthorizer: Authorizer = {
  ...tokenAuthorizer,
  type: 'REQUEST',
  identitySource:
    'method.request.header.X-Who, method.request.querystring.a b,stageVariables.__proto__, context.identity.sourceIp, nonsense, method.request.header.X-Who',
}

describe('the fields of a test', () => {
  test('of a token authorizer are its token alone, by default in Authorization', () => {
    expect(sourceFields(tokenAuthorizer).map(({ label }) => label)).toEqual([
      'Token (Authorization)',
    ])
  })
  test('of a request authorizer are its identity sources, each once', () => {
    expect(sourceFields(requestAuthorizer).map(({ label }) => label)).toEqual([
      'X-Who',
      'a b',
      '__proto__',
      'identity.sourceIp',
    ])
  })
  test('of a request authorizer without sources are none', () => {
    const { identitySource: _none, ...authorizer } = requestAuthorizer
    expect(sourceFields(authorizer)).toEqual([])
  })
})

describe('the call of a test', () => {
  test('carries the token and nothing that belongs to other kinds', () => {
    const values = { 'method.request.header.Authorization': 'abc' }
    const draft = { ...firstDraft, values, headers: 'X: y', path: '/pets?x=1' }
    expect(callOf('api1', tokenAuthorizer, draft)).toEqual({
      apiId: 'api1',
      authorizerId: 'guard',
      headers: [['Authorization', 'abc']],
      pathWithQueryString: '/',
    })
  })
  test('puts each identity source where it is read', () => {
    const call = callOf('api1', requestAuthorizer, {
      values: {
        'method.request.header.X-Who': 'ann',
        'method.request.querystring.a b': 'c&d',
        'stageVariables.__proto__': 'odd',
        'context.identity.sourceIp': '203.0.113.9',
      },
      headers: 'Accept: text/plain\n\nno header\n: none\nX-Time: 12:30',
      path: '/pets/1?full=true',
      stageName: 'dev',
    })
    expect(call).toEqual({
      apiId: 'api1',
      authorizerId: 'guard',
      headers: [
        ['Accept', 'text/plain'],
        ['X-Time', '12:30'],
        ['X-Who', 'ann'],
      ],
      pathWithQueryString: '/pets/1?full=true&a%20b=c%26d',
      stageVariables: Object.fromEntries([['__proto__', 'odd']]),
      additionalContext: { 'identity.sourceIp': '203.0.113.9' },
      stageName: 'dev',
    })
  })
  test('leaves out what is empty', () => {
    const call = callOf('api1', requestAuthorizer, { ...firstDraft, path: 'pets' })
    expect(call).toEqual({
      apiId: 'api1',
      authorizerId: 'guard',
      headers: [],
      pathWithQueryString: '/',
    })
  })
})
