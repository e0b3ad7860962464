import { updateAuthorizer } from '../../../operations/authorizers.ts'
import { gone } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const authorizerWithoutSource: Rule = {
  title: 'An authorizer does not say where the identity is',
  why: 'A TOKEN authorizer wants the header that holds the token. A REQUEST authorizer wants its identity sources as long as its results are cached, because they are the key of the cache.',
  advice: 'Name the header. A REQUEST authorizer can do without once its TTL is 0.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: {
    methods: { 'GET /pets': { authorizationType: 'CUSTOM', authorizerId: 'auth' } },
    api: {
      authorizers: {
        auth: {
          id: 'auth',
          name: 'tokens',
          type: 'TOKEN',
          authorizerUri:
            'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations',
        },
      },
    },
  },
  good: {
    methods: { 'GET /pets': { authorizationType: 'CUSTOM', authorizerId: 'auth' } },
    api: {
      authorizers: {
        auth: {
          id: 'auth',
          name: 'tokens',
          type: 'TOKEN',
          identitySource: 'method.request.header.Authorization',
          authorizerUri:
            'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations',
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.authorizers).flatMap((authorizer) => {
      const { id, name, type, identitySource = '', authorizerResultTtlInSeconds = 300 } = authorizer
      const isNeeded = type === 'TOKEN' || (type === 'REQUEST' && authorizerResultTtlInSeconds > 0)
      if (!isNeeded || identitySource.trim() !== '') return []
      return [
        {
          message: `The authorizer ${name} has no identity source.`,
          at: [...at, 'authorizers', id, 'identitySource'],
          isFixable: type === 'TOKEN',
        },
      ]
    }),
  fix: (design, { at }) => {
    const [, apiId, , id] = at
    if (apiId === undefined || id === undefined) return gone(at)
    const identitySource = 'method.request.header.Authorization'
    return updateAuthorizer(design, { apiId, id, change: { identitySource } })
  },
}
