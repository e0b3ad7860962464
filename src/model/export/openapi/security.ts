import type { Json } from '../../schema/json.ts'
import type { Method } from '../../schema/method.ts'
import type { Authorizer } from '../../schema/authorizer.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import type { OpenApiWriter } from './operations.ts'

type JsonObject = { [key: string]: Json }

/** The security schemes that methods need: one for each authorizer, one for API keys, one for IAM. */
export function writeSecuritySchemes({ api, withAuthorizers }: OpenApiWriter): JsonObject {
  const schemes: JsonObject = {}
  const methods = methodsOf(api).map(({ method }) => method)
  for (const authorizer of Object.values(api.authorizers)) {
    schemes[authorizer.name] = authorizerScheme(authorizer, withAuthorizers)
  }
  if (methods.some(({ apiKeyRequired }) => apiKeyRequired)) {
    schemes['api_key'] = { type: 'apiKey', name: 'x-api-key', in: 'header' }
  }
  if (methods.some(({ authorizationType }) => authorizationType === 'AWS_IAM')) {
    schemes['sigv4'] = {
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

/** The security requirement of a method; `undefined` where it has none. */
export function securityOf({ api }: OpenApiWriter, method: Method): Json | undefined {
  const requirements: Json[] = []
  const authorizer =
    method.authorizerId === undefined ? undefined : api.authorizers[method.authorizerId]
  if (authorizer) requirements.push({ [authorizer.name]: method.authorizationScopes })
  if (method.authorizationType === 'AWS_IAM') requirements.push({ sigv4: [] })
  if (method.apiKeyRequired) requirements.push({ api_key: [] })
  return requirements.length === 0 ? undefined : requirements
}
