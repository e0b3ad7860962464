import { resourcesByPath } from '../model/index.ts'
import type { Json, Method, Resource, RestApi } from '../model/index.ts'

type JsonObject = { [name: string]: Json }

/** Leaves out absent members and empty maps, which the service does not answer. */
function answered(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, Json] => {
      const value = entry[1]
      if (value === undefined) return false
      return (
        typeof value !== 'object' ||
        value === null ||
        Array.isArray(value) ||
        Object.keys(value).length > 0
      )
    }),
  )
}

/** GetRestApi. */
export function restApiShape(api: RestApi): JsonObject {
  return {
    ...answered({
      id: api.id,
      name: api.name,
      description: api.description,
      version: api.version,
      minimumCompressionSize: api.minimumCompressionSize,
    }),
    ...(api.binaryMediaTypes.length > 0 && { binaryMediaTypes: api.binaryMediaTypes }),
    apiKeySource: api.apiKeySource,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    endpointConfiguration: {
      types: api.endpointConfiguration.types,
      ipAddressType: api.endpointConfiguration.ipAddressType ?? 'ipv4',
    },
    tags: api.tags,
  }
}

/** GetMethod. */
export function methodShape(method: Method, resource: Resource): JsonObject {
  const { integration } = method
  return {
    ...answered({
      operationName: method.operationName,
      authorizerId: method.authorizerId,
      requestParameters: method.requestParameters,
      requestModels: method.requestModels,
      requestValidatorId: method.requestValidatorId,
    }),
    ...(method.authorizationScopes.length > 0 && {
      authorizationScopes: method.authorizationScopes,
    }),
    apiKeyRequired: method.apiKeyRequired,
    authorizationType: method.authorizationType,
    httpMethod: method.httpMethod,
    ...answered({
      methodResponses: Object.fromEntries(
        Object.values(method.methodResponses).map(
          ({ statusCode, responseParameters, responseModels }) => [
            statusCode,
            answered({ statusCode, responseParameters, responseModels }),
          ],
        ),
      ),
    }),
    ...(integration && {
      methodIntegration: {
        cacheKeyParameters: integration.cacheKeyParameters,
        cacheNamespace: integration.cacheNamespace ?? resource.id,
        passthroughBehavior: integration.passthroughBehavior,
        timeoutInMillis: integration.timeoutInMillis,
        type: integration.type,
        ...answered({
          requestParameters: integration.requestParameters,
          requestTemplates: integration.requestTemplates,
          contentHandling: integration.contentHandling,
          integrationResponses: Object.fromEntries(
            Object.values(integration.integrationResponses).map((response) => [
              response.statusCode,
              answered({
                statusCode: response.statusCode,
                selectionPattern: response.selectionPattern,
                responseParameters: response.responseParameters,
                responseTemplates: response.responseTemplates,
                contentHandling: response.contentHandling,
              }),
            ]),
          ),
        }),
        ...(integration.type !== 'MOCK' && {
          uri: integration.uri,
          ...answered({ httpMethod: integration.httpMethod, credentials: integration.credentials }),
          ...((integration.type === 'HTTP' || integration.type === 'HTTP_PROXY') && {
            connectionType: integration.connectionType,
          }),
        }),
      },
    }),
  }
}

/** GetResources, reduced to paths and methods. */
export function resourcesShape(api: RestApi): Json {
  return resourcesByPath(api).map(({ resource, path }) => ({
    path,
    methods: Object.keys(resource.methods).sort(),
  }))
}

/** GetModels. */
export function modelsShape(api: RestApi): Json {
  return Object.values(api.models).map(({ name, contentType, description, schema }) =>
    answered({
      name,
      contentType,
      description,
      schema: schema.replaceAll(`restapis/${api.id}/`, 'restapis/{restApiId}/'),
    }),
  )
}

/** GetAuthorizers. */
export function authorizersShape(api: RestApi): Json {
  return Object.values(api.authorizers).map((authorizer) => ({
    ...answered({
      name: authorizer.name,
      type: authorizer.type,
      authType: authorizer.authType,
      authorizerUri: authorizer.authorizerUri,
      authorizerCredentials: authorizer.authorizerCredentials,
      identitySource: authorizer.identitySource,
      identityValidationExpression: authorizer.identityValidationExpression,
      authorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
    }),
    ...(authorizer.providerARNs.length > 0 && { providerARNs: authorizer.providerARNs }),
  }))
}

/** GetRequestValidators. */
export function validatorsShape(api: RestApi): Json {
  return Object.values(api.requestValidators).map(
    ({ name, validateRequestBody, validateRequestParameters }) => ({
      name,
      validateRequestBody,
      validateRequestParameters,
    }),
  )
}
