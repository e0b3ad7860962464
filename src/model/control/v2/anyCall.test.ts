import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { emptyDesign } from '../../operations/designs.ts'
import { design as designSchema } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { Account, ControlEnvironment, JsonObject } from '../account.ts'
import { accountOf, callService } from '../index.ts'
import type { Members, Shape } from '../shapes.ts'
import { apigatewayv2 } from './service.ts'
import { bodyMembers } from './shapes.ts'

const document = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'any', version: '1' },
  paths: {
    '/a': {
      get: {
        'x-amazon-apigateway-integration': {
          type: 'http_proxy',
          httpMethod: 'GET',
          uri: 'https://example.com',
          payloadFormatVersion: '1.0',
        },
      },
    },
  },
})

/** Values that members of these names take, so that many calls succeed. */
const plausible: { readonly [name: string]: readonly Json[] } = {
  allowOrigins: [['*'], ['https://a.example.com'], ['no origin']],
  apiMappingKey: ['', 'v1', '/'],
  authorizationType: ['NONE', 'AWS_IAM', 'JWT', 'CUSTOM'],
  authorizerPayloadFormatVersion: ['1.0', '2.0', ''],
  authorizerType: ['JWT', 'REQUEST'],
  authorizerUri: ['arn:aws:lambda:us-east-1:123456789012:function:f', 'x'],
  body: [
    document,
    '{',
    'x: [',
    '{"swagger":"2.0"}',
    '{"openapi":"3.0.1","paths":{"/{a":{"get":{}}}}',
  ],
  connectionType: ['INTERNET', 'VPC_LINK'],
  domainName: ['api.example.com', 'no'],
  exportVersion: ['1.0', '2.0'],
  failOnWarnings: [true, false, 'true'],
  basepath: ['ignore', 'prepend', 'split', 'x'],
  identitySource: [['$request.header.a'], ['route.request.header.a'], []],
  includeExtensions: [true, false],
  integrationResponseKey: ['$default', '/400/'],
  integrationType: ['HTTP_PROXY', 'AWS_PROXY', 'MOCK', 'HTTP'],
  integrationUri: ['https://example.com', 'x'],
  jwtConfiguration: [{ issuer: 'https://login.example.com', audience: ['a'] }, {}],
  loggingLevel: ['OFF', 'INFO'],
  name: ['Pets', '', '__proto__'],
  outputType: ['JSON', 'YAML', 'XML'],
  payloadFormatVersion: ['1.0', '2.0'],
  protocolType: ['HTTP', 'WEBSOCKET'],
  resourceArn: ['arn:aws:apigateway:us-east-1::/apis/id1', 'x'],
  routeKey: ['GET /', 'ANY /{proxy+}', '$default', '$connect', 'send', '__proto__', 'GET /{'],
  routeResponseKey: ['$default'],
  routeSelectionExpression: ['$request.body.action', '$request.method $request.path'],
  schema: ['{"type":"object"}', '{'],
  specification: ['OAS30', 'OAS30', 'OAS30', 'x'],
  stage: ['dev', '$default'],
  stageName: ['dev', '$default', 'no way', '__proto__'],
  subnetIds: [['subnet-1'], []],
  tagKeys: [['a'], ['__proto__']],
  target: ['integrations/id2', 'https://example.com', 'x'],
}
const hostile: readonly Json[] = [
  ...[null, '', '__proto__', 'constructor', -1, 1.5, 1e308, true, [], {}, [null]],
  { __proto__: null, a: { b: [] } },
  'x'.repeat(2000),
]

/** Members outside the bodies of calls: ids, and those of addresses. */
const ids = ['id1', 'id2', 'id3', 'id4', 'id5', 'id6', 'id7', 'id8', '__proto__', 'dev', '$default']
/** Mostly the API that a run begins with. */
const apiIds = ['id1', 'id1', 'id1', 'id1', 'id2', 'gone']
const addressMembers = [
  ...['apiId', 'routeId', 'integrationId', 'authorizerId', 'deploymentId', 'modelId'],
  ...['routeResponseId', 'integrationResponseId', 'vpcLinkId', 'apiMappingId'],
]
const otherMembers = [
  ...['stageName', 'domainName', 'routeKey', 'resourceArn', 'tagKeys', 'specification'],
  ...['outputType', 'exportVersion', 'includeExtensions', 'basepath', 'failOnWarnings'],
]

/** A source of choices, from the numbers that a run drew. */
class Choices {
  /** True for a run that means harm. */
  readonly isHostile: boolean
  private at = 0
  private readonly drawn: readonly number[]

  constructor(drawn: readonly number[]) {
    this.drawn = drawn
    this.isHostile = this.below(3) === 0
  }

  below(limit: number): number {
    const drawn = this.drawn[this.at++ % this.drawn.length] ?? 0
    return drawn % limit
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('there is nothing to choose from')
    return item
  }
}

function valueOf(choices: Choices, name: string, shape: Shape | undefined): Json {
  if (choices.isHostile && choices.below(12) === 0) return choices.of(hostile)
  const known = Object.hasOwn(plausible, name) ? plausible[name] : undefined
  if (known) return choices.of(known)
  if (name.endsWith('Id')) return choices.of(ids)
  if (shape === undefined || shape === 'text') return choices.of(['a', 'GET', '', 'x y'])
  if (shape === 'flag') return choices.of([true, false])
  if (shape === 'integer' || shape === 'number') return choices.of([0, 1, 300, 29_000, -5])
  if ('listOf' in shape) return [valueOf(choices, '', shape.listOf)]
  if ('mapOf' in shape) {
    return { [choices.of(['a', '200', '__proto__'])]: valueOf(choices, '', shape.mapOf) }
  }
  return membersOf(choices, shape.members)
}

function membersOf(choices: Choices, members: Members): JsonObject {
  return Object.fromEntries(
    Object.entries(members)
      .filter(() => choices.below(2) === 0)
      .map(([name, shape]): [string, Json] => [name, valueOf(choices, name, shape)]),
  )
}

function inputOf(choices: Choices, operation: string): JsonObject {
  const body = bodyMembers(operation) ?? {}
  // what must be there mostly is
  const needed = Object.keys(body).filter((name) => Object.hasOwn(plausible, name))
  return Object.fromEntries([
    ...addressMembers.map((name) => [name, choices.of(name === 'apiId' ? apiIds : ids)]),
    ...otherMembers
      .filter(() => choices.below(3) > 0)
      .map((name) => [name, valueOf(choices, name, undefined)]),
    ...needed
      .filter(() => choices.below(4) > 0)
      .map((name) => [name, valueOf(choices, name, body[name])]),
    ...Object.entries(membersOf(choices, body)),
  ]) as JsonObject // names and values are those of JSON
}

const operations = Object.keys(apigatewayv2.operations).sort()

it('any calls are answered, and leave a valid design', () => {
  const succeeded = new Set<string>()
  fc.assert(
    fc.property(fc.noBias(fc.array(fc.nat(), { minLength: 1500, maxLength: 2000 })), (drawn) => {
      const choices = new Choices(drawn)
      const environment: ControlEnvironment = {
        now: () => Date.UTC(2026, 0, 31),
        nextId: countingIds('id'),
        accountId: '123456789012',
        region: 'us-east-1',
      }
      let account: Account = accountOf(emptyDesign('any', () => 'design'))
      const call = (operation: string, input: JsonObject) => {
        const result = callService(account, 'apigatewayv2', operation, input, environment)
        if ('body' in result.answer) succeeded.add(operation)
        else expect(result.account).toBe(account)
        account = result.account
      }
      call('CreateApi', { name: 'first', protocolType: choices.of(['HTTP', 'HTTP', 'WEBSOCKET']) })
      for (let i = 0; i < 60; i++) {
        const operation = choices.of(operations)
        call(operation, inputOf(choices, operation))
      }
      const parsed = designSchema.safeParse(account.design)
      expect(parsed.error?.issues).toBeUndefined()
    }),
    { numRuns: 150, seed: 20260131 },
  )
  // calls that never succeed would prove nothing
  expect(succeeded.size).toBeGreaterThan(operations.length / 3)
  for (const operation of ['ImportApi', 'ReimportApi', 'ExportApi', 'CreateRoute']) {
    expect([...succeeded]).toContain(operation)
  }
})
