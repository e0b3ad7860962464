import { updateRouteAuthorizer } from '../../../operations/v2/authorizers.ts'
import { own } from '../../../operations/within.ts'
import { jwtAuthorizer, knownIssuer, protectedByJwt } from '../../httpParts.ts'
import { knownIssuers, withoutSlash } from '../../issuers.ts'
import { gone } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const issuerSlash: Rule = {
  title: 'The issuer differs from the iss claim by a slash',
  why: 'The claim iss of a token must equal the issuer of the authorizer exactly. With one slash more or less, every token is refused with 401.',
  advice: 'Write the issuer as the tokens have it.',
  source: 'API Gateway developer guide, Control access to HTTP APIs with JWT authorizers',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: {
      authorizers: {
        auth: {
          ...jwtAuthorizer,
          jwtConfiguration: { issuer: 'https://login.example.com/', audience: ['pets-app'] },
        },
      },
    },
    identities: knownIssuer,
  },
  good: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: { authorizers: { auth: jwtAuthorizer } },
    identities: knownIssuer,
  },
  check: ({ api, at, design }) => {
    const issuers = knownIssuers(design)
    return Object.values(api.authorizers).flatMap(({ id, name, jwtConfiguration }) => {
      const issuer = jwtConfiguration?.issuer
      const twin = twinOf(issuer, issuers)
      if (twin === undefined) return []
      return [
        {
          message: `The issuer of the authorizer ${name} is ${issuer}, but the tokens of the design have ${twin}.`,
          at: [...at, 'authorizers', id, 'jwtConfiguration', 'issuer'],
        },
      ]
    })
  },
  fix: (design, { at }) => {
    const [, apiId = '', , id = ''] = at
    const api = own(design.apis, apiId)
    const authorizer = api?.protocol === 'HTTP' ? own(api.authorizers, id) : undefined
    const issuer = twinOf(authorizer?.jwtConfiguration?.issuer, knownIssuers(design))
    if (!authorizer?.jwtConfiguration || issuer === undefined) return gone(at)
    const jwtConfiguration = { ...authorizer.jwtConfiguration, issuer }
    return updateRouteAuthorizer(design, { apiId, id, change: { jwtConfiguration } })
  },
}

/** The issuer of the design that an issuer was meant to be, where only a slash at the end differs. */
function twinOf(issuer: string | undefined, issuers: readonly string[]): string | undefined {
  if (issuer === undefined || issuers.includes(issuer)) return undefined
  return issuers.find((known) => withoutSlash(known) === withoutSlash(issuer))
}
