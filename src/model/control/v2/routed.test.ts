import { describe, expect, it } from 'vitest'
import { ManagementConsole } from '../../fixtures/managementConsole.ts'
import type { Input } from '../../fixtures/managementConsole.ts'

const invokeArn =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:who/invocations'

class RoutedConsole extends ManagementConsole {
  constructor() {
    super('apigatewayv2')
  }

  api(protocolType: 'HTTP' | 'WEBSOCKET', more: Input = {}): string {
    const expression =
      protocolType === 'WEBSOCKET' ? { routeSelectionExpression: '$request.body.action' } : {}
    const api = this.made('CreateApi', { name: 'orders', protocolType, ...expression, ...more })
    return String(api['apiId'])
  }

  keysOf(operation: string, input: Input, member: string): unknown[] {
    const { items } = this.made(operation, input)
    if (!Array.isArray(items)) throw new Error(`${operation} returned no list`)
    return items.map((item) => (item as Input)[member]) // items of answers are objects
  }
}

describe('calls by service', () => {
  it('keep REST APIs and HTTP APIs apart, though both services have CreateStage', () => {
    const service = new RoutedConsole()
    const apiId = service.api('HTTP')
    service.made('CreateStage', { apiId, stageName: 'dev' })
    const rest = new ManagementConsole()
    rest.account = service.account
    expect(rest.call('CreateStage', { restApiId: apiId, stageName: 'x', deploymentId: 'd' })).toBe(
      `404 NotFoundException: Invalid API identifier specified 123456789012:${apiId}`,
    )
    expect(() => service.call('PutMethod', {})).toThrow('apigatewayv2 has no management operation')
  })

  it('refuse by name what is not simulated', () => {
    const service = new RoutedConsole()
    expect(service.call('ResetAuthorizersCache', { apiId: service.api('HTTP') })).toBe(
      '400 BadRequestException: ResetAuthorizersCache is not simulated yet for HTTP and WebSocket APIs',
    )
  })
})

describe('CreateApi', () => {
  it('makes a route, an integration and a stage of a target', () => {
    const service = new RoutedConsole()
    const apiId = service.api('HTTP', { target: 'https://shop.example.com/', routeKey: 'GET /a' })
    expect(service.keysOf('GetRoutes', { apiId }, 'routeKey')).toEqual(['GET /a'])
    expect(service.keysOf('GetIntegrations', { apiId }, 'integrationType')).toEqual(['HTTP_PROXY'])
    expect(service.keysOf('GetStages', { apiId }, 'autoDeploy')).toEqual([true])
    expect(service.call('UpdateApi', { apiId, target: 'http://other.example.com' })).toMatchObject({
      apiId,
    })
    expect(service.keysOf('GetIntegrations', { apiId }, 'integrationUri')).toEqual([
      'http://other.example.com',
    ])
  })

  it('answers with the endpoint and the expressions of its protocol, without what is absent', () => {
    const service = new RoutedConsole()
    const apiId = service.api('WEBSOCKET')
    expect(service.made('GetApi', { apiId })).toEqual({
      apiEndpoint: `wss://${apiId}.execute-api.us-east-1.amazonaws.com`,
      apiId,
      apiKeySelectionExpression: '$request.header.x-api-key',
      createdDate: '2026-01-31T00:00:00Z',
      disableExecuteApiEndpoint: false,
      ipAddressType: 'ipv4',
      name: 'orders',
      protocolType: 'WEBSOCKET',
      routeSelectionExpression: '$request.body.action',
      tags: {},
    })
  })

  it.each<[string, Input, string]>([
    ['a blank name', { name: ' ', protocolType: 'HTTP' }, 'API name cannot be blank'],
    ['an empty name', { name: '', protocolType: 'HTTP' }, 'API name cannot be blank'],
    [
      'an unknown protocol',
      { name: 'a', protocolType: 'GRPC' },
      "1 validation error detected: Value 'GRPC' at 'createApiInput.protocolType' failed to satisfy constraint: Member must satisfy enum value set: [WEBSOCKET, HTTP]",
    ],
    [
      'credentials for every origin',
      {
        name: 'a',
        protocolType: 'HTTP',
        corsConfiguration: { allowCredentials: true, allowOrigins: ['*'] },
      },
      "allow-credentials is not supported if 'allow-origin' is *",
    ],
    [
      'CORS of a WebSocket API',
      {
        name: 'a',
        protocolType: 'WEBSOCKET',
        routeSelectionExpression: '$request.body.a',
        corsConfiguration: { allowOrigins: ['*'] },
      },
      'corsConfiguration is not supported on protocolType WEBSOCKET',
    ],
    [
      'a WebSocket API without a route selection expression',
      { name: 'a', protocolType: 'WEBSOCKET' },
      'A route selection expression is required on protocolType WEBSOCKET',
    ],
    [
      'a route key without a target',
      { name: 'a', protocolType: 'HTTP', routeKey: 'GET /a' },
      'routeKey requires a target',
    ],
  ])('refuses %s', (_what, input, message) => {
    const service = new RoutedConsole()
    const before = service.account
    expect(service.call('CreateApi', input)).toBe(`400 BadRequestException: ${message}`)
    expect(service.account).toBe(before)
  })
})

describe('updates take members directly', () => {
  it('an empty text removes a member, and an absent one stays', () => {
    const service = new RoutedConsole()
    const apiId = service.api('HTTP', { description: 'all orders', version: '1' })
    const updated = service.made('UpdateApi', { apiId, description: '' })
    expect(updated).not.toHaveProperty('description')
    expect(updated).toMatchObject({ name: 'orders', version: '1' })
  })

  it('variables and parameters are merged, and an empty text removes one', () => {
    const service = new RoutedConsole()
    const apiId = service.api('HTTP')
    service.made('CreateStage', { apiId, stageName: 'dev', stageVariables: { a: '1', b: '2' } })
    const stage = { apiId, stageName: 'dev' }
    const updated = service.made('UpdateStage', { ...stage, stageVariables: { a: '', c: '3' } })
    expect(updated['stageVariables']).toEqual({ b: '2', c: '3' })
    const integration = service.made('CreateIntegration', {
      apiId,
      integrationType: 'HTTP_PROXY',
      integrationMethod: 'GET',
      integrationUri: 'https://shop.example.com',
      requestParameters: { 'append:header.a': '1', 'append:header.b': '2' },
    })
    const { integrationId = '' } = integration
    expect(
      service.made('UpdateIntegration', {
        apiId,
        integrationId,
        requestParameters: { 'append:header.a': '' },
      })['requestParameters'],
    ).toEqual({ 'append:header.b': '2' })
  })

  it('access logs and settings of a route are removed by calls of their own', () => {
    const service = new RoutedConsole()
    const apiId = service.api('HTTP')
    const stage = { apiId, stageName: 'dev' }
    service.made('CreateStage', {
      ...stage,
      accessLogSettings: { destinationArn: 'arn:aws:logs:us-east-1:1:log-group:a', format: 'a' },
      routeSettings: { $default: { throttlingRateLimit: 2 } },
    })
    service.made('DeleteAccessLogSettings', stage)
    service.made('DeleteRouteSettings', { ...stage, routeKey: '$default' })
    const read = service.made('GetStage', stage)
    expect(read).not.toHaveProperty('accessLogSettings')
    expect(read['routeSettings']).toEqual({})
    expect(service.call('DeleteRouteSettings', { ...stage, routeKey: '$default' })).toBe(
      '404 NotFoundException: Invalid route key specified',
    )
  })
})

describe('refusals in the words of the service', () => {
  const prepared = () => {
    const service = new RoutedConsole()
    const apiId = service.api('HTTP')
    const integration = service.made('CreateIntegration', {
      apiId,
      integrationType: 'HTTP_PROXY',
      integrationMethod: 'GET',
      integrationUri: 'https://shop.example.com',
    })
    const integrationId = String(integration['integrationId'])
    service.made('CreateRoute', {
      apiId,
      routeKey: 'GET /orders/{id}',
      target: `integrations/${integrationId}`,
    })
    return { service, apiId, integrationId }
  }

  it.each<[string, string, Input, string]>([
    [
      'a route that exists',
      'CreateRoute',
      { routeKey: 'GET /orders/{id}' },
      '409 ConflictException: Route with key GET /orders/{id} already exists for this API',
    ],
    [
      'another variable at the same level',
      'CreateRoute',
      { routeKey: 'GET /orders/{order}' },
      '409 ConflictException: The provided route key "GET /orders/{order}" has a conflicting variable on the same hierarchical level as "GET /orders/{id}"',
    ],
    [
      'a target that is not an integration',
      'CreateRoute',
      { routeKey: 'GET /a', target: 'functions/a' },
      '400 BadRequestException: Invalid target functions/a: must be integrations/ and the id of an integration',
    ],
    [
      'an API key on a route of an HTTP API',
      'CreateRoute',
      { routeKey: 'GET /a', apiKeyRequired: true },
      '400 BadRequestException: apiKeyRequired is not supported on protocolType HTTP',
    ],
    [
      'an integration that is not a proxy',
      'CreateIntegration',
      { integrationType: 'MOCK' },
      '400 BadRequestException: Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY, HTTP_PROXY)',
    ],
    [
      'models',
      'CreateModel',
      { name: 'A', schema: '{}' },
      '400 BadRequestException: Models are not supported on protocolType HTTP',
    ],
    [
      'a member of the wrong type',
      'CreateRoute',
      { routeKey: 5 },
      '400 BadRequestException: class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String',
    ],
    [
      'an unknown logging level in the settings of a route',
      'CreateStage',
      { stageName: 'dev', routeSettings: { $default: { loggingLevel: 'LOUD' } } },
      '400 BadRequestException: Invalid logging level of $default. Must be one of: [ERROR, INFO, OFF]',
    ],
    [
      'a deployment to a missing stage',
      'CreateDeployment',
      { stageName: 'missing' },
      '404 NotFoundException: Invalid stage identifier specified',
    ],
    [
      'a missing route',
      'GetRoute',
      { routeId: 'x' },
      '404 NotFoundException: Invalid Route identifier specified',
    ],
    [
      'a page size of zero',
      'GetRoutes',
      { maxResults: 0 },
      '400 BadRequestException: Invalid maxResults parameter specified',
    ],
  ])('refuse %s', (_what, operation, input, expected) => {
    const { service, apiId } = prepared()
    const before = service.account
    expect(service.call(operation, { apiId, ...input })).toBe(expected)
    expect(service.account).toBe(before)
  })

  it('refuse to delete an integration that a route uses', () => {
    const { service, apiId, integrationId } = prepared()
    expect(service.call('DeleteIntegration', { apiId, integrationId })).toBe(
      `409 ConflictException: Cannot delete Integration '${integrationId}', is referenced in route: GET /orders/{id}`,
    )
  })

  it('refuse one authorizer too many with status 429', () => {
    const { service, apiId } = prepared()
    const authorizer = {
      apiId,
      authorizerType: 'REQUEST',
      authorizerUri: invokeArn,
      authorizerPayloadFormatVersion: '2.0',
    }
    for (let i = 0; i < 10; i++) service.made('CreateAuthorizer', { ...authorizer, name: `a${i}` })
    expect(service.call('CreateAuthorizer', { ...authorizer, name: 'last' })).toBe(
      '429 ConflictException: Maximum number of Authorizers for this API has been reached. Please contact AWS if you need additional Authorizers.',
    )
  })

  it('refuse an issuer whose discovery document cannot be read, where issuers are contacted', () => {
    const { service, apiId } = prepared()
    const issuer = 'https://login.example.org'
    const input = {
      apiId,
      name: 'users',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer, audience: ['web'] },
    }
    service.made('CreateAuthorizer', input)
    service.environment.hasDiscoveryDocument = () => false
    expect(service.call('CreateAuthorizer', { ...input, name: 'others' })).toBe(
      `400 BadRequestException: Caught exception when connecting to ${issuer}/.well-known/openid-configuration for issuer ${issuer}. Please try again later. Error: Invalid issuer: ${issuer}. Issuer must have a valid discovery endpoint ended with '/.well-known/openid-configuration'`,
    )
  })
})

describe('WebSocket APIs', () => {
  it('have routes with responses, integrations with responses, and models', () => {
    const service = new RoutedConsole()
    const apiId = service.api('WEBSOCKET')
    const { integrationId = '' } = service.made('CreateIntegration', {
      apiId,
      integrationType: 'MOCK',
      requestTemplates: { '200': '{"statusCode":200}' },
    })
    expect(
      service.made('CreateIntegrationResponse', {
        apiId,
        integrationId,
        integrationResponseKey: '$default',
      }),
    ).toMatchObject({ integrationResponseKey: '$default' })
    service.made('CreateModel', { apiId, name: 'Message', schema: '{"type":"object"}' })
    const route = service.made('CreateRoute', {
      apiId,
      routeKey: '$connect',
      apiKeyRequired: true,
      requestParameters: { 'route.request.querystring.token': { required: true } },
      routeResponseSelectionExpression: '$default',
      target: `integrations/${String(integrationId)}`,
    })
    expect(route).toMatchObject({
      requestParameters: { 'route.request.querystring.token': { required: true } },
      target: `integrations/${String(integrationId)}`,
    })
    const { routeId = '' } = route
    const response = { apiId, routeId, routeResponseKey: '$default' }
    service.made('CreateRouteResponse', response)
    expect(service.call('CreateRouteResponse', response)).toBe(
      '409 ConflictException: Route Response with key $default already exists for this Route',
    )
    expect(service.made('CreateDeployment', { apiId })).toMatchObject({ autoDeployed: false })
  })

  it.each<[string, string, Input, string]>([
    [
      'a reserved route key',
      'CreateRoute',
      { routeKey: '$message' },
      'The provided route key $message is not valid: route keys that begin with $ are reserved. Must be one of: [$connect, $disconnect, $default]',
    ],
    [
      'authorization of a message',
      'CreateRoute',
      { routeKey: 'send', authorizationType: 'AWS_IAM' },
      'Currently, authorization is restricted to the $connect route only',
    ],
    [
      'a JWT authorizer',
      'CreateAuthorizer',
      { name: 'a', authorizerType: 'JWT' },
      'Only authorizers of type REQUEST are supported on protocolType WEBSOCKET',
    ],
    [
      'a long timeout',
      'CreateIntegration',
      { integrationType: 'MOCK', timeoutInMillis: 29_001 },
      'Timeout should be between 50 ms and 29000 ms',
    ],
    [
      'the stage $default',
      'CreateStage',
      { stageName: '$default' },
      'Stage name only allows a-zA-Z0-9_-',
    ],
  ])('refuse %s', (_what, operation, input, message) => {
    const service = new RoutedConsole()
    const apiId = service.api('WEBSOCKET')
    expect(service.call(operation, { apiId, ...input })).toBe(`400 BadRequestException: ${message}`)
  })
})

describe('custom domain names', () => {
  const prepared = () => {
    const service = new RoutedConsole()
    const apiId = service.api('HTTP')
    const domainName = 'shop.example.com'
    service.made('CreateStage', { apiId, stageName: 'dev' })
    service.made('CreateDomainName', { domainName, domainNameConfigurations: [{}] })
    const mapping = { domainName, apiId, stage: 'dev' }
    return { service, apiId, mapping, made: service.made('CreateApiMapping', mapping) }
  }

  it('map an API by a key, which is the same when it is omitted and when it is empty', () => {
    const { service, mapping, made } = prepared()
    expect(made).toMatchObject({ apiMappingKey: '', stage: 'dev' })
    expect(service.call('CreateApiMapping', { ...mapping, apiMappingKey: '' })).toBe(
      '409 ConflictException: Base path already exists for this domain name',
    )
    const { apiMappingId = '' } = made
    expect(
      service.made('UpdateApiMapping', { ...mapping, apiMappingId, apiMappingKey: 'v1/orders' }),
    ).toMatchObject({ apiMappingId, apiMappingKey: 'v1/orders' })
  })

  it('keep their API from being deleted', () => {
    const { service, apiId, mapping, made } = prepared()
    expect(service.call('DeleteApi', { apiId })).toBe(
      `400 BadRequestException: Deleting API ${apiId} failed. Please remove all API mappings related to the API in your domain names: shop.example.com`,
    )
    const { apiMappingId = '' } = made
    service.made('DeleteApiMapping', { domainName: mapping.domainName, apiMappingId })
    expect(service.made('DeleteApi', { apiId })).toEqual({})
  })

  it.each<[Input, string]>([
    [{ apiId: 'missing' }, 'Invalid API identifier specified'],
    [{ stage: 'missing' }, 'Invalid stage identifier specified'],
  ])('refuse a mapping to %j with 400', (input, message) => {
    const { service, mapping } = prepared()
    expect(service.call('CreateApiMapping', { ...mapping, apiMappingKey: 'a', ...input })).toBe(
      `400 BadRequestException: ${message}`,
    )
  })
})

describe('tags', () => {
  it('belong to APIs, stages, domain names and VPC links, by ARN', () => {
    const service = new RoutedConsole()
    const apiId = service.api('HTTP', { tags: { team: 'shop' } })
    const { vpcLinkId = '' } = service.made('CreateVpcLink', { name: 'a', subnetIds: ['subnet-1'] })
    const link = `arn:aws:apigateway:us-east-1::/vpclinks/${String(vpcLinkId)}`
    service.made('TagResource', { resourceArn: link, tags: { a: '1', b: '2' } })
    service.made('UntagResource', { resourceArn: link, tagKeys: ['a'] })
    expect(service.made('GetTags', { resourceArn: link })).toEqual({ tags: { b: '2' } })
    const api = `arn:aws:apigateway:us-east-1::/apis/${apiId}`
    expect(service.made('GetTags', { resourceArn: api })).toEqual({ tags: { team: 'shop' } })
    expect(service.call('GetTags', { resourceArn: `${api}/routes/x` })).toBe(
      '400 BadRequestException: Invalid ARN specified in the request',
    )
  })
})
