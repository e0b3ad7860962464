import { describe, expect, it } from 'vitest'
import { ManagementConsole } from '../../fixtures/managementConsole.ts'
import type { Input } from '../../fixtures/managementConsole.ts'

function withApi() {
  const service = new ManagementConsole()
  const api = service.made('CreateRestApi', { name: 'pets' })
  const restApiId = String(api['id'])
  const resourceId = String(api['rootResourceId'])
  return { service, restApiId, resourceId, method: { restApiId, resourceId, httpMethod: 'GET' } }
}

function withMock() {
  const bench = withApi()
  bench.service.made('PutMethod', { ...bench.method, authorizationType: 'NONE' })
  bench.service.made('PutIntegration', { ...bench.method, type: 'MOCK' })
  return bench
}

const patch = (op: string, path: string, value?: string) => ({
  patchOperations: [{ op, path, ...(value !== undefined && { value }) }],
})

describe('UpdateRestApi', () => {
  it('adds, replaces and removes binary media types by their escaped name', () => {
    const { service, restApiId } = withApi()
    const types = (op: string, path: string, value?: string) =>
      service.made('UpdateRestApi', { restApiId, ...patch(op, path, value) })['binaryMediaTypes']
    expect(types('add', '/binaryMediaTypes/image~1png')).toEqual(['image/png'])
    expect(types('add', '/binaryMediaTypes/image~1gif')).toEqual(['image/png', 'image/gif'])
    expect(types('replace', '/binaryMediaTypes/image~1png', 'image/webp')).toEqual([
      'image/gif',
      'image/webp',
    ])
    expect(types('remove', '/binaryMediaTypes/image~1gif')).toEqual(['image/webp'])
  })

  it.each([
    ['add', '/binaryMediaTypes', 'image/gif', 'Invalid patch path /binaryMediaTypes'],
    [
      'add',
      '/minimumCompressionSize',
      '10',
      'Invalid patch operation specified. Must be one of: [replace]',
    ],
    [
      'replace',
      '/endpointConfiguration/types/0',
      'wrong',
      'Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE',
    ],
    [
      'remove',
      '/endpointConfiguration/types/0',
      'EDGE',
      "Invalid patch operation specified. Must be 'add'|'remove'|'replace'",
    ],
    [
      'replace',
      '/endpointConfiguration/ipAddressType',
      'wrong',
      'ipAddressType must be either ipv4 or dualstack.',
    ],
    ['replace', '/rootResourceId', 'x', 'Invalid patch path /rootResourceId'],
  ])('refuses %s %s = %s', (op, path, value, message) => {
    const { service, restApiId } = withApi()
    expect(service.call('UpdateRestApi', { restApiId, ...patch(op, path, value) })).toBe(
      `400 BadRequestException: ${message}`,
    )
  })

  it('gives a private API both address families, and lets it have no other', () => {
    const { service, restApiId } = withApi()
    const updated = service.made('UpdateRestApi', {
      restApiId,
      ...patch('replace', '/endpointConfiguration/types/EDGE', 'PRIVATE'),
    })
    expect(updated['endpointConfiguration']).toEqual({
      types: ['PRIVATE'],
      ipAddressType: 'dualstack',
    })
    const refusal = service.call('UpdateRestApi', {
      restApiId,
      ...patch('replace', '/endpointConfiguration/ipAddressType', 'ipv4'),
    })
    expect(refusal).toBe(
      '400 BadRequestException: Only dualstack ipAddressType is supported for Private APIs.',
    )
  })
})

describe('UpdateMethod', () => {
  it.each([
    ['add', '/httpMethod', 'PUT', '400 BadRequestException: Invalid patch path /httpMethod'],
    [
      'add',
      '/requestModels/application/json',
      'Empty',
      '400 BadRequestException: Invalid patch path /requestModels/application/json',
    ],
    [
      'replace',
      '/requestParameters',
      'x',
      '400 BadRequestException: Invalid patch path /requestParameters',
    ],
    [
      'add',
      '/operationName',
      'x',
      '400 BadRequestException: Invalid patch operation specified. Must be one of: [replace]',
    ],
    [
      'replace',
      '/requestValidatorId',
      'x',
      '400 BadRequestException: Invalid Request Validator identifier specified',
    ],
    [
      'replace',
      '/authorizationType',
      'CUSTOM',
      '400 BadRequestException: Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    ],
  ])('refuses %s %s = %s', (op, path, value, answer) => {
    const { service, method } = withMock()
    expect(service.call('UpdateMethod', { ...method, ...patch(op, path, value) })).toBe(answer)
  })

  it('keeps an authorizer of a method without authorization to itself', () => {
    const { service, method } = withMock()
    const updated = service.made('UpdateMethod', {
      ...method,
      ...patch('replace', '/authorizerId', 'abc123'),
    })
    expect(updated).not.toHaveProperty('authorizerId')
  })
})

describe('method and integration responses', () => {
  it('tells what a patch misses', () => {
    const { service, method } = withMock()
    const response = { ...method, statusCode: '200' }
    service.made('PutMethodResponse', response)
    const update = (op: string, path: string) =>
      service.call('UpdateMethodResponse', { ...response, ...patch(op, path, 'true') })
    expect(update('remove', '/responseParameters/method.response.header.x')).toBe(
      '404 NotFoundException: Invalid parameter name specified',
    )
    expect(update('replace', '/responseModels/wrong')).toBe(
      '404 NotFoundException: Content-Type specified was not found',
    )
    expect(update('remove', '/wrong/method.response.header.x')).toBe(
      '400 BadRequestException: Invalid patch path /wrong/method.response.header.x',
    )
  })

  it('lists every mistake in the shape of an input before it looks at anything', () => {
    const { service, method } = withMock()
    expect(
      service.call('UpdateMethodResponse', {
        ...method,
        statusCode: 'wrong',
        ...patch('wrong_op', '/responseParameters/x', 'true'),
      }),
    ).toBe(
      "400 ValidationException: 2 validation errors detected: Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]; Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
    )
  })

  it('reports the integration of an unknown method as unknown when a response is deleted', () => {
    const { service, method } = withMock()
    const deleted = (input: Input) =>
      service.call('DeleteIntegrationResponse', { ...method, ...input })
    expect(deleted({ httpMethod: 'POST', statusCode: '200' })).toBe(
      '404 NotFoundException: Invalid Integration identifier specified',
    )
    expect(deleted({ statusCode: '201' })).toBe(
      '404 NotFoundException: Invalid Response status code specified',
    )
    expect(deleted({ resourceId: 'none', statusCode: '200' })).toBe(
      '404 NotFoundException: Invalid Resource identifier specified',
    )
  })
})

describe('stages', () => {
  function withStage() {
    const bench = withMock()
    const { service, restApiId } = bench
    service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    const update = (...patches: Input[]) =>
      service.call('UpdateStage', { restApiId, stageName: 'dev', patchOperations: patches })
    return { ...bench, update }
  }

  it('fills in a method setting with its first member, and takes it away as a whole', () => {
    const { update } = withStage()
    const set = update({ op: 'replace', path: '/*/*/throttling/burstLimit', value: '123' })
    expect(set).toMatchObject({
      methodSettings: {
        '*/*': { throttlingBurstLimit: 123, throttlingRateLimit: 10000, cacheTtlInSeconds: 300 },
      },
    })
    expect(update({ op: 'remove', path: '/*/*' })).toMatchObject({ methodSettings: {} })
    expect(update({ op: 'remove', path: '/*/*' })).toBe(
      '400 BadRequestException: Cannot remove method setting */* because there is no method setting for this method ',
    )
  })

  it('removes access logging as a whole, and stage variables one by one', () => {
    const { update } = withStage()
    update({ op: 'add', path: '/accessLogSettings/format', value: '$context.requestId' })
    update({ op: 'replace', path: '/variables/table', value: 'pets' })
    const after = update(
      { op: 'remove', path: '/accessLogSettings' },
      { op: 'remove', path: '/variables/table' },
    )
    expect(after).not.toHaveProperty('accessLogSettings')
    expect(after).not.toHaveProperty('variables')
  })

  it('starts a canary at its first member, with the deployment of the stage', () => {
    const { update } = withStage()
    const after = update({ op: 'replace', path: '/canarySettings/percentTraffic', value: '10' })
    expect(after).toMatchObject({ canarySettings: { percentTraffic: 10, useStageCache: false } })
    expect(typeof after === 'string' ? after : after['canarySettings']).toHaveProperty(
      'deploymentId',
    )
    expect(update({ op: 'remove', path: '/canarySettings' })).not.toHaveProperty('canarySettings')
  })
})

describe('usage plans', () => {
  it('take the stages that are there, and tell which are not', () => {
    const { service, restApiId } = withMock()
    service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    const plan = service.made('CreateUsagePlan', {
      name: 'basic',
      quota: { limit: 100, period: 'DAY' },
      apiStages: [{ apiId: restApiId, stage: 'dev' }],
    })
    expect(plan['quota']).toEqual({ limit: 100, offset: 0, period: 'DAY' })
    const usagePlanId = String(plan['id'])
    const removed = (value?: string) =>
      service.call('UpdateUsagePlan', { usagePlanId, ...patch('remove', '/apiStages', value) })
    expect(removed()).toBe('400 BadRequestException: Invalid API Stage specified')
    expect(removed(`${restApiId}:none`)).toBe(
      `404 NotFoundException: Invalid API Stage {api: ${restApiId}, stage: none} specified for usageplan ${usagePlanId}`,
    )
    expect(removed(`${restApiId}:dev`)).toMatchObject({ apiStages: [] })
  })
})

describe('a refused call', () => {
  it('leaves the account as it was', () => {
    const { service, restApiId } = withApi()
    const before = service.account
    service.call('UpdateRestApi', { restApiId, ...patch('replace', '/name', '') })
    service.call('CreateModel', { restApiId, name: '' })
    expect(service.account).toBe(before)
  })

  it('is the wrong Java class for a number where a text belongs', () => {
    const { service, method } = withMock()
    expect(
      service.call('PutIntegrationResponse', {
        ...method,
        statusCode: '200',
        responseTemplates: { 'application/json': 123 },
      }),
    ).toBe(
      '400 SerializationException: class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String',
    )
  })
})
