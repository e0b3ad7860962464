import type { Problem } from '../../../result.ts'
import type { Json } from '../../../schema/json.ts'
import type { HttpApi } from '../../../schema/v2/apis.ts'
import type { RouteAuthorizer } from '../../../schema/v2/authorizer.ts'
import { definedMembers } from '../objects.ts'
import type { JsonObject } from '../objects.ts'

/** The security schemes of an API's authorizers, and their names by the ids of the authorizers. */
export interface WrittenSchemes {
  readonly schemes: JsonObject
  readonly names: ReadonlyMap<string, string>
}

/** Every authorizer is a security scheme of its name. Names that OpenAPI does not allow are changed, which is reported. */
export function schemesOf(api: HttpApi, problems: Problem[]): WrittenSchemes {
  const schemes: [string, Json][] = []
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const authorizer of Object.values(api.authorizers)) {
    const wanted = authorizer.name.replace(/[^a-zA-Z0-9._-]/g, '_') || 'authorizer'
    let name = wanted
    for (let i = 2; taken.has(name); i++) name = `${wanted}-${i}`
    taken.add(name)
    if (name !== authorizer.name) {
      const message = `The authorizer ${authorizer.name} is written as ${name}: names of security schemes are unique and consist of letters, digits, dots, hyphens and underscores.`
      const at = ['apis', api.id, 'authorizers', authorizer.id, 'name']
      problems.push({ code: 'openapi/authorizer-name', message, severity: 'warning', at })
    }
    names.set(authorizer.id, name)
    schemes.push([name, schemeOf(authorizer)])
  }
  return { schemes: Object.fromEntries(schemes), names }
}

function schemeOf(authorizer: RouteAuthorizer): JsonObject {
  const { jwtConfiguration: jwt, identitySource } = authorizer
  const authorizerMembers = definedMembers({
    type: authorizer.authorizerType.toLowerCase(),
    identitySource: identitySource.length > 0 ? identitySource.join(',') : undefined,
    authorizerUri: authorizer.authorizerUri,
    authorizerCredentials: authorizer.authorizerCredentialsArn,
    authorizerPayloadFormatVersion: authorizer.authorizerPayloadFormatVersion,
    enableSimpleResponses: authorizer.enableSimpleResponses,
    authorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
    jwtConfiguration: jwt && {
      ...(jwt.issuer !== undefined && { issuer: jwt.issuer }),
      audience: [...jwt.audience],
    },
  })
  return {
    ...placeOf(authorizer),
    'x-amazon-apigateway-authorizer': authorizerMembers,
  }
}

/** The standard part of a scheme: where the identity is found, as far as OpenAPI can say it. */
function placeOf({
  authorizerType,
  identitySource,
  jwtConfiguration,
}: RouteAuthorizer): JsonObject {
  const issuer = jwtConfiguration?.issuer
  if (authorizerType === 'JWT' && issuer !== undefined) {
    const start = issuer.replace(/\/$/, '')
    return { type: 'openIdConnect', openIdConnectUrl: `${start}/.well-known/openid-configuration` }
  }
  if (authorizerType === 'JWT') return { type: 'oauth2', flows: {} }
  const [first = '', ...others] = identitySource
  const [, place, name] = /^\$request\.(header|querystring)\.(.+)$/.exec(first) ?? []
  return name === undefined || others.length > 0
    ? { type: 'apiKey', name: 'Unused', in: 'header' }
    : { type: 'apiKey', name, in: place === 'header' ? 'header' : 'query' }
}
