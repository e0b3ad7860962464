import type { EntryPoint } from '../../../queries/entryPoints.ts'
import type { Rule } from '../../rule.ts'

export const unauthorizedMethod: Rule = {
  title: 'A method or route is open in an API that authorizes',
  why: 'Other methods of the API authorize their callers, and this one lets everybody in: easily forgotten when a method or route is added.',
  advice: 'Choose an authorization, unless the method is meant for everybody, such as a login.',
  appliesTo: 'api',
  severity: 'info',
  bad: {
    methods: { 'GET /pets': {}, 'DELETE /pets': { authorizationType: 'NONE' } },
  },
  good: {
    methods: { 'GET /pets': {}, 'DELETE /pets': { authorizationType: 'AWS_IAM' } },
  },
  check: ({ entryPoints }) => {
    const callable = entryPoints.filter(({ verb }) => verb !== 'OPTIONS')
    if (callable.every(({ authorizationType }) => authorizationType === 'NONE')) return []
    return callable.filter(isOpen).map(({ key, at }) => ({
      message: `${key} lets everybody in, while others in the API authorize their callers.`,
      at: [...at, 'authorizationType'],
    }))
  },
}

function isOpen({ api, key, authorizationType, apiKeyRequired }: EntryPoint): boolean {
  // a WebSocket API authorizes a client when it connects, and not again for each message
  const isAuthorizedBefore = api.protocol === 'WEBSOCKET' && key !== '$connect'
  return authorizationType === 'NONE' && !apiKeyRequired && !isAuthorizedBefore
}
