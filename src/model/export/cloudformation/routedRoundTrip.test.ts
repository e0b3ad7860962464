import { describe, expect, it } from 'vitest'
import { randomIds, seededRandom } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { emptyDesign } from '../../operations/designs.ts'
import { addRouteAuthorizer } from '../../operations/v2/authorizers.ts'
import { createHttpApi } from '../../operations/v2/httpApis.ts'
import { addRouteIntegration } from '../../operations/v2/integrations.ts'
import { addRoute } from '../../operations/v2/routes.ts'
import { addRouteDeployment, addRouteStage } from '../../operations/v2/stages.ts'
import { putDomainName } from '../../operations/identities.ts'
import { putVpcLinkV2 } from '../../operations/v2/vpcLinks.ts'
import { domainName } from '../../schema/access.ts'
import { differingParts } from '../../queries/comparableApi.ts'
import { comparableRoutedApi } from '../../queries/comparableRoutedApi.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'
import { exportApi } from '../index.ts'
import type { ExporterId } from '../index.ts'

/** The design after an operation; a refused operation changes nothing. */
function after(design: Design, result: Result<Design>): Design {
  return result.ok ? result.value : design
}

function pick<T>(random: () => number, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('there is something to pick')
  return item
}

const functionArn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const invocation = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn(name)}/invocations`

const integrations = [
  {
    integrationType: 'AWS_PROXY',
    integrationUri: functionArn('list'),
    payloadFormatVersion: '2.0',
  },
  {
    integrationType: 'AWS_PROXY',
    integrationUri: invocation('ship'),
    integrationMethod: 'POST',
    payloadFormatVersion: '1.0',
    timeoutInMillis: 900,
  },
  {
    integrationType: 'HTTP_PROXY',
    integrationUri: 'https://${stageVariables.host}/{proxy}',
    integrationMethod: 'ANY',
    payloadFormatVersion: '1.0',
    requestParameters: { 'append:header.x-from': '$context.identity.sourceIp' },
    responseParameters: { '500': { 'overwrite:statuscode': '502', 'remove:header.via': "''" } },
  },
  {
    integrationType: 'AWS_PROXY',
    integrationSubtype: 'SQS-SendMessage',
    credentialsArn: 'arn:aws:iam::123456789012:role/send',
    payloadFormatVersion: '1.0',
    requestParameters: {
      QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders',
      MessageBody: '$request.body.${x}',
    },
  },
  {
    integrationType: 'HTTP_PROXY',
    integrationUri: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/b/c',
    integrationMethod: 'GET',
    payloadFormatVersion: '1.0',
    connectionType: 'VPC_LINK',
    connectionId: 'link',
    tlsConfig: { serverNameToVerify: 'inner.example.com' },
  },
] as const

const authorizers: readonly Omit<RouteAuthorizer, 'id'>[] = [
  {
    name: 'tokens',
    authorizerType: 'JWT',
    identitySource: ['$request.header.Authorization'],
    jwtConfiguration: { issuer: 'https://login.example.com/a', audience: ['one', 'two'] },
  },
  {
    name: 'keys',
    authorizerType: 'REQUEST',
    authorizerUri: invocation('guard'),
    authorizerPayloadFormatVersion: '2.0',
    enableSimpleResponses: true,
    authorizerResultTtlInSeconds: 60,
    identitySource: ['$request.header.X-Key', '$context.stage'],
  },
]

const routeKeys = [
  '$default',
  'GET /',
  'ANY /{proxy+}',
  'POST /orders/{id}',
  'GET /orders/{id}',
  'DELETE /a-b/c.d/~e',
  'OPTIONS /orders',
]

/** An HTTP API made of whatever the operations accept. */
function randomDesign(seed: number): Design {
  const random = seededRandom(seed)
  const nextId = randomIds(random)
  const apiId = nextId()
  const start = after(
    emptyDesign('Random', nextId),
    putVpcLinkV2(emptyDesign('Random', nextId), {
      link: { id: 'link', name: 'inner', subnetIds: ['subnet-1'], securityGroupIds: [], tags: {} },
    }),
  )
  const created = createHttpApi(start, {
    apiId,
    name: pick(random, ['shop', 'Shop of ${us}', '1']),
    ...(random() < 0.5 && { description: 'a "description": #1' }),
    ...(random() < 0.5 && { version: '2024-01' }),
    ...(random() < 0.5 && {
      corsConfiguration: { allowOrigins: ['*'], allowMethods: ['GET'], maxAge: 5 },
    }),
    ...(random() < 0.5 && { tags: { team: 'a' } }),
    ...(random() < 0.5 && { disableExecuteApiEndpoint: true }),
  })
  let design = after(start, created)
  const authorizerIds = authorizers.flatMap((authorizer) => {
    if (random() < 0.4) return []
    const id = nextId()
    const added = addRouteAuthorizer(design, { apiId, authorizer: { ...authorizer, id } })
    design = after(design, added)
    return [{ id, type: authorizer.authorizerType }]
  })
  const integrationIds = integrations.flatMap((integration) => {
    if (random() < 0.3) return []
    const id = nextId()
    design = after(
      design,
      addRouteIntegration(design, { apiId, integration: { ...integration, id } }),
    )
    return [id]
  })
  for (const routeKey of routeKeys) {
    if (random() < 0.4) continue
    const authorizer =
      authorizerIds.length > 0 && random() < 0.5 ? pick(random, authorizerIds) : undefined
    const protection = authorizer
      ? {
          authorizationType: authorizer.type === 'JWT' ? ('JWT' as const) : ('CUSTOM' as const),
          authorizerId: authorizer.id,
          authorizationScopes: authorizer.type === 'JWT' && random() < 0.5 ? ['a/b', 'c'] : [],
        }
      : { authorizationType: random() < 0.3 ? ('AWS_IAM' as const) : ('NONE' as const) }
    const target = integrationIds.length > 0 ? { target: pick(random, integrationIds) } : {}
    const route = { id: nextId(), routeKey, ...protection, ...target }
    design = after(design, addRoute(design, { apiId, route }))
  }
  const keys = Object.values(
    design.apis[apiId]?.protocol === 'HTTP' ? design.apis[apiId].routes : {},
  )
  if (random() < 0.5) {
    const deployment = { apiId, deploymentId: nextId(), createdDate: '2026-01-01T00:00:00Z' }
    design = after(design, addRouteDeployment(design, { ...deployment, stageName: 'live' }))
  }
  const [first] = keys
  const stage = {
    stageName: pick(random, ['$default', 'test']),
    autoDeploy: true,
    stageVariables: { host: 'example.com' },
    defaultRouteSettings: { throttlingRateLimit: 1.5, throttlingBurstLimit: 2 },
    ...(first && { routeSettings: { [first.routeKey]: { detailedMetricsEnabled: true } } }),
    accessLogSettings: {
      destinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:a',
      format: '$context.requestId ${x}',
    },
  }
  design = after(design, addRouteStage(design, { apiId, stage }))
  const domain = domainName.parse({
    domainName: 'api.example.com',
    regionalCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a',
    endpointConfiguration: { types: ['REGIONAL'] },
    basePathMappings: [{ basePath: 'v1/shop', apiId, stage: stage.stageName }],
  })
  return random() < 0.5 ? after(design, putDomainName(design, { domain })) : design
}

function httpApiOf(design: Design): HttpApi {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'HTTP') throw new Error('the design has an HTTP API')
  return api
}

function opened(text: string) {
  const read = importDocument(text, { nextId: randomIds(seededRandom(3)), now: () => 0 })
  if (!read.ok) throw new Error(read.problems[0]?.message)
  return read.value
}

function written(design: Design, kind: ExporterId): string {
  const result = exportApi(design, kind, httpApiOf(design).id, { format: 'yaml' })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value[0]?.text ?? ''
}

const seeds = Array.from({ length: 25 }, (_, i) => 1000 + i)

describe.each<ExporterId>(['cloudformation', 'sam'])('a random HTTP API as %s', (kind) => {
  it.each(seeds)('is the same when it is opened again, seed %i', (seed) => {
    const design = randomDesign(seed)
    const text = written(design, kind)
    const again = opened(text).design
    const [drawn, made] = [design, again].map((each) => comparableRoutedApi(each, httpApiOf(each)))
    expect(
      differingParts(drawn ?? new Map(), made ?? new Map()).map((part) => [
        part,
        drawn?.get(part),
        made?.get(part),
      ]),
    ).toEqual([])
    expect(opened(text).problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(written(again, kind)).toBe(text)
  })
})
