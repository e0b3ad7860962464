import type { Json } from '../../schema/json.ts'
import type { CorsConfiguration } from '../../schema/v2/apis.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import type { Route } from '../../schema/v2/route.ts'
import { vpcLinkReference, vpcLinkV2Reference } from './access.ts'
import { literalMap, literalText, present, ref, sub, text, textMap } from './template.ts'
import type { RoutedWriter } from './template.ts'

type Properties = { [name: string]: Json }

const optionalText = (value: string | undefined): Json | undefined =>
  value === undefined ? undefined : text(value)

export function corsProperties(cors: CorsConfiguration): Properties {
  return present({
    AllowCredentials: cors.allowCredentials,
    AllowHeaders: cors.allowHeaders,
    AllowMethods: cors.allowMethods,
    AllowOrigins: cors.allowOrigins,
    ExposeHeaders: cors.exposeHeaders,
    MaxAge: cors.maxAge,
  })
}

/** The settings of `AWS::ApiGatewayV2::Api` that the protocols do not share. */
function protocolSettings({ api }: RoutedWriter): { [name: string]: Json | undefined } {
  if (api.protocol === 'HTTP') {
    return { CorsConfiguration: api.corsConfiguration && corsProperties(api.corsConfiguration) }
  }
  const { routeSelectionExpression, apiKeySelectionExpression, disableSchemaValidation } = api
  const isUsual = apiKeySelectionExpression === '$request.header.x-api-key'
  return {
    RouteSelectionExpression: literalText(routeSelectionExpression),
    ApiKeySelectionExpression: isUsual ? undefined : literalText(apiKeySelectionExpression),
    DisableSchemaValidation: disableSchemaValidation || undefined,
  }
}

/** `AWS::ApiGatewayV2::Api`. Gives back its logical id. */
export function writeApi(writer: RoutedWriter): string {
  const { api, ids, resources } = writer
  const logicalId = ids.of(api.id, api.name, 'Api')
  resources.set(logicalId, {
    Type: 'AWS::ApiGatewayV2::Api',
    Properties: present({
      Name: api.name,
      ProtocolType: api.protocol,
      Description: api.description,
      Version: api.version,
      DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint || undefined,
      IpAddressType: api.ipAddressType,
      ...protocolSettings(writer),
      Tags: textMap(api.tags),
    }),
  })
  return logicalId
}

/** Write the parts of an API as resources of their own. Gives back the logical ids of the routes. */
export function writeRoutedParts(writer: RoutedWriter): string[] {
  const { api, ids } = writer
  const apiId = ref(ids.of(api.id, api.name, 'Api'))
  for (const authorizer of Object.values(api.authorizers)) writeAuthorizer(writer, authorizer)
  if (api.protocol === 'WEBSOCKET') {
    for (const model of Object.values(api.models)) {
      writer.resources.set(ids.of(`model ${model.name}`, model.name, 'Model'), {
        Type: 'AWS::ApiGatewayV2::Model',
        Properties: present({
          ApiId: apiId,
          Name: model.name,
          ContentType: model.contentType,
          Description: model.description,
          Schema: documentOf(model.schema),
        }),
      })
    }
  }
  for (const integration of Object.values(api.integrations)) writeIntegration(writer, integration)
  return Object.values(api.routes).map((route) => writeRoute(writer, route))
}

/** A schema as an object where it is one, else as the text that it is. */
function documentOf(schema: string): Json {
  try {
    return JSON.parse(schema) as Json // parsed JSON is JSON
  } catch {
    // a schema that is not valid JSON is written as it is: the service reports what is wrong with it
    return schema
  }
}

function writeAuthorizer({ api, ids, resources }: RoutedWriter, authorizer: RouteAuthorizer): void {
  const { jwtConfiguration: jwt } = authorizer
  resources.set(ids.of(authorizer.id, authorizer.name, 'Authorizer'), {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: present({
      ApiId: ref(ids.of(api.id, api.name, 'Api')),
      Name: authorizer.name,
      AuthorizerType: authorizer.authorizerType,
      AuthorizerUri: optionalText(authorizer.authorizerUri),
      AuthorizerCredentialsArn: optionalText(authorizer.authorizerCredentialsArn),
      AuthorizerPayloadFormatVersion: authorizer.authorizerPayloadFormatVersion,
      AuthorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
      EnableSimpleResponses: authorizer.enableSimpleResponses,
      IdentitySource: authorizer.identitySource,
      JwtConfiguration:
        jwt && present({ Issuer: optionalText(jwt.issuer), Audience: jwt.audience }),
    }),
  })
}

/** What an integration is called: by the first route that targets it, else by its type. */
function wordsOf({ api }: RoutedWriter, integration: RouteIntegration): string {
  const route = Object.values(api.routes).find(({ target }) => target === integration.id)
  return route ? routeWords(route) : integration.integrationType.toLowerCase()
}

function routeWords({ routeKey }: Route): string {
  const [method = '', path = ''] = routeKey.split(' ')
  return path === '' ? method : `${path === '/' ? 'Root' : path}/${method.toLowerCase()}`
}

function writeIntegration(writer: RoutedWriter, integration: RouteIntegration): void {
  const { api, ids, resources } = writer
  const apiId = ref(ids.of(api.id, api.name, 'Api'))
  const logicalId = ids.of(integration.id, wordsOf(writer, integration), 'Integration')
  const { connectionType, connectionId, tlsConfig: tls } = integration
  const linkReference = api.protocol === 'HTTP' ? vpcLinkV2Reference : vpcLinkReference
  resources.set(logicalId, {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: present({
      ApiId: apiId,
      IntegrationType: integration.integrationType,
      IntegrationSubtype: integration.integrationSubtype,
      Description: integration.description,
      IntegrationUri: optionalText(integration.integrationUri),
      IntegrationMethod: integration.integrationMethod,
      PayloadFormatVersion: integration.payloadFormatVersion,
      ConnectionType: connectionType === 'INTERNET' ? undefined : connectionType,
      ConnectionId: connectionId === undefined ? undefined : linkReference(writer, connectionId),
      CredentialsArn: optionalText(integration.credentialsArn),
      RequestParameters: literalMap(integration.requestParameters),
      ResponseParameters: Object.fromEntries(
        Object.entries(integration.responseParameters).map(([status, mappings]) => [
          status,
          {
            ResponseParameters: Object.entries(mappings).map(([Destination, source]) => ({
              Destination,
              Source: literalText(source),
            })),
          },
        ]),
      ),
      RequestTemplates: literalMap(integration.requestTemplates),
      TemplateSelectionExpression: integration.templateSelectionExpression,
      PassthroughBehavior: integration.passthroughBehavior,
      ContentHandlingStrategy: integration.contentHandlingStrategy,
      TimeoutInMillis: integration.timeoutInMillis,
      TlsConfig: tls && present({ ServerNameToVerify: tls.serverNameToVerify }),
    }),
  })
  for (const response of Object.values(integration.integrationResponses)) {
    const words = `${wordsOf(writer, integration)}/${response.integrationResponseKey}`
    resources.set(ids.of(response.id, words, 'IntegrationResponse'), {
      Type: 'AWS::ApiGatewayV2::IntegrationResponse',
      Properties: present({
        ApiId: apiId,
        IntegrationId: ref(logicalId),
        IntegrationResponseKey: response.integrationResponseKey,
        ContentHandlingStrategy: response.contentHandlingStrategy,
        ResponseParameters: literalMap(response.responseParameters),
        ResponseTemplates: literalMap(response.responseTemplates),
        TemplateSelectionExpression: response.templateSelectionExpression,
      }),
    })
  }
}

function requiredParameters(parameters: Readonly<Record<string, boolean>>): Json {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, Required]) => [name, { Required }]),
  )
}

function writeRoute(writer: RoutedWriter, route: Route): string {
  const { api, ids, resources } = writer
  const apiId = ref(ids.of(api.id, api.name, 'Api'))
  const logicalId = ids.of(route.id, routeWords(route), 'Route')
  const { authorizerId, target } = route
  const integrationId = target === undefined ? undefined : ids.known(target)
  const known = authorizerId === undefined ? undefined : ids.known(authorizerId)
  resources.set(logicalId, {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: present({
      ApiId: apiId,
      RouteKey: route.routeKey,
      OperationName: route.operationName,
      AuthorizationType: route.authorizationType === 'NONE' ? undefined : route.authorizationType,
      AuthorizerId: known === undefined ? authorizerId : ref(known),
      AuthorizationScopes: route.authorizationScopes,
      ApiKeyRequired: route.apiKeyRequired || undefined,
      ModelSelectionExpression: route.modelSelectionExpression,
      RequestModels: route.requestModels,
      RequestParameters: requiredParameters(route.requestParameters),
      RouteResponseSelectionExpression: route.routeResponseSelectionExpression,
      Target: integrationId === undefined ? undefined : sub(`integrations/\${${integrationId}}`),
    }),
  })
  for (const response of Object.values(route.routeResponses)) {
    const words = `${routeWords(route)}/${response.routeResponseKey}`
    resources.set(ids.of(response.id, words, 'RouteResponse'), {
      Type: 'AWS::ApiGatewayV2::RouteResponse',
      Properties: present({
        ApiId: apiId,
        RouteId: ref(logicalId),
        RouteResponseKey: response.routeResponseKey,
        ModelSelectionExpression: response.modelSelectionExpression,
        ResponseModels: response.responseModels,
        ResponseParameters: requiredParameters(response.responseParameters),
      }),
    })
  }
  return logicalId
}
