import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { integrationSubtypes } from '../../queries/integrationSubtypes.ts'
import { lambdaFunctionNames } from '../../queries/lambdaFunctions.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { emptyDesign } from '../designs.ts'
import { putUserPool } from '../identities.ts'
import { jwtAuthorizer, lambdaAuthorizer } from './authorizerKinds.ts'
import { addRouteAuthorizer, updateRouteAuthorizer } from './authorizers.ts'
import { addHttpApi } from './httpApis.ts'
import {
  changeToKind,
  httpIntegration,
  lambdaIntegration,
  routeIntegrationKind,
  routeIntegrationKinds,
  serviceIntegration,
} from './integrationKinds.ts'
import { addRouteIntegration, updateRouteIntegration } from './integrations.ts'
import { quickCreateRoute } from './quickCreate.ts'
import { putVpcLinkV2 } from './vpcLinks.ts'

const apiId = 'shop'
const started = good(addHttpApi(emptyDesign('Shop', countingIds()), { apiId, name: 'Shop' }))

function good(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function apiOf(design: Design) {
  const api = design.apis[apiId]
  if (api?.protocol !== 'HTTP') throw new Error('no HTTP API')
  return api
}

describe('a new integration', () => {
  it.each(Object.keys(integrationSubtypes))('for %s is accepted as it starts', (subtype) => {
    const integration = { id: 'i', ...serviceIntegration(subtype) }
    const design = good(addRouteIntegration(started, { apiId, integration }))
    expect(apiOf(design).integrations['i']?.integrationSubtype).toBe(subtype)
  })

  it('keeps the parameters that its next subtype has too', () => {
    const before = {
      credentialsArn: 'arn:aws:iam::111122223333:role/mine',
      requestParameters: { QueueUrl: 'https://q.example', MessageBody: 'hi', Region: 'eu-west-1' },
    }
    expect(serviceIntegration('SQS-PurgeQueue', before)).toMatchObject({
      credentialsArn: before.credentialsArn,
      requestParameters: { QueueUrl: 'https://q.example', Region: 'eu-west-1' },
    })
  })
})

describe('an integration', () => {
  const link = { id: 'v1', name: 'inside', subnetIds: ['subnet-1'], securityGroupIds: [], tags: {} }
  const linked = good(putVpcLinkV2(started, { link }))
  const integration = {
    id: 'i',
    ...httpIntegration('https://shop.example', 'GET'),
    description: 'The shop',
    timeoutInMillis: 900,
    requestParameters: { 'append:header.x-a': '1' },
  }
  const design = good(addRouteIntegration(linked, { apiId, integration }))
  const changedTo = (from: Design, kind: (typeof routeIntegrationKinds)[number]) => {
    const before = apiOf(from).integrations['i']
    const change = before && changeToKind(from, before, kind)
    if (!change) throw new Error(`no change to ${kind}`)
    return good(updateRouteIntegration(from, { apiId, id: 'i', change }))
  }

  it.each(
    routeIntegrationKinds.flatMap((from) => routeIntegrationKinds.map((to) => [from, to] as const)),
  )('of kind %s becomes one of kind %s that the service accepts', (from, to) => {
    const next = apiOf(changedTo(changedTo(design, from), to)).integrations['i']
    expect(next && routeIntegrationKind(next)).toBe(to)
    expect(next).toMatchObject({ description: 'The shop', timeoutInMillis: 900 })
  })

  it('keeps its mappings unless it becomes an AWS service integration', () => {
    const lambda = apiOf(changedTo(design, 'lambda')).integrations['i']
    expect(lambda?.requestParameters).toEqual({ 'append:header.x-a': '1' })
    const service = apiOf(changedTo(design, 'service')).integrations['i']
    expect(service?.requestParameters).not.toHaveProperty('append:header.x-a')
  })

  it('cannot become private in a design without a VPC link', () => {
    const before = apiOf(design).integrations['i']
    expect(before && changeToKind(started, before, 'private')).toBeUndefined()
  })
})

describe('a new authorizer', () => {
  it('of type JWT trusts the first user pool and its app clients', () => {
    const client = { id: 'c1', name: 'app', allowedScopes: [], tokenValidity: 60 }
    const pool = {
      id: 'eu-west-1_Pool',
      name: 'shoppers',
      clients: { c1: client },
      users: {},
      publicKeys: [],
    }
    const design = good(putUserPool(started, { pool }))
    expect(jwtAuthorizer(design).jwtConfiguration).toEqual({
      issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool',
      audience: ['c1'],
    })
  })

  it('of either type is accepted as it starts, and changes to the other', () => {
    const jwt = { id: 'a', name: 'guard', ...jwtAuthorizer(started) }
    const withJwt = good(addRouteAuthorizer(started, { apiId, authorizer: jwt }))
    const change = lambdaAuthorizer(withJwt)
    const withLambda = good(updateRouteAuthorizer(withJwt, { apiId, id: 'a', change }))
    expect(apiOf(withLambda).authorizers['a']).not.toHaveProperty('jwtConfiguration')
    const back = good(
      updateRouteAuthorizer(withLambda, { apiId, id: 'a', change: jwtAuthorizer(withLambda) }),
    )
    expect(apiOf(back).authorizers['a']).toEqual(apiOf(withJwt).authorizers['a'])
  })
})

describe('quick create', () => {
  const ids = { apiId, routeId: 'r', integrationId: 'i' }

  it('sends every request to a function', () => {
    const api = apiOf(good(quickCreateRoute(started, { ...ids, target: 'listGoods' })))
    expect(api.routes['r']).toMatchObject({ routeKey: '$default', target: 'i' })
    expect(api.integrations['i']).toMatchObject(lambdaIntegration('listGoods'))
    expect(api.stages['$default']?.autoDeploy).toBe(true)
  })

  it('sends every request to a URL', () => {
    const api = apiOf(good(quickCreateRoute(started, { ...ids, target: 'https://shop.example' })))
    expect(api.integrations['i']).toMatchObject(httpIntegration('https://shop.example'))
  })

  it('is refused for a target that is neither, and where $default exists', () => {
    const neither = quickCreateRoute(started, { ...ids, target: 'two words' })
    expect(neither.problems[0]?.message).toBe(
      'two words is neither a URL nor the name of a function',
    )
    const once = good(quickCreateRoute(started, { ...ids, target: 'f' }))
    const again = quickCreateRoute(once, { apiId, routeId: 'r2', integrationId: 'i2', target: 'g' })
    expect(again.problems[0]?.code).toBe('route/exists')
  })
})

describe('the Lambda functions of a design', () => {
  it('are those of its integrations and authorizers, sorted', () => {
    const quick = { apiId, routeId: 'r', integrationId: 'i', target: 'zebra' }
    const authorizer = { id: 'a', name: 'guard', ...lambdaAuthorizer(started) }
    const design = good(
      addRouteAuthorizer(good(quickCreateRoute(started, quick)), { apiId, authorizer }),
    )
    expect(lambdaFunctionNames(design)).toEqual(['authorizer', 'zebra'])
  })
})
