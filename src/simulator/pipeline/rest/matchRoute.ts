import { methodAddress, resourcePath } from '../../../model/index.ts'
import { malformedSignature } from '../../authorizers/signatureHeader.ts'
import { GatewayFailure } from '../../exchange/failure.ts'
import { guardOfMethod } from '../../exchange/guard.ts'
import { findRoute, methodFor } from '../../routing/resourceRoutes.ts'
import type { RouteMatch } from '../../routing/resourceRoutes.ts'
import type { RestExchange } from './exchange.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** Match the request to a method of the API. */
export function matchRoute(exchange: RestExchange, draft: StepDraft): void {
  const { api, httpMethod, path } = exchange
  const router = exchange.engine.router(api)
  draft.input = { method: httpMethod, path }
  const tested = exchange.call.resourceId
  const match =
    tested === undefined ? findRoute(router, httpMethod, path) : testedRoute(exchange, tested)
  if (!match) {
    const near = Object.values(api.resources).find(({ id }) => resourcePath(api, id) === path)
    const have = near && Object.keys(near.methods).join(', ')
    draft.decide(
      near
        ? `${path} exists and has ${have === '' ? 'no methods' : `the methods ${have}`}, not ${httpMethod}`
        : `No resource matches ${path} and has ${httpMethod} or ANY`,
      near && ['apis', api.id, 'resources', near.id],
      'Routing precedence',
    )
    const malformed = malformedSignature(exchange, ['apis', exchange.call.apiId])
    if (malformed) throw malformed
    throw new GatewayFailure('MISSING_AUTHENTICATION_TOKEN', 403, 'Missing Authentication Token', {
      problems: [
        {
          code: 'route/not-found',
          message: `No method answers ${httpMethod} ${path}: the service calls that a missing authentication token.`,
          severity: 'error',
          at: near ? ['apis', api.id, 'resources', near.id] : ['apis', api.id],
        },
      ],
    })
  }
  exchange.resource = match.resource
  exchange.resourcePath = match.path
  exchange.method = match.method
  exchange.entryAt = methodAddress(api.id, match.resource.id, match.method.httpMethod)
  exchange.guard = guardOfMethod(match.method, exchange.entryAt)
  exchange.pathParameters = match.pathParameters
  draft.at = exchange.entryAt
  draft.decide(
    match.method.httpMethod === 'ANY' && httpMethod !== 'ANY'
      ? `${match.path} has no ${httpMethod}, its ANY answers`
      : `${match.method.httpMethod} ${match.path} answers`,
    exchange.entryAt,
    'Routing precedence',
  )
  draft.output = {
    resource: match.path,
    method: match.method.httpMethod,
    pathParameters: match.pathParameters,
  }
}

/** A test call names its resource; a path that does not fit it gives no path parameters. */
function testedRoute(exchange: RestExchange, resourceId: string): RouteMatch {
  const resource = Object.hasOwn(exchange.api.resources, resourceId)
    ? exchange.api.resources[resourceId]
    : undefined
  const method = resource && methodFor(resource, exchange.httpMethod)
  if (!resource || !method) {
    const what = resource ? 'Method' : 'Resource'
    throw new GatewayFailure('NOT_FOUND', 404, `Invalid ${what} identifier specified`, {
      problems: [
        {
          code: 'test-invoke/not-found',
          message: `There is no ${exchange.httpMethod} method to test at this resource.`,
          severity: 'error',
          at: ['apis', exchange.call.apiId, 'resources', resourceId],
        },
      ],
    })
  }
  const path = resourcePath(exchange.api, resourceId)
  return { resource, method, path, pathParameters: parametersOf(path, exchange.path) ?? {} }
}

/** The path parameters that a path has by a resource's path; `undefined` where it does not fit. */
function parametersOf(template: string, path: string): Record<string, string> | undefined {
  const split = (text: string) => text.split('/').filter((part) => part !== '')
  const wanted = split(template)
  const given = split(path)
  // a design may name a parameter as objects name what they inherit
  const found = new Map<string, string>()
  for (const [i, part] of wanted.entries()) {
    const name = /^\{(.+?)(\+?)\}$/.exec(part)
    const value = given[i]
    if (value === undefined || (!name && value !== part)) return undefined
    if (name?.[1] === undefined) continue
    if (name[2] === '+') {
      return Object.fromEntries(found.set(name[1], given.slice(i).join('/')))
    }
    found.set(name[1], value)
  }
  return given.length === wanted.length ? Object.fromEntries(found) : undefined
}
