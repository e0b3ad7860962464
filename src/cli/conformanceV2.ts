import {
  accountOf,
  callService,
  emptyDesign,
  isManagementOperation,
  randomIds,
  seededRandom,
} from '../model/index.ts'
import type { Account, ControlAnswer, ControlEnvironment, Json } from '../model/index.ts'
import type { Runner } from './conformanceCase.ts'
import { list, map, text } from './given.ts'
import type { Given } from './given.ts'
import { difference } from './matching.ts'

const accountId = '111111111111'
const region = 'us-east-1'
/** The host of the user pools that cases have; no other issuer can be reached. */
const userPoolHost = `cognito-idp.${region}.amazonaws.com`

/** An account on which calls of HTTP and WebSocket APIs are made one after the other. */
class RoutedBench {
  readonly environment: ControlEnvironment = {
    now: () => Date.UTC(2026, 0, 31, 12),
    nextId: randomIds(seededRandom(7)),
    accountId,
    region,
    hasDiscoveryDocument: (issuer) => issuer.startsWith(`https://${userPoolHost}/`),
  }
  account: Account = accountOf(emptyDesign('Conformance', () => 'design'))

  call(operation: string, input: Given): ControlAnswer {
    const { account, answer } = callService(
      this.account,
      'apigatewayv2',
      operation,
      input,
      this.environment,
    )
    this.account = account
    return answer
  }

  /** A call that has to succeed. */
  made(operation: string, input: Given): Given {
    const answer = this.call(operation, input)
    if ('body' in answer) return answer.body
    const { code, message } = answer.error
    throw new RefusedCall(operation, `${code}: ${message}`)
  }
}

/** A call that prepares and is refused. */
class RefusedCall extends Error {
  /** `BadRequestException: …`, as SDKs print errors. */
  readonly text: string

  constructor(operation: string, printed: string) {
    super(`${operation}: ${printed}`)
    this.text = printed
  }
}

const functionArn = `arn:aws:lambda:${region}:${accountId}:function:test`
const invokeArn = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`

/** Attributes of resources that other services would make. */
const outside: Readonly<Record<string, string>> = {
  'aws_lambda_function.arn': functionArn,
  'aws_lambda_function.invoke_arn': invokeArn,
  'aws_iam_role.arn': `arn:aws:iam::${accountId}:role/test`,
  'aws_cognito_user_pool.endpoint': `${userPoolHost}/${region}_test`,
  'aws_cloudwatch_log_group.arn': `arn:aws:logs:${region}:${accountId}:log-group:test`,
  'aws_api_gateway_client_certificate.id': 'certificate',
}

/** What the state of an error case contains is made; then one call is refused. */
function runControlError(given: Given): string | undefined {
  const operation = text(given['operation'])
  if (!isManagementOperation('apigatewayv2', operation)) return `there is no operation ${operation}`
  const bench = new RoutedBench()
  const state = map(given['state'])
  const protocolType = text(map(state['api'])['protocolType']) || 'HTTP'
  const api = bench.made('CreateApi', { name: 'api', protocolType })
  const apiId = text(api['apiId'])
  for (const routeKey of list(state['routes'])) bench.made('CreateRoute', { apiId, routeKey })
  for (const name of list(state['authorizers'])) {
    bench.made('CreateAuthorizer', {
      apiId,
      name,
      authorizerType: 'REQUEST',
      authorizerUri: invokeArn,
      authorizerPayloadFormatVersion: '2.0',
    })
  }
  const mappings = list(state['mappings']).map(map)
  const listed = list(state['domainNames']).map(text)
  const domainNames = listed.length === 0 && mappings.length > 0 ? ['api.example.com'] : listed
  for (const domainName of domainNames) {
    const domainNameConfigurations = [{ endpointType: 'REGIONAL' }]
    bench.made('CreateDomainName', { domainName, domainNameConfigurations })
  }
  const [domainName = ''] = domainNames
  if (mappings.length > 0) bench.made('CreateStage', { apiId, stageName: '$default' })
  for (const { apiMappingKey = null } of mappings) {
    bench.made('CreateApiMapping', { domainName, apiId, stage: '$default', apiMappingKey })
  }
  const input = Object.entries(map(given['input'])).map(([name, value]) => [
    name,
    value === '${api}' ? apiId : value,
  ])
  const answer = bench.call(operation, { apiId, domainName, ...Object.fromEntries(input) })
  return difference(given['expect'] ?? null, answer, { bound: new Map() })
}

/** A resource that a case declares. */
interface Declared {
  readonly type: string
  readonly name: string
  readonly properties: Given
}

/** The member that identifies each type of resource in calls. */
const idMembers: Readonly<Record<string, string>> = {
  Api: 'apiId',
  ApiMapping: 'apiMappingId',
  Authorizer: 'authorizerId',
  Deployment: 'deploymentId',
  DomainName: 'domainName',
  Integration: 'integrationId',
  IntegrationResponse: 'integrationResponseId',
  Model: 'modelId',
  Route: 'routeId',
  RouteResponse: 'routeResponseId',
  Stage: 'stageName',
  VpcLink: 'vpcLinkId',
}

/** Members that only the creation of a resource has. */
const creationMembers: readonly string[] = ['protocolType', 'tags', 'subnetIds', 'securityGroupIds']
/** Members that are not sent in the call that creates or updates. */
const separateMembers: readonly string[] = ['body', 'failOnWarnings']

/**
 * Resources as the provider of the cases makes them: created in order, then updated member by member, with the calls
 * that remove what is no longer declared. Source: notes of the cases on what the provider sends.
 */
class Provider {
  readonly bench = new RoutedBench()
  readonly ids = new Map<string, string>()
  private declared: readonly Declared[] = []
  private readonly sends: Given

  constructor(sends: Given) {
    this.sends = sends
  }

  apply(resources: readonly Declared[]): void {
    const isReplaced = resources.some(({ type, name, properties }) => {
      const before = this.before(type, name)
      return before && before['protocolType'] !== properties['protocolType']
    })
    if (isReplaced) {
      for (const resource of this.declared.filter(({ type }) => type === 'Api')) {
        this.bench.made('DeleteApi', this.addressOf(resource))
      }
      this.declared = []
    }
    for (const resource of resources) {
      const before = this.before(resource.type, resource.name)
      if (before) this.update(resource, before)
      else this.create(resource)
    }
    this.declared = resources
  }

  /** The attributes of a resource as they are read back, with the ids of what contains it. */
  read({ type, name, properties }: Declared): Given {
    const body = this.bench.made(`Get${type}`, this.addressOf({ type, name, properties }))
    return { ...this.parentsOf(properties), ...body }
  }

  routeKeys(): string[] {
    const apiId = this.ids.get('Api.test') ?? ''
    return list(this.bench.made('GetRoutes', { apiId })['items'])
      .map((route) => text(map(route)['routeKey']))
      .sort()
  }

  /** The attribute that a reference of the case names: `integration.test.id`, `aws_lambda_function.test.arn`. */
  attribute(reference: string): string {
    const [type = '', name = '', attribute = ''] = reference.split('.')
    const other = `${type}.${attribute}`
    if (Object.hasOwn(outside, other)) return outside[other] ?? ''
    const noun = type
      .replace(/^aws_apigatewayv2_/, '')
      .replace(/(?:^|_)([a-z])/g, (_whole, letter: string) => letter.toUpperCase())
    const id = attribute === 'id' ? this.ids.get(`${noun}.${name}`) : undefined
    if (id === undefined) throw new Error(`the case refers to ${reference}, which nothing makes`)
    return id
  }

  private before(type: string, name: string): Given | undefined {
    return this.declared.find((each) => each.type === type && each.name === name)?.properties
  }

  private create(resource: Declared): void {
    const { type, name } = resource
    const members = this.resolved(resource.properties)
    const body = this.bench.made(`Create${type}`, { ...this.defaults(members), ...members })
    this.ids.set(`${type}.${name}`, text(body[idMembers[type] ?? '']))
    if (type === 'Api' && members['body'] !== undefined) this.reimport(resource, members)
  }

  private update(resource: Declared, before: Given): void {
    const { type } = resource
    const members = this.resolved(resource.properties)
    const address = this.addressOf(resource)
    const removed = Object.keys(before).filter((name) => !Object.hasOwn(members, name))
    for (const name of removed) this.remove(type, name, before[name] ?? null, address)
    this.updateTags(type, map(before['tags']), map(members['tags']), address)
    const cleared = removed.flatMap((name): [string, Json][] => {
      const value = clearedValue(name, before[name] ?? null)
      return value === undefined ? [] : [[name, value]]
    })
    const kept = Object.entries(members).map(([name, value]): [string, Json] => [
      name,
      mergedMaps.includes(name) ? withClearedKeys(map(before[name]), map(value)) : value,
    ])
    const sent = {
      ...Object.fromEntries(cleared),
      ...this.defaults(members),
      ...Object.fromEntries(kept),
    }
    const changes = Object.entries(sent).filter(
      ([name]) => !creationMembers.includes(name) && !separateMembers.includes(name),
    )
    this.bench.made(`Update${type}`, { ...Object.fromEntries(changes), ...address })
    const isNewBody = members['body'] !== undefined && members['body'] !== before['body']
    if (type === 'Api' && isNewBody) this.reimport(resource, members)
  }

  /** The provider imports the body, then restores the CORS settings that the resource declares. */
  private reimport(resource: Declared, members: Given): void {
    const { body = '', failOnWarnings = false, corsConfiguration } = members
    const address = this.addressOf(resource)
    this.bench.made('ReimportApi', { ...address, body, failOnWarnings })
    if (corsConfiguration !== undefined) {
      this.bench.made('UpdateApi', { ...address, corsConfiguration })
    } else this.bench.made('DeleteCorsConfiguration', address)
  }

  private remove(type: string, name: string, value: Json, address: Given): void {
    if (type === 'Api' && name === 'corsConfiguration') {
      this.bench.made('DeleteCorsConfiguration', address)
    }
    if (name === 'accessLogSettings') this.bench.made('DeleteAccessLogSettings', address)
    if (name !== 'routeSettings') return
    for (const routeKey of Object.keys(map(value))) {
      this.bench.made('DeleteRouteSettings', { ...address, routeKey })
    }
  }

  private updateTags(type: string, before: Given, after: Given, address: Given): void {
    const path =
      type === 'Stage'
        ? `apis/${text(address['apiId'])}/stages/${text(address['stageName'])}`
        : `apis/${text(address['apiId'])}`
    const resourceArn = `arn:aws:apigateway:${region}::/${path}`
    const tagKeys = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
    if (tagKeys.length > 0) this.bench.made('UntagResource', { resourceArn, tagKeys })
    if (Object.keys(after).length > 0) this.bench.made('TagResource', { resourceArn, tags: after })
  }

  /** What the provider sends by itself where the resource declares nothing. */
  private defaults(members: Given): Given {
    return Object.fromEntries(
      Object.entries(this.sends).filter(([name]) => !Object.hasOwn(members, name)),
    )
  }

  private addressOf({ type, name, properties }: Declared): Given {
    const id = this.ids.get(`${type}.${name}`) ?? ''
    return { ...this.parentsOf(properties), [idMembers[type] ?? '']: id }
  }

  private parentsOf(properties: Given): Given {
    const members = Object.entries(this.resolved(properties))
    return Object.fromEntries(
      members.filter(([name]) => ['apiId', 'integrationId', 'routeId'].includes(name)),
    )
  }

  private resolved(properties: Given): Given {
    return map(this.resolve(properties))
  }

  private resolve(value: Json): Json {
    if (typeof value === 'string') {
      return value.replace(/\$\{(aws_\w+\.\w+\.\w+)\}/g, (_whole, reference: string) =>
        this.attribute(reference),
      )
    }
    if (Array.isArray(value)) return value.map((item) => this.resolve(item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, this.resolve(each)]),
    )
  }
}

/** Maps whose entries are removed by sending an empty text for each. */
const mergedMaps: readonly string[] = ['requestParameters', 'stageVariables']

function withClearedKeys(before: Given, after: Given): Given {
  return { ...Object.fromEntries(Object.keys(before).map((key) => [key, ''])), ...after }
}

/** What is sent for a member that is no longer declared; `undefined` when a call of its own removes it. */
function clearedValue(name: string, before: Json): Json | undefined {
  if (['corsConfiguration', 'accessLogSettings', 'routeSettings', 'tags'].includes(name)) {
    return undefined
  }
  if (name === 'apiKeySelectionExpression') return '$request.header.x-api-key'
  if (mergedMaps.includes(name)) return withClearedKeys(map(before), {})
  if (name === 'defaultRouteSettings') return { detailedMetricsEnabled: false }
  if (typeof before === 'string') return ''
  if (typeof before === 'boolean') return false
  if (typeof before === 'number') return 0
  return Array.isArray(before) ? [] : {}
}

function declaredIn(value: Json | undefined): Declared[] {
  return list(value)
    .map(map)
    .map(({ type, name, properties }) => ({
      type: text(type),
      name: text(name),
      properties: map(properties),
    }))
}

/** The values that the provider sends with a default: the expected ones, false where nothing is expected. */
function sentByProvider(given: Given): Given {
  const expected = Object.values(map(given['expect'])).map(map)
  return Object.fromEntries(
    list(given['providerSends']).map((name) => {
      const value = expected.find((each) => Object.hasOwn(each, text(name)))?.[text(name)]
      return [text(name), typeof value === 'string' ? value : false]
    }),
  )
}

/** Resources are made as the provider makes them, and their attributes are read back. */
function runResources(given: Given): string | undefined {
  const expected = map(given['expect'])
  const provider = new Provider(sentByProvider(given))
  const resources = declaredIn(given['resources'])
  try {
    provider.apply(declaredIn(given['before']))
    provider.apply(resources)
  } catch (error) {
    if (!(error instanceof RefusedCall)) throw error
    if (expected['error'] === undefined) return error.message
    return difference(expected['error'], { text: error.text }, { bound: new Map() })
  }
  if (expected['error'] !== undefined) return 'the resources should have been refused'
  const matching = {
    bound: new Map(),
    attributeOf: (reference: string) => provider.attribute(reference),
  }
  for (const [key, value] of Object.entries(expected)) {
    const resource = resources.find(({ type, name }) => key === `${type}.${name}`)
    const actual = key === 'routes' ? provider.routeKeys() : resource && provider.read(resource)
    // parts of a resource are compared like the resource: further members are allowed
    const found = difference(
      key === 'routes' ? list(value).map(text).sort() : value,
      actual,
      matching,
      true,
      key,
    )
    if (found !== undefined) return found
  }
  return undefined
}

/** How the cases about management calls of HTTP and WebSocket APIs are run. */
export const routedRunners = {
  'control-error': runControlError,
  resources: runResources,
} satisfies Readonly<Record<string, Runner>>
