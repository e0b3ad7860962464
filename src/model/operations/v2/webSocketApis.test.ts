import { describe, expect, it } from 'vitest'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { WebSocketApi } from '../../schema/v2/apis.ts'
import { emptyDesign } from '../designs.ts'
import { addRouteAuthorizer } from './authorizers.ts'
import { addRouteIntegration } from './integrations.ts'
import { putRouteIntegrationResponse, putRouteResponse } from './responses.ts'
import { addRoute } from './routes.ts'
import { addRouteDeployment, addRouteStage, removeRouteDeployment } from './stages.ts'
import {
  addWebSocketApi,
  addWebSocketModel,
  removeWebSocketModel,
  updateWebSocketApi,
} from './webSocketApis.ts'

const apiId = 'w1'
type Edit = (design: Design) => Result<Design>

const started: readonly Edit[] = [
  (design) => addWebSocketApi(design, { apiId, name: 'chat' }),
  (design) =>
    addRouteIntegration(design, { apiId, integration: { id: 'mock', integrationType: 'MOCK' } }),
  (design) => addWebSocketModel(design, { apiId, model: model('Message') }),
  (design) =>
    addRoute(design, {
      apiId,
      route: {
        id: 'send',
        routeKey: 'send',
        target: 'mock',
        requestModels: { $default: 'Message' },
      },
    }),
]

function model(name: string) {
  return { name, contentType: 'application/json', schema: '{"type":"object"}' }
}

function after(edits: readonly Edit[]): Design {
  return edits.reduce(
    (design, edit) => {
      const result = edit(design)
      if (!result.ok) throw new Error(result.problems[0]?.message)
      return result.value
    },
    emptyDesign('Test', () => 'design'),
  )
}

function apiOf(design: Design): WebSocketApi {
  const api = design.apis[apiId]
  if (api?.protocol !== 'WEBSOCKET') throw new Error('a WebSocket API was added')
  return api
}

describe('operations on WebSocket APIs', () => {
  it('deploy a snapshot of the routes, which later edits leave as it is', () => {
    const design = after([
      ...started,
      (design) =>
        addRouteDeployment(design, {
          apiId,
          stageName: 'dev',
          deploymentId: 'd1',
          createdDate: '2026-01-31T00:00:00Z',
        }),
      (design) => addRoute(design, { apiId, route: { id: 'more', routeKey: '$default' } }),
    ])
    const { deployments, stages, routes } = apiOf(design)
    expect(stages['dev']?.deploymentId).toBe('d1')
    expect(Object.keys(deployments['d1']?.snapshot?.routes ?? {})).toEqual(['send'])
    expect(Object.keys(routes)).toEqual(['send', 'more'])
  })

  it.each<[string, Edit, string, string]>([
    [
      'a blank name',
      (design) => updateWebSocketApi(design, { apiId, change: { name: ' ' } }),
      'api/name-blank',
      'name',
    ],
    [
      'another source of API keys',
      (design) =>
        updateWebSocketApi(design, {
          apiId,
          change: { apiKeySelectionExpression: '$request.key' },
        }),
      'api/key-selection',
      'apiKeySelectionExpression',
    ],
    [
      'a route key that exists',
      (design) => addRoute(design, { apiId, route: { id: 'x', routeKey: 'send' } }),
      'route/exists',
      'routes/x/routeKey',
    ],
    [
      'scopes',
      (design) =>
        addRoute(design, {
          apiId,
          route: { id: 'x', routeKey: '$connect', authorizationScopes: ['a'] },
        }),
      'route/authorization',
      'routes/x/authorizationScopes',
    ],
    [
      'a route response selected by a path',
      (design) =>
        addRoute(design, {
          apiId,
          route: { id: 'x', routeKey: 'a', routeResponseSelectionExpression: '$request.body.a' },
        }),
      'route/response-selection',
      'routes/x/routeResponseSelectionExpression',
    ],
    [
      'a mapping from a method request',
      (design) =>
        addRouteIntegration(design, {
          apiId,
          integration: {
            id: 'x',
            integrationType: 'MOCK',
            requestParameters: { 'integration.request.header.a': 'method.request.header.a' },
          },
        }),
      'integration/mapping',
      'integrations/x/requestParameters/integration.request.header.a',
    ],
    [
      'a missing VPC link',
      (design) =>
        addRouteIntegration(design, {
          apiId,
          integration: {
            id: 'x',
            integrationType: 'HTTP',
            integrationMethod: 'GET',
            integrationUri: 'http://internal.example.com',
            connectionType: 'VPC_LINK',
            connectionId: 'missing',
          },
        }),
      'integration/connection',
      'integrations/x/connectionId',
    ],
    [
      'caching of authorizer results',
      (design) =>
        addRouteAuthorizer(design, {
          apiId,
          authorizer: {
            id: 'x',
            name: 'who',
            authorizerType: 'REQUEST',
            authorizerResultTtlInSeconds: 300,
          },
        }),
      'authorizer/member',
      'authorizers/x/authorizerResultTtlInSeconds',
    ],
    [
      'an identity source of HTTP APIs',
      (design) =>
        addRouteAuthorizer(design, {
          apiId,
          authorizer: {
            id: 'x',
            name: 'who',
            authorizerType: 'REQUEST',
            identitySource: ['$request.header.Auth'],
          },
        }),
      'authorizer/identity-source',
      'authorizers/x/identitySource',
    ],
    [
      'a stage called $default',
      (design) => addRouteStage(design, { apiId, stage: { stageName: '$default' } }),
      'stage/name',
      'stages/$default',
    ],
    [
      'a second response of a route',
      (design) => {
        const response = { id: 'r1', routeResponseKey: '$default' }
        const first = putRouteResponse(design, { apiId, routeId: 'send', response })
        if (!first.ok) return first
        const second = { id: 'r2', routeResponseKey: '$default' }
        return putRouteResponse(first.value, { apiId, routeId: 'send', response: second })
      },
      'route-response/exists',
      'routes/send/routeResponses/r2/routeResponseKey',
    ],
    [
      'a key of an integration response without slashes',
      (design) =>
        putRouteIntegrationResponse(design, {
          apiId,
          integrationId: 'mock',
          response: { id: 'r', integrationResponseKey: '200' },
        }),
      'integration-response/key',
      'integrations/mock/integrationResponses/r/integrationResponseKey',
    ],
    [
      'the removal of a model that a route uses',
      (design) => removeWebSocketModel(design, { apiId, name: 'Message' }),
      'model/in-use',
      'models/Message',
    ],
    [
      'the removal of a missing deployment',
      (design) => removeRouteDeployment(design, { apiId, id: 'missing' }),
      'deployment/not-found',
      'deployments/missing',
    ],
  ])('refuse %s at its address', (_what, edit, code, address) => {
    const result = edit(after(started))
    const [problem] = result.problems
    expect([result.ok, problem?.code, problem?.at.join('/')]).toEqual([
      false,
      code,
      `apis/${apiId}/${address}`,
    ])
  })
})
