import type { Json } from '../../schema/json.ts'
import type { Made, Stack } from './stack.ts'
import type { JsonObject } from './intrinsics.ts'
import { numberOf, present, tagsOf } from './properties.ts'
import { createAuthorizer, makeRoutedStage, routedResourceTypes } from './routedApis.ts'
import { stageReferences } from './serverlessHttpApi.ts'
import { asObject, asText } from './template.ts'

/** `AWS::Serverless::WebSocketApi`: an API with a route and an integration for each function, and its stage. */
export function serverlessWebSocketApi(properties: JsonObject, stack: Stack): Made | undefined {
  const made = routedResourceTypes['AWS::ApiGatewayV2::Api']?.(
    { ...properties, Name: properties['Name'] ?? stack.logicalId, ProtocolType: 'WEBSOCKET' },
    stack,
  )
  if (!made) return undefined
  const apiId = made.id
  const protection = protectionOf(stack, apiId, asObject(properties['Auth']))
  for (const [routeKey, value] of Object.entries(asObject(properties['Routes']))) {
    addRoute(stack, apiId, routeKey, asObject(value), routeKey === '$connect' ? protection : {})
  }
  const stageName = asText(properties['StageName']) ?? 'default'
  makeRoutedStage(
    present({
      ApiId: apiId,
      StageName: stageName,
      AutoDeploy: true,
      AccessLogSettings: properties['AccessLogSettings'],
      DefaultRouteSettings: properties['DefaultRouteSettings'],
      RouteSettings: properties['RouteSettings'],
      StageVariables: properties['StageVariables'],
      Tags: properties['PropagateTags'] === true ? tagsOf(properties['Tags']) : undefined,
    }),
    stack,
  )
  return {
    ...made,
    attributes: { ...made.attributes, Stage: stageName },
    beside: stageReferences(stack.logicalId, stageName),
  }
}

function uriOf(stack: Stack, functionArn: Json | undefined): string {
  const { region } = stack.options.environment
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${asText(functionArn) ?? ''}/invocations`
}

/** How the route `$connect` is protected; the other routes of a WebSocket API never are. */
function protectionOf(stack: Stack, apiId: string, auth: JsonObject): JsonObject {
  const type = (asText(auth['AuthType']) ?? 'NONE').toUpperCase()
  if (type !== 'CUSTOM') return { AuthorizationType: type }
  const id = createAuthorizer(
    stack,
    apiId,
    present({
      name: asText(auth['Name']) ?? `${stack.logicalId}Authorizer`,
      authorizerType: 'REQUEST',
      authorizerUri: uriOf(stack, auth['AuthArn']),
      authorizerCredentialsArn: auth['InvokeRole'],
      identitySource: auth['IdentitySource'],
    }),
  )
  return present({ AuthorizationType: type, AuthorizerId: id })
}

function addRoute(
  stack: Stack,
  apiId: string,
  routeKey: string,
  settings: JsonObject,
  protection: JsonObject,
): void {
  const integration = routedResourceTypes['AWS::ApiGatewayV2::Integration']?.(
    present({
      ApiId: apiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationMethod: 'POST',
      IntegrationUri: uriOf(stack, settings['FunctionArn']),
      TimeoutInMillis: numberOf(settings['IntegrationTimeout']),
    }),
    stack,
  )
  const { FunctionArn: _function, IntegrationTimeout: _timeout, ...others } = settings
  routedResourceTypes['AWS::ApiGatewayV2::Route']?.(
    {
      ...others,
      ...protection,
      ApiId: apiId,
      RouteKey: routeKey,
      ...(integration && { Target: `integrations/${integration.id}` }),
    },
    stack,
  )
}
