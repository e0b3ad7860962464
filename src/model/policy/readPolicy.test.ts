import { describe, expect, it } from 'vitest'
import { conditionHolds } from './condition.ts'
import { operatorNames, relationOf } from './conditionKeys.ts'
import { readPolicy } from './readPolicy.ts'

const surroundings = { isPrivate: false, stageNames: ['dev'] }
const read = (text: string) => readPolicy(text, surroundings)

const sound = {
  Effect: 'Allow',
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: 'execute-api:/*',
}
const policy = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)

/** The one remark of a text, with what it stands at. */
const remarkOf = (text: string, given = surroundings) => {
  const { remarks } = readPolicy(text, given)
  expect(remarks.map(({ message }) => message)).toHaveLength(1)
  const [remark] = remarks
  if (!remark) throw new Error('there is no remark')
  const { code, severity, line, column, from, to } = remark
  return { code, severity, line, column, at: text.slice(from, to) }
}

describe('a text that is not JSON', () => {
  it.each([
    ['{\n  "Version": "2012-10-17",\n}', 3, 1, /the comma before } is one too many/],
    ['{\n  "Version": "2012-10-17"\n  "Statement": []\n}', 3, 3, /a comma is missing/],
    ['{\n  "Version": "2012-10-17"', 2, 26, /ends too early/],
    ["{'Version': 1}", 1, 2, /double quotation marks/],
    ['{\n // all\n}', 2, 2, /no comments/],
    ['{\n\u00a0"Version": "2012-10-17"}', 2, 1, /U\+00A0/],
    ['{"Version": "a\tb"}', 1, 15, /tab/],
    ['{"Version": "\\x"}', 1, 14, /escapes nothing/],
    ['{"Version": "C:\\\\x"', 1, 20, /ends too early/],
    ['{"Version": "\\u12"}', 1, 14, /four hexadecimal digits/],
    ['{"Version": "a\u0001"}', 1, 15, /U\+0001 has to be written as \\u0001/],
  ])('%j is told with line and column', (text, line, column, what) => {
    const { remarks, state } = read(text)
    expect(remarks).toHaveLength(1)
    expect(remarks[0]).toMatchObject({ code: 'policy/not-json', line, column })
    expect(remarks[0]?.message).toMatch(what)
    expect(state).toBe('broken')
  })

  it('is told however deep it is nested', () => {
    const deep = `${'['.repeat(200)}${']'.repeat(200)}`
    expect(read(deep).remarks[0]).toMatchObject({ code: 'policy/not-json', column: 101 })
    expect(read('['.repeat(50_000)).remarks[0]?.code).toBe('policy/too-long')
  })
})

describe('a statement that is none of a policy', () => {
  it.each<[string, object, string, string]>([
    ['an Effect in lower case', { Effect: 'allow' }, 'policy/effect', '"allow"'],
    ['no Principal', { Principal: undefined }, 'policy/principal', '{'],
    ['a Principal that is a name', { Principal: 'ana' }, 'policy/principal', '"ana"'],
    ['a Principal of another kind', { Principal: { aws: '*' } }, 'policy/unknown-member', '"aws"'],
    [
      'a role with a wildcard',
      { Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } },
      'policy/principal',
      '"arn:aws:iam::111122223333:role/*"',
    ],
    [
      'an account of 11 digits',
      { Principal: { AWS: ['11112222333'] } },
      'policy/principal',
      '"11112222333"',
    ],
    [
      'Principal and NotPrincipal',
      { NotPrincipal: '*', Effect: 'Deny' },
      'policy/principal',
      '"NotPrincipal"',
    ],
    [
      'an action of another service',
      { Action: ['s3:GetObject'] },
      'policy/action',
      '"s3:GetObject"',
    ],
    [
      'an action that execute-api lacks',
      { Action: 'execute-api:Call' },
      'policy/action',
      '"execute-api:Call"',
    ],
    ['no Action', { Action: undefined }, 'policy/action', '{'],
    ['an empty list of resources', { Resource: [] }, 'policy/empty', '[]'],
    [
      'a resource of another service',
      { Resource: 'arn:aws:s3:::bucket' },
      'policy/resource',
      '"arn:aws:s3:::bucket"',
    ],
    ['a resource that is only a path', { Resource: '/pets' }, 'policy/resource', '"/pets"'],
    ['a resource that is a number', { Resource: 1 }, 'policy/not-text', '1'],
    ['a member with a slip', { Sids: 'a' }, 'policy/unknown-member', '"Sids"'],
    ['a Condition that is a text', { Condition: 'never' }, 'policy/condition', '"never"'],
    [
      'an operator that does not exist',
      { Condition: { IpAddres: { 'aws:SourceIp': '1.2.3.4' } } },
      'policy/operator',
      '"IpAddres"',
    ],
    [
      'a range that is none',
      { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/33' } } },
      'policy/condition-value',
      '"192.0.2.0/33"',
    ],
    [
      'a number that is none',
      { Condition: { NumericLessThan: { 'aws:EpochTime': 'soon' } } },
      'policy/condition-value',
      '"soon"',
    ],
  ])('has %s: told at its place', (_what, change, code, at) => {
    const allowing = 'Effect' in change && change.Effect === 'Deny' ? [sound] : []
    const text = policy({ ...sound, ...change }, ...allowing)
    expect(remarkOf(text)).toMatchObject({ code, severity: 'error', at })
    expect(read(text).state).toBe('broken')
  })

  it('is told by the line and column of what is wrong', () => {
    const text = policy(sound, { ...sound, Effect: 'Refuse' })
    expect(remarkOf(text)).toMatchObject({ line: 11, column: 17, at: '"Refuse"' })
  })

  it('says which member is meant where only the case differs', () => {
    const { Principal, ...rest } = sound
    const { remarks } = read(policy({ ...rest, principal: Principal }))
    expect(remarks.map(({ message }) => message)).toContain(
      'A statement has no member principal. It is Principal.',
    )
  })

  it('may be a text, a member of the prototype, or stand there twice', () => {
    expect(remarkOf('{"Version": "2012-10-17", "Statement": ["x"]}').code).toBe('policy/statement')
    const odd = policy(sound).replace('"Effect"', '"__proto__": 1, "Effect"')
    expect(remarkOf(odd)).toMatchObject({ code: 'policy/unknown-member', at: '"__proto__"' })
    const twice = policy(sound).replace('"Effect"', '"Effect": "Deny", "Effect"')
    expect(remarkOf(twice)).toMatchObject({ code: 'policy/member-twice', at: '"Effect"' })
    const sids = policy({ Sid: 'a', ...sound }, { Sid: 'a', ...sound })
    expect(remarkOf(sids)).toMatchObject({ code: 'policy/sid', line: 12 })
  })
})

describe('the document around the statements', () => {
  it.each([
    ['"a text"', 'policy/document'],
    ['{"Version": "2026-01-01", "Statement": [{}]}', 'policy/version'],
    ['{"Version": "2012-10-17"}', 'policy/statement'],
    ['{"Version": "2012-10-17", "Statement": []}', 'policy/statement'],
  ])('%s is no policy', (text, code) => {
    expect(read(text).remarks[0]?.code).toBe(code)
    expect(read(text).state).toBe('broken')
  })

  it('without a Version, or without an Allow, it is a policy with a warning', () => {
    const bare = JSON.stringify({ Statement: sound })
    expect(remarkOf(bare)).toMatchObject({ code: 'policy/version', severity: 'warning' })
    expect(read(bare).state).toBe('usable')
    expect(remarkOf(policy({ ...sound, Effect: 'Deny' }))).toMatchObject({
      code: 'policy/no-allow',
      severity: 'warning',
    })
  })

  it('of blanks alone it is no policy at all', () => {
    expect(read(' \n')).toEqual({ remarks: [], statements: [], state: 'none' })
  })

  it('beyond the length that the service takes it is refused', () => {
    const long = policy(sound, { ...sound, Sid: 'x'.repeat(9000) })
    expect(remarkOf(long).code).toBe('policy/too-long')
  })
})

describe('an operator of a condition', () => {
  it.each(operatorNames)('%s compares, and has words', (operator) => {
    expect(conditionHolds(operator, [], [''])).toBeTypeOf('boolean')
    if (operator !== 'Null') expect(relationOf(operator)).toMatch(/^is/)
  })
})

describe('what the policy is about', () => {
  it('a stage or a verb that the API does not have is warned of', () => {
    const at = (Resource: string) => remarkOf(policy({ ...sound, Resource }))
    expect(at('execute-api:/prod/GET/pets')).toMatchObject({ code: 'policy/no-stage' })
    expect(at('execute-api:/dev/pets')).toMatchObject({ code: 'policy/no-verb' })
    expect(at('arn:aws:execute-api:us-east-1:111122223333:abc/dev/get/pets').code).toBe(
      'policy/no-verb',
    )
    const text = policy({ ...sound, Resource: 'execute-api:/prod/GET/pets' })
    expect(readPolicy(text, { ...surroundings, stageNames: [] }).remarks).toEqual([])
    const patterns = ['execute-api:/d*/GET/*', 'arn:aws:execute-api:*:*:*/dev/*', '*']
    expect(read(policy({ ...sound, Resource: patterns })).remarks).toEqual([])
  })

  it.each(['execute-api:/dev', 'execute-api:/', 'execute-api:/*/GET', 'execute-api:/dev/GET'])(
    'a resource that ends before its path, %s, fits no call',
    (Resource) => {
      expect(remarkOf(policy({ ...sound, Resource }))).toMatchObject({
        code: 'policy/no-path',
        severity: 'warning',
      })
    },
  )

  it('a resource is whole with a path, be it the root, and where a star or a variable leaves the path open', () => {
    const whole = ['/dev/GET/', '/dev/GET*', '/d*', '/*', '/dev/${aws:PrincipalTag/area}']
    const text = policy({ ...sound, Resource: whole.map((rest) => `execute-api:${rest}`) })
    expect(read(text).remarks).toEqual([])
  })

  it('a condition key of private APIs is warned of where the API is not private', () => {
    const text = policy({ ...sound, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } })
    expect(remarkOf(text)).toMatchObject({ code: 'policy/condition-key', at: '"aws:SourceVpce"' })
    expect(readPolicy(text, { ...surroundings, isPrivate: true }).remarks).toEqual([])
    const unknown = policy({ ...sound, Condition: { StringEquals: { 'aws:Moon': 'full' } } })
    expect(remarkOf(unknown)).toMatchObject({ severity: 'warning', at: '"aws:Moon"' })
  })

  it('a policy variable in a value or a stage is left to the call', () => {
    const text = policy({
      ...sound,
      Resource: 'execute-api:/${aws:PrincipalTag/stage}/*',
      Condition: { IpAddress: { 'aws:SourceIp': '${aws:PrincipalTag/ip}' } },
    })
    expect(read(text).remarks).toEqual([])
  })
})
