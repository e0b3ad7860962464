import { listed } from '../../places.ts'
import type { Rule } from '../../rule.ts'

const origins = { allowOrigins: ['https://app.example.com'], allowHeaders: ['authorization'] }

export const corsMissesMethod: Rule = {
  title: 'Browsers may not use the method of a route',
  why: 'Browsers send PUT, PATCH and DELETE only when the CORS settings allow them.',
  advice: 'Add the methods to the allowed methods, or leave them out if no page uses them.',
  source: 'API Gateway developer guide, Configure CORS for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    routes: { 'DELETE /pets/{id}': {} },
    httpApi: { corsConfiguration: { ...origins, allowMethods: ['GET'] } },
  },
  good: {
    routes: { 'DELETE /pets/{id}': {} },
    httpApi: { corsConfiguration: { ...origins, allowMethods: ['GET', 'DELETE'] } },
  },
  check: ({ api, at, routes }) => {
    const { allowMethods = [], allowOrigins = [], allowCredentials } = api.corsConfiguration ?? {}
    // with credentials, browsers take * for the name of a method
    const allowsAll = allowMethods.includes('*') && allowCredentials !== true
    if (allowOrigins.length === 0 || allowsAll) return []
    const allowed = new Set(allowMethods.map((method) => method.toUpperCase()))
    const methods = routes.flatMap(({ key }) => (key?.kind === 'path' ? [key.method] : []))
    const missing = [...new Set(methods)].filter(
      (method) => ['PUT', 'PATCH', 'DELETE'].includes(method) && !allowed.has(method),
    )
    if (missing.length === 0) return []
    return [
      {
        message: `Routes have the method ${listed(missing)}, which the CORS settings do not allow to browsers.`,
        at: [...at, 'corsConfiguration', 'allowMethods'],
      },
    ]
  },
}
