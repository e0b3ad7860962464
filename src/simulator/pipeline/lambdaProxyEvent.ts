import type { Json } from '../../model/index.ts'
import { base64Encode, utf8Text } from '../context/index.ts'
import type { Exchange } from './exchange.ts'
import { allValues, lastValues } from './headers.ts'

/** Headers that the event spells in its own way. */
const spellings: Readonly<Record<string, string>> = {
  authorization: 'Authorization',
  'user-agent': 'User-Agent',
}

/** The event that a Lambda proxy integration sends, payload format 1.0. Source: developer guide, Lambda proxy integrations. */
export function lambdaProxyEvent(exchange: Exchange, isBinary: boolean): Json {
  const { context, stageVariables, pathParameters, query, bytes } = exchange
  const headers = [
    ...exchange.headers.map(([name, value]): [string, string] => [
      spellings[name.toLowerCase()] ?? name,
      value,
    ]),
    ...(exchange.headers.some(([name]) => name.toLowerCase() === 'x-amzn-trace-id')
      ? []
      : [['X-Amzn-Trace-Id', exchange.traceId] as [string, string]]),
  ]
  const orNull = <T extends object>(map: T) => (Object.keys(map).length === 0 ? null : map)
  const event = {
    resource: exchange.resourcePath ?? '/',
    path: exchange.path,
    httpMethod: exchange.httpMethod,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: orNull(lastValues(query)),
    multiValueQueryStringParameters: orNull(allValues(query)),
    pathParameters: orNull(pathParameters),
    stageVariables: orNull(stageVariables),
    requestContext: requestContext(context),
    body: bytes.length === 0 ? null : isBinary ? base64Encode(bytes) : utf8Text(bytes),
    isBase64Encoded: isBinary && bytes.length > 0,
  }
  return JSON.parse(JSON.stringify(event)) as Json // maps of texts and numbers, built above
}

const identityNames = [
  'accessKey',
  'accountId',
  'caller',
  'cognitoAuthenticationProvider',
  'cognitoAuthenticationType',
  'cognitoIdentityId',
  'cognitoIdentityPoolId',
  'principalOrgId',
  'sourceIp',
  'user',
  'userAgent',
  'userArn',
] as const

function requestContext(context: Exchange['context']): object {
  const identity = context['identity']
  const given =
    typeof identity === 'object' && identity !== null && !Array.isArray(identity)
      ? (identity as Readonly<Record<string, unknown>>) // neither null nor an array
      : {}
  return {
    ...context,
    identity: Object.fromEntries(identityNames.map((name) => [name, given[name] ?? null])),
  }
}
