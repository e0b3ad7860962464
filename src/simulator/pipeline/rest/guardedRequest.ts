import type { Authorizer, Json } from '../../../model/index.ts'
import type { GuardedRequest } from '../../authorizers/authorizer.ts'
import { sourceParts } from '../../authorizers/identitySource.ts'
import { requestArn } from '../../authorizers/refusals.ts'
import { required } from '../../exchange/failure.ts'
import { eventHeaders, hashMapOf } from './assembleRequest.ts'
import { contextOf, requestContextOf, requestPath } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import { allValues, headerValue, lastValues } from '../../message/headers.ts'
import { methodHeaders } from './methodHeaders.ts'

/** A request of a REST API as authorizers see it. */
export function guardedRequest(exchange: RestExchange): GuardedRequest {
  return {
    guard: required(exchange.guard, 'a guard'),
    authorizers: exchange.api.authorizers,
    path: requestPath(exchange),
    identityOf: (source) => identityOf(source, exchange),
    eventFor: (authorizer, identity) => eventOf(exchange, authorizer, identity),
  }
}

/** The value of an identity source; `undefined` where the request has none. */
function identityOf(source: string, exchange: RestExchange): string | undefined {
  const { kind, name = '' } = sourceParts(source) ?? {}
  if (kind === 'header') return headerValue(methodHeaders(exchange), name)
  if (kind === 'querystring') return exchange.query.findLast(([key]) => key === name)?.[1]
  if (kind === 'stageVariables') {
    return Object.hasOwn(exchange.stageVariables, name) ? exchange.stageVariables[name] : undefined
  }
  if (kind !== 'context') return undefined
  let value: unknown = contextOf(exchange)
  for (const part of name.split('.')) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Readonly<Record<string, unknown>>)[part] // it has this member
        : undefined
  }
  return value === undefined || value === null || typeof value === 'object'
    ? undefined
    : String(value)
}

/** The event that the function gets. Source: developer guide, input to a Lambda authorizer. */
function eventOf(exchange: RestExchange, authorizer: Authorizer, values: readonly string[]): Json {
  if (authorizer.type === 'TOKEN') {
    return {
      type: 'TOKEN',
      authorizationToken: values[0] ?? '',
      methodArn: requestArn(exchange),
    }
  }
  const headers = eventHeaders(exchange)
  return {
    type: 'REQUEST',
    methodArn: requestArn(exchange),
    resource: exchange.resourcePath ?? null,
    path: exchange.path.replace(/^\/*/, '/'),
    httpMethod: exchange.httpMethod,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: hashMapOf(lastValues(exchange.query)),
    multiValueQueryStringParameters: hashMapOf(allValues(exchange.query)),
    pathParameters: hashMapOf(exchange.pathParameters),
    stageVariables: hashMapOf(exchange.stageVariables),
    requestContext: requestContextOf(exchange),
  }
}
