import { describe, expect, it } from 'vitest'
import { ManagementConsole, consoleWithApi } from '../../fixtures/managementConsole.ts'
import type { Input } from '../../fixtures/managementConsole.ts'

const bad = (message: string) => `400 BadRequestException: ${message}`
const missing = (message: string) => `404 NotFoundException: ${message}`
const conflict = (message: string) => `409 ConflictException: ${message}`
const unreadable = (message: string) => `400 SerializationException: ${message}`
const invalid = (...problems: string[]) =>
  `400 ValidationException: ${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.join('; ')}`
const ops = '[add, remove, move, test, replace, copy]'
const unknownApi = (id: string) => missing(`Invalid API identifier specified 123456789012:${id}`)
const mapping = (...errors: string[]) =>
  bad(
    `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${errors.join(', ')}]`,
  )

describe('the shape of an input', () => {
  it('is told with every wrong operation by its number, the numbers that are right left out', () => {
    const { service, restApiId } = consoleWithApi()
    const wrong = (i: number) =>
      `Value 'wrong' at 'updateRestApiInput.patchOperations.${i}.member.op' failed to satisfy constraint: Member must satisfy enum value set: ${ops}`
    expect(
      service.patched('UpdateRestApi', { restApiId }, 'replace /name = a', 'wrong /x', 'wrong /y'),
    ).toBe(invalid(wrong(2), wrong(3)))
  })

  it('is looked at before what it is about', () => {
    const { service, method } = consoleWithApi()
    const answer = service.patched(
      'UpdateMethodResponse',
      { ...method, restApiId: 'none', statusCode: '600' },
      'oops /responseModels/a',
    )
    expect(answer).toBe(
      invalid(
        `Value 'oops' at 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: ${ops}`,
        "Value '600' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
      ),
    )
  })

  it('has the members that have to be there', () => {
    const { service, restApiId } = consoleWithApi()
    const none = (member: string) =>
      `Value null at '${member}' failed to satisfy constraint: Member must not be null`
    expect(service.call('CreateStage', { restApiId, stageName: null })).toBe(
      invalid(none('createStageInput.stageName'), none('createStageInput.deploymentId')),
    )
    expect(service.call('CreateRestApi', {})).toBe(invalid(none('createRestApiInput.name')))
  })

  it.each<[string, Input, string]>([
    [
      'CreateRestApi',
      { name: 7 },
      'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String',
    ],
    [
      'CreateApiKey',
      { enabled: 'yes' },
      'class java.lang.String can not be converted to an Boolean',
    ],
    [
      'CreateUsagePlan',
      { name: 'a', quota: { limit: true } },
      'class java.lang.Boolean can not be converted to an Integer',
    ],
    [
      'CreateVpcLink',
      { name: {}, targetArns: [] },
      'Start of structure or map found where not expected.',
    ],
    ['CreateRestApi', { name: 'a', tags: [] }, 'Start of list found where not expected.'],
    ['CreateRestApi', { name: 'a', binaryMediaTypes: 'image/png' }, 'Expected list or null'],
    [
      'UpdateApiKey',
      { apiKey: 'x', patchOperations: [{ op: 'replace', path: '/name', value: 7 }] },
      'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String',
    ],
  ])('has JSON types that can be read: %s %j', (operation, input, message) => {
    expect(new ManagementConsole().call(operation, input)).toBe(unreadable(message))
  })
})

describe('REST APIs', () => {
  it.each<[Input, string]>([
    [{ description: '' }, bad('Description cannot be an empty string')],
    [
      { minimumCompressionSize: 10485761 },
      bad('Invalid minimum compression size, must be between 0 and 10485760'),
    ],
    [
      { endpointConfiguration: { types: [] } },
      bad('REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.'),
    ],
    [
      { endpointConfiguration: { types: ['PRIVATE', 'REGIONAL'] } },
      bad('Cannot create an api with multiple Endpoint Types.'),
    ],
    [
      { endpointConfiguration: { types: ['PRIVATE'], ipAddressType: 'ipv4' } },
      bad('Only dualstack ipAddressType is supported for Private APIs.'),
    ],
    [
      { endpointConfiguration: { types: ['REGIONAL'], vpcEndpointIds: ['vpce-1'] } },
      bad('VPCEndpoints can only be specified with PRIVATE apis.'),
    ],
    [{ cloneFrom: 'none' }, unknownApi('none')],
    [
      { endpointConfiguration: { types: ['EDGE', 'edge'], ipAddressType: 'IPV4' } },
      invalid(
        "Value '[EDGE, edge]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]",
        "Value 'IPV4' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]",
      ),
    ],
  ])('are not made with %j', (input, answer) => {
    expect(new ManagementConsole().call('CreateRestApi', { name: 'a', ...input })).toBe(answer)
  })

  it.each<[string, string]>([
    ['add /name = x', bad('Invalid patch operation specified. Must be one of: [replace]')],
    [
      'remove /minimumCompressionSize',
      bad('Invalid patch operation specified. Must be one of: [replace]'),
    ],
    [
      'replace /minimumCompressionSize = ten',
      bad('Invalid minimum compression size, must be between 0 and 10485760'),
    ],
    ['replace /binaryMediaTypes = a/b', bad('Invalid patch path /binaryMediaTypes')],
    ['remove /binaryMediaTypes/a/b', bad('Invalid patch path /binaryMediaTypes/a/b')],
    ['replace /tags/a = b', bad('Invalid patch path /tags/a')],
    ['replace /name/x = b', bad('Invalid patch path /name/x')],
    [
      'add /endpointConfiguration/ipAddressType = ipv4',
      bad('Invalid patch operation specified. Must be one of: [replace]'),
    ],
    [
      'replace /endpointConfiguration/types/0 = private',
      bad('Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE'),
    ],
    [
      'add /endpointConfiguration/vpcEndpointIds = vpce-1',
      bad('VPCEndpoints can only be specified with PRIVATE apis.'),
    ],
  ])('refuse %s, and nothing of the call is done', (patch, answer) => {
    const { service, restApiId } = consoleWithApi()
    const before = service.account
    expect(service.patched('UpdateRestApi', { restApiId }, 'replace /name = other', patch)).toBe(
      answer,
    )
    expect(service.account).toBe(before)
  })

  it('are told by ids in which small letters count', () => {
    const { service, restApiId } = consoleWithApi()
    for (const operation of ['GetRestApi', 'DeleteRestApi', 'UpdateRestApi', 'GetResources']) {
      const id = restApiId.toUpperCase()
      expect(service.call(operation, { restApiId: id })).toBe(unknownApi(id))
    }
  })

  it('cannot be deployed while private without a policy', () => {
    const { service, restApiId } = consoleWithApi()
    service.patched(
      'UpdateRestApi',
      { restApiId },
      'replace /endpointConfiguration/types/EDGE = PRIVATE',
    )
    expect(service.call('CreateDeployment', { restApiId })).toBe(
      bad("Private REST API doesn't have a resource policy attached to it"),
    )
  })

  it('answer their policy with the whole ARN and keep what they were given', () => {
    const { service, restApiId } = consoleWithApi()
    const policy =
      '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}'
    const answer = service.patched('UpdateRestApi', { restApiId }, `replace /policy = ${policy}`)
    expect(typeof answer === 'string' ? answer : answer['policy']).toBe(
      `{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"execute-api:Invoke\\",\\"Resource\\":\\"arn:aws:execute-api:us-east-1:123456789012:${restApiId}/*\\"}]}`,
    )
    expect(service.account.design.apis[restApiId]).toMatchObject({ policy })
  })
})

describe('resources', () => {
  function withTree() {
    const bench = consoleWithApi()
    const { service, restApiId, method } = bench
    const add = (parentId: Input[string], pathPart: string) =>
      service.call('CreateResource', { restApiId, parentId, pathPart })
    const made = (parentId: Input[string], pathPart: string) => {
      const answer = add(parentId, pathPart)
      if (typeof answer === 'string') throw new Error(answer)
      return answer['id'] ?? ''
    }
    const root = method['resourceId'] ?? ''
    const pets = made(root, 'pets')
    return { ...bench, add, root, pets, proxy: made(pets, '{proxy+}') }
  }

  it('refuse siblings alike, two variables, children of greedy ones and parts with other characters', () => {
    const { add, root, pets, proxy } = withTree()
    expect(add(root, 'pets')).toBe(
      conflict('Another resource with the same parent already has this name: pets'),
    )
    expect(add(pets, '{id}')).toBe(
      bad(
        'A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed',
      ),
    )
    expect(add(proxy, 'x')).toBe(
      bad('Cannot create a child of a resource with a greedy path variable: {proxy+}'),
    )
    for (const part of ['a b', 'a/b', 'a{id}', '{}', '{+}', '{a+b}', 'a!', '']) {
      expect(add(root, part)).toMatch(/^400 BadRequestException: Resource's path part only allow/)
    }
    expect(add('none', 'x')).toBe(missing('Invalid Resource identifier specified'))
  })

  it('refuse patches that they do not know, moves below themselves and changes of the root', () => {
    const { service, restApiId, root, pets, proxy } = withTree()
    const update = (resourceId: Input[string], ...patches: string[]) =>
      service.patched('UpdateResource', { restApiId, resourceId }, ...patches)
    const supported = (op: string, path: string) =>
      bad(
        `Invalid patch path  '${path}' specified for op '${op}'. Please choose supported operations`,
      )
    for (const op of ['add', 'remove', 'move', 'test', 'copy']) {
      expect(update(pets, `${op} /pathPart = x`)).toBe(supported(op, '/pathPart'))
    }
    expect(update(pets, 'replace /path = x')).toBe(
      bad(
        "Invalid patch path  '/path' specified for op 'replace'. Must be one of: [/parentId, /pathPart]",
      ),
    )
    expect(update(pets, `replace /parentId = ${String(proxy)}`)).toBe(
      bad('Resources cannot be cyclical.'),
    )
    expect(update(root, 'replace /pathPart = x')).toBe(
      bad('Root resource cannot update its pathPart.'),
    )
    expect(update(root, `replace /parentId = ${String(pets)}`)).toBe(
      bad('Root resource cannot update its parentId.'),
    )
    expect(update(pets, 'replace /parentId = none')).toBe(
      missing('Invalid Resource identifier specified'),
    )
  })
})

describe('methods and integrations', () => {
  it('tell every expression that they cannot read in one message', () => {
    const { service, method } = consoleWithApi()
    const post = { ...method, httpMethod: 'POST', authorizationType: 'NONE' }
    expect(
      service.call('PutMethod', { ...post, requestParameters: { wrong: true, 'a.b': false } }),
    ).toBe(
      mapping(
        'Invalid mapping expression specified: wrong',
        'Invalid mapping expression specified: a.b',
      ),
    )
    expect(
      service.call('PutIntegration', {
        ...method,
        type: 'MOCK',
        requestTemplates: { '123': '', ok: '', 'a/b': '' },
      }),
    ).toBe(
      bad(
        'Validation Result: warnings : [], errors : [Invalid content type specified: 123, Invalid content type specified: ok]',
      ),
    )
  })

  it('read and write only what the method declares', () => {
    const { service, method } = consoleWithApi()
    const source = 'method.request.querystring.id'
    const integration = {
      ...method,
      type: 'MOCK',
      requestParameters: { 'integration.request.header.id': source },
    }
    expect(service.call('PutIntegration', integration)).toBe(
      mapping(`Invalid mapping expression parameter specified: ${source}`),
    )
    service.patched('UpdateMethod', method, `add /requestParameters/${source} = false`)
    service.made('PutIntegration', integration)
    const response = {
      ...method,
      statusCode: '200',
      responseParameters: { 'method.response.header.a': "'1'", 'method.response.header.b': "'2'" },
    }
    expect(service.call('PutIntegrationResponse', response)).toBe(
      mapping('No method response exists for method.'),
    )
    service.made('PutMethodResponse', {
      ...method,
      statusCode: '200',
      responseParameters: { 'method.response.header.a': true },
    })
    expect(service.call('PutIntegrationResponse', response)).toBe(
      mapping('Invalid mapping expression parameter specified: method.response.header.b'),
    )
  })

  it.each<[Input, string]>([
    [
      { type: 'HTTP', uri: 'https://example.com' },
      bad('Enumeration value for HttpMethod must be non-empty'),
    ],
    [
      { type: 'HTTP', uri: 'https://example.com', integrationHttpMethod: 'get' },
      bad(
        'Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY',
      ),
    ],
    [
      { type: 'HTTP', uri: 'ftp://example.com', integrationHttpMethod: 'GET' },
      bad('Invalid HTTP endpoint specified for URI'),
    ],
    [
      { type: 'HTTP_PROXY', uri: 'https://example.com:22/x', integrationHttpMethod: 'GET' },
      bad('Invalid HTTP endpoint specified for URI'),
    ],
    [
      { type: 'AWS', uri: 'sqs', integrationHttpMethod: 'POST' },
      bad('Invalid ARN specified in the request'),
    ],
    [
      { type: 'AWS', uri: 'arn:aws:sqs:us-east-1:1:queue', integrationHttpMethod: 'POST' },
      bad('AWS ARN for integration must contain path or action'),
    ],
    [
      {
        type: 'AWS',
        uri: 'arn:aws:apigateway:us-east-1:sqs:path/1/q',
        integrationHttpMethod: 'POST',
        credentials: 'my-role',
      },
      bad('Invalid ARN specified in the request'),
    ],
    [
      {
        type: 'AWS_PROXY',
        uri: 'arn:aws:apigateway:us-east-1:sqs:path/1/q',
        integrationHttpMethod: 'POST',
      },
      bad(
        "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
      ),
    ],
    [{ type: 'MOCK', timeoutInMillis: 29001 }, bad('Timeout should be between 50 ms and 29000 ms')],
    [
      { type: 'mock' },
      invalid(
        "Value 'mock' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]",
      ),
    ],
    [{ type: 'MOCK', cacheKeyParameters: ['x'] }, bad('Invalid cache key parameter specified')],
  ])('refuse the integration %j', (input, answer) => {
    const { service, method } = consoleWithApi()
    expect(service.call('PutIntegration', { ...method, ...input })).toBe(answer)
  })

  it.each<[string, string]>([
    ['replace /type = HTTP', bad('Invalid patch path /type')],
    ['replace /requestTemplates = x', bad('Invalid patch path /requestTemplates')],
    ['replace /requestTemplates/a~1b = x', missing('Content-Type specified was not found')],
    [
      'remove /requestParameters/integration.request.header.a',
      missing('Invalid parameter name specified'),
    ],
    ['remove /uri', bad('Invalid patch operation specified. Must be one of: [replace]')],
    [
      'replace /contentHandling = TEXT',
      bad('Invalid ContentHandling specified. Valid options are CONVERT_TO_BINARY,CONVERT_TO_TEXT'),
    ],
    ['replace /timeoutInMillis = 49', bad('Timeout should be between 50 ms and 29000 ms')],
  ])('refuse the patch of an integration %s', (patch, answer) => {
    const { service, method } = consoleWithApi()
    expect(service.patched('UpdateIntegration', method, patch)).toBe(answer)
  })

  it('are not put twice, nor are method responses, while integration responses are', () => {
    const { service, method } = consoleWithApi()
    const response = { ...method, statusCode: '200' }
    service.made('PutMethodResponse', response)
    expect(service.call('PutMethodResponse', response)).toBe(
      conflict('Response already exists for this resource'),
    )
    expect(service.call('PutMethod', { ...method, authorizationType: 'NONE' })).toBe(
      conflict('Method already exists for this resource'),
    )
    service.made('PutIntegrationResponse', response)
    service.made('PutIntegrationResponse', response)
  })

  it('drop the address that is patched into a MOCK', () => {
    const { service, method } = consoleWithApi()
    const answer = service.patched(
      'UpdateIntegration',
      method,
      'replace /uri = https://example.com',
    )
    expect(answer).not.toHaveProperty('uri')
  })

  it('answer a response template without text as null', () => {
    const { service, method } = consoleWithApi()
    const answer = service.made('PutIntegrationResponse', {
      ...method,
      statusCode: '200',
      responseTemplates: { 'application/json': '', 'text/plain': null, 'a/b': 'x' },
    })
    expect(answer['responseTemplates']).toEqual({
      'application/json': null,
      'text/plain': null,
      'a/b': 'x',
    })
  })
})

describe('models, validators and authorizers', () => {
  it.each<[Input, string]>([
    [{ name: '', schema: '{}' }, bad('Model name must be non-empty')],
    [{ name: 'a-b', schema: '{}' }, bad('Model name must be alphanumeric: a-b')],
    [{ name: 'Empty', schema: '' }, conflict('Model name already exists for this REST API')],
    [{ name: 'A' }, bad('Model schema must have at least 1 property or array items defined')],
    [
      { name: 'A', schema: '{"type":' },
      bad(
        'Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]',
      ),
    ],
    [
      { name: 'A', schema: '{"properties":{"a":{"required":[]}}}' },
      bad(
        'Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]',
      ),
    ],
    [
      { name: 'A', schema: '{"items":{"$ref":"Pet"}}' },
      bad(
        'Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified, Model reference must be in canonical form]',
      ),
    ],
  ])('refuse the model %j', (input, answer) => {
    const { service, restApiId } = consoleWithApi()
    const model = { restApiId, contentType: 'application/json', ...input }
    expect(service.call('CreateModel', model)).toBe(answer)
  })

  it('name their validators apart', () => {
    const { service, restApiId } = consoleWithApi()
    const made = service.made('CreateRequestValidator', { restApiId, name: 'all' })
    expect(service.call('CreateRequestValidator', { restApiId, name: 'all' })).toBe(
      conflict('Request Validator name must be unique'),
    )
    const address = { restApiId, requestValidatorId: made['id'] ?? '' }
    expect(service.patched('UpdateRequestValidator', address, 'replace /name')).toBe(
      bad('Request Validator name cannot be blank'),
    )
    expect(service.patched('UpdateRequestValidator', address, 'replace /id = x')).toBe(
      bad(
        "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/name, /validateRequestParameters, /validateRequestBody]",
      ),
    )
  })

  it('say where the token is, and call a function', () => {
    const { service, restApiId } = consoleWithApi()
    const authorizer = { restApiId, name: 'who', type: 'TOKEN' }
    expect(service.call('CreateAuthorizer', authorizer)).toBe(bad('Invalid request input'))
    const identitySource = 'method.request.header.Authorization'
    const uri = 'arn:aws:lambda:us-east-1:1:function:f'
    expect(
      service.call('CreateAuthorizer', { ...authorizer, identitySource, authorizerUri: uri }),
    ).toBe(
      bad(
        `Invalid Authorizer URI: ${uri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
      ),
    )
    const inQuery = 'method.request.querystring.token'
    expect(service.call('CreateAuthorizer', { ...authorizer, identitySource: inQuery })).toBe(
      bad(
        `Invalid token source expression: ${inQuery}. The source must be a method request header, matching 'method.request.header.[a-zA-Z0-9._-]+'.`,
      ),
    )
    const made = service.made('CreateAuthorizer', { ...authorizer, identitySource })
    expect(made).not.toHaveProperty('authorizerResultTtlInSeconds')
    const address = { restApiId, authorizerId: made['id'] ?? '' }
    expect(service.patched('UpdateAuthorizer', address, 'replace /type = token')).toBe(
      bad('Invalid AuthorizerType specified. Valid options are TOKEN,REQUEST,COGNITO_USER_POOLS'),
    )
    const twice = service.patched(
      'UpdateAuthorizer',
      address,
      'add /providerARNs = arn:a',
      'add /providerARNs = arn:b',
    )
    expect(twice).toMatchObject({ providerARNs: ['arn:a', 'arn:b'] })
  })
})

describe('the API of a document', () => {
  const documentOf = (more: object, responseParameters: object = {}) =>
    JSON.stringify({
      openapi: '3.0.1',
      info: { title: 'pets', version: '1' },
      paths: {
        '/pets': {
          get: {
            responses: { 200: { description: 'ok' } },
            'x-amazon-apigateway-integration': {
              type: 'mock',
              responses: { default: { statusCode: '200', responseParameters } },
            },
          },
        },
      },
      ...more,
    })
  const imported = (body: string) => new ManagementConsole().call('ImportRestApi', { body })
  it('is refused with every mapping that the service cannot read', () => {
    const wrong =
      'Validation Result: warnings : [], errors : [Invalid mapping expression specified: plain]'
    expect(imported(documentOf({}, { 'method.response.header.X-A': 'plain' }))).toBe(
      bad(
        `Errors found during import:\n\tUnable to put integration response on 'GET' for resource at path '/pets': Invalid mapping expression specified: ${wrong}`,
      ),
    )
    expect(imported(documentOf({}, { 'method.response.header.X-A': "'plain'" }))).toMatchObject({
      name: 'pets',
    })
  })
  it('is refused with a gateway response or an authorizer that the service cannot use', () => {
    const responseParameters = { 'gatewayresponse.header.X': 'integration.response.header.X' }
    const gatewayResponses = { THROTTLED: { responseParameters } }
    expect(
      imported(documentOf({ 'x-amazon-apigateway-gateway-responses': gatewayResponses })),
    ).toContain('Invalid mapping expression specified: integration.response.header.X')
    const securitySchemes = {
      gate: {
        type: 'apiKey',
        name: 'token',
        in: 'query',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': { type: 'token' },
      },
    }
    expect(imported(documentOf({ components: { securitySchemes } }))).toContain(
      'Invalid token source expression: method.request.querystring.token.',
    )
  })
})

describe('what is not there', () => {
  const resource = missing('Invalid Resource identifier specified')
  const method = missing('Invalid Method identifier specified')
  it.each<[string, Input, string]>([
    ['GetModels', { restApiId: 'none' }, unknownApi('none')],
    ['GetModel', { modelName: 'empty' }, missing('Invalid model name specified: empty')],
    ['DeleteModel', { modelName: 'None' }, missing('Invalid model name specified: None')],
    [
      'CreateAuthorizer',
      { restApiId: 'none', name: 'a', type: 'TOKEN' },
      conflict(
        'Unable to complete operation due to concurrent modification. Please try again later.',
      ),
    ],
    ['GetAuthorizers', { restApiId: 'none' }, unknownApi('none')],
    [
      'CreateRequestValidator',
      { restApiId: 'none', name: 'a' },
      bad('Invalid REST API identifier specified'),
    ],
    [
      'GetRequestValidator',
      { restApiId: 'none' },
      missing('Invalid Request Validator identifier specified'),
    ],
    [
      'GetDocumentationPart',
      { restApiId: 'none' },
      missing('Invalid Documentation part identifier specified'),
    ],
    ['DeleteDocumentationPart', { restApiId: 'none' }, unknownApi('none')],
    ['GetMethod', { restApiId: 'none' }, resource],
    ['GetMethod', { resourceId: 'none' }, resource],
    ['DeleteMethod', { httpMethod: 'get' }, method],
    ['PutIntegration', { httpMethod: 'POST', type: 'MOCK' }, method],
    [
      'PutIntegrationResponse',
      { httpMethod: 'ANY', statusCode: '200' },
      missing('Invalid Method identifier specified'),
    ],
    [
      'GetIntegrationResponse',
      { statusCode: '201' },
      missing('Invalid Response status code specified'),
    ],
    [
      'DeleteGatewayResponse',
      { responseType: 'THROTTLED' },
      missing('Gateway response type not defined on api'),
    ],
    ['GetStage', { stageName: 'none' }, missing('Invalid stage identifier specified')],
    ['GetVpcLink', { vpcLinkId: 'none' }, missing('Invalid Vpc Link identifier specified')],
    ['UpdateUsagePlan', { usagePlanId: 'none' }, missing('Invalid Usage Plan ID specified')],
    ['GetApiKey', { apiKey: '__proto__' }, missing('Invalid API Key identifier specified')],
  ])('is told by %s %j', (operation, input, answer) => {
    const { service, method } = consoleWithApi()
    expect(service.call(operation, { ...method, ...input })).toBe(answer)
  })

  it('is told of a thing of another API, and of one that was deleted', () => {
    const { service, restApiId } = consoleWithApi()
    const other = service.made('CreateRestApi', { name: 'other' })
    const validator = service.made('CreateRequestValidator', { restApiId, name: 'all' })
    const requestValidatorId = validator['id'] ?? ''
    const none = missing('Invalid Request Validator identifier specified')
    const elsewhere = { restApiId: other['id'] ?? '', requestValidatorId }
    expect(service.call('GetRequestValidator', elsewhere)).toBe(none)
    service.made('DeleteRequestValidator', { restApiId, requestValidatorId })
    expect(service.call('DeleteRequestValidator', { restApiId, requestValidatorId })).toBe(none)
  })

  it('keeps a model as long as a method has it, and names the method that came last', () => {
    const { service, restApiId, method } = consoleWithApi()
    const model = { restApiId, name: 'Pet', contentType: 'application/json', schema: '{}' }
    service.made('CreateModel', model)
    const remove = () => service.call('DeleteModel', { restApiId, modelName: 'Pet' })
    const used = (where: string) => conflict(`Cannot delete model 'Pet', is referenced in ${where}`)
    service.patched('UpdateMethod', method, 'add /requestModels/application~1json = Pet')
    expect(remove()).toBe(used('method request: //GET'))
    const { id = '' } = service.made('CreateResource', {
      restApiId,
      parentId: method['resourceId'] ?? '',
      pathPart: 'pets',
    })
    const pets = { ...method, resourceId: id }
    service.made('PutMethod', { ...pets, authorizationType: 'none' })
    const responseModels = { 'application/json': 'Pet' }
    service.made('PutMethodResponse', { ...pets, statusCode: '200', responseModels })
    expect(remove()).toBe(used('method response: /pets/GET'))
    service.made('DeleteMethod', pets)
    expect(remove()).toBe(used('method request: //GET'))
    service.patched('UpdateMethod', method, 'remove /requestModels/application~1json')
    expect(remove()).toEqual({})
  })
})

describe('gateway responses', () => {
  it('have parameters and templates with a value', () => {
    const { service, restApiId } = consoleWithApi()
    const put = (members: Input) =>
      service.call('PutGatewayResponse', { restApiId, responseType: 'THROTTLED', ...members })
    for (const empty of [null, '']) {
      expect(put({ responseTemplates: { 'a/b': empty } })).toBe(
        bad('Invalid null or empty value in responseTemplates'),
      )
    }
    expect(put({ responseParameters: { 'method.response.header.a': "'x'" } })).toBe(
      mapping('Invalid mapping expression specified: method.response.header.a'),
    )
    expect(put({ responseParameters: { 'gatewayresponse.path.a': "'x'" } })).toMatchObject({
      defaultResponse: false,
    })
  })

  it('refuse a status that is none as a mistake of the shape', () => {
    const { service, restApiId } = consoleWithApi()
    const address = { restApiId, responseType: 'THROTTLED' }
    expect(service.patched('UpdateGatewayResponse', address, 'replace /statusCode = 600')).toMatch(
      /^400 ValidationException: 1 validation error detected: Value '600' at 'statusCode'/,
    )
  })
})

describe('stages', () => {
  function withStage() {
    const bench = consoleWithApi()
    const { service, restApiId } = bench
    service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    const update = (...patches: string[]) =>
      service.patched('UpdateStage', { restApiId, stageName: 'dev' }, ...patches)
    return { ...bench, update }
  }

  it.each<[string, string]>([
    ['move /description', bad('Invalid move operation with path: /description')],
    ['test /variables/a = x', bad('Invalid test operation with path: /variables/a')],
    [
      'add /canarySettings/percentTraffic = 1',
      bad('Invalid add operation with path: /canarySettings/percentTraffic'),
    ],
    ['replace /deploymentId = none', bad('Deployment id does not exist')],
    ['replace /canarySettings/deploymentId = none', bad('Deployment id does not exist')],
    [
      'replace /canarySettings/percentTraffic = 101',
      bad('Percent traffic of a canary must be between 0.0 and 100.0'),
    ],
    [
      'replace /variables/a-b = x',
      bad('Invalid stage variable name: a-b.  Please use names with only word characters.'),
    ],
    [
      'replace /variables/a = ',
      bad(
        "Invalid stage variable value: .  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.",
      ),
    ],
    [
      'replace /cacheClusterSize = 2',
      bad(
        'Invalid cache cluster size specified. Valid options are 0.5,1.6,6.1,13.5,28.4,58.2,118,237',
      ),
    ],
    [
      'replace /accessLogSettings/level = x',
      bad(
        'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
      ),
    ],
    ['add /accessLogSettings/format = ', bad('Access Log value must not be empty')],
    ['replace /accessLogSettings/destinationArn = ', bad('Access Log value must not be empty')],
    [
      'remove /accessLogSettings/format',
      bad(
        'Cannot remove method setting accessLogSettings/format because there is no method setting for this method ',
      ),
    ],
    [
      'copy /description',
      bad(
        'Invalid copy operation with path: /description and from null. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]',
      ),
    ],
    [
      'remove /~1pets/GET',
      bad(
        'Cannot remove method setting ~1pets/GET because there is no method setting for this method ',
      ),
    ],
    [
      'remove /canarySettings/percentTraffic',
      bad(
        'Cannot remove method setting canarySettings/percentTraffic because there is no method setting for this method ',
      ),
    ],
  ])('refuse %s', (patch, answer) => {
    const { service, update } = withStage()
    const before = service.account
    expect(update('replace /description = new', patch)).toBe(answer)
    expect(service.account).toBe(before)
  })

  it.each(['/documentation_version', '/tags/a', '/canarySettings', '/pets/GET', '/webAclArn'])(
    'list the paths that they know where they are asked for %s',
    (path) => {
      const answer = withStage().update(`replace ${path} = x`)
      expect(answer).toMatch(/^400 BadRequestException: Invalid method setting path: /)
      expect(answer).toContain(`${path}. Must be one of: [/deploymentId, /description, `)
    },
  )

  it('keep a setting under the path as it was given, its slashes escaped or not', () => {
    const { update } = withStage()
    const answer = update(
      'replace /~1pets~1{id}/GET/metrics/enabled = true',
      'replace /pets/{id}/PUT/throttling/rateLimit = 2.5',
    )
    expect(answer).toMatchObject({
      methodSettings: {
        '~1pets~1{id}/GET': { metricsEnabled: true },
        'pets/{id}/PUT': { throttlingRateLimit: 2.5 },
      },
    })
  })

  it('forget what was noted of one that is gone', () => {
    const { service, restApiId } = consoleWithApi()
    const deployed = service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    service.environment.now = () => Date.UTC(2026, 1, 1)
    service.patched('UpdateStage', { restApiId, stageName: 'dev' }, 'replace /description = x')
    service.made('DeleteStage', { restApiId, stageName: 'dev' })
    service.environment.now = () => Date.UTC(2026, 2, 1)
    const again = { restApiId, stageName: 'dev', deploymentId: deployed['id'] ?? '' }
    expect(service.made('CreateStage', again)['lastUpdatedDate']).toBe('2026-03-01T00:00:00Z')
  })

  it('leave usage plans when they go', () => {
    const { service, restApiId } = withStage()
    const plan = service.made('CreateUsagePlan', {
      name: 'basic',
      apiStages: [{ apiId: restApiId, stage: 'dev' }],
    })
    const usagePlanId = plan['id'] ?? ''
    expect(service.call('DeleteUsagePlan', { usagePlanId })).toBe(
      bad(
        `Cannot delete Usage Plan ${String(usagePlanId)} because there are API Stages associated with it, including ${restApiId}:dev`,
      ),
    )
    service.made('DeleteStage', { restApiId, stageName: 'dev' })
    expect(service.made('GetUsagePlan', { usagePlanId })['apiStages']).toEqual([])
    service.made('DeleteUsagePlan', { usagePlanId })
  })
})

describe('API keys and usage plans', () => {
  it('have one key for a value', () => {
    const service = new ManagementConsole()
    const value = 'k'.repeat(20)
    service.made('CreateApiKey', { value })
    expect(service.call('CreateApiKey', { value })).toBe(conflict('API Key already exists'))
  })

  it('take a key that is deleted out of its plans', () => {
    const service = new ManagementConsole()
    const keyId = service.made('CreateApiKey', {})['id'] ?? ''
    const usagePlanId = service.made('CreateUsagePlan', { name: 'basic' })['id'] ?? ''
    service.made('CreateUsagePlanKey', { usagePlanId, keyId, keyType: 'API_KEY' })
    service.made('DeleteApiKey', { apiKey: keyId })
    expect(service.made('GetUsagePlanKeys', { usagePlanId })['items']).toEqual([])
    expect(service.call('GetUsagePlanKey', { usagePlanId, keyId })).toBe(
      missing('Invalid API Key identifier specified'),
    )
  })

  it.each<[string, string]>([
    ['remove /apiStages', bad('Invalid API Stage specified')],
    ['add /apiStages = dev', bad('Invalid API Stage specified')],
    [
      'remove /apiStages = ID:dev',
      missing('Invalid API Stage {api: ID, stage: dev} specified for usageplan PLAN'),
    ],
    [
      'add /apiStages = none:dev',
      missing('Invalid API Stage {api: none, stage: dev} specified for usageplan PLAN'),
    ],
    [
      'remove /apiStages/ID:dev',
      bad(
        "Invalid patch path  '/apiStages/ID:dev' specified for op 'remove'. Must be one of: [/apiStages, /quota, /throttle, /productCode, /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>, /apiStages/<apidId:stageName>/throttle]",
      ),
    ],
    [
      'move /name',
      bad(
        "Invalid patch path  '/name' specified for op 'move'. Please choose supported operations",
      ),
    ],
    ['replace /name = ', bad('Usage Plan name cannot be blank')],
    [
      'replace /quota/period = YEAR',
      bad('Invalid quota period specified. Valid options are DAY,WEEK,MONTH'),
    ],
  ])('refuse the patch of a plan %s', (patch, answer) => {
    const { service, restApiId } = consoleWithApi()
    service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    const usagePlanId = String(service.made('CreateUsagePlan', { name: 'basic' })['id'])
    const filled = (text: string) =>
      text.replace('ID:', `${restApiId}:`).replace('PLAN', usagePlanId)
    expect(service.patched('UpdateUsagePlan', { usagePlanId }, filled(patch))).toBe(
      filled(answer).replace('api: ID', `api: ${restApiId}`),
    )
  })

  it('limit methods by the path and the verb, however they are escaped', () => {
    const { service, restApiId } = consoleWithApi()
    service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    const plan = service.made('CreateUsagePlan', {
      name: 'basic',
      apiStages: [{ apiId: restApiId, stage: 'dev' }],
    })
    const at = `/apiStages/${restApiId}:dev/throttle`
    const update = (...patches: string[]) => {
      const answer = service.patched(
        'UpdateUsagePlan',
        { usagePlanId: plan['id'] ?? '' },
        ...patches,
      )
      return typeof answer === 'string' ? answer : answer['apiStages']
    }
    const stage = { apiId: restApiId, stage: 'dev' }
    expect(update(`replace ${at}/~1/GET/rateLimit = 5`)).toEqual([
      { ...stage, throttle: { '//GET': { rateLimit: 5 } } },
    ])
    expect(update(`remove ${at}/~1/GET`)).toEqual([stage])
  })
})

describe('VPC links', () => {
  it('have one target, and stay while a stage goes through them', () => {
    const { service, restApiId, method } = consoleWithApi()
    const arn = 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/b'
    expect(service.call('CreateVpcLink', { name: 'x', targetArns: [arn, arn] })).toBe(
      bad('More than one target arn specified for vpc link.'),
    )
    const link = service.made('CreateVpcLink', { name: 'x', targetArns: [arn] })
    const connectionId = link['id'] ?? ''
    service.made('PutIntegration', {
      ...method,
      type: 'HTTP',
      uri: 'https://example.com',
      integrationHttpMethod: 'GET',
      connectionType: 'VPC_LINK',
      connectionId,
    })
    service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    service.made('DeleteIntegration', method)
    expect(service.call('DeleteVpcLink', { vpcLinkId: connectionId })).toBe(
      bad(
        `Cannot delete vpc link. Vpc link '${String(connectionId)}', is referenced in [${restApiId}:GET:${String(method['resourceId'])}:dev] in format of [RESTApiId:Method:Resource:Stage].`,
      ),
    )
  })
})

describe('custom domain names', () => {
  it('lead each base path to one API and a stage of it, and hold the API', () => {
    const { service, restApiId } = consoleWithApi()
    service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    const domainName = 'api.example.com'
    const map = (members: Input) =>
      service.call('CreateBasePathMapping', { domainName, restApiId, ...members })
    expect(map({})).toBe(missing('Invalid domain name identifier specified'))
    service.made('CreateDomainName', { domainName })
    expect(service.call('CreateDomainName', { domainName })).toBe(
      bad('The domain name you provided already exists.'),
    )
    expect(map({ stage: 'dev' })).toEqual({ basePath: '(none)', restApiId, stage: 'dev' })
    expect(map({ basePath: '' })).toBe(conflict('Base path already exists for this domain name'))
    expect(map({ basePath: 'a', stage: 'none' })).toBe(bad('Invalid stage identifier specified'))
    expect(map({ basePath: 'a', restApiId: 'none' })).toBe(
      bad('Invalid REST API identifier specified'),
    )
    expect(service.call('DeleteRestApi', { restApiId })).toBe(
      bad(
        `Deleting RestApi ${restApiId} failed. Please remove all base path mappings related to the RestApi in your domains: api.example.com`,
      ),
    )
    const mapping = { domainName, basePath: '(none)' }
    expect(
      service.patched('UpdateBasePathMapping', mapping, 'replace /basePath = pets'),
    ).toMatchObject({ basePath: 'pets' })
    service.made('DeleteBasePathMapping', { domainName, basePath: 'pets' })
    expect(service.call('GetBasePathMapping', mapping)).toBe(
      missing('Invalid base path mapping identifier specified'),
    )
    service.made('DeleteRestApi', { restApiId })
  })
})

describe('documentation', () => {
  it('has one part for a location, and versions that stages can be given', () => {
    const { service, restApiId } = consoleWithApi()
    const part = { restApiId, location: { type: 'METHOD', path: '/', method: 'GET' } }
    service.made('CreateDocumentationPart', { ...part, properties: '{}' })
    expect(service.call('CreateDocumentationPart', { ...part, properties: '{}' })).toBe(
      conflict(
        "Documentation part already exists for the specified location: type 'METHOD', path '/', method 'GET'",
      ),
    )
    expect(
      service.call('CreateDocumentationVersion', {
        restApiId,
        documentationVersion: '1',
        stageName: 'none',
      }),
    ).toBe(missing('Invalid stage identifier specified'))
  })
})

describe('lists', () => {
  it('embed what they are asked to', () => {
    const { service, restApiId } = consoleWithApi()
    const { id } = service.made('CreateDeployment', { restApiId })
    const bare = service.made('GetDeployments', { restApiId })
    expect(bare['items']).toEqual([{ id, createdDate: '2026-01-31T00:00:00Z' }])
    const summary = { '/': { GET: { authorizationType: 'NONE', apiKeyRequired: false } } }
    const deployment = { restApiId, deploymentId: id ?? '', embed: ['apisummary'] }
    expect(service.made('GetDeployment', deployment)['apiSummary']).toEqual(summary)
    expect(service.made('GetResources', { restApiId })['items']).toMatchObject([
      { path: '/', resourceMethods: { GET: {} } },
    ])
    expect(service.made('GetResources', { restApiId, embed: 'methods' })['items']).toMatchObject([
      { resourceMethods: { GET: { httpMethod: 'GET', methodIntegration: { type: 'MOCK' } } } },
    ])
  })

  it('go on where the page before ended, and refuse other positions', () => {
    const service = new ManagementConsole()
    for (const name of ['a', 'b', 'c']) service.made('CreateRestApi', { name })
    const page = (input: Input) => service.call('GetRestApis', input)
    const first = page({ limit: 2 })
    expect(first).toMatchObject({ items: [{ name: 'a' }, { name: 'b' }], position: '2' })
    const rest = page({ limit: '2', position: '2' })
    expect(rest).toMatchObject({ items: [{ name: 'c' }] })
    expect(rest).not.toHaveProperty('position')
    expect(page({ position: '3' })).toEqual({ items: [] })
    expect(page({ position: '-1' })).toBe(bad('Invalid position parameter specified'))
  })
})
