import { describe, expect, it } from 'vitest'
import { readPolicy } from './readPolicy.ts'

const sentence = (statement: object) =>
  readPolicy(JSON.stringify({ Statement: [statement] }), { isPrivate: true, stageNames: [] })
    .statements[0]?.sentence

const allow = {
  Effect: 'Allow',
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: 'execute-api:/*',
}
const deny = { ...allow, Effect: 'Deny' }

describe('a statement in words', () => {
  it.each<[object, string]>([
    [allow, 'Everybody may call every method of every stage.'],
    [deny, 'Nobody may call any method of any stage.'],
    [
      {
        ...deny,
        Condition: { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] } },
      },
      'Nobody may call any method of any stage, if the IP address of the caller is not in 192.0.2.0/24 or 2001:db8::/32.',
    ],
    [
      { ...allow, Principal: { AWS: ['111122223333', 'arn:aws:iam::444455556666:role/shop/app'] } },
      'The account 111122223333 and the role shop/app of the account 444455556666 may call every method of every stage.',
    ],
    [
      {
        ...deny,
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Resource: 'execute-api:/dev/GET/pets',
      },
      'The account 111122223333 may not call GET /pets of the stage dev.',
    ],
    [
      {
        ...allow,
        Resource: ['execute-api:/dev/*/admin/*', 'arn:aws:execute-api:eu-west-1:1:abc/p*/POST/*'],
      },
      'Everybody may call every method below /admin of the stage dev and every POST method of stages like p*.',
    ],
    [
      { ...allow, Action: ['execute-api:Invoke', 'execute-api:InvalidateCache'] },
      'Everybody may call and renew the cached answers of every method of every stage.',
    ],
    [{ ...allow, Resource: 'execute-api:/dev/GET' }, 'Everybody may call execute-api:/dev/GET.'],
    [
      { ...allow, Action: 'execute-api:*' },
      'Everybody may do anything with every method of every stage.',
    ],
    [
      {
        ...allow,
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnLike: { 'AWS:SourceArn': 'arn:*' } },
      },
      'The service events.amazonaws.com may call every method of every stage, if the ARN of what makes the call is like arn:*.',
    ],
    [
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: '111122223333' },
        NotAction: 'execute-api:Invoke',
        NotResource: 'execute-api:/dev/*',
      },
      'Everybody but the account 111122223333 may not do anything other than call everything but any method of the stage dev.',
    ],
    [
      {
        ...allow,
        Condition: {
          StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' },
          Null: { 'aws:Referer': 'true' },
          'ForAnyValue:StringLike': { 'aws:PrincipalTag/team': ['a', 'b'] },
        },
      },
      'Everybody may call every method of every stage, if the VPC endpoint of the call is vpce-1 or is not known, the header Referer is not known and one value of the tag of the caller team is like a or b.',
    ],
  ])('%j', (statement, words) => {
    expect(sentence(statement)).toBe(words)
  })

  it('is not made up while something of it is missing', () => {
    expect(sentence({ Effect: 'Allow' })).toBeUndefined()
    expect(sentence({ ...allow, Principal: {} })).toBeUndefined()
    expect(sentence({ ...allow, Effect: 'Maybe' })).toBeUndefined()
  })
})
