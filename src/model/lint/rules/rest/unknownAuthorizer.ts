import { own } from '../../../operations/within.ts'
import type { Rule } from '../../rule.ts'

export const unknownAuthorizer: Rule = {
  title: 'A method has no fitting authorizer',
  why: 'CUSTOM wants a Lambda authorizer and COGNITO_USER_POOLS one of user pools. The service refuses a method without the one that it names.',
  advice: 'Choose an authorizer of the API, or add one.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: { methods: { 'GET /pets': { authorizationType: 'CUSTOM', authorizerId: 'gone' } } },
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
  check: ({ api, methods }) =>
    methods.flatMap(({ name, method, at }) => {
      const { authorizationType: type, authorizerId } = method
      if (type !== 'CUSTOM' && type !== 'COGNITO_USER_POOLS') return []
      const authorizer = own(api.authorizers, authorizerId ?? '')
      const place = [...at, 'authorizerId']
      if (!authorizer) {
        const message = `${name} has the authorization ${type} and no authorizer${authorizerId === undefined ? '' : `: ${authorizerId} is not there`}.`
        return [{ message, at: place }]
      }
      if ((authorizer.type === 'COGNITO_USER_POOLS') === (type === 'COGNITO_USER_POOLS')) return []
      const message = `${name} has the authorization ${type}, which the authorizer ${authorizer.name} of type ${authorizer.type} is not for.`
      return [{ message, at: place }]
    }),
}
