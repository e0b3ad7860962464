import type { BodyModel } from '../../schema/bodyModel.ts'
import type { ApiStage, BasePathMapping, DomainName, VpcLinkV2 } from '../../schema/access.ts'
import type { Json } from '../../schema/json.ts'
import type { HttpDeployment, WebSocketDeployment } from '../../schema/v2/apis.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'
import type { RouteIntegration, RouteIntegrationResponse } from '../../schema/v2/integration.ts'
import type { Route, RouteResponse } from '../../schema/v2/route.ts'
import type { RouteSettings, RouteStage } from '../../schema/v2/stage.ts'
import { noteAt, present } from '../account.ts'
import type { Account, ControlEnvironment, JsonObject } from '../account.ts'
import type { RoutedApi } from './places.ts'

type Members = { readonly [name: string]: Json | readonly Json[] | undefined }

/** The members of an answer without those that are absent or empty, as the service leaves both out. */
function answered(members: Members): JsonObject {
  const kept = Object.entries(members).filter(
    ([, value]) => typeof value !== 'object' || value === null || Object.keys(value).length > 0,
  )
  return present(Object.fromEntries(kept))
}

/** Schemes, expressions and settings that the protocols answer with where nothing was given. Source: recorded answers. */
const protocolAnswers = {
  HTTP: {
    scheme: 'https',
    timeoutInMillis: 30_000,
    routeSettings: { detailedMetricsEnabled: false },
  },
  WEBSOCKET: {
    scheme: 'wss',
    timeoutInMillis: 29_000,
    routeSettings: { dataTraceEnabled: false, detailedMetricsEnabled: false, loggingLevel: 'OFF' },
  },
} satisfies {
  readonly [P in RoutedApi['protocol']]: {
    readonly scheme: string
    readonly timeoutInMillis: number
    readonly routeSettings: RouteSettings
  }
}

export function apiAnswer(
  account: Account,
  api: RoutedApi,
  { region }: ControlEnvironment,
): JsonObject {
  const { scheme } = protocolAnswers[api.protocol]
  const { createdDate } = noteAt(account, ['apis', api.id])
  const isSocket = api.protocol === 'WEBSOCKET'
  return {
    apiEndpoint: `${scheme}://${api.id}.execute-api.${region}.amazonaws.com`,
    apiId: api.id,
    apiKeySelectionExpression: isSocket
      ? api.apiKeySelectionExpression
      : '$request.header.x-api-key',
    ...answered({
      corsConfiguration: isSocket
        ? undefined
        : api.corsConfiguration && present(api.corsConfiguration),
      createdDate,
      description: api.description,
      version: api.version,
    }),
    ...(isSocket && api.disableSchemaValidation && { disableSchemaValidation: true }),
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    ipAddressType: api.ipAddressType ?? 'ipv4',
    name: api.name,
    protocolType: api.protocol,
    routeSelectionExpression: isSocket
      ? api.routeSelectionExpression
      : '$request.method $request.path',
    tags: api.tags,
  }
}

export function routeAnswer(route: Route): JsonObject {
  return {
    apiKeyRequired: route.apiKeyRequired,
    authorizationType: route.authorizationType,
    ...answered({
      authorizationScopes: route.authorizationScopes,
      authorizerId: route.authorizerId,
      modelSelectionExpression: route.modelSelectionExpression,
      operationName: route.operationName,
      requestModels: route.requestModels,
      requestParameters: requiredParameters(route.requestParameters),
      routeResponseSelectionExpression: route.routeResponseSelectionExpression,
      target: route.target === undefined ? undefined : `integrations/${route.target}`,
    }),
    routeId: route.id,
    routeKey: route.routeKey,
  }
}

function requiredParameters(parameters: Readonly<Record<string, boolean>>): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, required]) => [name, { required }]),
  )
}

export function routeResponseAnswer(response: RouteResponse): JsonObject {
  return {
    routeResponseId: response.id,
    routeResponseKey: response.routeResponseKey,
    ...answered({
      modelSelectionExpression: response.modelSelectionExpression,
      responseModels: response.responseModels,
      responseParameters: requiredParameters(response.responseParameters),
    }),
  }
}

export function integrationAnswer(integration: RouteIntegration, api: RoutedApi): JsonObject {
  const { integrationType, integrationUri = '', integrationSubtype } = integration
  const isFunction = /:lambda:/.test(integrationUri)
  const isSocket = api.protocol === 'WEBSOCKET'
  const tls = integration.tlsConfig
  return {
    connectionType: integration.connectionType,
    integrationId: integration.id,
    integrationType,
    payloadFormatVersion: integration.payloadFormatVersion ?? '1.0',
    timeoutInMillis: integration.timeoutInMillis ?? protocolAnswers[api.protocol].timeoutInMillis,
    ...answered({
      connectionId: integration.connectionId,
      contentHandlingStrategy: integration.contentHandlingStrategy,
      credentialsArn: integration.credentialsArn,
      description: integration.description,
      // functions are invoked by POST whatever is given
      integrationMethod: integration.integrationMethod ?? (isFunction ? 'POST' : undefined),
      integrationResponseSelectionExpression: isSocket
        ? isFunction
          ? '${integration.response.body.errorMessage}'
          : '${integration.response.statuscode}'
        : undefined,
      integrationSubtype,
      integrationUri: integration.integrationUri,
      passthroughBehavior: isSocket
        ? (integration.passthroughBehavior ?? 'WHEN_NO_MATCH')
        : undefined,
      requestParameters: integration.requestParameters,
      requestTemplates: integration.requestTemplates,
      responseParameters: integration.responseParameters,
      templateSelectionExpression: integration.templateSelectionExpression,
      tlsConfig: tls && present(tls),
    }),
  }
}

export function integrationResponseAnswer(response: RouteIntegrationResponse): JsonObject {
  return {
    integrationResponseId: response.id,
    integrationResponseKey: response.integrationResponseKey,
    ...answered({
      contentHandlingStrategy: response.contentHandlingStrategy,
      responseParameters: response.responseParameters,
      responseTemplates: response.responseTemplates,
      templateSelectionExpression: response.templateSelectionExpression,
    }),
  }
}

/** Seconds for which a Lambda authorizer of an HTTP API caches when nothing was given. Source: developer guide. */
const defaultTtlSeconds = 300

export function authorizerAnswer(authorizer: RouteAuthorizer, api: RoutedApi): JsonObject {
  const { authorizerType, identitySource, jwtConfiguration } = authorizer
  const caches = api.protocol === 'HTTP' && authorizerType === 'REQUEST'
  return {
    authorizerId: authorizer.id,
    authorizerType,
    name: authorizer.name,
    ...answered({
      authorizerCredentialsArn: authorizer.authorizerCredentialsArn,
      authorizerPayloadFormatVersion: authorizer.authorizerPayloadFormatVersion,
      authorizerResultTtlInSeconds: caches
        ? (authorizer.authorizerResultTtlInSeconds ??
          (identitySource.length > 0 ? defaultTtlSeconds : 0))
        : undefined,
      authorizerUri: authorizer.authorizerUri,
      enableSimpleResponses: caches ? (authorizer.enableSimpleResponses ?? false) : undefined,
      identitySource,
      jwtConfiguration: jwtConfiguration && present(jwtConfiguration),
    }),
  }
}

export function stageAnswer(account: Account, stage: RouteStage, api: RoutedApi): JsonObject {
  const note = noteAt(account, ['apis', api.id, 'stages', stage.stageName])
  const defaults = protocolAnswers[api.protocol].routeSettings
  const settings = Object.entries(stage.routeSettings).map(([routeKey, each]) => [
    routeKey,
    present(each),
  ])
  return {
    ...answered({
      accessLogSettings: stage.accessLogSettings && present(stage.accessLogSettings),
      clientCertificateId: stage.clientCertificateId,
      createdDate: note.createdDate,
      deploymentId: stage.deploymentId,
      description: stage.description,
      lastUpdatedDate: note.lastUpdatedDate ?? note.createdDate,
    }),
    autoDeploy: stage.autoDeploy,
    defaultRouteSettings: present({ ...defaults, ...stage.defaultRouteSettings }),
    routeSettings: Object.fromEntries(settings),
    stageName: stage.stageName,
    stageVariables: stage.stageVariables,
    tags: stage.tags,
  }
}

export function deploymentAnswer(deployment: HttpDeployment | WebSocketDeployment): JsonObject {
  const { id, autoDeployed, createdDate, description } = deployment
  return {
    ...present({ autoDeployed, createdDate, description }),
    deploymentId: id,
    deploymentStatus: 'DEPLOYED',
  }
}

/** Models are identified by their names here, as they are unique in an API. */
export function modelAnswer({ name, contentType, description, schema }: BodyModel): JsonObject {
  return present({ modelId: name, name, contentType, description, schema })
}

/** The id of an API mapping. Base path mappings that were not created as API mappings are identified by their path. */
export function apiMappingIdOf({ apiMappingId, basePath }: BasePathMapping): string {
  return apiMappingId ?? (basePath === '' ? '(none)' : basePath)
}

export function apiMappingAnswer(mapping: BasePathMapping): JsonObject {
  return present({
    apiId: mapping.apiId,
    apiMappingId: apiMappingIdOf(mapping),
    apiMappingKey: mapping.basePath,
    stage: mapping.stage satisfies ApiStage['stage'] | undefined,
  })
}

export function domainNameAnswer(domain: DomainName, { region }: ControlEnvironment): JsonObject {
  const { types = ['REGIONAL'], ipAddressType = 'ipv4' } = domain.endpointConfiguration ?? {}
  const tls = domain.mutualTlsAuthentication
  return {
    apiMappingSelectionExpression: '$request.basepath',
    domainName: domain.domainName,
    domainNameConfigurations: [
      present({
        apiGatewayDomainName: `d-${domain.domainName.replaceAll(/[^a-z0-9]/g, '')}.execute-api.${region}.amazonaws.com`,
        certificateArn: domain.regionalCertificateArn ?? domain.certificateArn,
        domainNameStatus: 'AVAILABLE',
        endpointType: types[0] ?? 'REGIONAL',
        ipAddressType,
        ownershipVerificationCertificateArn: domain.ownershipVerificationCertificateArn,
        securityPolicy: domain.securityPolicy ?? 'TLS_1_2',
      }),
    ],
    ...present({ mutualTlsAuthentication: tls && present(tls), routingMode: domain.routingMode }),
    tags: domain.tags,
  }
}

export function vpcLinkAnswer(account: Account, link: VpcLinkV2): JsonObject {
  const { createdDate } = noteAt(account, ['access', 'vpcLinksV2', link.id])
  return {
    ...present({ createdDate }),
    name: link.name,
    securityGroupIds: link.securityGroupIds,
    subnetIds: link.subnetIds,
    tags: link.tags,
    vpcLinkId: link.id,
    vpcLinkStatus: link.status ?? 'AVAILABLE',
    vpcLinkVersion: 'V2',
  }
}
