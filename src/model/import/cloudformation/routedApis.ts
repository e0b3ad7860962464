import { withItem } from '../../operations/v2/within.ts'
import type { RoutedApi } from '../../operations/v2/within.ts'
import { own, withMember } from '../../operations/within.ts'
import { routeAuthorizer as authorizerSchema } from '../../schema/v2/authorizer.ts'
import { routeIntegration as integrationSchema } from '../../schema/v2/integration.ts'
import { routeStage as stageSchema } from '../../schema/v2/stage.ts'
import type { Json } from '../../schema/json.ts'
import { bodyOfApi, importedHttpApi } from './body.ts'
import type { Made, ResourceType, Stack } from './stack.ts'
import type { JsonObject } from './intrinsics.ts'
import {
  documentOf,
  flagOf,
  given,
  input,
  lowerFirst,
  numberOf,
  present,
  tagsOf,
  texts,
} from './properties.ts'
import { asObject, asText } from './template.ts'

/** Change an HTTP or WebSocket API directly, for what a template contains and no call sets. */
export function changeRoutedApi(
  stack: Stack,
  apiId: string,
  change: (api: RoutedApi) => RoutedApi,
): void {
  stack.change((design) => {
    const api = own(design.apis, apiId)
    if (api?.protocol !== 'HTTP' && api?.protocol !== 'WEBSOCKET') return design
    return { ...design, apis: { ...design.apis, [apiId]: change(api) } }
  })
}

/** The CORS settings of an HTTP API with the property names of calls. */
export function corsOf(value: Json): Json {
  const cors = asObject(value)
  return present({
    allowCredentials: flagOf(cors['AllowCredentials']),
    allowHeaders: cors['AllowHeaders'],
    allowMethods: cors['AllowMethods'],
    allowOrigins: cors['AllowOrigins'],
    exposeHeaders: cors['ExposeHeaders'],
    maxAge: numberOf(cors['MaxAge']),
  })
}

const api: ResourceType = (properties, stack) => {
  const body = bodyOfApi(properties, stack)
  const imported = body === undefined ? undefined : importedHttpApi(stack, body, properties)
  const made = stack.callRouted(
    'CreateApi',
    present({
      name: asText(properties['Name']) ?? imported?.name ?? stack.logicalId,
      protocolType: asText(properties['ProtocolType']) ?? 'HTTP',
      ...input(properties, {
        ApiKeySelectionExpression: 'apiKeySelectionExpression',
        CredentialsArn: 'credentialsArn',
        Description: 'description',
        DisableExecuteApiEndpoint: 'disableExecuteApiEndpoint',
        DisableSchemaValidation: 'disableSchemaValidation',
        IpAddressType: 'ipAddressType',
        RouteKey: 'routeKey',
        RouteSelectionExpression: 'routeSelectionExpression',
        Target: 'target',
      }),
      version: asText(properties['Version']),
      corsConfiguration: given(properties['CorsConfiguration'], corsOf),
      tags: tagsOf(properties['Tags']),
    }),
  )
  if (!made) return undefined
  const id = asText(made['apiId']) ?? ''
  if (imported) {
    changeRoutedApi(stack, id, (created) =>
      created.protocol === 'HTTP'
        ? {
            ...imported,
            ...definedOf(created),
            id,
            tags: { ...imported.tags, ...created.tags },
            disableExecuteApiEndpoint:
              created.disableExecuteApiEndpoint || imported.disableExecuteApiEndpoint,
            deployments: {},
            stages: {},
          }
        : created,
    )
  }
  return { id, attributes: attributesOfApi(made, id, stack) }
}

/** Settings of an API that win over those of its body. */
function definedOf(api: Extract<RoutedApi, { protocol: 'HTTP' }>) {
  const { name, description, version, corsConfiguration, ipAddressType } = api
  return {
    name,
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
    ...(corsConfiguration && { corsConfiguration }),
    ...(ipAddressType && { ipAddressType }),
  }
}

function attributesOfApi(made: JsonObject, id: string, stack: Stack): JsonObject {
  const { region, accountId } = stack.options.environment
  return {
    ApiEndpoint: made['apiEndpoint'] ?? '',
    ApiId: id,
    ExecuteApiArn: `arn:aws:execute-api:${region}:${accountId}:${id}`,
  }
}

/** CloudFormation lists the mappings of a status; calls have them by destination. */
function responseParametersOf(value: Json): Json {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([status, mappings]) => {
      const listed = asObject(mappings)['ResponseParameters']
      // some templates write the map of the API reference
      if (!Array.isArray(listed)) return [status, texts(mappings)]
      const pairs = listed
        .map(asObject)
        .map(({ Destination, Source }) => [asText(Destination) ?? '', asText(Source) ?? ''])
      return [status, Object.fromEntries(pairs) as Json] // pairs of texts
    }),
  )
}

/** `{ "route.request.querystring.x": { "Required": true } }` with the property names of calls. */
function parametersOf(value: Json): Json {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([name, constraint]) => [
      name,
      { required: flagOf(lowerFirst(constraint)['required']) ?? false },
    ]),
  )
}

/** The settings of a route in a stage with the property names of calls. */
export function routeSettingsOf(value: Json): JsonObject {
  const settings = lowerFirst(value)
  return present({
    dataTraceEnabled: flagOf(settings['dataTraceEnabled']),
    detailedMetricsEnabled: flagOf(settings['detailedMetricsEnabled']),
    loggingLevel: asText(settings['loggingLevel']),
    throttlingBurstLimit: numberOf(settings['throttlingBurstLimit']),
    throttlingRateLimit: numberOf(settings['throttlingRateLimit']),
  })
}

function accessLogOf(value: Json): JsonObject {
  const { destinationArn, format } = lowerFirst(value)
  return present({ destinationArn: asText(destinationArn), format: asText(format) })
}

const integration: ResourceType = (properties, stack) => {
  const apiId = asText(properties['ApiId']) ?? ''
  const members = present({
    ...input(properties, {
      ConnectionId: 'connectionId',
      ConnectionType: 'connectionType',
      ContentHandlingStrategy: 'contentHandlingStrategy',
      CredentialsArn: 'credentialsArn',
      Description: 'description',
      IntegrationMethod: 'integrationMethod',
      IntegrationSubtype: 'integrationSubtype',
      IntegrationType: 'integrationType',
      IntegrationUri: 'integrationUri',
      PassthroughBehavior: 'passthroughBehavior',
      TemplateSelectionExpression: 'templateSelectionExpression',
    }),
    payloadFormatVersion: payloadFormatOf(properties['PayloadFormatVersion']),
    requestParameters: given(properties['RequestParameters'], texts),
    requestTemplates: given(properties['RequestTemplates'], texts),
    responseParameters: given(properties['ResponseParameters'], responseParametersOf),
    timeoutInMillis: numberOf(properties['TimeoutInMillis']),
    tlsConfig: given(properties['TlsConfig'], lowerFirst),
  })
  const id = createdOrKept(stack, 'Integration', apiId, members, (newId) => {
    const parsed = integrationSchema.safeParse({ ...members, id: newId })
    return parsed.success && ((known) => withItem(known, 'integrations', parsed.data))
  })
  return id === undefined ? undefined : { id, attributes: { IntegrationId: id } }
}

/** YAML reads 1.0 and 2.0 as numbers. */
export function payloadFormatOf(value: Json | undefined): string | undefined {
  const text = asText(value)
  return text === '1' || text === '2' ? `${text}.0` : text
}

/**
 * The id of an item that a call creates. An item that the service would refuse is kept all the same, with its refusal
 * reported: the design is where it is corrected.
 */
function createdOrKept(
  stack: Stack,
  noun: 'Authorizer' | 'Integration',
  apiId: string,
  members: JsonObject,
  keep: (id: string) => ((api: RoutedApi) => RoutedApi) | false,
): string | undefined {
  const made = stack.callRouted(`Create${noun}`, { apiId, ...members })
  if (made) return asText(made[`${noun.toLowerCase()}Id`])
  const id = stack.options.environment.nextId()
  const change = own(stack.design().apis, apiId) && keep(id)
  if (!change) return undefined
  changeRoutedApi(stack, apiId, change)
  return id
}

/** CreateAuthorizer with the properties of calls; the id of the authorizer, which is kept where the service refuses it. */
export function createAuthorizer(
  stack: Stack,
  apiId: string,
  members: JsonObject,
): string | undefined {
  return createdOrKept(stack, 'Authorizer', apiId, members, (id) => {
    const parsed = authorizerSchema.safeParse({ ...members, id })
    return parsed.success && ((known) => withItem(known, 'authorizers', parsed.data))
  })
}

function jwtOf(value: Json): Json {
  const { audience, issuer } = lowerFirst(value)
  return present({
    audience: typeof audience === 'string' ? [audience] : audience,
    issuer: asText(issuer),
  })
}

const authorizer: ResourceType = (properties, stack) => {
  const sources = properties['IdentitySource']
  const id = createAuthorizer(
    stack,
    asText(properties['ApiId']) ?? '',
    present({
      name: asText(properties['Name']) ?? stack.logicalId,
      ...input(properties, {
        AuthorizerCredentialsArn: 'authorizerCredentialsArn',
        AuthorizerType: 'authorizerType',
        AuthorizerUri: 'authorizerUri',
        EnableSimpleResponses: 'enableSimpleResponses',
        IdentityValidationExpression: 'identityValidationExpression',
      }),
      authorizerPayloadFormatVersion: payloadFormatOf(properties['AuthorizerPayloadFormatVersion']),
      authorizerResultTtlInSeconds: numberOf(properties['AuthorizerResultTtlInSeconds']),
      identitySource: typeof sources === 'string' ? [sources] : sources,
      jwtConfiguration: given(properties['JwtConfiguration'], jwtOf),
    }),
  )
  return id === undefined ? undefined : { id, attributes: { AuthorizerId: id } }
}

const route: ResourceType = (properties, stack) => {
  const made = stack.callRouted(
    'CreateRoute',
    present({
      apiId: asText(properties['ApiId']) ?? '',
      ...input(properties, {
        ApiKeyRequired: 'apiKeyRequired',
        AuthorizationScopes: 'authorizationScopes',
        AuthorizationType: 'authorizationType',
        AuthorizerId: 'authorizerId',
        ModelSelectionExpression: 'modelSelectionExpression',
        OperationName: 'operationName',
        RouteKey: 'routeKey',
        RouteResponseSelectionExpression: 'routeResponseSelectionExpression',
        Target: 'target',
      }),
      requestModels: given(properties['RequestModels'], texts),
      requestParameters: given(properties['RequestParameters'], parametersOf),
    }),
  )
  return madeBy(made, 'RouteId')
}

/** What a resource became by a call, whose answer has its id under the name of the attribute. */
export function madeBy(answer: JsonObject | undefined, attribute: string): Made | undefined {
  const id = answer && asText(answer[lowerFirstOf(attribute)])
  return id === undefined ? undefined : { id, attributes: { [attribute]: id } }
}

function lowerFirstOf(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** A stage with the properties of `AWS::ApiGatewayV2::Stage`. What the service refuses of it is reported and left out. */
export function makeRoutedStage(properties: JsonObject, stack: Stack): Made | undefined {
  const apiId = asText(properties['ApiId']) ?? ''
  const stageName = asText(properties['StageName']) ?? ''
  const members = present({
    ...input(properties, {
      AutoDeploy: 'autoDeploy',
      ClientCertificateId: 'clientCertificateId',
      DeploymentId: 'deploymentId',
      Description: 'description',
    }),
    accessLogSettings: given(properties['AccessLogSettings'], accessLogOf),
    defaultRouteSettings: given(properties['DefaultRouteSettings'], routeSettingsOf),
    routeSettings: given(properties['RouteSettings'], (value) =>
      Object.fromEntries(
        Object.entries(asObject(value)).map(([routeKey, settings]) => [
          routeKey,
          routeSettingsOf(settings),
        ]),
      ),
    ),
    stageVariables: given(properties['StageVariables'], texts),
    tags: given(properties['Tags'], tagsOf),
  })
  const operation = hasStage(stack, apiId, stageName) ? 'UpdateStage' : 'CreateStage'
  if (stack.callRouted(operation, { apiId, stageName, ...members })) return { id: stageName }
  const { deploymentId: _deployment, autoDeploy, ...rest } = members
  const parsed = stageSchema.safeParse({ ...rest, autoDeploy: flagOf(autoDeploy), stageName })
  if (!parsed.success || !own(stack.design().apis, apiId) || stageName === '') return undefined
  changeRoutedApi(stack, apiId, (known) => ({
    ...known,
    stages: withMember(known.stages, stageName, parsed.data),
  }))
  return { id: stageName }
}

function hasStage(stack: Stack, apiId: string, stageName: string): boolean {
  const known = own(stack.design().apis, apiId)
  return known !== undefined && own<unknown>(known.stages, stageName) !== undefined
}

const deployment: ResourceType = (properties, stack) =>
  madeBy(
    stack.callRouted(
      'CreateDeployment',
      present({
        apiId: asText(properties['ApiId']) ?? '',
        ...input(properties, { Description: 'description', StageName: 'stageName' }),
      }),
    ),
    'DeploymentId',
  )

const model: ResourceType = (properties, stack) =>
  madeBy(
    stack.callRouted(
      'CreateModel',
      present({
        apiId: asText(properties['ApiId']) ?? '',
        ...input(properties, {
          ContentType: 'contentType',
          Description: 'description',
          Name: 'name',
        }),
        schema: documentOf(properties['Schema']),
      }),
    ),
    'ModelId',
  )

const routeResponse: ResourceType = (properties, stack) =>
  madeBy(
    stack.callRouted(
      'CreateRouteResponse',
      present({
        ...input(properties, {
          ApiId: 'apiId',
          ModelSelectionExpression: 'modelSelectionExpression',
          RouteId: 'routeId',
          RouteResponseKey: 'routeResponseKey',
        }),
        responseModels: given(properties['ResponseModels'], texts),
        responseParameters: given(properties['ResponseParameters'], parametersOf),
      }),
    ),
    'RouteResponseId',
  )

const integrationResponse: ResourceType = (properties, stack) =>
  madeBy(
    stack.callRouted(
      'CreateIntegrationResponse',
      present({
        ...input(properties, {
          ApiId: 'apiId',
          ContentHandlingStrategy: 'contentHandlingStrategy',
          IntegrationId: 'integrationId',
          IntegrationResponseKey: 'integrationResponseKey',
          TemplateSelectionExpression: 'templateSelectionExpression',
        }),
        responseParameters: given(properties['ResponseParameters'], texts),
        responseTemplates: given(properties['ResponseTemplates'], texts),
      }),
    ),
    'IntegrationResponseId',
  )

/** Changes to what quick create made: its route, its integration and its stage. */
const managedOverrides: ResourceType = (properties, stack) => {
  const apiId = asText(properties['ApiId']) ?? ''
  const known = own(stack.design().apis, apiId)
  const [routeId] = known?.protocol === 'HTTP' ? Object.keys(known.routes) : []
  const [integrationId] = known?.protocol === 'HTTP' ? Object.keys(known.integrations) : []
  const changes = [
    ['Integration', { integrationId: integrationId ?? '' }],
    ['Route', { routeId: routeId ?? '' }],
  ] as const
  for (const [noun, place] of changes) {
    const overrides = properties[noun]
    if (overrides === undefined) continue
    stack.callRouted(`Update${noun}`, { apiId, ...place, ...lowerFirst(overrides) })
  }
  if (properties['Stage'] !== undefined) {
    makeRoutedStage(
      { ...asObject(properties['Stage']), ApiId: apiId, StageName: '$default' },
      stack,
    )
  }
  return { id: stack.logicalId, attributes: { Id: stack.logicalId } }
}

/** The types of HTTP and WebSocket APIs. */
export const routedResourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ApiGatewayV2::Api': api,
  'AWS::ApiGatewayV2::ApiGatewayManagedOverrides': managedOverrides,
  'AWS::ApiGatewayV2::Authorizer': authorizer,
  'AWS::ApiGatewayV2::Deployment': deployment,
  'AWS::ApiGatewayV2::Integration': integration,
  'AWS::ApiGatewayV2::IntegrationResponse': integrationResponse,
  'AWS::ApiGatewayV2::Model': model,
  'AWS::ApiGatewayV2::Route': route,
  'AWS::ApiGatewayV2::RouteResponse': routeResponse,
  'AWS::ApiGatewayV2::Stage': makeRoutedStage,
}
