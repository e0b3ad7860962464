import type { Address } from '../../address.ts'
import { fail } from '../../result.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'

/** Audiences that a JWT authorizer may have. Source: developer guide, quotas for HTTP APIs. */
const mostAudiences = 50

const httpSourceForms = {
  JWT: /^\$request\.(?:header|querystring)\.[^\s.,]+$/,
  REQUEST: /^\$(?:request\.(?:header|querystring)|context|stageVariables)\.\S+$/,
}

const webSocketSourceForm =
  /^(?:route\.request\.(?:header|querystring)|context|stageVariables)\.\S+$/

/** Why CreateAuthorizer would refuse an authorizer of an HTTP API; `undefined` when it would not. */
export function httpAuthorizerRefusal(authorizer: RouteAuthorizer, at: Address) {
  const form = httpSourceForms[authorizer.authorizerType]
  return (
    identitySourceRefusal(authorizer, form, at) ??
    (authorizer.authorizerType === 'JWT'
      ? jwtRefusal(authorizer, at)
      : httpRequestRefusal(authorizer, at))
  )
}

/**
 * Why CreateAuthorizer would refuse an authorizer of a WebSocket API; `undefined` when it would not.
 * Source: API reference v2, Authorizer; the wording is unconfirmed.
 */
export function webSocketAuthorizerRefusal(authorizer: RouteAuthorizer, at: Address) {
  if (authorizer.authorizerType !== 'REQUEST') {
    const message = 'Only authorizers of type REQUEST are supported on protocolType WEBSOCKET'
    return fail('authorizer/type', message, [...at, 'authorizerType'])
  }
  const foreign = httpOnlyMembers.find((name) => {
    const value = authorizer[name]
    return value !== undefined && value !== false && value !== 0
  })
  if (foreign !== undefined) {
    const message = `${foreign} is not supported on protocolType WEBSOCKET`
    return fail('authorizer/member', message, [...at, foreign])
  }
  return (
    identitySourceRefusal(authorizer, webSocketSourceForm, at) ??
    authorizerUriRefusal(authorizer, at)
  )
}

const httpOnlyMembers = [
  'authorizerPayloadFormatVersion',
  'enableSimpleResponses',
  'authorizerResultTtlInSeconds',
  'jwtConfiguration',
] as const

function identitySourceRefusal({ identitySource }: RouteAuthorizer, form: RegExp, at: Address) {
  const source = identitySource.find((each) => !form.test(each))
  if (source === undefined) return undefined
  const message = `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${source}]`
  return fail('authorizer/identity-source', message, [...at, 'identitySource'])
}

function authorizerUriRefusal({ authorizerUri = '' }: RouteAuthorizer, at: Address) {
  const form = /^arn:[^:]*:apigateway:[^:]*:lambda:path\/[^/]+\/functions\/.+\/invocations$/
  if (form.test(authorizerUri)) return undefined
  const message = `Invalid Authorizer URI: ${authorizerUri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`
  return fail('authorizer/uri', message, [...at, 'authorizerUri'])
}

function jwtRefusal({ identitySource, jwtConfiguration }: RouteAuthorizer, at: Address) {
  if (identitySource.length !== 1) {
    const message = 'A JWT authorizer requires exactly one identity source'
    return fail('authorizer/identity-source', message, [...at, 'identitySource'])
  }
  const { issuer = '', audience = [] } = jwtConfiguration ?? {}
  if (!/^https:\/\/[^\s/?#]+[^\s?#]*$/.test(issuer)) {
    const message = `Invalid issuer: ${issuer}. Issuer must be a valid HTTPS URL`
    return fail('authorizer/issuer', message, [...at, 'jwtConfiguration', 'issuer'])
  }
  if (audience.length === 0 || audience.length > mostAudiences) {
    const message = `A JWT authorizer requires 1 to ${mostAudiences} audiences`
    return fail('authorizer/audience', message, [...at, 'jwtConfiguration', 'audience'])
  }
  return undefined
}

function httpRequestRefusal(authorizer: RouteAuthorizer, at: Address) {
  const {
    authorizerPayloadFormatVersion: version,
    authorizerResultTtlInSeconds: ttl,
    enableSimpleResponses,
    identitySource,
  } = authorizer
  const refused = authorizerUriRefusal(authorizer, at)
  if (refused) return refused
  if (version === undefined) {
    const message = 'AuthorizerPayloadFormatVersion is a required parameter for HTTP APIs'
    return fail('authorizer/payload-format', message, [...at, 'authorizerPayloadFormatVersion'])
  }
  if (enableSimpleResponses === true && version !== '2.0') {
    const message = 'Simple responses require the authorizer payload format version 2.0'
    return fail('authorizer/payload-format', message, [...at, 'enableSimpleResponses'])
  }
  if (ttl !== undefined && !(Number.isInteger(ttl) && ttl >= 0 && ttl <= 3600)) {
    const message = 'Authorizer result TTL must be between 0 and 3600 seconds'
    return fail('authorizer/ttl', message, [...at, 'authorizerResultTtlInSeconds'])
  }
  if (ttl !== undefined && ttl > 0 && identitySource.length === 0) {
    const message =
      'Identity source must be set if authorizer caching is enabled (TTL is greater than 0)'
    return fail('authorizer/identity-source', message, [...at, 'identitySource'])
  }
  return undefined
}
