import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conditionHolds, matchesGlob } from '../../model/index.ts'
import type { PolicyKind } from '../../model/index.ts'
import {
  combine,
  evaluatePolicies,
  evaluatePolicy,
  malformedPolicy,
  parsePolicy,
} from './policy.ts'
import type { Effect, Policy, PolicyQuestion } from './policy.ts'

const question: PolicyQuestion = {
  action: 'execute-api:Invoke',
  resource: 'arn:aws:execute-api:us-east-1:111111111111:api1/dev/GET/pets/1',
  requester: {
    type: 'principal',
    arn: 'arn:aws:iam::111111111111:user/ann',
    accountId: '111111111111',
  },
  keys: { 'aws:sourceip': ['192.0.2.7'], 'aws:username': ['ann'] },
}

function read(statement: object | readonly object[]): Policy {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statement })
  const policy = parsePolicy(text, 'resource')
  if ('refusal' in policy) throw new Error(policy.refusal)
  return policy
}

const allow = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }
const said = (statement: object | readonly object[], kind: 'identity' | 'resource' = 'resource') =>
  evaluatePolicy(read(statement), question, kind).effect

describe('a policy', () => {
  test.each([
    ['not json', /not JSON/],
    ['[]', /not a JSON object/],
    ['{}', /no Statement/],
    ['{"Statement": ["x"]}', /statement 1 is not an object/],
    ['{"Statement": [{"Effect": "Maybe"}]}', /no Effect/],
    [`"${'x'.repeat(200_000)}"`, /too long/],
  ])('%# that is none is refused with the reason', (text, reason) => {
    const policy = parsePolicy(text, 'resource')
    expect('refusal' in policy && policy.refusal).toMatch(reason)
  })

  test.each<[string, object]>([
    ['a NotAction that is a number', { Action: undefined, NotAction: 5 }],
    ['a NotAction that is null', { Action: undefined, NotAction: null }],
    ['an empty list of actions', { Action: undefined, NotAction: [] }],
    ['an empty action', { Action: '' }],
    ['a list of actions with a number', { Action: ['execute-api:Invoke', 5] }],
    ['no action', { Action: undefined }],
    ['Action and NotAction', { NotAction: 's3:*' }],
    ['a NotResource that is a number', { Resource: undefined, NotResource: 5 }],
    ['Resource and NotResource', { NotResource: 'arn:aws:s3:::a' }],
    ['no resource', { Resource: undefined }],
    ['a resource that is an object', { Resource: { Ref: 'Api' } }],
    ['no principal', { Principal: undefined }],
    ['Principal and NotPrincipal', { NotPrincipal: { AWS: '999999999999' } }],
    ['a NotPrincipal that is a number', { Principal: undefined, NotPrincipal: 5 }],
    ['a NotPrincipal of an empty list', { Principal: undefined, NotPrincipal: { AWS: [] } }],
    ['a principal of an unknown kind', { Principal: { aws: '*' } }],
    ['an unknown element', { Conditions: {} }],
    ['an element that every object inherits', { constructor: {} }],
  ])('with %s is refused, whether it allows or denies', (_what, change) => {
    for (const Effect of ['Allow', 'Deny']) {
      const text = JSON.stringify({ Statement: [allow, { ...allow, ...change, Effect }] })
      const policy = parsePolicy(text, 'resource')
      expect('refusal' in policy && policy.refusal).toMatch(/^its statement 2 has /)
    }
  })

  test('of an unknown version is refused', () => {
    for (const Version of ['2012-10-18', '', 2012, null]) {
      const policy = parsePolicy(JSON.stringify({ Version, Statement: allow }), 'resource')
      expect('refusal' in policy && policy.refusal).toMatch(/^its Version is neither/)
    }
  })

  test.each<[PolicyKind, object, boolean]>([
    ['identity', { Principal: undefined }, true],
    ['identity', { Principal: '*' }, true],
    ['identity', { Principal: { AWS: '*' } }, true],
    ['identity', { Principal: { AWS: 'arn:aws:iam::111111111111:user/bob' } }, false],
    ['identity', { Principal: undefined, NotPrincipal: '*' }, false],
    ['trust', { Principal: { Service: 'apigateway.amazonaws.com' }, Resource: undefined }, true],
    ['trust', { Principal: undefined, Resource: undefined }, false],
  ])('of the kind %s may have %j: %s', (kind, change, isUsable) => {
    const policy = parsePolicy(JSON.stringify({ Statement: { ...allow, ...change } }), kind)
    expect('refusal' in policy).toBe(!isUsable)
  })

  test('a malformed one denies every request', () => {
    expect(evaluatePolicy(malformedPolicy, question, 'resource')).toEqual({
      effect: 'deny',
      unclear: [],
    })
    expect(evaluatePolicies([read(allow), malformedPolicy], question, 'identity').effect).toBe(
      'deny',
    )
  })

  test('a Deny wins over an Allow, wherever it stands', () => {
    const deny = { ...allow, Effect: 'Deny', Sid: 'No' }
    expect(said([allow, deny])).toBe('deny')
    expect(evaluatePolicy(read([allow, deny]), question, 'resource').statement).toBe('No')
  })

  test.each<[string, object, Effect]>([
    ['another action', { Action: 'execute-api:InvalidateCache' }, 'silent'],
    ['an action with a wildcard, in whatever case', { Action: 'EXECUTE-API:*' }, 'allow'],
    ['a list of actions', { Action: ['s3:Get*', 'execute-api:Invoke'] }, 'allow'],
    ['all actions but this', { Action: undefined, NotAction: 'execute-api:Invoke' }, 'silent'],
    ['another resource', { Resource: 'arn:aws:execute-api:*:*:other/*' }, 'silent'],
    ['a resource with wildcards', { Resource: 'arn:aws:execute-api:*:*:api?/dev/GET/*' }, 'allow'],
    ['all resources but this', { Resource: undefined, NotResource: '*/GET/pets/*' }, 'silent'],
    ['a resource with a variable', { Resource: '*/${aws:username}/*' }, 'silent'],
    ['a variable without a value', { Resource: '*${aws:nothing}*' }, 'silent'],
    ['a variable with a fallback', { Resource: "*${aws:nothing, 'pets'}*" }, 'allow'],
    ['the caller by ARN', { Principal: { AWS: 'arn:aws:iam::111111111111:user/ann' } }, 'allow'],
    ['the account', { Principal: { AWS: ['999999999999', '111111111111'] } }, 'allow'],
    ['the root of the account', { Principal: { AWS: 'arn:aws:iam::111111111111:root' } }, 'allow'],
    ['another user', { Principal: { AWS: 'arn:aws:iam::111111111111:user/bob' } }, 'silent'],
    ['a service', { Principal: { Service: 'lambda.amazonaws.com' } }, 'silent'],
    [
      'everybody but the caller',
      { Principal: undefined, NotPrincipal: { AWS: '111111111111' } },
      'silent',
    ],
    ['an address range', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }, 'allow'],
    ['another range', { Condition: { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } } }, 'silent'],
    [
      'a key that the call lacks',
      { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } },
      'silent',
    ],
  ])('that speaks of %s', (_what, change, effect) => {
    expect(said({ ...allow, ...change })).toBe(effect)
  })

  test.each<[string, object, Effect]>([
    ['a star that is meant', { Resource: '*/pets/${*}' }, 'silent'],
    ['a question mark that is meant', { Resource: '*/pets/${?}' }, 'silent'],
    [
      'all resources but one with a variable without a value',
      { Resource: undefined, NotResource: 'arn:aws:s3:::${aws:nothing}' },
      'silent',
    ],
    [
      'all resources but several, one with a variable without a value',
      { Resource: undefined, NotResource: ['arn:aws:s3:::a', 'arn:aws:s3:::${aws:nothing}'] },
      'silent',
    ],
    ['a value that looks like a pattern', { Resource: '*/${aws:Referer}' }, 'silent'],
    [
      'a value that looks like a pattern, in a condition',
      { Condition: { StringLike: { 'aws:username': '${aws:Referer}' } } },
      'silent',
    ],
    [
      'a value that is the same text',
      { Condition: { StringEquals: { 'aws:Referer': '${aws:Referer}' } } },
      'allow',
    ],
    [
      'a negated condition on a variable without a value',
      { Condition: { StringNotEquals: { 'aws:username': '${aws:nothing}' } } },
      'silent',
    ],
    [
      'one variable without a value, and a value that fits',
      { Condition: { StringEquals: { 'aws:username': ['${aws:nothing}', 'ann'] } } },
      'allow',
    ],
  ])('with a variable: %s', (_what, change, effect) => {
    const keys = { ...question.keys, 'aws:referer': ['*'] }
    const policy = read({ ...allow, ...change })
    expect(evaluatePolicy(policy, { ...question, keys }, 'resource').effect).toBe(effect)
  })

  test('a Deny of all resources but one with a variable without a value applies', () => {
    const NotResource = 'arn:aws:s3:::${aws:nothing}'
    expect(said({ ...allow, Effect: 'Deny', Resource: undefined, NotResource })).toBe('deny')
  })

  test('of the older version has no variables', () => {
    const Statement = {
      ...allow,
      Condition: { StringEquals: { 'aws:username': '${aws:username}' } },
    }
    const effectOf = (more: object) => {
      const policy = parsePolicy(JSON.stringify({ ...more, Statement }), 'resource')
      if ('refusal' in policy) throw new Error(policy.refusal)
      return evaluatePolicy(policy, question, 'resource').effect
    }
    expect(effectOf({ Version: '2012-10-17' })).toBe('allow')
    expect(effectOf({ Version: '2008-10-17' })).toBe('silent')
    expect(effectOf({})).toBe('silent')
  })

  test('an anonymous caller is only matched by everybody', () => {
    const ask = { ...question, requester: { type: 'anonymous' } as const }
    const of = (Principal: unknown) =>
      evaluatePolicy(read({ ...allow, Principal }), ask, 'resource').effect
    expect([of('*'), of({ AWS: '*' }), of({ AWS: '111111111111' })]).toEqual([
      'allow',
      'allow',
      'silent',
    ])
  })

  test('a session of a role is matched by its role', () => {
    const arn = 'arn:aws:sts::111111111111:assumed-role/worker/session'
    const ask = {
      ...question,
      requester: { ...question.requester, type: 'principal', arn, accountId: '1' } as const,
    }
    const Principal = { AWS: 'arn:aws:iam::111111111111:role/worker' }
    expect(evaluatePolicy(read({ ...allow, Principal }), ask, 'resource').effect).toBe('allow')
  })

  test.each([
    { Magic: { a: 'b' } },
    'text',
    { StringEquals: 'text' },
    { IpAddress: { 'aws:SourceIp': 'no range' } },
    { StringNotEquals: { 'aws:username': [] } },
    { StringNotEquals: { 'aws:username': null } },
    { StringNotEquals: { 'aws:username': [{ a: 'b' }] } },
    { NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': 'soon' } },
    { Null: { 'aws:TokenIssueTime': 'perhaps' } },
  ])('a condition that is not understood opens no door and closes one: %j', (Condition) => {
    const verdict = evaluatePolicy(read({ ...allow, Condition }), question, 'resource')
    expect(verdict.effect).toBe('silent')
    expect(verdict.unclear).toHaveLength(1)
    expect(said({ ...allow, Effect: 'Deny', Condition })).toBe('deny')
  })

  test('of several policies any Deny wins, any Allow is enough', () => {
    const yes = read(allow)
    const no = read({ ...allow, Effect: 'Deny' })
    const other = read({ ...allow, Action: 's3:*' })
    const effect = (...policies: Policy[]) =>
      evaluatePolicies(policies, question, 'identity').effect
    expect([effect(other, yes), effect(yes, no), effect(other), effect()]).toEqual([
      'allow',
      'deny',
      'silent',
      'silent',
    ])
  })
})

test.each<[Effect, Effect, Effect, Effect]>([
  ['allow', 'allow', 'allow', 'allow'],
  ['allow', 'silent', 'allow', 'silent'],
  ['allow', 'deny', 'deny', 'deny'],
  ['silent', 'allow', 'allow', 'silent'],
  ['silent', 'silent', 'silent', 'silent'],
  ['silent', 'deny', 'deny', 'deny'],
  ['deny', 'allow', 'deny', 'deny'],
  ['deny', 'silent', 'deny', 'deny'],
])(
  'identity %s and resource %s: %s in one account, %s across two',
  (identity, resource, same, cross) => {
    expect(combine(identity, resource, false)).toBe(same)
    expect(combine(identity, resource, true)).toBe(cross)
  },
)

describe('a condition', () => {
  test.each<[string, string[], string[] | undefined, boolean | undefined]>([
    ['StringEquals', ['a', 'b'], ['b'], true],
    ['StringNotEquals', ['a', 'b'], ['b'], false],
    ['StringNotEquals', ['a'], undefined, true],
    ['StringEqualsIgnoreCase', ['ABC'], ['abc'], true],
    ['StringLike', ['a*c'], ['abbc'], true],
    ['StringNotLike', ['a*'], ['b'], true],
    ['StringEqualsIfExists', ['a'], undefined, true],
    ['StringEquals', ['a'], undefined, false],
    ['NumericLessThan', ['10'], ['9.5'], true],
    ['NumericGreaterThanEquals', ['10'], ['9'], false],
    ['NumericEquals', ['ten'], ['10'], undefined],
    ['NumericNotEquals', ['10'], ['11'], true],
    ['DateGreaterThan', ['2026-01-01T00:00:00Z'], ['2026-01-31T12:00:00.000Z'], true],
    ['DateLessThan', ['1700000000'], ['1600000000'], true],
    ['DateEquals', ['2026-01-31'], ['2026-01-31T00:00:00.000Z'], true],
    ['DateEquals', ['2026-01-31T12:00:00'], ['2026-01-31T12:00:00.000Z'], true],
    ['DateEquals', ['2026-01-31T12:00Z'], ['2026-01-31T12:00:00.000Z'], true],
    ['DateEquals', ['2026-01-31T13:00:00+01:00'], ['2026-01-31T12:00:00.000Z'], true],
    ['DateEquals', ['January 31, 2026'], ['2026-01-31T00:00:00.000Z'], undefined],
    ['DateEquals', ['never'], ['2026-01-01T00:00:00Z'], undefined],
    ['Bool', ['true'], ['true'], true],
    ['Bool', ['perhaps'], ['true'], undefined],
    ['Bool', ['true', 'perhaps'], ['true'], undefined],
    ['BoolIfExists', ['perhaps'], undefined, undefined],
    ['NotIpAddress', ['nowhere'], undefined, undefined],
    ['NotIpAddress', ['192.0.2.0/24'], ['198.51.100.1'], true],
    ['IpAddress', ['2001:db8::/32'], ['2001:db8:1::5'], true],
    ['IpAddress', ['2001:db8::/32'], ['192.0.2.1'], false],
    ['IpAddress', ['192.0.2.0/33'], ['192.0.2.1'], undefined],
    ['IpAddress', ['192.0.2.256'], ['192.0.2.1'], undefined],
    ['IpAddress', ['10.0.0.0/8/9'], ['10.0.0.1'], undefined],
    ['IpAddress', ['10.0.0.0/0x8'], ['10.0.0.1'], undefined],
    ['IpAddress', ['10.0.0.0/'], ['10.0.0.1'], undefined],
    ['NumericEquals', ['0x10'], ['16'], undefined],
    ['NumericEquals', ['0'], [''], false],
    ['NumericEquals', ['1.5e1'], ['15'], true],
    ['ArnLike', ['arn:aws:iam::*:user/*'], ['arn:aws:iam::111111111111:user/ann'], true],
    ['ArnLike', ['arn:*'], ['arn:aws:iam::1:user/ann'], false],
    ['ArnNotEquals', ['arn:aws:iam::1:user/ann'], ['arn:aws:iam::1:user/bob'], true],
    ['Null', ['true'], undefined, true],
    ['Null', ['false'], undefined, false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a'], ['a', 'b'], false],
    ['ForAllValues:StringEquals', ['a'], undefined, true],
    ['ForAnyValue:StringEquals', ['b'], ['a', 'b'], true],
    ['ForAnyValue:StringEquals', ['b'], undefined, false],
    ['constructor', ['a'], ['a'], undefined],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
    ['ForAnyValue:StringNotEquals', ['a'], ['a'], false],
    ['ForAllValues:StringNotLike', ['a*'], ['b', 'ab'], false],
    ['ForAnyValue:StringLikeIfExists', ['o-1/*'], ['o-1/r-1/'], true],
    ['NumericLessThanIfExists', ['3600'], undefined, true],
    ['NumericLessThanIfExists', ['3600'], ['3600'], false],
    ['NotIpAddressIfExists', ['192.0.2.0/24'], undefined, true],
    ['BoolIfExists', ['false'], undefined, true],
    ['Null', ['true'], [], true],
    ['Null', ['true', 'false'], ['a'], true],
  ])('%s %j on %j', (operator, wanted, actual, holds) => {
    expect(conditionHolds(operator, wanted, actual)).toBe(holds)
  })
})

test('a pattern matches as the same regular expression does', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), maxLength: 12 })
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '*', '?'), maxLength: 8 })
  fc.assert(
    fc.property(pattern, text, (glob, value) => {
      const source = glob.replace(/[.]/g, '\\.').replaceAll('*', '.*').replaceAll('?', '.')
      expect(matchesGlob(glob, value)).toBe(new RegExp(`^${source}$`, 's').test(value))
    }),
  )
})

test('a pattern of many stars ends at once', () => {
  expect(matchesGlob('*a'.repeat(500) + 'b', 'a'.repeat(5000))).toBe(false)
})
