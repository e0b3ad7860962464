import type { FlowShape } from './graph.ts'

/** The four boxes of the console between client, authorizer and backend. */
export const restShape: FlowShape = {
  columns: [
    { request: 'client', response: 'client', share: 86 },
    { request: 'authorizer', share: 126 },
    { request: 'methodRequest', response: 'methodResponse', share: 158 },
    { request: 'integrationRequest', response: 'integrationResponse', share: 180 },
    { request: 'backend', response: 'backend', share: 124 },
  ],
  gap: 36,
  ways: [
    { from: 'client', to: 'authorizer', row: 'request' },
    { from: 'authorizer', to: 'methodRequest', row: 'request' },
    { from: 'methodRequest', to: 'integrationRequest', row: 'request' },
    { from: 'integrationRequest', to: 'backend', row: 'request' },
    { from: 'backend', to: 'integrationResponse', row: 'response' },
    { from: 'integrationResponse', to: 'methodResponse', row: 'response' },
    { from: 'methodResponse', to: 'client', row: 'response' },
  ],
  ownResponseTo: 'client',
}

/**
 * CORS is in both rows: it answers preflights, and sets the CORS headers of every response. The request goes down from
 * the authorizer to the route and up from the mapping to the integration, which leaves every card room for its words.
 */
export const httpShape: FlowShape = {
  columns: [
    { request: 'client', response: 'client', share: 92 },
    { request: 'cors', response: 'cors', share: 118 },
    { request: 'authorizer', below: 'route', share: 164 },
    {
      request: 'integration',
      below: 'requestMapping',
      response: 'responseMapping',
      share: 180,
    },
    { request: 'backend', response: 'backend', share: 124 },
  ],
  gap: 36,
  ways: [
    { from: 'client', to: 'cors', row: 'request' },
    { from: 'cors', to: 'authorizer', row: 'request' },
    { from: 'authorizer', to: 'route', row: 'request', turn: 'down' },
    { from: 'route', to: 'requestMapping', row: 'request' },
    { from: 'requestMapping', to: 'integration', row: 'request', turn: 'up' },
    { from: 'integration', to: 'backend', row: 'request' },
    { from: 'backend', to: 'responseMapping', row: 'response' },
    { from: 'responseMapping', to: 'cors', row: 'response' },
    { from: 'cors', to: 'client', row: 'response' },
  ],
  ownResponseTo: 'cors',
}

/** A preflight that the CORS settings answer reaches no route. */
export const preflightShape: FlowShape = {
  columns: [
    { request: 'client', response: 'client', share: 140 },
    { request: 'cors', response: 'cors', share: 240 },
  ],
  gap: 120,
  ways: [
    { from: 'client', to: 'cors', row: 'request' },
    { from: 'cors', to: 'client', row: 'response' },
  ],
  ownResponseTo: 'client',
}
