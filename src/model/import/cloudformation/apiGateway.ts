import { modelsForApi } from '../../operations/modelReferences.ts'
import { own, withMember } from '../../operations/within.ts'
import { resourcesByPath } from '../../queries/resourceTree.ts'
import { integrationResponse as integrationResponseSchema } from '../../schema/integrations/common.ts'
import { integration as integrationSchema } from '../../schema/integrations/index.ts'
import type { Json } from '../../schema/json.ts'
import {
  clientCertificate as clientCertificateSchema,
  domainName as domainNameSchema,
  vpcLink as vpcLinkSchema,
} from '../../schema/access.ts'
import type { BasePathMapping } from '../../schema/access.ts'
import type { Design } from '../../schema/design.ts'
import { httpMethods } from '../../schema/method.ts'
import type { Method } from '../../schema/method.ts'
import { stage as stageSchema } from '../../schema/stage.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { bodyOfApi, importedOpenApi } from './body.ts'
import type { Made, ResourceType, Stack } from './stack.ts'
import type { JsonObject } from './intrinsics.ts'
import {
  documentOf,
  flagOf,
  flags,
  given,
  input,
  numberOf,
  present,
  tagsOf,
  texts,
} from './properties.ts'
import { asList, asObject, asText } from './template.ts'

function apiOf(stack: Stack, id: string | undefined): RestApi | undefined {
  const api = own(stack.design().apis, id ?? '')
  return api?.protocol === 'REST' ? api : undefined
}

/** Change an API in place of a call: for what a template says and no call does. */
export function changeApi(stack: Stack, apiId: string, change: (api: RestApi) => RestApi): void {
  stack.change((design) => {
    const api = own(design.apis, apiId)
    if (api?.protocol !== 'REST') return design
    return { ...design, apis: { ...design.apis, [apiId]: change(api) } }
  })
}

/** Media types of a template, in which a slash may be written as `~1`. */
function unescapedTypes(value: Json): Json {
  return Array.isArray(value)
    ? value.map((type) => (typeof type === 'string' ? type.replaceAll('~1', '/') : type))
    : value
}

const restApi: ResourceType = (properties, stack) => {
  const body = bodyOfApi(properties, stack)
  const endpoint = asObject(properties['EndpointConfiguration'])
  const settings = present({
    name: asText(properties['Name']),
    ...input(properties, {
      Description: 'description',
      Version: 'version',
      ApiKeySourceType: 'apiKeySource',
    }),
    binaryMediaTypes: given(properties['BinaryMediaTypes'], unescapedTypes),
    minimumCompressionSize: numberOf(properties['MinimumCompressionSize']),
    disableExecuteApiEndpoint: flagOf(properties['DisableExecuteApiEndpoint']),
    policy: documentOf(properties['Policy']),
    tags: tagsOf(properties['Tags']),
    ...(properties['EndpointConfiguration'] !== undefined && {
      endpointConfiguration: present({
        types: endpoint['Types'],
        ipAddressType: endpoint['IpAddressType'],
        vpcEndpointIds: endpoint['VpcEndpointIds'],
      }),
    }),
  })
  const basepath = asText(asObject(properties['Parameters'])['basepath'])
  const imported = body === undefined ? undefined : importedOpenApi(stack, body, basepath)
  const title = imported?.name
  const made = stack.call('CreateRestApi', {
    ...settings,
    name: settings['name'] ?? title ?? stack.logicalId,
  })
  if (!made) return undefined
  const id = asText(made['id']) ?? ''
  if (imported) {
    changeApi(stack, id, (api) => ({
      ...imported,
      id,
      models: modelsForApi(imported, id),
      stages: {},
      deployments: {},
      name: api.name,
      tags: api.tags,
      endpointConfiguration:
        properties['EndpointConfiguration'] === undefined
          ? imported.endpointConfiguration
          : api.endpointConfiguration,
      disableExecuteApiEndpoint:
        api.disableExecuteApiEndpoint || imported.disableExecuteApiEndpoint,
      ...(api.description !== undefined && { description: api.description }),
      ...(api.policy !== undefined && { policy: api.policy }),
      ...(properties['ApiKeySourceType'] !== undefined && { apiKeySource: api.apiKeySource }),
      ...(api.minimumCompressionSize !== undefined && {
        minimumCompressionSize: api.minimumCompressionSize,
      }),
      // both lists count
      binaryMediaTypes: [...new Set([...imported.binaryMediaTypes, ...api.binaryMediaTypes])],
    }))
  }
  const securityPolicy = asText(properties['SecurityPolicy'])
  const endpointAccessMode = asText(properties['EndpointAccessMode'])
  changeApi(stack, id, (api) => ({
    ...api,
    ...(securityPolicy !== undefined && { securityPolicy }),
    ...(endpointAccessMode !== undefined && { endpointAccessMode }),
  }))
  const rootResourceId = apiOf(stack, id)?.rootResourceId ?? ''
  return { id, attributes: { RootResourceId: rootResourceId, RestApiId: id } }
}

const method: ResourceType = (properties, stack) => {
  const place = {
    restApiId: properties['RestApiId'] ?? '',
    resourceId: properties['ResourceId'] ?? '',
    httpMethod: properties['HttpMethod'] ?? '',
  }
  const made = stack.call('PutMethod', {
    ...place,
    authorizationType: properties['AuthorizationType'] ?? 'NONE',
    ...input(properties, {
      AuthorizerId: 'authorizerId',
      AuthorizationScopes: 'authorizationScopes',
      OperationName: 'operationName',
      RequestValidatorId: 'requestValidatorId',
    }),
    apiKeyRequired: flagOf(properties['ApiKeyRequired']) ?? false,
    ...present({
      requestParameters: given(properties['RequestParameters'], flags),
      requestModels: given(properties['RequestModels'], texts),
    }),
  })
  if (!made) return undefined
  for (const item of asList(properties['MethodResponses']).map(asObject)) {
    stack.call(
      'PutMethodResponse',
      present({
        ...place,
        statusCode: asText(item['StatusCode']) ?? '',
        responseParameters: given(item['ResponseParameters'], flags),
        responseModels: given(item['ResponseModels'], texts),
      }),
    )
  }
  if (properties['Integration'] !== undefined) {
    putIntegration(stack, place, asObject(properties['Integration']))
  }
  return { id: stack.logicalId }
}

function putIntegration(stack: Stack, place: MethodPlace, integration: JsonObject): void {
  const tls = asObject(integration['TlsConfig'])
  const members = present({
    ...input(integration, {
      Type: 'type',
      Uri: 'uri',
      Credentials: 'credentials',
      ConnectionType: 'connectionType',
      ConnectionId: 'connectionId',
      PassthroughBehavior: 'passthroughBehavior',
      ContentHandling: 'contentHandling',
      CacheNamespace: 'cacheNamespace',
      CacheKeyParameters: 'cacheKeyParameters',
      ResponseTransferMode: 'responseTransferMode',
    }),
    requestParameters: given(integration['RequestParameters'], texts),
    requestTemplates: given(integration['RequestTemplates'], texts),
    timeoutInMillis: numberOf(integration['TimeoutInMillis']),
    tlsConfig:
      integration['TlsConfig'] === undefined
        ? undefined
        : { insecureSkipVerification: flagOf(tls['InsecureSkipVerification']) ?? false },
  })
  const httpMethod = integration['IntegrationHttpMethod']
  const target = asText(integration['IntegrationTarget'])
  const made = stack.call('PutIntegration', {
    ...place,
    ...members,
    ...(httpMethod !== undefined && { integrationHttpMethod: httpMethod }),
  })
  // what the service would refuse is kept all the same: the design is where it is put right
  if (!made) keepIntegration(stack, place, { ...members, httpMethod: asText(httpMethod) })
  if (target !== undefined) {
    changeMethod(stack, place, (method) =>
      method.integration && method.integration.type !== 'MOCK'
        ? { ...method, integration: { ...method.integration, integrationTarget: target } }
        : method,
    )
  }
  for (const item of asList(integration['IntegrationResponses']).map(asObject)) {
    putIntegrationResponse(
      stack,
      place,
      present({
        statusCode: asText(item['StatusCode']) ?? '',
        selectionPattern: asText(item['SelectionPattern']),
        contentHandling: item['ContentHandling'],
        responseParameters: given(item['ResponseParameters'], texts),
        responseTemplates: given(item['ResponseTemplates'], texts),
      }),
    )
  }
}

/** PutIntegrationResponse; one that the service would refuse is kept with the refusal noted. */
export function putIntegrationResponse(
  stack: Stack,
  place: MethodPlace,
  members: { [name: string]: Json },
): void {
  if (stack.call('PutIntegrationResponse', { ...place, ...members })) return
  const parsed = integrationResponseSchema.safeParse(members)
  if (!parsed.success) return
  changeMethod(stack, place, (method) =>
    method.integration
      ? {
          ...method,
          integration: {
            ...method.integration,
            integrationResponses: withMember(
              method.integration.integrationResponses,
              parsed.data.statusCode,
              parsed.data,
            ),
          },
        }
      : method,
  )
}

function keepIntegration(
  stack: Stack,
  place: MethodPlace,
  members: { readonly [name: string]: Json | undefined },
): void {
  const type = asText(members['type'])?.toUpperCase()
  const uri = asText(members['uri']) ?? ''
  const parsed = integrationSchema.safeParse(present({ ...members, type, uri }))
  if (parsed.success) {
    changeMethod(stack, place, (method) => ({ ...method, integration: parsed.data }))
  }
}

/** Which method a call is about. */
export interface MethodPlace {
  readonly [name: string]: Json
  readonly restApiId: Json
  readonly resourceId: Json
  readonly httpMethod: Json
}

function changeMethod(
  stack: Stack,
  { restApiId, resourceId, httpMethod }: MethodPlace,
  change: (method: Method) => Method,
): void {
  changeApi(stack, asText(restApiId) ?? '', (api) => {
    const resource = own(api.resources, asText(resourceId) ?? '')
    const verb = httpMethods.find((name) => name === httpMethod)
    const method = verb && resource?.methods[verb]
    if (!resource || !verb || !method) return api
    const methods = { ...resource.methods, [verb]: change(method) }
    const resources = withMember(api.resources, resource.id, { ...resource, methods })
    return { ...api, resources }
  })
}

/** A setting's path in a template (`/~1pets` and `GET`, or `/*` and `*`) as the key that the service reports. */
export function methodSettingKey(resourcePath: string, httpMethod: string): string {
  if (resourcePath === '/*' || resourcePath === '*') return `*/${httpMethod}`
  const path = resourcePath.replace(/^\/+(?=~1)/, '').replaceAll('/', '~1')
  return `${path.startsWith('~1') ? path : `~1${path}`}/${httpMethod}`
}

/** Properties of a method setting, and what follows the method in the path of the patch that sets them. */
const settingPaths: Readonly<Record<string, string>> = {
  MetricsEnabled: 'metrics/enabled',
  DataTraceEnabled: 'logging/dataTrace',
  LoggingLevel: 'logging/loglevel',
  ThrottlingBurstLimit: 'throttling/burstLimit',
  ThrottlingRateLimit: 'throttling/rateLimit',
  CachingEnabled: 'caching/enabled',
  CacheTtlInSeconds: 'caching/ttlInSeconds',
  CacheDataEncrypted: 'caching/dataEncrypted',
}

function settingPatches(value: Json | undefined): JsonObject[] {
  return asList(value)
    .map(asObject)
    .flatMap((setting) => {
      const key = methodSettingKey(
        asText(setting['ResourcePath']) ?? '/*',
        asText(setting['HttpMethod']) ?? '*',
      )
      return Object.entries(settingPaths).flatMap(([property, path]) => {
        const text = asText(setting[property])
        return text === undefined ? [] : [{ op: 'replace', path: `/${key}/${path}`, value: text }]
      })
    })
}

function patch(path: string, value: Json | undefined): JsonObject[] {
  const text = asText(value)
  return text === undefined || text === '' ? [] : [{ op: 'replace', path, value: text }]
}

/** An empty text is written as well, so that the service's refusal is reported. */
function accessLogPatch(name: string, value: Json | undefined): JsonObject[] {
  const text = asText(value)
  return text === undefined
    ? []
    : [{ op: 'replace', path: `/accessLogSettings/${name}`, value: text }]
}

/** What a stage's properties say beyond what CreateStage takes. */
export function stagePatches(properties: JsonObject): JsonObject[] {
  const log = asObject(properties['AccessLogSetting'])
  return [
    ...settingPatches(properties['MethodSettings']),
    ...accessLogPatch('destinationArn', log['DestinationArn']),
    ...accessLogPatch('format', log['Format']),
    ...patch('/clientCertificateId', properties['ClientCertificateId']),
  ]
}

function canaryOf(value: Json | undefined): Json | undefined {
  if (value === undefined) return undefined
  const canary = asObject(value)
  return present({
    percentTraffic: numberOf(canary['PercentTraffic']),
    deploymentId: canary['DeploymentId'],
    stageVariableOverrides: texts(canary['StageVariableOverrides']),
    useStageCache: flagOf(canary['UseStageCache']),
  })
}

/** Ends the name of a deployment that the serverless transform makes once everything else stands. */
export const laterDeployment = '.Deployment'

const stage: ResourceType = (properties, stack) => {
  const restApiId = asText(properties['RestApiId']) ?? ''
  const waits = asText(properties['DeploymentId'])?.endsWith(laterDeployment) === true
  if (!waits) return makeStage(properties, stack)
  stack.later('deploy', () => {
    const [deploymentId] = Object.keys(apiOf(stack, restApiId)?.deployments ?? {})
    makeStage({ ...properties, DeploymentId: deploymentId ?? '' }, stack)
  })
  return { id: asText(properties['StageName']) ?? stack.logicalId }
}

/** A stage as properties say it; one without a deployment that could be served stands there all the same. */
export function makeStage(properties: JsonObject, stack: Stack): Made | undefined {
  const restApiId = asText(properties['RestApiId']) ?? ''
  const stageName = asText(properties['StageName']) ?? stack.logicalId
  const existing = own(apiOf(stack, restApiId)?.stages ?? {}, stageName)
  const members = present({
    ...input(properties, {
      DeploymentId: 'deploymentId',
      Description: 'description',
      DocumentationVersion: 'documentationVersion',
    }),
    cacheClusterSize: asText(properties['CacheClusterSize']),
    variables: given(properties['Variables'], texts),
    cacheClusterEnabled: flagOf(properties['CacheClusterEnabled']),
    tracingEnabled: flagOf(properties['TracingEnabled']),
    canarySettings: canaryOf(properties['CanarySetting']),
    tags: given(properties['Tags'], tagsOf),
  })
  if (existing) {
    changeStage(stack, restApiId, stageName, (stage) => ({
      ...stage,
      ...withoutDeployment(members),
    }))
  } else {
    const deploymentId = asText(properties['DeploymentId']) ?? ''
    const isDeployed = own(apiOf(stack, restApiId)?.deployments ?? {}, deploymentId) !== undefined
    if (!isDeployed || !stack.call('CreateStage', { restApiId, stageName, ...members })) {
      if (!keepStage(stack, restApiId, stageName, withoutDeployment(members))) return undefined
    }
  }
  const patchOperations = stagePatches(properties)
  if (patchOperations.length > 0) {
    stack.call('UpdateStage', { restApiId, stageName, patchOperations })
  }
  if (stack.options.isAsWritten) {
    const written = settingsAsWritten(properties['MethodSettings'])
    const before = existing?.methodSettings ?? {}
    changeStage(stack, restApiId, stageName, (stage) => ({
      ...stage,
      methodSettings: { ...before, ...written },
    }))
  }
  return { id: stageName }
}

/** Method settings without what the service adds to them. */
function settingsAsWritten(value: Json | undefined): { [key: string]: Json } {
  return Object.fromEntries(
    asList(value)
      .map(asObject)
      .map((setting) => [
        methodSettingKey(
          asText(setting['ResourcePath']) ?? '/*',
          asText(setting['HttpMethod']) ?? '*',
        ),
        present({
          metricsEnabled: flagOf(setting['MetricsEnabled']),
          dataTraceEnabled: flagOf(setting['DataTraceEnabled']),
          loggingLevel: asText(setting['LoggingLevel'])?.toUpperCase(),
          throttlingBurstLimit: numberOf(setting['ThrottlingBurstLimit']),
          throttlingRateLimit: numberOf(setting['ThrottlingRateLimit']),
          cachingEnabled: flagOf(setting['CachingEnabled']),
          cacheTtlInSeconds: numberOf(setting['CacheTtlInSeconds']),
          cacheDataEncrypted: flagOf(setting['CacheDataEncrypted']),
        }),
      ]),
  )
}

function withoutDeployment(members: { readonly [name: string]: Json }): { [name: string]: Json } {
  const { deploymentId: _deployment, ...rest } = members
  return rest
}

function keepStage(
  stack: Stack,
  restApiId: string,
  stageName: string,
  members: JsonObject,
): boolean {
  const parsed = stageSchema.safeParse({ ...members, stageName })
  const api = apiOf(stack, restApiId)
  if (!parsed.success || !api || !/^[a-zA-Z0-9_-]{1,128}$/.test(stageName)) {
    stack.remark('refused', `The stage ${stageName} of ${stack.logicalId} cannot be made.`)
    return false
  }
  changeApi(stack, restApiId, (api) => ({
    ...api,
    stages: withMember(api.stages, stageName, parsed.data),
  }))
  return true
}

function changeStage(
  stack: Stack,
  restApiId: string,
  stageName: string,
  change: (stage: RestApi['stages'][string]) => object,
): void {
  changeApi(stack, restApiId, (api) => {
    const before = own(api.stages, stageName)
    const parsed = before && stageSchema.safeParse(change(before))
    if (!parsed?.success) return api
    return { ...api, stages: withMember(api.stages, stageName, parsed.data) }
  })
}

/** Settings that the stage of a deployment has for all methods. */
function settingOfAll(description: JsonObject): Json[] {
  const settings = Object.keys(settingPaths).filter((name) => description[name] !== undefined)
  if (settings.length === 0) return []
  const own = settings.map((name) => [name, description[name]])
  return [{ ResourcePath: '/*', HttpMethod: '*', ...Object.fromEntries(own) } as Json]
}

const deployment: ResourceType = (properties, stack) => {
  const restApiId = asText(properties['RestApiId']) ?? ''
  const description = asObject(properties['StageDescription'])
  const stageName = asText(properties['StageName'])
  const made = stack.call(
    'CreateDeployment',
    present({
      restApiId,
      description: asText(properties['Description']),
      stageName,
      variables: given(description['Variables'], texts),
      tracingEnabled: flagOf(description['TracingEnabled']),
      cacheClusterEnabled: flagOf(description['CacheClusterEnabled']),
      cacheClusterSize: asText(description['CacheClusterSize']),
      stageDescription: asText(description['Description']),
      canarySettings: canaryOf(properties['DeploymentCanarySettings']),
    }),
  )
  const id = made && asText(made['id'])
  if (stageName !== undefined && properties['StageDescription'] !== undefined) {
    const settings = [...settingOfAll(description), ...asList(description['MethodSettings'])]
    makeStage(
      {
        ...description,
        RestApiId: restApiId,
        StageName: stageName,
        DeploymentId: id ?? '',
        MethodSettings: settings,
      },
      stack,
    )
  } else if (stageName !== undefined && id === undefined) {
    makeStage({ RestApiId: restApiId, StageName: stageName }, stack)
  }
  if (id === undefined) return undefined
  const { previousId } = stack
  // a deployment is made once: an update of the stack leaves it as it was
  if (previousId !== undefined) renameDeployment(stack, restApiId, id, previousId)
  return { id: previousId ?? id, attributes: { DeploymentId: previousId ?? id } }
}

function renameDeployment(stack: Stack, apiId: string, from: string, to: string): void {
  changeApi(stack, apiId, (api) => {
    const { [from]: made, ...others } = api.deployments
    if (!made) return api
    const stages = Object.entries(api.stages).map(([name, stage]) => [
      name,
      stage.deploymentId === from ? { ...stage, deploymentId: to } : stage,
    ])
    return {
      ...api,
      deployments: { ...others, [to]: { ...made, id: to } },
      stages: Object.fromEntries(stages) as RestApi['stages'], // the same stages with another id
    }
  })
}

/** A type that one Create call makes, whose answer has an `id`. */
function createdBy(
  operation: string,
  members: (properties: JsonObject, stack: Stack) => JsonObject,
  attribute?: string,
): ResourceType {
  return (properties, stack): Made | undefined => {
    const made = stack.call(operation, members(properties, stack))
    if (!made) return undefined
    const id = asText(made['id']) ?? stack.logicalId
    return { id, ...(attribute !== undefined && { attributes: { [attribute]: id } }) }
  }
}

const usagePlan: ResourceType = (properties, stack) => {
  const throttle = asObject(properties['Throttle'])
  const quota = asObject(properties['Quota'])
  const limits = (value: Json | undefined) =>
    present({
      burstLimit: numberOf(asObject(value)['BurstLimit']),
      rateLimit: numberOf(asObject(value)['RateLimit']),
    })
  const made = stack.call(
    'CreateUsagePlan',
    present({
      name: asText(properties['UsagePlanName']) ?? stack.logicalId,
      description: asText(properties['Description']),
      throttle: properties['Throttle'] === undefined ? undefined : limits(throttle),
      quota:
        properties['Quota'] === undefined
          ? undefined
          : present({
              limit: numberOf(quota['Limit']),
              offset: numberOf(quota['Offset']),
              period: quota['Period'],
            }),
      apiStages: asList(properties['ApiStages']).map((item) => {
        const stage = asObject(item)
        const throttles = Object.entries(asObject(stage['Throttle']))
        return present({
          apiId: stage['ApiId'],
          stage: stage['Stage'],
          throttle:
            throttles.length === 0
              ? undefined
              : Object.fromEntries(throttles.map(([name, value]) => [name, limits(value)])),
        })
      }),
      tags: tagsOf(properties['Tags']),
    }),
  )
  return made && { id: asText(made['id']) ?? stack.logicalId }
}

/** The REST types of API Gateway. */
export const apiResourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::ApiGateway::Resource': createdBy(
    'CreateResource',
    (properties) =>
      input(properties, { RestApiId: 'restApiId', ParentId: 'parentId', PathPart: 'pathPart' }),
    'ResourceId',
  ),
  'AWS::ApiGateway::Method': method,
  'AWS::ApiGateway::Deployment': deployment,
  'AWS::ApiGateway::Stage': stage,
  'AWS::ApiGateway::Model': (properties, stack) => {
    const name = asText(properties['Name']) ?? stack.logicalId.replace(/[^A-Za-z0-9]/g, '')
    const made = stack.call(
      'CreateModel',
      present({
        restApiId: properties['RestApiId'],
        name,
        contentType: asText(properties['ContentType']),
        description: asText(properties['Description']),
        schema: documentOf(properties['Schema']),
      }),
    )
    return made && { id: name }
  },
  'AWS::ApiGateway::RequestValidator': createdBy(
    'CreateRequestValidator',
    (properties, stack) =>
      present({
        restApiId: properties['RestApiId'],
        name: asText(properties['Name']) ?? stack.logicalId,
        validateRequestBody: flagOf(properties['ValidateRequestBody']),
        validateRequestParameters: flagOf(properties['ValidateRequestParameters']),
      }),
    'RequestValidatorId',
  ),
  'AWS::ApiGateway::Authorizer': createdBy(
    'CreateAuthorizer',
    (properties, stack) =>
      present({
        restApiId: properties['RestApiId'],
        name: asText(properties['Name']) ?? stack.logicalId,
        ...input(properties, {
          Type: 'type',
          AuthType: 'authType',
          AuthorizerUri: 'authorizerUri',
          AuthorizerCredentials: 'authorizerCredentials',
          IdentitySource: 'identitySource',
          IdentityValidationExpression: 'identityValidationExpression',
          ProviderARNs: 'providerARNs',
        }),
        authorizerResultTtlInSeconds: numberOf(properties['AuthorizerResultTtlInSeconds']),
      }),
    'AuthorizerId',
  ),
  'AWS::ApiGateway::GatewayResponse': (properties, stack) => {
    const made = stack.call(
      'PutGatewayResponse',
      present({
        restApiId: properties['RestApiId'],
        responseType: properties['ResponseType'],
        statusCode: asText(properties['StatusCode']),
        responseParameters: texts(properties['ResponseParameters']),
        responseTemplates: texts(properties['ResponseTemplates']),
      }),
    )
    return made && { id: stack.logicalId }
  },
  'AWS::ApiGateway::DocumentationPart': createdBy(
    'CreateDocumentationPart',
    (properties) => {
      const location = asObject(properties['Location'])
      return present({
        restApiId: properties['RestApiId'],
        location: input(location, {
          Type: 'type',
          Path: 'path',
          Method: 'method',
          StatusCode: 'statusCode',
          Name: 'name',
        }),
        properties: documentOf(properties['Properties']),
      })
    },
    'DocumentationPartId',
  ),
  'AWS::ApiGateway::DocumentationVersion': (properties, stack) => {
    const documentationVersion = asText(properties['DocumentationVersion']) ?? ''
    const made = stack.call(
      'CreateDocumentationVersion',
      present({
        restApiId: properties['RestApiId'],
        documentationVersion,
        description: asText(properties['Description']),
      }),
    )
    return made && { id: documentationVersion }
  },
  'AWS::ApiGateway::ApiKey': createdBy(
    'CreateApiKey',
    (properties, stack) =>
      present({
        name: asText(properties['Name']) ?? stack.logicalId,
        description: asText(properties['Description']),
        value: asText(properties['Value']),
        customerId: asText(properties['CustomerId']),
        enabled: flagOf(properties['Enabled']),
        tags: tagsOf(properties['Tags']),
      }),
    'APIKeyId',
  ),
  'AWS::ApiGateway::UsagePlan': usagePlan,
  'AWS::ApiGateway::UsagePlanKey': (properties, stack) => {
    const made = stack.call(
      'CreateUsagePlanKey',
      input(properties, { UsagePlanId: 'usagePlanId', KeyId: 'keyId', KeyType: 'keyType' }),
    )
    return made && { id: asText(made['id']) ?? stack.logicalId }
  },
  'AWS::ApiGateway::VpcLink': (properties, stack) => {
    const members = present({
      name: asText(properties['Name']) ?? stack.logicalId,
      description: asText(properties['Description']),
      targetArns: properties['TargetArns'],
      tags: given(properties['Tags'], tagsOf),
    })
    const made = stack.call('CreateVpcLink', members)
    const known = made && asText(made['id'])
    if (known !== undefined) return { id: known, attributes: { VpcLinkId: known } }
    const id = stack.options.environment.nextId()
    const parsed = vpcLinkSchema.safeParse({ ...members, id })
    if (parsed.success) {
      changeAccess(stack, ({ vpcLinks }) => ({ vpcLinks: withMember(vpcLinks, id, parsed.data) }))
    }
    return { id, attributes: { VpcLinkId: id } }
  },
  'AWS::ApiGateway::ClientCertificate': (properties, stack) => {
    const clientCertificateId = stack.options.environment.nextId()
    const certificate = clientCertificateSchema.parse(
      present({
        clientCertificateId,
        description: asText(properties['Description']),
        tags: given(properties['Tags'], tagsOf),
      }),
    )
    changeAccess(stack, ({ clientCertificates }) => ({
      clientCertificates: withMember(clientCertificates, clientCertificateId, certificate),
    }))
    return { id: clientCertificateId, attributes: { ClientCertificateId: clientCertificateId } }
  },
  'AWS::ApiGateway::DomainName': (properties, stack) => {
    const domainName = asText(properties['DomainName']) ?? stack.logicalId
    putDomainName(stack, domainName, properties)
    return {
      id: domainName,
      attributes: {
        DistributionHostedZoneId: 'Z2FDTNDATAQYW2',
        DistributionDomainName: 'd111111abcdef8.cloudfront.net',
        RegionalDomainName: `d-1234567890.execute-api.${stack.options.environment.region}.amazonaws.com`,
        RegionalHostedZoneId: 'Z1UJRXOUMOOFQ8',
      },
    }
  },
  'AWS::ApiGateway::BasePathMapping': (properties, stack) =>
    basePathMapping(asText(properties['DomainName']) ?? '', properties, stack),
  'AWS::ApiGateway::DomainNameV2': (properties, stack) => {
    const domainName = asText(properties['DomainName']) ?? stack.logicalId
    putDomainName(stack, domainName, properties)
    const { region, accountId } = stack.options.environment
    const arn = `arn:aws:apigateway:${region}:${accountId}:/domainnames/${domainName}+abcd1234`
    return { id: arn, attributes: { DomainNameArn: arn, DomainNameId: 'abcd1234' } }
  },
  'AWS::ApiGateway::BasePathMappingV2': (properties, stack) =>
    basePathMapping(domainNameOf(asText(properties['DomainNameArn']) ?? ''), properties, stack),
}

/** The name in the ARN of a private custom domain name. */
export function domainNameOf(arn: string): string {
  return /\/domainnames\/([^+]+)/.exec(arn)?.[1] ?? arn
}

function basePathMapping(domainName: string, properties: JsonObject, stack: Stack): Made {
  const stage = asText(properties['Stage'])
  const basePath = asText(properties['BasePath']) ?? ''
  mapBasePath(stack, domainName, {
    basePath: basePath === '(none)' ? '' : basePath,
    apiId: asText(properties['RestApiId']) ?? '',
    ...(stage !== undefined && { stage }),
  })
  return { id: `${domainName}|${asText(properties['BasePath']) ?? '(none)'}` }
}

/** A custom domain name with the members of GetDomainName. */
export function putDomainName(stack: Stack, name: string, properties: JsonObject): void {
  const endpoint = asObject(properties['EndpointConfiguration'])
  const mutual = asObject(properties['MutualTlsAuthentication'])
  const read = domainNameSchema.omit({ basePathMappings: true }).safeParse(
    present({
      domainName: name,
      ...input(properties, {
        CertificateArn: 'certificateArn',
        RegionalCertificateArn: 'regionalCertificateArn',
        OwnershipVerificationCertificateArn: 'ownershipVerificationCertificateArn',
        SecurityPolicy: 'securityPolicy',
        EndpointAccessMode: 'endpointAccessMode',
        RoutingMode: 'routingMode',
      }),
      endpointConfiguration: given(properties['EndpointConfiguration'], () =>
        present({ types: endpoint['Types'], ipAddressType: endpoint['IpAddressType'] }),
      ),
      mutualTlsAuthentication: given(properties['MutualTlsAuthentication'], () =>
        present({
          truststoreUri: mutual['TruststoreUri'],
          truststoreVersion: mutual['TruststoreVersion'],
        }),
      ),
      tags: given(properties['Tags'], tagsOf),
    }),
  )
  if (!read.success) {
    const [issue] = read.error.issues
    const message = `The custom domain name ${name} is left out: ${issue?.path.join('.') ?? ''} has no value that the service takes.`
    return stack.remark('refused', message)
  }
  changeAccess(stack, ({ domainNames }) => {
    const { basePathMappings = [] } = own(domainNames, name) ?? {}
    return { domainNames: withMember(domainNames, name, { ...read.data, basePathMappings }) }
  })
}

/** A base path of a custom domain name that leads to a stage. */
export function mapBasePath(stack: Stack, name: string, mapping: BasePathMapping): void {
  changeAccess(stack, ({ domainNames }) => {
    const before = own(domainNames, name) ?? domainNameSchema.parse({ domainName: name })
    const basePathMappings = [...before.basePathMappings, mapping]
    return { domainNames: withMember(domainNames, name, { ...before, basePathMappings }) }
  })
}

export function changeAccess(
  stack: Stack,
  change: (access: Design['access']) => Partial<Design['access']>,
): void {
  stack.change((design) => ({
    ...design,
    access: { ...design.access, ...change(design.access) },
  }))
}

/** The id of the resource with a path, made with what is missing above it. */
export function resourceAt(stack: Stack, restApiId: string, path: string): string | undefined {
  const api = apiOf(stack, restApiId)
  if (!api) return undefined
  const found = resourcesByPath(api).find((each) => each.path === path)
  if (found) return found.resource.id
  // the service reads /pets/ as /pets
  if (path.length > 1 && path.endsWith('/')) {
    return resourceAt(stack, restApiId, path.replace(/\/+$/, '') || '/')
  }
  const slash = path.lastIndexOf('/')
  const parentId = resourceAt(stack, restApiId, slash <= 0 ? '/' : path.slice(0, slash))
  if (parentId === undefined) return undefined
  const made = stack.call('CreateResource', {
    restApiId,
    parentId,
    pathPart: path.slice(slash + 1),
  })
  return made && asText(made['id'])
}
