import type { Json } from '../../schema/json.ts'
import type { Method } from '../../schema/method.ts'
import type { Authorizer } from '../../schema/authorizer.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import type { OpenApiWriter } from './writer.ts'
import { isObject, itemsOf, membersOf, own } from './objects.ts'
import type { JsonObject } from './objects.ts'

/** The security schemes that the opened document has. */
function keptSchemes({ kept, dialect }: OpenApiWriter): JsonObject {
  const components = own(kept.root, 'components')
  const schemes =
    dialect === 'swagger-2.0'
      ? own(kept.root, 'securityDefinitions')
      : isObject(components)
        ? own(components, 'securitySchemes')
        : undefined
  return Object.fromEntries(
    membersOf(schemes).map(([name, scheme]) => [name, kept.resolve(scheme)]),
  )
}

type Meaning = 'apiKey' | 'sigv4' | 'other'

function meaningOf(scheme: Json): Meaning {
  if (!isObject(scheme) || Object.hasOwn(scheme, 'x-amazon-apigateway-authorizer')) return 'other'
  const authType = own(scheme, 'x-amazon-apigateway-authtype')
  if (typeof authType === 'string' && authType.toLowerCase() === 'awssigv4') return 'sigv4'
  return own(scheme, 'type') === 'apiKey' ? 'apiKey' : 'other'
}

/** The name of the scheme that means API keys or IAM: that of the opened document, where it has one. */
function schemeNamed(writer: OpenApiWriter, meaning: 'apiKey' | 'sigv4'): string {
  const named = Object.entries(keptSchemes(writer)).filter(
    ([, scheme]) => meaningOf(scheme) === meaning,
  )
  const usual = named.find(
    ([, scheme]) => isObject(scheme) && String(own(scheme, 'name')).toLowerCase() === 'x-api-key',
  )
  return (usual ?? named[0])?.[0] ?? (meaning === 'apiKey' ? 'api_key' : 'sigv4')
}

/** The security schemes that methods need: one for each authorizer, one for API keys, one for IAM. */
export function writeSecuritySchemes(writer: OpenApiWriter): JsonObject {
  const { api, withAuthorizers } = writer
  const kept = keptSchemes(writer)
  const methods = methodsOf(api).map(({ method }) => method)
  const schemes: JsonObject = Object.fromEntries(
    Object.values(api.authorizers).map((authorizer): [string, Json] => [
      authorizer.name,
      authorizerScheme(authorizer, withAuthorizers),
    ]),
  )
  const apiKey = schemeNamed(writer, 'apiKey')
  // a scheme of the opened document stays, whether or not a method still asks for it: the document may name it elsewhere
  if (Object.hasOwn(kept, apiKey) || methods.some(({ apiKeyRequired }) => apiKeyRequired)) {
    schemes[apiKey] = own(kept, apiKey) ?? { type: 'apiKey', name: 'x-api-key', in: 'header' }
  }
  const sigv4 = schemeNamed(writer, 'sigv4')
  const hasIam = methods.some(({ authorizationType }) => authorizationType === 'AWS_IAM')
  if (Object.hasOwn(kept, sigv4) || hasIam) {
    schemes[sigv4] = own(kept, sigv4) ?? {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authtype': 'awsSigv4',
    }
  }
  return schemes
}

function authorizerScheme(authorizer: Authorizer, withExtension: boolean): Json {
  const single = /^method\.request\.(header|querystring)\.([^,\s]+)$/.exec(
    authorizer.identitySource ?? '',
  )
  const fallback = authorizer.type === 'REQUEST' ? 'Unused' : 'Authorization'
  const authType =
    authorizer.authType ??
    (authorizer.type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom')
  return {
    type: 'apiKey',
    name: single?.[2] ?? fallback,
    in: single?.[1] === 'querystring' ? 'query' : 'header',
    'x-amazon-apigateway-authtype': authType,
    ...(withExtension && { 'x-amazon-apigateway-authorizer': authorizerExtension(authorizer) }),
  }
}

function authorizerExtension(authorizer: Authorizer): Json {
  const { authorizerUri, authorizerCredentials, identitySource, identityValidationExpression } =
    authorizer
  const ttl = authorizer.authorizerResultTtlInSeconds
  return {
    type: authorizer.type.toLowerCase(),
    ...(authorizerUri !== undefined && { authorizerUri }),
    ...(authorizerCredentials !== undefined && { authorizerCredentials }),
    ...(authorizer.providerARNs.length > 0 && { providerARNs: authorizer.providerARNs }),
    ...(identitySource !== undefined && { identitySource }),
    ...(identityValidationExpression !== undefined && { identityValidationExpression }),
    ...(ttl !== undefined && { authorizerResultTtlInSeconds: ttl }),
  }
}

/**
 * The security requirement of a method; `undefined` where it has none. Requirements of the opened document that the service
 * does not enforce stay beside those that it does.
 */
export function securityOf(
  writer: OpenApiWriter,
  method: Method,
  kept: Json | undefined,
  isIamByAuth: boolean,
): Json | undefined {
  const { api } = writer
  const requirements: Json[] = []
  const authorizer =
    method.authorizerId === undefined ? undefined : own(api.authorizers, method.authorizerId)
  if (authorizer) requirements.push({ [authorizer.name]: method.authorizationScopes })
  if (method.authorizationType === 'AWS_IAM' && !isIamByAuth) {
    requirements.push({ [schemeNamed(writer, 'sigv4')]: [] })
  }
  if (method.apiKeyRequired) requirements.push({ [schemeNamed(writer, 'apiKey')]: [] })
  const ofAll = own(writer.kept.root, 'security')
  const schemes = keptSchemes(writer)
  const names = new Set(Object.values(api.authorizers).map(({ name }) => name))
  for (const requirement of itemsOf(kept ?? ofAll)) {
    const others = membersOf(requirement).filter(([name]) => {
      const scheme = own(schemes, name)
      return scheme !== undefined && !names.has(name) && isUnenforced(scheme)
    })
    if (others.length > 0) requirements.push(Object.fromEntries(others))
  }
  // the document's own requirement counts where a method is silent
  if (requirements.length === 0) return itemsOf(ofAll).length > 0 ? [] : undefined
  return requirements
}

function isUnenforced(scheme: Json): boolean {
  return (
    meaningOf(scheme) === 'other' &&
    isObject(scheme) &&
    !Object.hasOwn(scheme, 'x-amazon-apigateway-authorizer')
  )
}
