import { routeBackendReference } from '../../../queries/backendKey.ts'
import { own } from '../../../operations/within.ts'
import { lambdaAuthorizer, protectedByLambda } from '../../httpParts.ts'
import type { Rule } from '../../rule.ts'

export const authorizerWithoutResponse: Rule = {
  title: 'The function of an authorizer has no canned response',
  why: 'The simulator does not run the function of an authorizer. Without a canned response it cannot tell who is allowed, and refuses every request.',
  advice:
    'Give the function a canned response, such as {"isAuthorized": true}, in the backends of the design.',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: {
    routes: { 'GET /pets': protectedByLambda },
    httpApi: { authorizers: { auth: lambdaAuthorizer } },
  },
  good: {
    routes: { 'GET /pets': protectedByLambda },
    httpApi: { authorizers: { auth: lambdaAuthorizer } },
    backends: {
      'lambda:authorize': {
        key: 'lambda:authorize',
        name: 'authorize',
        kind: 'lambda',
        answer: { lambda: { result: { isAuthorized: true } } },
      },
    },
  },
  check: ({ api, at, design }) =>
    Object.values(api.authorizers).flatMap(({ id, name, authorizerUri = '' }) => {
      // a URI with stage variables names another function in each stage
      if (authorizerUri === '' || authorizerUri.includes('${')) return []
      const reference = routeBackendReference({
        integrationType: 'AWS_PROXY',
        integrationUri: authorizerUri,
        connectionType: 'INTERNET',
      })
      const backend = own(design.backends, reference?.key ?? '')
      if (!reference || backend?.answer || (backend?.cases ?? []).length > 0) return []
      return [
        {
          message: `The function ${reference.name} of the authorizer ${name} has no canned response, so the simulator lets nobody through.`,
          at: [...at, 'authorizers', id, 'authorizerUri'],
        },
      ]
    }),
}
