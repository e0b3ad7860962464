import { updateMethod } from '../../../operations/methods.ts'
import { gone, methodAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const preflightNeedsAuthorization: Rule = {
  title: 'The preflight asks for authorization',
  why: 'A browser sends its OPTIONS request without tokens, signatures and keys. An OPTIONS method that asks for them refuses it, and the browser never sends the real request.',
  advice:
    'Set the authorization of OPTIONS to NONE and ask for no API key. The real request is still authorized.',
  appliesTo: 'method',
  severity: 'warning',
  bad: { methods: { 'GET /pets': {}, 'OPTIONS /pets': { authorizationType: 'AWS_IAM' } } },
  good: { methods: { 'GET /pets': {}, 'OPTIONS /pets': { authorizationType: 'NONE' } } },
  check: ({ name, method, at, integration }) => {
    const { httpMethod, authorizationType, apiKeyRequired } = method
    if (httpMethod !== 'OPTIONS' || (authorizationType === 'NONE' && !apiKeyRequired)) return []
    const isAuthorized = authorizationType !== 'NONE'
    return [
      {
        message: `${name} asks for ${isAuthorized ? `the authorization ${authorizationType}` : 'an API key'}, which browsers do not send in a preflight.`,
        at: [...at, isAuthorized ? 'authorizationType' : 'apiKeyRequired'],
        // a backend of its own may do more than answer browsers
        isFixable: integration?.type === 'MOCK',
      },
    ]
  },
  fix: (design, { at }) => {
    const found = methodAt(design, at)
    if (!found) return gone(at)
    const change = { authorizationType: 'NONE', apiKeyRequired: false } as const
    return updateMethod(design, { ...found.ref, change })
  },
}
