import { jwtAuthorizer, knownIssuer, protectedByJwt } from '../../httpParts.ts'
import { knownIssuers, withoutSlash } from '../../issuers.ts'
import type { Rule } from '../../rule.ts'

export const issuerWithoutKeys: Rule = {
  title: 'The design has no keys of an issuer',
  why: 'The simulator cannot download the key set of an issuer. Without the keys it refuses every token with 401, while the deployed API accepts them.',
  advice:
    'Add the issuer with its key set to the identities of the design, or use a user pool of the design.',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: { authorizers: { auth: jwtAuthorizer } },
  },
  good: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: { authorizers: { auth: jwtAuthorizer } },
    identities: knownIssuer,
  },
  check: ({ api, at, design }) => {
    const known = new Set(knownIssuers(design).map(withoutSlash))
    return Object.values(api.authorizers).flatMap(({ id, name, jwtConfiguration }) => {
      const issuer = jwtConfiguration?.issuer
      if (issuer === undefined || known.has(withoutSlash(issuer))) return []
      return [
        {
          message: `The design has no keys of ${issuer}, so the simulator refuses every token of the authorizer ${name}.`,
          at: [...at, 'authorizers', id, 'jwtConfiguration', 'issuer'],
        },
      ]
    })
  },
}
