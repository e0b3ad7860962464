import { contentHash } from '../../export/cloudformation/contentHash.ts'
import { scopesRequiredOf } from '../../queries/userPools.ts'
import type { Design } from '../../schema/design.ts'
import type { PoolUser, UserPool, UserPoolClient } from '../../schema/identities.ts'
import type { JsonObject } from './intrinsics.ts'
import type { MadeThing, ResourceType } from './stack.ts'
import { asList, asObject, asText } from './template.ts'

/**
 * The Cognito types of a template. They make nothing in API Gateway: their properties become user pools to test with,
 * and the export keeps them as written.
 */
export const cognitoResourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::Cognito::UserPool': (_properties, stack) => {
    const { region } = stack.options.environment
    const id = userPoolIdIn(region, stack.logicalId)
    const host = `cognito-idp.${region}.amazonaws.com/${id}`
    return {
      id,
      attributes: { ProviderName: host, ProviderURL: `https://${host}`, UserPoolId: id },
    }
  },
  'AWS::Cognito::UserPoolClient': named(),
  'AWS::Cognito::UserPoolGroup': named('GroupName'),
  'AWS::Cognito::UserPoolResourceServer': named('Identifier'),
  'AWS::Cognito::UserPoolUser': named('Username'),
  'AWS::Cognito::UserPoolUserToGroupAttachment': named(),
}

/** True for a type that becomes part of a user pool to test with. */
export function isOfUserPool(type: string): boolean {
  return Object.hasOwn(cognitoResourceTypes, type)
}

/** The id that stands for the one Cognito would create: always the same for a logical id. */
export function userPoolIdIn(region: string, logicalId: string): string {
  const letters = logicalId.replace(/[^A-Za-z0-9]/g, '')
  const isPlain = letters === logicalId && letters.length <= longestId && letters !== ''
  return `${region}_${isPlain ? letters : letters.slice(0, longestId - 10) + contentHash(logicalId)}`
}

/** Letters and digits of a user pool id after its region. */
const longestId = 55

/** A type whose `Ref` is a property, or its logical id where the template leaves the name to Cognito. */
function named(property?: string): ResourceType {
  return (properties, stack) => ({
    id: (property === undefined ? undefined : asText(properties[property])) ?? stack.logicalId,
  })
}

/** The user that a pool without users gets, so that somebody can sign in. */
const testUser = 'ana@example.com'

/**
 * The user pools of a template as pools to test with, by id: their clients, groups and users. A pool without a client or
 * without a user gets one. `seed` makes the subjects of users differ between designs.
 */
export function testUserPools(
  things: readonly MadeThing[],
  design: Design,
  seed: string,
): Record<string, UserPool> {
  const ofType = (type: string, poolId: string) =>
    things.filter(
      (thing) =>
        thing.type === `AWS::Cognito::${type}` && asText(thing.properties['UserPoolId']) === poolId,
    )
  const pools = things.filter(({ type }) => type === 'AWS::Cognito::UserPool')
  return Object.fromEntries(
    pools.map(({ id, logicalId, properties }): [string, UserPool] => {
      const clients = ofType('UserPoolClient', id).map(clientOf)
      if (clients.length === 0) {
        const allowedScopes = [
          ...ofType('UserPoolResourceServer', id).flatMap(scopesOfServer),
          ...scopesRequiredOf(design, id),
        ]
        clients.push({
          id: `${logicalId}Client`,
          name: 'app',
          allowedScopes: [...new Set(allowedScopes)],
          tokenValidity: 3600,
        })
      }
      const memberships = ofType('UserPoolUserToGroupAttachment', id)
      const users = ofType('UserPoolUser', id).map((user) => userOf(user, memberships, seed))
      if (users.length === 0) users.push(newTestUser(testUser, subjectOf(`${seed} ${logicalId}`)))
      const pool: UserPool = {
        id,
        name: asText(properties['UserPoolName']) ?? logicalId,
        clients: Object.fromEntries(clients.map((client) => [client.id, client])),
        users: Object.fromEntries(users.map((user) => [user.username, user])),
        publicKeys: [],
      }
      return [id, pool]
    }),
  )
}

function newTestUser(username: string, sub: string): PoolUser {
  return { username, sub, enabled: true, groups: [], attributes: { email: username } }
}

function clientOf({ id, logicalId, properties }: MadeThing): UserPoolClient {
  const scopes = asList(properties['AllowedOAuthScopes']).flatMap((scope) => asText(scope) ?? [])
  return {
    id,
    name: asText(properties['ClientName']) ?? logicalId,
    allowedScopes: scopes,
    tokenValidity: tokenValidityOf(properties),
  }
}

const secondsOf: Readonly<Record<string, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
}

/** Seconds that the identity tokens of a client are valid for, or its access tokens; an hour unless the template says. */
function tokenValidityOf(properties: JsonObject): number {
  const units = asObject(properties['TokenValidityUnits'])
  for (const token of ['IdToken', 'AccessToken']) {
    const count = Number(asText(properties[`${token}Validity`]) ?? NaN)
    const unit = secondsOf[asText(units[token]) ?? 'hours'] ?? 3600
    if (Number.isInteger(count * unit) && count > 0) return count * unit
  }
  return 3600
}

function scopesOfServer({ properties }: MadeThing): string[] {
  const identifier = asText(properties['Identifier']) ?? ''
  return asList(properties['Scopes']).flatMap((scope) => {
    const name = asText(asObject(scope)['ScopeName'])
    return name === undefined ? [] : [`${identifier}/${name}`]
  })
}

function userOf(
  { logicalId, properties }: MadeThing,
  memberships: readonly MadeThing[],
  seed: string,
): PoolUser {
  const username = asText(properties['Username']) ?? logicalId
  const attributes = asList(properties['UserAttributes']).flatMap((item): [string, string][] => {
    const { Name, Value } = asObject(item)
    const name = asText(Name)
    return name === undefined ? [] : [[name, asText(Value) ?? '']]
  })
  const { sub = subjectOf(`${seed} ${username}`), ...others } = Object.fromEntries(attributes)
  const isOwn = (membership: MadeThing) =>
    [username, logicalId].includes(asText(membership.properties['Username']) ?? '')
  return {
    username,
    sub,
    enabled: true,
    groups: memberships
      .filter(isOwn)
      .flatMap((membership) => asText(membership.properties['GroupName']) ?? []),
    attributes: others,
  }
}

/** A UUID made of a text, the same for the same text. */
function subjectOf(text: string): string {
  const digits = [0, 1, 2, 3].map((i) => contentHash(`${text} ${i}`)).join('')
  const ends = [0, 8, 12, 16, 20, 32]
  return ends
    .slice(1)
    .map((end, i) => digits.slice(ends[i], end))
    .join('-')
}
