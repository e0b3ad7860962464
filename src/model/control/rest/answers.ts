import { childrenByParent, methodsOf, resourcePath } from '../../queries/resourceTree.ts'
import type { Authorizer } from '../../schema/authorizer.ts'
import type { BodyModel, RequestValidator } from '../../schema/bodyModel.ts'
import type { DocumentationPart } from '../../schema/documentation.ts'
import type { IntegrationResponse } from '../../schema/integrations/common.ts'
import type { Integration } from '../../schema/integrations/index.ts'
import type { Json } from '../../schema/json.ts'
import type { Method, MethodResponse } from '../../schema/method.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Deployment, RestApi } from '../../schema/restApi.ts'
import type { MethodSetting, Stage } from '../../schema/stage.ts'
import { noteAt, present } from '../account.ts'
import type { Account, ControlEnvironment, JsonObject } from '../account.ts'

/** Leaves out absent members and empty maps, but for those that were given empty. */
function answered(
  members: { readonly [name: string]: Json | undefined },
  emptyMaps: readonly string[] = [],
): JsonObject {
  const kept = Object.entries(members).filter(([name, value]) => {
    const isEmptyMap =
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length === 0
    return !isEmptyMap || emptyMaps.includes(name)
  })
  return present(Object.fromEntries(kept))
}

/** A RestApi. Its tags are in what get and update answer, not in what create and lists do. */
export function restApiAnswer(
  account: Account,
  api: RestApi,
  { region, accountId }: ControlEnvironment,
  withTags: boolean,
): JsonObject {
  const { types, ipAddressType, vpcEndpointIds } = api.endpointConfiguration
  const { createdDate } = noteAt(account, ['apis', api.id])
  return {
    ...present({
      id: api.id,
      name: api.name,
      description: api.description,
      createdDate,
      version: api.version,
      minimumCompressionSize: api.minimumCompressionSize,
      binaryMediaTypes: api.binaryMediaTypes.length > 0 ? api.binaryMediaTypes : undefined,
      // `execute-api:/` stands for the ARN of the API; the service escapes the quotes once more than JSON needs
      policy: api.policy
        ?.replaceAll('"execute-api:/', `"arn:aws:execute-api:${region}:${accountId}:${api.id}/`)
        .replaceAll('"', '\\"'),
    }),
    apiKeySource: api.apiKeySource,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    endpointConfiguration: {
      types,
      ipAddressType: ipAddressType ?? (types[0] === 'PRIVATE' ? 'dualstack' : 'ipv4'),
      ...(vpcEndpointIds.length > 0 && { vpcEndpointIds }),
    },
    rootResourceId: api.rootResourceId,
    ...((withTags || Object.keys(api.tags).length > 0) && { tags: api.tags }),
  }
}

/** A Resource, with its methods as empty maps or, embedded, whole. */
export function resourceAnswer(
  account: Account,
  api: RestApi,
  resource: Resource,
  embedsMethods: boolean,
): JsonObject {
  const methods = Object.values(resource.methods)
  return {
    ...present({
      id: resource.id,
      parentId: resource.parentId,
      pathPart: resource.pathPart,
      path: resourcePath(api, resource.id),
    }),
    ...(methods.length > 0 && {
      resourceMethods: Object.fromEntries(
        methods.map((method) => [
          method.httpMethod,
          embedsMethods ? methodAnswer(account, api.id, resource, method) : {},
        ]),
      ),
    }),
  }
}

/** The resources of an API, parents first. */
export function resourcesOf(api: RestApi): Resource[] {
  const children = childrenByParent(api)
  const root = api.resources[api.rootResourceId]
  const queue = root ? [root] : []
  const found: Resource[] = []
  for (let next = queue.shift(); next; next = queue.shift()) {
    found.push(next)
    queue.push(...(children.get(next.id) ?? []))
  }
  return found
}

/** A Method with its integration and responses. */
export function methodAnswer(
  account: Account,
  apiId: string,
  resource: Resource,
  method: Method,
): JsonObject {
  const at = ['apis', apiId, 'resources', resource.id, 'methods', method.httpMethod]
  const { integration, authorizationScopes } = method
  const hasAuthorizer =
    method.authorizationType === 'CUSTOM' || method.authorizationType === 'COGNITO_USER_POOLS'
  const responses = Object.values(method.methodResponses)
  return {
    ...answered(
      {
        operationName: method.operationName,
        authorizerId: hasAuthorizer ? method.authorizerId : undefined,
        requestParameters: method.requestParameters,
        requestModels: method.requestModels,
        requestValidatorId: method.requestValidatorId,
        authorizationScopes: authorizationScopes.length > 0 ? authorizationScopes : undefined,
      },
      noteAt(account, at).emptyMaps,
    ),
    apiKeyRequired: method.apiKeyRequired,
    authorizationType: method.authorizationType,
    httpMethod: method.httpMethod,
    ...(responses.length > 0 && {
      methodResponses: Object.fromEntries(
        responses.map((response) => [
          response.statusCode,
          methodResponseAnswer(account, at, response),
        ]),
      ),
    }),
    ...(integration && {
      methodIntegration: integrationAnswer(account, at, resource, integration),
    }),
  }
}

export function methodResponseAnswer(
  account: Account,
  methodAt: readonly string[],
  { statusCode, responseParameters, responseModels }: MethodResponse,
): JsonObject {
  const { emptyMaps } = noteAt(account, [...methodAt, 'methodResponses', statusCode])
  return answered({ statusCode, responseParameters, responseModels }, emptyMaps)
}

export function integrationAnswer(
  account: Account,
  methodAt: readonly string[],
  resource: Resource,
  integration: Integration,
): JsonObject {
  const at = [...methodAt, 'integration']
  const responses = Object.values(integration.integrationResponses)
  return {
    cacheKeyParameters: integration.cacheKeyParameters,
    cacheNamespace: integration.cacheNamespace ?? resource.id,
    passthroughBehavior: integration.passthroughBehavior,
    timeoutInMillis: integration.timeoutInMillis,
    type: integration.type,
    ...answered(
      {
        requestParameters: integration.requestParameters,
        requestTemplates: integration.requestTemplates,
        contentHandling: integration.contentHandling,
      },
      noteAt(account, at).emptyMaps,
    ),
    ...(responses.length > 0 && {
      integrationResponses: Object.fromEntries(
        responses.map((response) => [
          response.statusCode,
          integrationResponseAnswer(account, methodAt, response),
        ]),
      ),
    }),
    ...(integration.type !== 'MOCK' && {
      uri: integration.uri,
      ...present({
        httpMethod: integration.httpMethod,
        credentials: integration.credentials,
        connectionId: integration.connectionId,
        tlsConfig: integration.tlsConfig,
        responseTransferMode: integration.responseTransferMode,
        // AWS integrations report a connection type only when they go through a VPC link
        connectionType:
          integration.type === 'HTTP' ||
          integration.type === 'HTTP_PROXY' ||
          integration.connectionType === 'VPC_LINK'
            ? integration.connectionType
            : undefined,
      }),
    }),
  }
}

export function integrationResponseAnswer(
  account: Account,
  methodAt: readonly string[],
  response: IntegrationResponse,
): JsonObject {
  const at = [...methodAt, 'integration', 'integrationResponses', response.statusCode]
  const { statusCode, selectionPattern, responseParameters } = response
  // a template without text is answered as null
  const responseTemplates = Object.fromEntries(
    Object.entries(response.responseTemplates).map(([type, template]) => [type, template || null]),
  )
  return answered(
    {
      statusCode,
      selectionPattern,
      responseParameters,
      responseTemplates,
      contentHandling: response.contentHandling,
    },
    noteAt(account, at).emptyMaps,
  )
}

export function modelAnswer(apiId: string, model: BodyModel): JsonObject {
  const { name, contentType, description, schema } = model
  // models have ids of their own in the service; their names serve here, as they are unique in an API
  return present({ id: `${apiId}${name}`, name, description, schema, contentType })
}

export function validatorAnswer(validator: RequestValidator): JsonObject {
  const { id, name, validateRequestBody, validateRequestParameters } = validator
  return { id, name, validateRequestBody, validateRequestParameters }
}

export function authorizerAnswer(authorizer: Authorizer): JsonObject {
  const { providerARNs } = authorizer
  return present({
    id: authorizer.id,
    name: authorizer.name,
    type: authorizer.type,
    providerARNs: providerARNs.length > 0 ? providerARNs : undefined,
    authType: authorizer.authType,
    authorizerUri: authorizer.authorizerUri,
    authorizerCredentials: authorizer.authorizerCredentials,
    identitySource: authorizer.identitySource,
    identityValidationExpression: authorizer.identityValidationExpression,
    authorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
  })
}

/** A Deployment; embedded, it tells its methods by path and verb. */
export function deploymentAnswer(deployment: Deployment, embedsSummary: boolean): JsonObject {
  const { id, description, createdDate, snapshot } = deployment
  const methods = embedsSummary && snapshot ? methodsOf(snapshot) : []
  const apiSummary: { [path: string]: { [httpMethod: string]: Json } } = {}
  for (const { path, method } of methods) {
    const { httpMethod, authorizationType, apiKeyRequired } = method
    apiSummary[path] = { ...apiSummary[path], [httpMethod]: { authorizationType, apiKeyRequired } }
  }
  return present({
    id,
    description,
    createdDate,
    apiSummary: embedsSummary ? apiSummary : undefined,
  })
}

/** What a method setting has that nobody set. Source: recorded answers of UpdateStage. */
export const methodSettingDefaults = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
} as const satisfies MethodSetting

export function stageAnswer(account: Account, apiId: string, stage: Stage): JsonObject {
  const note = noteAt(account, ['apis', apiId, 'stages', stage.stageName])
  const canary = stage.canarySettings
  return {
    ...answered({
      stageName: stage.stageName,
      deploymentId: stage.deploymentId,
      description: stage.description,
      clientCertificateId: stage.clientCertificateId,
      variables: stage.variables,
      documentationVersion: stage.documentationVersion,
      accessLogSettings: stage.accessLogSettings && present(stage.accessLogSettings),
      webAclArn: stage.webAclArn,
      tags: stage.tags,
      createdDate: note.createdDate,
      lastUpdatedDate: note.lastUpdatedDate ?? note.createdDate,
    }),
    ...(canary && {
      canarySettings: answered({
        percentTraffic: canary.percentTraffic,
        deploymentId: canary.deploymentId,
        stageVariableOverrides: canary.stageVariableOverrides,
        useStageCache: canary.useStageCache,
      }),
    }),
    cacheClusterEnabled: stage.cacheClusterEnabled,
    ...(stage.cacheClusterEnabled && { cacheClusterSize: stage.cacheClusterSize ?? '0.5' }),
    cacheClusterStatus: stage.cacheClusterEnabled ? 'AVAILABLE' : 'NOT_AVAILABLE',
    methodSettings: Object.fromEntries(
      Object.entries(stage.methodSettings).map(([key, setting]) => [key, present(setting)]),
    ),
    tracingEnabled: stage.tracingEnabled,
  }
}

export function documentationPartAnswer(part: DocumentationPart): JsonObject {
  return { id: part.id, location: present(part.location), properties: part.properties }
}
