import { updateRouteAuthorizer } from '../../../operations/v2/authorizers.ts'
import { own } from '../../../operations/within.ts'
import { jwtAuthorizer, knownIssuer, protectedByJwt } from '../../httpParts.ts'
import { gone } from '../../places.ts'
import type { Rule } from '../../rule.ts'

const discoveryPath = /\/\.well-known\/[^/]+$/

export const issuerIsDiscoveryUrl: Rule = {
  title: 'The issuer is the URL of a document',
  why: 'The service adds /.well-known/openid-configuration to the issuer itself, and compares the issuer with the claim iss. With the URL of the document, every token is refused with 401.',
  advice: 'Remove the path of the document from the issuer.',
  source: 'API Gateway developer guide, Control access to HTTP APIs with JWT authorizers',
  appliesTo: 'httpApi',
  severity: 'error',
  bad: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: {
      authorizers: {
        auth: {
          ...jwtAuthorizer,
          jwtConfiguration: {
            issuer: 'https://login.example.com/.well-known/openid-configuration',
            audience: ['pets-app'],
          },
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
  check: ({ api, at }) =>
    Object.values(api.authorizers)
      .filter(({ jwtConfiguration }) => discoveryPath.test(jwtConfiguration?.issuer ?? ''))
      .map(({ id, name }) => ({
        message: `The issuer of the authorizer ${name} is the URL of a document, not the issuer that tokens name.`,
        at: [...at, 'authorizers', id, 'jwtConfiguration', 'issuer'],
      })),
  fix: (design, { at }) => {
    const [, apiId = '', , id = ''] = at
    const api = own(design.apis, apiId)
    const configuration =
      api?.protocol === 'HTTP' ? own(api.authorizers, id)?.jwtConfiguration : undefined
    if (!configuration) return gone(at)
    const jwtConfiguration = {
      ...configuration,
      issuer: configuration.issuer?.replace(discoveryPath, ''),
    }
    return updateRouteAuthorizer(design, { apiId, id, change: { jwtConfiguration } })
  },
}
