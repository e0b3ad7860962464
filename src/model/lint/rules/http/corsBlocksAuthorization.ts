import { updateHttpApi } from '../../../operations/v2/httpApis.ts'
import { own } from '../../../operations/within.ts'
import type { RouteFacts } from '../../facts.ts'
import { jwtAuthorizer, knownIssuer, protectedByJwt } from '../../httpParts.ts'
import { gone, listed } from '../../places.ts'
import type { Rule } from '../../rule.ts'

const origins = ['https://app.example.com']

export const corsBlocksAuthorization: Rule = {
  title: 'Browsers may not send the header that authorizes',
  why: 'Routes require a header that the CORS settings do not allow, so browsers do not send the request. The value * does not include Authorization in the Fetch standard, and browsers treat it differently: name that header.',
  advice: 'Add the header to the allowed headers.',
  source: 'Fetch standard, CORS protocol: Access-Control-Allow-Headers',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: {
      authorizers: { auth: jwtAuthorizer },
      corsConfiguration: { allowOrigins: origins, allowHeaders: ['*'] },
    },
    identities: knownIssuer,
  },
  good: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: {
      authorizers: { auth: jwtAuthorizer },
      corsConfiguration: { allowOrigins: origins, allowHeaders: ['authorization'] },
    },
    identities: knownIssuer,
  },
  check: ({ api, at, routes }) => {
    const { allowHeaders = [], allowOrigins = [] } = api.corsConfiguration ?? {}
    if (allowOrigins.length === 0) return []
    const allowed = new Set(allowHeaders.map((header) => header.toLowerCase()))
    const required = new Set(routes.flatMap(authorizingHeaders))
    const blocked = [...required].filter(
      (header) =>
        !safeHeaders.has(header) &&
        !allowed.has(header) &&
        !(allowed.has('*') && header !== 'authorization'),
    )
    if (blocked.length === 0) return []
    return [
      {
        message: `Routes require the header ${listed(blocked)}, which the CORS settings do not allow by name.`,
        at: [...at, 'corsConfiguration', 'allowHeaders'],
      },
    ]
  },
  fix: (design, { at }) => {
    const [, apiId = ''] = at
    const api = own(design.apis, apiId)
    if (api?.protocol !== 'HTTP' || !api.corsConfiguration) return gone(at)
    const { allowHeaders = [] } = api.corsConfiguration
    const allowed = allowHeaders.map((header) => header.toLowerCase())
    const headers = Object.values(api.routes).flatMap((route) =>
      authorizingHeaders({ route, authorizer: own(api.authorizers, route.authorizerId ?? '') }),
    )
    const missing = [...new Set(headers)].filter(
      (header) => !safeHeaders.has(header) && !allowed.includes(header),
    )
    return updateHttpApi(design, {
      apiId,
      change: {
        corsConfiguration: {
          ...api.corsConfiguration,
          allowHeaders: [...allowHeaders, ...missing],
        },
      },
    })
  },
}

/** Headers that a page may send without permission, or that the browser sends itself. */
const safeHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'cookie',
  'content-language',
  'host',
  'origin',
  'referer',
  'user-agent',
])

/** The headers, in lower case, that a route reads to authorize a request. */
function authorizingHeaders({ route, authorizer }: Pick<RouteFacts, 'route' | 'authorizer'>) {
  if (route.authorizationType === 'AWS_IAM') return ['authorization']
  if (route.authorizationType === 'NONE') return []
  return (authorizer?.identitySource ?? []).flatMap((source) => {
    const header = /^\$request\.header\.(.+)$/.exec(source)?.[1]
    return header === undefined ? [] : [header.toLowerCase()]
  })
}
