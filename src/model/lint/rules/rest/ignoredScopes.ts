import type { Rule } from '../../rule.ts'

export const ignoredScopes: Rule = {
  title: 'Scopes are not looked at',
  why: 'Only a Cognito authorizer checks the scopes of a method. With another authorization they protect nothing.',
  advice: 'Check scopes in the function of the authorizer, or choose a Cognito authorizer.',
  appliesTo: 'method',
  severity: 'warning',
  bad: { methods: { 'GET /pets': { authorizationScopes: ['pets/read'] } } },
  good: { methods: { 'GET /pets': { authorizationScopes: [] } } },
  check: ({ name, method, at }) =>
    method.authorizationScopes.length > 0 && method.authorizationType !== 'COGNITO_USER_POOLS'
      ? [
          {
            message: `${name} has scopes, which the authorization ${method.authorizationType} does not look at.`,
            at: [...at, 'authorizationScopes'],
          },
        ]
      : [],
}
