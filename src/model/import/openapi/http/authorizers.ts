import { httpAuthorizerRefusal } from '../../../operations/v2/authorizerRules.ts'
import { setMember } from '../../../operations/within.ts'
import type { Json } from '../../../schema/json.ts'
import { routeAuthorizer } from '../../../schema/v2/authorizer.ts'
import type { Route } from '../../../schema/v2/route.ts'
import { dereferenced, entries, isObject, member, tell, textMember } from '../reader.ts'
import type { JsonObject } from '../reader.ts'
import { textListOf, tellOthers } from './reader.ts'
import type { HttpReader } from './reader.ts'

const extension = 'x-amazon-apigateway-authorizer'
const schemesPointer = ['components', 'securitySchemes'] as const

const types: ReadonlyMap<string, 'JWT' | 'REQUEST'> = new Map([
  ['jwt', 'JWT'],
  ['request', 'REQUEST'],
])

/** Source: developer guide, x-amazon-apigateway-authorizer: the members that HTTP APIs support. */
const members: readonly string[] = [
  'authorizerCredentials',
  'authorizerPayloadFormatVersion',
  'authorizerResultTtlInSeconds',
  'authorizerUri',
  'enableSimpleResponses',
  'identitySource',
  'jwtConfiguration',
  'type',
]

function schemeOf(reader: HttpReader, name: string): Json | undefined {
  const schemes = member(member(reader.root, 'components'), 'securitySchemes')
  return dereferenced(reader, member(schemes, name), [...schemesPointer, name])
}

/** Every security scheme with an authorizer becomes an authorizer, whether a route uses it or not. */
export function readHttpAuthorizers(reader: HttpReader): void {
  for (const [name] of entries(member(member(reader.root, 'components'), 'securitySchemes'))) {
    const scheme = schemeOf(reader, name)
    const given = member(scheme, extension)
    if (!isObject(scheme) || !isObject(given)) continue
    const pointer = [...schemesPointer, name, extension]
    const writtenType = textMember(given, 'type') ?? ''
    const authorizerType = types.get(writtenType.toLowerCase())
    if (!authorizerType) {
      const message = `The authorizer ${name} has the type ${writtenType || '(none)'}: HTTP APIs have JWT and REQUEST. It is left out.`
      tell(reader, 'warning', 'authorizer-type', message, [...pointer, 'type'])
      continue
    }
    tellOthers(reader, given, members, `The authorizer ${name}`, pointer)
    const ttl = member(given, 'authorizerResultTtlInSeconds')
    const simple = member(given, 'enableSimpleResponses')
    const source = textMember(given, 'identitySource') ?? ''
    const optional = {
      authorizerUri: textMember(given, 'authorizerUri'),
      authorizerCredentialsArn: textMember(given, 'authorizerCredentials'),
      authorizerPayloadFormatVersion: versionOf(given),
      enableSimpleResponses: typeof simple === 'boolean' ? simple : undefined,
      authorizerResultTtlInSeconds: Number.isSafeInteger(ttl) ? ttl : undefined,
      jwtConfiguration:
        authorizerType === 'JWT' ? jwtOf(reader, scheme, given, pointer) : undefined,
    }
    const authorizer = routeAuthorizer.parse({
      id: reader.nextId(),
      name,
      authorizerType,
      identitySource: source
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
      ...Object.fromEntries(Object.entries(optional).filter(([, each]) => each !== undefined)),
    })
    const at = ['apis', reader.api.id, 'authorizers', authorizer.id]
    const [refused] = httpAuthorizerRefusal(authorizer, at)?.problems ?? []
    if (refused) {
      const message = `The authorizer ${name} is not valid: ${refused.message}.`
      tell(reader, 'warning', 'authorizer', message, pointer, at)
    }
    reader.authorizerIds.set(name, authorizer.id)
    setMember(reader.api.authorizers, authorizer.id, authorizer)
  }
}

function versionOf(given: JsonObject): '1.0' | '2.0' | undefined {
  const written = textMember(given, 'authorizerPayloadFormatVersion')
  if (written === '1' || written === '1.0') return '1.0'
  return written === '2' || written === '2.0' ? '2.0' : undefined
}

/** The settings of a JWT authorizer. The issuer may be known by the URL of the OpenID Connect scheme alone. */
function jwtOf(
  reader: HttpReader,
  scheme: JsonObject,
  given: JsonObject,
  pointer: readonly string[],
) {
  const configuration = member(given, 'jwtConfiguration')
  const url = textMember(scheme, 'openIdConnectUrl')
  const issuer =
    textMember(configuration, 'issuer') ??
    url?.replace(/\/?\.well-known\/openid-configuration\/?$/, '')
  const at = [...pointer, 'jwtConfiguration', 'audience']
  const audience = textListOf(reader, member(configuration, 'audience'), at) ?? []
  return { ...(issuer !== undefined && issuer !== '' && { issuer }), audience }
}

type Authorization = Pick<Route, 'authorizationType' | 'authorizerId' | 'authorizationScopes'>

const open: Authorization = { authorizationType: 'NONE', authorizationScopes: [] }

/** Nobody is let through: the document guards the route by what an HTTP API does not have. */
const closed: Authorization = { authorizationType: 'CUSTOM', authorizationScopes: [] }

/** How a route is guarded: by the requirements of its operation, else by those of the document. */
export function readRouteAuthorization(
  reader: HttpReader,
  operation: JsonObject,
  routeKey: string,
  pointer: readonly string[],
): Authorization {
  const auth = textMember(member(operation, 'x-amazon-apigateway-auth'), 'type')?.toUpperCase()
  if (auth === 'AWS_IAM') return { ...open, authorizationType: 'AWS_IAM' }
  const ownOnes = member(operation, 'security')
  const requirements = ownOnes ?? member(reader.root, 'security')
  const at = ownOnes === undefined ? ['security'] : [...pointer, 'security']
  if (!Array.isArray(requirements)) return open
  const listed = requirements.flatMap((requirement, i) =>
    entries(requirement).map(([name, scopes]) => ({ name, scopes, at: [...at, String(i), name] })),
  )
  const [first, second] = listed
  if (!first) return open
  if (second) {
    const message = `A route of an HTTP API has one security requirement; ${routeKey} has ${first.name} and ${second.name}. Only ${first.name} is taken over.`
    tell(reader, 'error', 'second-authorizer', message, second.at)
  }
  return authorizationBy(reader, first, routeKey)
}

function authorizationBy(
  reader: HttpReader,
  { name, scopes, at }: { readonly name: string; readonly scopes: Json; readonly at: string[] },
  routeKey: string,
): Authorization {
  const authorizerId = reader.authorizerIds.get(name)
  if (authorizerId !== undefined) {
    const isJwt = reader.api.authorizers[authorizerId]?.authorizerType === 'JWT'
    const wanted = textListOf(reader, scopes, at) ?? []
    if (!isJwt && wanted.length > 0) {
      const message = `Only JWT authorizers check scopes; those of ${routeKey} are left out.`
      tell(reader, 'warning', 'scopes', message, at)
    }
    return {
      authorizationType: isJwt ? 'JWT' : 'CUSTOM',
      authorizerId,
      authorizationScopes: isJwt ? wanted : [],
    }
  }
  const scheme = schemeOf(reader, name)
  if (textMember(scheme, 'x-amazon-apigateway-authtype')?.toLowerCase() === 'awssigv4') {
    return { ...open, authorizationType: 'AWS_IAM' }
  }
  const message = `${routeKey} is guarded by ${name}, which is no authorizer of an HTTP API. Until it has an authorizer, the route lets nobody through.`
  tell(reader, 'warning', 'security-scheme', message, at)
  return closed
}
