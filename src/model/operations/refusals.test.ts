import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import type { Result } from '../result.ts'
import type { Authorizer } from '../schema/authorizer.ts'
import type { Design } from '../schema/design.ts'
import { integration } from '../schema/integrations/index.ts'
import type { Integration } from '../schema/integrations/index.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { Stage } from '../schema/stage.ts'
import { putApiKey, putUsagePlan, putVpcLink, removeUsagePlan, removeVpcLink } from './access.ts'
import { addAuthorizer, removeAuthorizer } from './authorizers.ts'
import { emptyDesign } from './designs.ts'
import { putGatewayResponse } from './gatewayResponses.ts'
import { putDomainName } from './identities.ts'
import {
  putIntegration,
  putIntegrationResponse,
  setIntegrationType,
  updateIntegration,
} from './integrations.ts'
import { addMethod, putMethod, setRequestParameter, updateMethod } from './methods.ts'
import { addModel, removeModel, updateModel } from './models.ts'
import { addResource, renameResource } from './resources.ts'
import { addRestApi, removeApi, updateRestApi } from './restApis.ts'
import { addDeployment, addStage, removeStage, setStageVariable, updateStage } from './stages.ts'
import { addRequestValidator, updateRequestValidator } from './validators.ts'

function taken(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

/** What a refusal says, and where: without the API's address, which all have. */
function refusal(result: Result<Design>): { message: string; at: string } | undefined {
  const problem = result.ok ? undefined : result.problems[0]
  return problem && { message: problem.message, at: problem.at.join('/').replace('apis/a/', '') }
}

const get = { apiId: 'a', resourceId: 'r', httpMethod: 'GET' } as const
const getAt = 'resources/r/methods/GET'
const lambda =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations'
const arn = 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/b'
const authorizer: Authorizer = { id: 'z', name: 'who', type: 'TOKEN', providerARNs: [] }
const http = (members: object): Integration =>
  integration.parse({ type: 'HTTP', uri: 'https://example.com', httpMethod: 'GET', ...members })

/** An API with a stage, a deployment, a method with a MOCK and one of everything that has a name. */
function base(): Design {
  const steps: readonly ((design: Design) => Result<Design>)[] = [
    (d) => addRestApi(d, { apiId: 'a', rootResourceId: 'r', name: 'pets' }),
    (d) => addMethod(d, get),
    (d) => putIntegration(d, { ...get, integration: integration.parse({ type: 'MOCK' }) }),
    (d) => addDeployment(d, { apiId: 'a', deploymentId: 'd1', createdDate: '2026-01-31' }),
    (d) => addRequestValidator(d, { apiId: 'a', validator: validator('v1', 'all') }),
    (d) => putApiKey(d, { key: { id: 'k', value: 'k'.repeat(20), enabled: true, tags: {} } }),
  ]
  return steps.reduce((design, step) => taken(step(design)), emptyDesign('d', countingIds()))
}

const validator = (id: string, name: string) => ({
  id,
  name,
  validateRequestBody: true,
  validateRequestParameters: false,
})
const plan = (id: string, change: object = {}) => ({
  id,
  name: id,
  apiStages: [{ apiId: 'a', stage: 'dev' }],
  keyIds: ['k'],
  tags: {},
  ...change,
})
const updated = (change: Partial<Stage>) => (d: Design) =>
  updateStage(d, { apiId: 'a', stageName: 'dev', change })
const settings = (setting: Stage['methodSettings'][string]) =>
  updated({ methodSettings: { '*/*': setting } })
const endpoints = (types: RestApi['endpointConfiguration']['types'], vpcEndpointIds: string[]) => ({
  endpointConfiguration: { types, vpcEndpointIds },
})

describe('an operation says at which field the service would refuse', () => {
  it.each<[what: string, (design: Design) => Result<Design>, at: string, message: string]>([
    [
      'a path part with other characters',
      (d) => addResource(d, { apiId: 'a', parentId: 'r', resourceId: 'x', pathPart: 'a!' }),
      'resources/r',
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    ],
    [
      'VPC endpoints of an API that is not private',
      (d) => updateRestApi(d, { apiId: 'a', change: endpoints(['REGIONAL'], ['vpce-1']) }),
      'endpointConfiguration',
      'VPCEndpoints can only be specified with PRIVATE apis.',
    ],
    [
      'a parameter without its place',
      (d) => setRequestParameter(d, { ...get, name: 'id', required: true }),
      `${getAt}/requestParameters/id`,
      'Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: id]',
    ],
    [
      'an authorizer of a method that is not there',
      (d) => updateMethod(d, { ...get, change: { authorizationType: 'CUSTOM' } }),
      `${getAt}/authorizerId`,
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    ],
    [
      'a verb of a backend that is none',
      (d) => putIntegration(d, { ...get, integration: http({ httpMethod: 'FETCH' }) }),
      `${getAt}/integration/httpMethod`,
      'Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY',
    ],
    [
      'a port that is not open to the gateway',
      (d) => putIntegration(d, { ...get, integration: http({ uri: 'https://example.com:22/' }) }),
      `${getAt}/integration/uri`,
      'Invalid HTTP endpoint specified for URI',
    ],
    [
      'a role that is no ARN',
      (d) => putIntegration(d, { ...get, integration: http({ credentials: 'role' }) }),
      `${getAt}/integration/credentials`,
      'Invalid ARN specified in the request',
    ],
    [
      'a VPC link connection without its link',
      (d) => putIntegration(d, { ...get, integration: http({ connectionType: 'VPC_LINK' }) }),
      `${getAt}/integration/connectionId`,
      'VPC Link ID must be specified for a VPC_LINK connection',
    ],
    [
      'a time-out beyond 29 seconds',
      (d) => updateIntegration(d, { ...get, change: { timeoutInMillis: 29001 } }),
      `${getAt}/integration/timeoutInMillis`,
      'Timeout should be between 50 ms and 29000 ms',
    ],
    [
      'mappings that cannot be read, all of them',
      (d) => updateIntegration(d, { ...get, change: { requestParameters: { a: "'1'", b: 'x' } } }),
      `${getAt}/integration/requestParameters/a`,
      'Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: a, Invalid mapping expression specified: b]',
    ],
    [
      'templates for content types that are none, all of them',
      (d) => updateIntegration(d, { ...get, change: { requestTemplates: { '1': '', '2': '' } } }),
      `${getAt}/integration/requestTemplates/1`,
      'Validation Result: warnings : [], errors : [Invalid content type specified: 1, Invalid content type specified: 2]',
    ],
    [
      'a template of more than 300 KB',
      (d) =>
        putIntegrationResponse(d, {
          ...get,
          response: {
            statusCode: '200',
            responseParameters: {},
            responseTemplates: { 'text/plain': 'x'.repeat(300 * 1024 + 1) },
          },
        }),
      `${getAt}/integration/integrationResponses/200/responseTemplates/text/plain`,
      'A mapping template may have 300 KB; this one has 301.',
    ],
    [
      'a schema that is no JSON Schema',
      (d) => updateModel(d, { apiId: 'a', name: 'Error', change: { schema: '{"enum":[1,1]}' } }),
      'models/Error/schema',
      'Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]',
    ],
    [
      'a validator with the name of another',
      (d) => addRequestValidator(d, { apiId: 'a', validator: validator('v2', 'all') }),
      'requestValidators/v2/name',
      'Request Validator name must be unique',
    ],
    [
      'a validator without a name',
      (d) => updateRequestValidator(d, { apiId: 'a', id: 'v1', change: { name: ' ' } }),
      'requestValidators/v1/name',
      'Request Validator name cannot be blank',
    ],
    [
      'an authorizer that calls no function',
      (d) => addAuthorizer(d, { apiId: 'a', authorizer: { ...authorizer, authorizerUri: arn } }),
      'authorizers/z/authorizerUri',
      `Invalid Authorizer URI: ${arn}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
    ],
    [
      'results that are kept for half a second',
      (d) =>
        addAuthorizer(d, {
          apiId: 'a',
          authorizer: { ...authorizer, authorizerResultTtlInSeconds: 0.5 },
        }),
      'authorizers/z/authorizerResultTtlInSeconds',
      'Authorizer result TTL must be between 0 and 3600 seconds',
    ],
    [
      'a header of a gateway response without a value',
      (d) =>
        putGatewayResponse(d, {
          apiId: 'a',
          response: {
            responseType: 'THROTTLED',
            responseParameters: { 'gatewayresponse.header.a': '' },
            responseTemplates: {},
          },
        }),
      'gatewayResponses/THROTTLED/responseParameters/gatewayresponse.header.a',
      'Invalid null or empty value in responseParameters',
    ],
    [
      'a stage name with a blank',
      (d) => addStage(d, { apiId: 'a', stage: { stageName: 'no way' } }),
      'stages/no way',
      'Stage name only allows a-zA-Z0-9_-',
    ],
    [
      'a stage variable with a hyphen in its name',
      (d) => setStageVariable(d, { apiId: 'a', stageName: 'dev', name: 'a-b', value: 'x' }),
      'stages/dev/variables/a-b',
      'Invalid stage variable name: a-b.  Please use names with only word characters.',
    ],
    [
      'a variable of a canary with a blank in its value',
      updated({
        canarySettings: {
          percentTraffic: 1,
          stageVariableOverrides: { a: 'b c' },
          useStageCache: false,
        },
      }),
      'stages/dev/canarySettings/stageVariableOverrides/a',
      "Invalid stage variable value: b c.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.",
    ],
    [
      'more variables than a stage may have',
      updated({
        variables: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`v${i}`, 'x'])),
      }),
      'stages/dev/variables',
      'Maximum number of Stage variables for this stage has been reached.  There can be 100.',
    ],
    [
      'a cache of a size that there is none of',
      updated({ cacheClusterSize: '2' }),
      'stages/dev/cacheClusterSize',
      'Invalid cache cluster size specified. Valid options are 0.5,1.6,6.1,13.5,28.4,58.2,118,237',
    ],
    [
      'an entry of the cache that stays for longer than an hour',
      settings({ cacheTtlInSeconds: 3601 }),
      'stages/dev/methodSettings/*/*/cacheTtlInSeconds',
      'The cache time-to-live must be between 0 and 3600 seconds, not 3601',
    ],
    [
      'half a request at once',
      settings({ throttlingBurstLimit: 0.5 }),
      'stages/dev/methodSettings/*/*/throttlingBurstLimit',
      'A throttling limit is a number of requests, not 0.5',
    ],
    [
      'a deployment that is not there',
      updated({ deploymentId: 'd2' }),
      'stages/dev/deploymentId',
      'Deployment id does not exist',
    ],
    [
      'a canary with more than all requests',
      updated({
        canarySettings: { percentTraffic: 101, stageVariableOverrides: {}, useStageCache: false },
      }),
      'stages/dev/canarySettings/percentTraffic',
      'Percent traffic of a canary must be between 0.0 and 100.0',
    ],
    [
      'a quota that no number can hold',
      (d) => putUsagePlan(d, { plan: plan('p', { quota: { limit: 1e300, period: 'DAY' } }) }),
      'access/usagePlans/p/quota/limit',
      'The limit of a quota is a whole number of requests, not 1e+300',
    ],
    [
      'a VPC link with two targets',
      (d) => putVpcLink(d, { link: { id: 'l', name: 'l', targetArns: [arn, arn], tags: {} } }),
      'access/vpcLinks/l/targetArns',
      'More than one target arn specified for vpc link.',
    ],
    [
      'a base path with a blank',
      (d) =>
        putDomainName(d, {
          domain: {
            domainName: 'api.example.com',
            basePathMappings: [{ basePath: 'a b', apiId: 'a' }],
            tags: {},
          },
        }),
      'access/domainNames/api.example.com/basePathMappings/0',
      "A base path has at most 300 letters, digits and characters of $-_.+!*'()/",
    ],
    [
      'a private API without a policy when it is deployed',
      (d) =>
        addDeployment(taken(updateRestApi(d, { apiId: 'a', change: endpoints(['PRIVATE'], []) })), {
          apiId: 'a',
          deploymentId: 'd2',
          createdDate: '2026-01-31',
        }),
      'apis/a/policy',
      "Private REST API doesn't have a resource policy attached to it",
    ],
  ])('%s', (_what, operation, at, message) => {
    const found = refusal(operation(base()))
    expect(found?.message).toBe(message)
    expect(found?.at).toBe(at.replace('apis/a/', ''))
  })
})

describe('what is used stays', () => {
  it('a key has one plan for each stage', () => {
    const design = taken(putUsagePlan(base(), { plan: plan('p') }))
    expect(refusal(putUsagePlan(design, { plan: plan('q') }))?.message).toContain(
      'a key has one plan for each stage',
    )
    expect(putUsagePlan(design, { plan: plan('q', { apiStages: [] }) }).ok).toBe(true)
    expect(putUsagePlan(design, { plan: plan('q', { keyIds: [] }) }).ok).toBe(true)
  })

  it('a plan while it covers stages, which leave it when they or their API are removed', () => {
    const design = taken(putUsagePlan(base(), { plan: plan('p') }))
    expect(refusal(removeUsagePlan(design, { id: 'p' }))?.message).toBe(
      'Cannot delete Usage Plan p because there are API Stages associated with it, including a:dev',
    )
    for (const rest of [
      taken(removeStage(design, { apiId: 'a', stageName: 'dev' })),
      taken(removeApi(design, { apiId: 'a' })),
    ]) {
      expect(rest.access.usagePlans['p']?.apiStages).toEqual([])
    }
  })

  it('an API while a custom domain leads to it', () => {
    const domain = {
      domainName: 'api.example.com',
      basePathMappings: [{ basePath: '', apiId: 'a' }],
      tags: {},
    }
    const design = taken(putDomainName(base(), { domain }))
    expect(refusal(removeApi(design, { apiId: 'a' }))?.message).toBe(
      'Deleting RestApi a failed. Please remove all base path mappings related to the RestApi in your domains: api.example.com',
    )
  })

  it('a VPC link, an authorizer and a model while a method has them', () => {
    const link = { id: 'l', name: 'l', targetArns: [arn], tags: {} }
    const through = http({ connectionType: 'VPC_LINK', connectionId: 'l' })
    let design = taken(putVpcLink(base(), { link }))
    design = taken(putIntegration(design, { ...get, integration: through }))
    expect(refusal(removeVpcLink(design, { id: 'l' }))?.message).toBe(
      "Cannot delete vpc link. Vpc link 'l', is referenced in [a:GET:r] in format of [RESTApiId:Method:Resource:Stage].",
    )
    design = taken(
      addAuthorizer(design, { apiId: 'a', authorizer: { ...authorizer, authorizerUri: lambda } }),
    )
    const change = { authorizationType: 'CUSTOM', authorizerId: 'z' } as const
    design = taken(updateMethod(design, { ...get, change }))
    expect(refusal(removeAuthorizer(design, { apiId: 'a', id: 'z' }))?.message).toContain(
      'is referenced in method: GET /',
    )
    expect(refusal(removeModel(design, { apiId: 'a', name: 'Empty' }))?.message).toBe(
      "Cannot delete model 'Empty', is referenced in method response: //GET",
    )
  })
})

describe('what an import brought, the service would refuse it or not,', () => {
  it('does not stand in the way of other changes', () => {
    const design = base()
    const api = design.apis['a'] as RestApi
    const stage = {
      ...(api.stages['dev'] as Stage),
      variables: { 'a-b': 'x y' },
      cacheClusterSize: '2',
      methodSettings: { '*/*': { cacheTtlInSeconds: -1 } },
    }
    const imported: Design = { ...design, apis: { a: { ...api, stages: { dev: stage } } } }
    const described = updateStage(imported, {
      apiId: 'a',
      stageName: 'dev',
      change: { description: 'x' },
    })
    expect(described.ok).toBe(true)
    const renamed = renameResource(imported, { apiId: 'a', resourceId: 'r', pathPart: 'x' })
    expect(refusal(renamed)?.message).toBe('Root resource cannot update its pathPart.')
  })

  it('is mended one by one', () => {
    const design = base()
    const broken = http({
      uri: 'nowhere',
      httpMethod: undefined,
      requestParameters: { a: 'b' },
    })
    const api = design.apis['a'] as RestApi
    const root = api.resources['r']
    const method = root?.methods.GET
    if (!root || !method) throw new Error('made above')
    const methods = { GET: { ...method, integration: broken } }
    const resources = { r: { ...root, methods } }
    const imported: Design = { ...design, apis: { a: { ...api, resources } } }
    const change = (member: object) => updateIntegration(imported, { ...get, change: member })
    expect(change({ uri: 'https://example.com' }).ok).toBe(true)
    expect(change({ httpMethod: 'GET' }).ok).toBe(true)
    expect(refusal(change({ uri: 'elsewhere' }))?.at).toBe(`${getAt}/integration/uri`)
  })

  it('is refused only where it is touched: VPC endpoints, targets of a link, a key shared by plans', () => {
    const design = base()
    const api = design.apis['a'] as RestApi
    const { endpointConfiguration } = endpoints(['REGIONAL'], ['vpce-1'])
    const link = { id: 'l', name: 'l', targetArns: [arn, arn], tags: {} }
    const imported: Design = {
      ...design,
      apis: { a: { ...api, endpointConfiguration } },
      access: {
        ...design.access,
        vpcLinks: { l: link },
        usagePlans: { p: plan('p'), q: plan('q') },
      },
    }
    const endpointChange = (change: object) =>
      updateRestApi(imported, {
        apiId: 'a',
        change: { endpointConfiguration: { ...endpointConfiguration, ...change } },
      })
    expect(endpointChange({ ipAddressType: 'dualstack' }).ok).toBe(true)
    expect(endpointChange({ vpcEndpointIds: ['vpce-2'] }).ok).toBe(false)
    expect(putVpcLink(imported, { link: { ...link, name: 'm' } }).ok).toBe(true)
    expect(putVpcLink(imported, { link: { ...link, targetArns: [arn, arn] } }).ok).toBe(false)
    const { q } = imported.access.usagePlans
    if (!q) throw new Error('made above')
    expect(putUsagePlan(imported, { plan: { ...q, name: 'gold' } }).ok).toBe(true)
    expect(putUsagePlan(imported, { plan: { ...q, keyIds: ['k'] } }).ok).toBe(false)
  })
})

describe('schemas that the service stores', () => {
  it.each([
    '{"type":["string","null"]}',
    '{"properties":{"$ref":{"type":"string"}},"required":["a"]}',
    '{"definitions":{"A":{"type":"integer"}},"items":[{"$ref":"#/definitions/A"}]}',
    '{"dependencies":{"a":["b"],"c":{"minProperties":1}},"additionalProperties":false}',
    '{"$ref":"https://apigateway.amazonaws.com/restapis/a/models/Error"}',
    '{"anyOf":[{"not":{"multipleOf":0.5}}],"example":{"type":7}}',
  ])('are taken: %s', (schema) => {
    const model = { name: 'M', contentType: 'application/json', schema }
    expect(refusal(addModel(base(), { apiId: 'a', model }))).toBeUndefined()
  })

  it.each([
    '[]',
    'null',
    '{"type":"text"}',
    '{"type":[]}',
    '{"required":"a"}',
    '{"required":["a","a"]}',
    '{"properties":[]}',
    '{"properties":{"a":"string"}}',
    '{"items":[{"type":"x"}]}',
    '{"multipleOf":0}',
    '{"minLength":-1}',
    '{"allOf":[]}',
    '{"exclusiveMinimum":0}',
    '{"dependencies":{"a":[]}}',
  ])('are not such as %s', (schema) => {
    const model = { name: 'M', contentType: 'application/json', schema }
    expect(refusal(addModel(base(), { apiId: 'a', model }))?.at).toBe('models/M/schema')
  })

  it('may be nested as deep as a text can be', () => {
    const depth = 3000
    const schema = '{"items":'.repeat(depth) + '{"type":7}' + '}'.repeat(depth)
    const model = { name: 'M', contentType: 'application/json', schema }
    expect(refusal(addModel(base(), { apiId: 'a', model }))?.at).toBe('models/M/schema')
  })
})

describe('the values of an enumeration', () => {
  const put = (schema: string) =>
    refusal(
      addModel(base(), {
        apiId: 'a',
        model: { name: 'M', contentType: 'application/json', schema },
      }),
    )?.at

  it.each([
    '[1,"1"]',
    '[[1],[[1]]]',
    '[{"a":1,"b":2},{"a":1,"b":3}]',
    '[[1,12],[11,2]]',
    '[{},[]]',
  ])('are told apart: %s', (values) => {
    expect(put(`{"enum":${values}}`)).toBeUndefined()
  })

  it.each(['[1,1]', '[{"a":1,"b":[2]},{"b":[2],"a":1}]', '[{"__proto__":1},{"__proto__":1}]'])(
    'are not there twice: %s',
    (values) => {
      expect(put(`{"enum":${values}}`)).toBe('models/M/schema')
    },
  )

  it('may be nested as deep as a text can be', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(put(`{"enum":[${deep}]}`)).toBeUndefined()
    expect(put(`{"enum":[${deep},${deep}]}`)).toBe('models/M/schema')
  })
})

describe('an integration that gets another type', () => {
  it('waits no longer than one that is not streamed may', () => {
    const proxy = http({
      type: 'HTTP_PROXY',
      responseTransferMode: 'STREAM',
      timeoutInMillis: 600_000,
    })
    const streamed = taken(putIntegration(base(), { ...get, integration: proxy }))
    const api = taken(setIntegrationType(streamed, { ...get, type: 'HTTP' })).apis['a'] as RestApi
    expect(api.resources['r']?.methods.GET?.integration?.timeoutInMillis).toBe(29_000)
  })
})

describe('a method that is put as a whole', () => {
  it('lists every parameter that it cannot read', () => {
    const method = {
      httpMethod: 'POST' as const,
      authorizationType: 'NONE' as const,
      authorizationScopes: [],
      apiKeyRequired: false,
      requestParameters: { a: true, 'method.request.path.id': true, b: false },
      requestModels: {},
      methodResponses: {},
    }
    expect(refusal(putMethod(base(), { ...get, httpMethod: 'POST', method }))).toEqual({
      at: 'resources/r/methods/POST/requestParameters/a',
      message:
        'Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: a, Invalid mapping expression specified: b]',
    })
  })
})
