import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { emptyDesign } from '../../operations/designs.ts'
import { design as designSchema } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { Account, JsonObject } from '../account.ts'
import { accountOf, callService } from '../index.ts'
import { operations } from './operations.ts'
import { bodyMembers } from './shapes.ts'
import type { Members, Shape } from '../shapes.ts'

const lambda =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations'

/** Values that members of these names take, so that many calls succeed. */
const plausible: { readonly [name: string]: readonly Json[] } = {
  authorizationType: ['NONE', 'AWS_IAM', 'CUSTOM', 'none'],
  authorizerUri: [lambda],
  cacheKeyParameters: [[], ['method.request.header.a']],
  connectionType: ['INTERNET', 'INTERNET', 'VPC_LINK'],
  credentials: ['arn:aws:iam::123456789012:role/r'],
  passthroughBehavior: ['NEVER', 'never', 'SOMETIMES'],
  requestParameters: [{}, { 'method.request.header.a': true }],
  responseParameters: [{}, { 'method.response.header.a': true }],
  responseTransferMode: ['BUFFERED', 'STREAM'],
  cacheClusterSize: ['0.5', '237', '2'],
  contentHandling: ['CONVERT_TO_TEXT', ''],
  contentType: ['application/json', 'text/xml'],
  domainName: ['api.example.com', '*.example.com', 'Nope'],
  httpMethod: ['GET', 'POST', 'ANY', 'get'],
  identitySource: ['method.request.header.Authorization', ''],
  integrationHttpMethod: ['POST', 'GET', 'ANY'],
  keyType: ['API_KEY'],
  name: ['Pets', 'Empty', 'Things', ''],
  pathPart: ['pets', '{id}', '{proxy+}', 'a b', '__proto__'],
  period: ['DAY', 'WEEK', 'YEAR'],
  policy: ['{"Statement":[]}', 'no'],
  properties: ['{"description":"x"}', '[]'],
  responseType: ['DEFAULT_4XX', 'THROTTLED', 'NONE_SUCH'],
  schema: ['{"type":"object"}', '{"required":[]}', ''],
  stageName: ['dev', 'prod', 'no way', '__proto__'],
  statusCode: ['200', '404', '999'],
  targetArns: [['arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/b'], ['x'], []],
  types: [['EDGE'], ['REGIONAL'], ['PRIVATE'], []],
  uri: ['https://example.com', 'https://example.com:22', lambda, 'x'],
  value: ['k'.repeat(20), 'short', 'x'],
  basePath: ['', '(none)', 'pets', '/pets'],
  body: ['{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{}}', '{', 'x: ['],
  mode: ['merge', 'overwrite', 'other'],
}
/** Bodies by operation; the others are documents. */
const bodiesOf: { readonly [operation: string]: readonly Json[] } = {
  ImportApiKeys: [
    `name,key\none,${'i'.repeat(20)}`,
    'name,key,usageplanids\na,b,c',
    "KEY,Name\n'",
    '__proto__',
  ],
}
/** Values of `type`, by operation. */
const typesOf: { readonly [operation: string]: readonly Json[] } = {
  PutIntegration: ['MOCK', 'HTTP', 'AWS_PROXY'],
  CreateAuthorizer: ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'],
  CreateDocumentationPart: ['API', 'METHOD', 'MODEL'],
}
const hostile: readonly Json[] = [
  null,
  '',
  '__proto__',
  'constructor',
  -1,
  1.5,
  1e308,
  true,
  [],
  {},
  [null],
  { __proto__: null, a: { b: [] } },
  'x'.repeat(2000),
]
/** Paths that patches have, by operation; all of them are tried with all operations, though less often. */
const pathsOf: { readonly [operation: string]: readonly string[] } = {
  UpdateRestApi: [
    '/name',
    '/description',
    '/binaryMediaTypes/image~1png',
    '/endpointConfiguration/types/0',
    '/endpointConfiguration/ipAddressType',
    '/endpointConfiguration/vpcEndpointIds',
    '/minimumCompressionSize',
    '/policy',
  ],
  UpdateResource: ['/pathPart', '/parentId'],
  UpdateMethod: [
    '/authorizationType',
    '/authorizerId',
    '/authorizationScopes',
    '/requestValidatorId',
    '/requestParameters/method.request.header.a',
    '/requestModels/application~1json',
  ],
  UpdateMethodResponse: [
    '/responseParameters/method.response.header.a',
    '/responseModels/application~1json',
  ],
  UpdateIntegration: [
    '/uri',
    '/httpMethod',
    '/timeoutInMillis',
    '/contentHandling',
    '/connectionType',
    '/requestParameters/integration.request.header.a',
    '/requestTemplates/application~1json',
  ],
  UpdateIntegrationResponse: [
    '/selectionPattern',
    '/contentHandling',
    '/responseTemplates/application~1json',
    '/responseParameters/method.response.header.a',
  ],
  UpdateGatewayResponse: [
    '/statusCode',
    '/responseParameters/gatewayresponse.header.a',
    '/responseTemplates/application~1json',
  ],
  UpdateModel: ['/schema', '/description'],
  UpdateRequestValidator: ['/name', '/validateRequestBody'],
  UpdateAuthorizer: ['/name', '/type', '/providerARNs', '/authorizerResultTtlInSeconds'],
  UpdateDeployment: ['/description'],
  UpdateStage: [
    '/cacheClusterSize',
    '/deploymentId',
    '/canarySettings',
    '/canarySettings/percentTraffic',
    '/canarySettings/deploymentId',
    '/canarySettings/stageVariableOverrides/a',
    '/variables',
    '/variables/a',
    '/variables/__proto__',
    '/*/*/throttling/rateLimit',
    '/~1pets/GET/caching/ttlInSeconds',
    '/__proto__/GET/logging/loglevel',
    '/*/*',
    '/accessLogSettings/format',
  ],
  UpdateDocumentationPart: ['/properties'],
  UpdateDocumentationVersion: ['/description'],
  UpdateApiKey: ['/enabled', '/customerId', '/name'],
  UpdateUsagePlan: [
    '/apiStages',
    '/apiStages/id2:dev/throttle/~1/GET/rateLimit',
    '/throttle/burstLimit',
    '/quota/limit',
    '/quota/period',
    '/quota',
    '/name',
  ],
  UpdateVpcLink: ['/name', '/description'],
  UpdateClientCertificate: ['/description'],
  UpdateAccount: ['/cloudwatchRoleArn', '/features'],
  UpdateUsage: ['/remaining'],
  UpdateDomainName: ['/certificateArn', '/securityPolicy'],
  UpdateBasePathMapping: ['/basePath', '/restapiId', '/stage'],
}
const allPaths = [...Object.values(pathsOf).flat(), '/__proto__', '', '/', '~1', '/type']
const values = [
  '1',
  '60',
  'x',
  '{}',
  'id2:dev',
  '-1',
  '1e999',
  'NaN',
  'true',
  'PRIVATE',
  'REGIONAL',
  'GET',
  'DAY',
  'MOCK',
  'NONE',
  'CUSTOM',
  "'x'",
  'Empty',
  '',
  'method.request.header.a',
]

/** A source of choices, from the numbers that a run drew. */
class Choices {
  /** True for a run that means harm. */
  readonly isHostile: boolean
  private at = 0
  private readonly drawn: readonly number[]

  constructor(drawn: readonly number[]) {
    this.drawn = drawn
    this.isHostile = this.once(3)
  }

  of<T>(items: readonly T[]): T {
    const drawn = this.drawn[this.at++ % this.drawn.length] ?? 0
    const item = items[drawn % items.length]
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.of(Array.from({ length: times }, (_, i) => i)) === 0
  }
}

/** Ids, names and addresses that are there. */
function addressOf(account: Account, choices: Choices): { [name: string]: Json } {
  const { apis, access } = account.design
  const some = (map: object): string =>
    choices.of(
      choices.once(6) || Object.keys(map).length === 0 ? ['none', '__proto__'] : Object.keys(map),
    )
  const restApiId = some(apis)
  const api = Object.hasOwn(apis, restApiId) ? apis[restApiId] : undefined
  const rest = api?.protocol === 'REST' ? api : undefined
  const resourceId = some(rest?.resources ?? {})
  const plan = some(access.usagePlans)
  return {
    restApiId,
    resourceId: rest && choices.once(2) ? rest.rootResourceId : resourceId,
    parentId: some(rest?.resources ?? {}),
    httpMethod: choices.of(['GET', 'GET', 'POST', 'ANY', 'get']),
    statusCode: choices.of(['200', '200', '404', 'x']),
    responseType: choices.of(['DEFAULT_4XX', 'THROTTLED', 'NONE_SUCH']),
    modelName: some(rest?.models ?? {}),
    requestValidatorId: some(rest?.requestValidators ?? {}),
    authorizerId: some(rest?.authorizers ?? {}),
    deploymentId: some(rest?.deployments ?? {}),
    stageName: choices.of([...Object.keys(rest?.stages ?? {}), 'dev', 'new stage']),
    documentationPartId: some(rest?.documentationParts ?? {}),
    documentationVersion: choices.of([...Object.keys(rest?.documentationVersions ?? {}), '1']),
    usagePlanId: plan,
    keyId: some(access.apiKeys),
    apiKey: some(access.apiKeys),
    vpcLinkId: some(access.vpcLinks),
    clientCertificateId: some(access.clientCertificates),
    resourceArn: `arn:aws:apigateway:us-east-1::/${choices.of([
      `restapis/${restApiId}`,
      `restapis/${restApiId}/stages/dev`,
      `apikeys/${some(access.apiKeys)}`,
      `usageplans/${plan}`,
      `clientcertificates/${some(access.clientCertificates)}`,
      'domainnames/api.example.com',
      '__proto__/x',
    ])}`,
    tagKeys: choices.of<Json>([['a'], [], ['__proto__'], null]),
    startDate: choices.of(['2026-01-01', '2026-01-30', '0000-01-01', '2026-13-01']),
    endDate: choices.of(['2026-01-31', '2026-02-28', '9999-12-31', '']),
    format: choices.of(['csv', 'csv', 'xml']),
    failOnWarnings: choices.of<Json>([true, false]),
    id: choices.of(['ruby', 'javascript', '__proto__']),
    exportType: choices.of(['oas30', 'swagger', '__proto__']),
    accepts: choices.of<Json>(['application/json', 'application/yaml', 'text/xml', null]),
    parameters: { extensions: choices.of(['', 'apigateway', 'integrations,documentation']) },
    domainName: choices.of([...Object.keys(access.domainNames), 'api.example.com', 'Nope']),
    limit: choices.of<Json>([1, 25, -1, '2', 'x', null]),
    position: choices.of<Json>([null, '0', '1', '-1', 'x', '99999999999999']),
    embed: ['methods'],
  }
}

function memberOf(name: string, shape: Shape, account: Account, choices: Choices): Json {
  if (choices.isHostile && choices.once(6)) return choices.of(hostile)
  if (Object.hasOwn(plausible, name)) return choices.of(plausible[name] ?? [''])
  if (shape === 'text') return choices.of(['x', 'Empty', '1', ''])
  if (shape === 'flag') return choices.of<Json>([true, false, 'true'])
  if (shape === 'integer' || shape === 'number') return choices.of([1, 300, 300, 29000, -5, 2.5])
  if ('mapOf' in shape) {
    const keys = ['application/json', 'method.request.header.a', 'a', '__proto__', '/pets/GET']
    const keysOf = choices.isHostile ? [choices.of(keys), choices.of(keys)] : keys.slice(0, 1)
    return Object.fromEntries(
      keysOf.map((key) => [key, memberOf('', shape.mapOf, account, choices)]),
    )
  }
  if ('listOf' in shape) {
    return choices.once(2) ? [] : [memberOf('', shape.listOf, account, choices)]
  }
  return membersOf(shape.members, account, choices)
}

function membersOf(members: Members, account: Account, choices: Choices): { [name: string]: Json } {
  const known = addressOf(account, choices)
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, shape]): [string, Json][] => {
      if (name === 'apiId') return [[name, known['restApiId'] ?? '']]
      if (name === 'stage') return [[name, known['stageName'] ?? '']]
      const isKnown = ['deploymentId', 'authorizerId', 'requestValidatorId', 'keyId', 'restApiId']
      if (isKnown.includes(name)) return choices.once(2) ? [] : [[name, known[name] ?? '']]
      if (!plausible[name] && !choices.once(4)) return []
      return [[name, memberOf(name, shape, account, choices)]]
    }),
  )
}

function inputOf(operation: string, account: Account, choices: Choices): JsonObject {
  const members = bodyMembers(operation)
  const address = addressOf(account, choices)
  if (!members) return address
  if (!('patchOperations' in members)) {
    const types = typesOf[operation]
    const type = types && !choices.isHostile && { type: choices.of(types) }
    const bodies = bodiesOf[operation]
    const given: { [name: string]: Json } = {
      ...membersOf(members, account, choices),
      ...(bodies && { body: choices.of(bodies) }),
    }
    const location = given['location']
    const isLocated = type && typeof location === 'object' && !Array.isArray(location)
    return isLocated
      ? { ...address, ...given, location: { ...location, ...type } }
      : { ...address, ...given, ...type }
  }
  const known = Object.values(address).filter((value) => typeof value === 'string')
  const own = pathsOf[operation]
  const pathsHere = own && !choices.once(4) ? own : allPaths
  const patchOperations = Array.from({ length: choices.of([0, 1, 1, 2, 3]) }, (): Json => {
    if (choices.isHostile && choices.once(10)) return choices.of(hostile)
    return {
      op: choices.of(['replace', 'replace', 'add', 'remove', 'copy', 'move', 'test', 'wrong']),
      path: choices.once(20) ? null : choices.of(pathsHere),
      value: choices.once(8) ? null : choices.of(choices.once(2) ? values : known),
      from: choices.of(['/canarySettings/deploymentId', '/x']),
    }
  })
  return { ...address, patchOperations }
}

const names = Object.keys(operations)
/** Calls that make something come more often, so that there is something to change. */
const drawnNames = [...names, ...names.filter((name) => /^(?:Create|Put|Update)/.test(name))]

describe('any sequence of management calls', () => {
  it('never throws, leaves a design that can be saved, and changes nothing where it is refused', () => {
    const taken = new Set<string>()
    const refused = new Set<string>()
    const call = fc.record({
      name: fc.constantFrom(...drawnNames),
      drawn: fc.array(fc.nat(9973), { minLength: 40, maxLength: 40 }),
    })
    fc.assert(
      fc.property(fc.array(call, { minLength: 20, maxLength: 60 }), (calls) => {
        const environment = {
          now: () => Date.UTC(2026, 0, 31),
          nextId: countingIds('id'),
          accountId: '123456789012',
          region: 'us-east-1',
        }
        let account = prepared(environment)
        for (const { name, drawn } of calls) {
          const input = inputOf(name, account, new Choices(drawn))
          const given = JSON.stringify(input)
          const { account: next, answer } = callService(
            account,
            'apigateway',
            name,
            input,
            environment,
          )
          expect(JSON.stringify(input)).toBe(given)
          if ('error' in answer) {
            refused.add(name)
            expect(next).toBe(account)
            expect(answer.status).toBeGreaterThanOrEqual(400)
            expect(answer.error.message).not.toBe('')
            continue
          }
          taken.add(name)
          expect(JSON.parse(JSON.stringify(answer.body))).toEqual(answer.body)
          if (next.design !== account.design) {
            expect(designSchema.parse(next.design)).toEqual(asSaved(next.design))
          }
          account = next
        }
      }),
      { numRuns: 300, seed: 11, endOnFailure: true },
    )
    // calls that never succeed, or are never refused, would show little
    expect(names.filter((name) => !taken.has(name)).length).toBeLessThan(names.length / 10)
    expect(names.filter((name) => !refused.has(name)).length).toBeLessThan(names.length / 10)
  })
})

/** A value without members named `__proto__`: the save format, as its parser, has none. */
function asSaved(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (name, member: unknown) =>
    name === '__proto__' ? undefined : member,
  )
}

/** An account with something of everything. */
function prepared(environment: Parameters<typeof callService>[4]): Account {
  let account = accountOf(emptyDesign('Test', environment.nextId))
  const made = (name: string, input: JsonObject): JsonObject => {
    const { account: next, answer } = callService(account, 'apigateway', name, input, environment)
    if ('error' in answer) throw new Error(`${name}: ${answer.error.message}`)
    account = next
    return answer.body
  }
  const api = made('CreateRestApi', { name: 'pets' })
  const restApiId = api['id'] ?? ''
  const method = { restApiId, resourceId: api['rootResourceId'] ?? '', httpMethod: 'GET' }
  made('PutMethod', { ...method, authorizationType: 'NONE' })
  made('PutMethodResponse', { ...method, statusCode: '200' })
  made('PutIntegration', { ...method, type: 'MOCK' })
  made('PutIntegrationResponse', { ...method, statusCode: '200' })
  made('CreateDeployment', { restApiId, stageName: 'dev' })
  made('CreateDeployment', { restApiId })
  made('CreateResource', { ...method, parentId: method.resourceId, pathPart: 'pets' })
  made('CreateRequestValidator', { restApiId, name: 'all' })
  made('CreateAuthorizer', {
    restApiId,
    name: 'who',
    type: 'TOKEN',
    authorizerUri: lambda,
    identitySource: 'method.request.header.Authorization',
  })
  made('CreateDocumentationPart', { restApiId, location: { type: 'API' }, properties: '{}' })
  made('CreateDocumentationVersion', { restApiId, documentationVersion: '1' })
  const key = made('CreateApiKey', { name: 'partner' })
  const plan = made('CreateUsagePlan', { name: 'basic' })
  made('CreateUsagePlanKey', {
    usagePlanId: plan['id'] ?? '',
    keyId: key['id'] ?? '',
    keyType: 'API_KEY',
  })
  made('CreateDomainName', { domainName: 'api.example.com' })
  made('CreateBasePathMapping', { domainName: 'api.example.com', restApiId, stage: 'dev' })
  made('CreateVpcLink', { name: 'link', targetArns: [] })
  made('GenerateClientCertificate', {})
  made('PutGatewayResponse', { restApiId, responseType: 'THROTTLED', statusCode: '430' })
  return account
}
