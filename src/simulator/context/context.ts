import {
  JavaDecimal,
  JavaDouble,
  SilentMap,
  TemplateError,
  entryBytes,
  hashOrderedEntries,
  javaText,
} from '../vtl/index.ts'
import type { Costs, JavaMap, Value } from '../vtl/index.ts'
import type { BuiltinDescription } from './builtin.ts'

/** A JSON value, as the surroundings give it. */
export type ContextValue =
  | string
  | number
  | boolean
  | null
  | readonly ContextValue[]
  | { readonly [name: string]: ContextValue }

/** The name of an override. Templates write them as texts: what else is a key has no name here. */
function nameOf(key: Value): string {
  return typeof key === 'string' ? key : '(no text)'
}

/** A map of overrides: it knows which of them a template wrote more than once. */
class OverrideMap extends SilentMap {
  private written: Set<Value> | undefined
  repeated: string | undefined

  override set(key: Value, value: Value): this {
    this.written ??= new Set()
    if (this.written.has(key)) this.repeated ??= nameOf(key)
    this.written.add(key)
    return super.set(key, value)
  }

  /** What is there before the template runs, which it may write over. */
  seed(key: Value, value: Value): void {
    super.set(key, value)
  }
}

/** The header, path or query parameter that a template has overridden twice; `undefined` where there is none. */
export function repeatedOverride(context: JavaMap): string | undefined {
  for (const name of ['requestOverride', 'responseOverride']) {
    const map = context.get(name)
    if (!(map instanceof OverrideMap)) continue
    for (const [kind, members] of map) {
      if (members instanceof OverrideMap && members.repeated !== undefined) {
        return `${name}.${nameOf(kind)}.${members.repeated}`
      }
    }
  }
  return undefined
}

function membersOf(value: ContextValue): [string, ContextValue][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : []
}

/** `$context` as a map: nested maps print as nothing, missing members are null, the overrides can be written. */
export function contextMap(
  context: Readonly<Record<string, ContextValue>>,
  overrides: {
    readonly request?: Overrides | undefined
    readonly response?: Overrides | undefined
  },
  /** Whether maps print as nothing, as the service's do. */
  isSilent: boolean,
): JavaMap {
  const newMap = (): JavaMap => (isSilent ? new SilentMap() : new Map())
  const overrideMap = (kinds: readonly string[], given: Overrides | undefined): JavaMap => {
    if (!isSilent) {
      const plain = new Map<Value, Value>()
      for (const kind of kinds) plain.set(kind, new Map())
      for (const [name, value] of Object.entries(given ?? {})) {
        plain.set(name, contextValue(value, newMap))
      }
      return plain
    }
    const map = new OverrideMap()
    for (const kind of kinds) map.seed(kind, new OverrideMap())
    for (const [name, value] of Object.entries(given ?? {})) {
      const known = map.get(name)
      if (known instanceof OverrideMap) {
        for (const [key, item] of membersOf(value)) known.seed(key, contextValue(item, newMap))
      } else map.seed(name, contextValue(value, newMap))
    }
    return map
  }
  const map = newMap()
  // the two overrides take their places here, and their values below
  const listed = { ...context, requestOverride: null, responseOverride: null }
  for (const [name, value] of hashOrderedEntries(Object.entries(listed))) {
    map.set(name, contextValue(value, newMap))
  }
  if (!isSilent && !map.has('authorizer')) map.set('authorizer', newMap())
  if (!map.has('identity')) map.set('identity', newMap())
  map.set('requestOverride', overrideMap(['path', 'header', 'querystring'], overrides.request))
  map.set('responseOverride', overrideMap(['header'], overrides.response))
  return map
}

/** What a template wrote to `$context.requestOverride` or `responseOverride`: a JSON object. */
export type Overrides = { readonly [name: string]: ContextValue }

function contextValue(value: ContextValue, newMap: () => JavaMap): Value {
  if (typeof value === 'number') return Number.isInteger(value) ? value : new JavaDouble(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item: ContextValue) => contextValue(item, newMap))
  const map = newMap()
  for (const [name, item] of hashOrderedEntries(Object.entries(value))) {
    map.set(name, contextValue(item, newMap))
  }
  return map
}

/** What was written to an override; `undefined` where nothing was. */
export function writtenOverrides(
  context: JavaMap,
  name: string,
  costs: Costs,
): Overrides | undefined {
  const map = context.get(name)
  if (!(map instanceof Map)) return undefined
  const written: [string, ContextValue][] = []
  for (const [key, value] of map) {
    if (value instanceof Map && value.size === 0) continue
    written.push([javaText(key, costs), jsonValue(value, costs, 0)])
  }
  return written.length === 0 ? undefined : Object.fromEntries(written)
}

/** Levels that an override may nest: its values are texts. */
const deepestOverride = 100

function jsonValue(value: Value, costs: Costs, depth: number): ContextValue {
  costs.work(1)
  costs.hold(entryBytes)
  if (depth > deepestOverride)
    throw new TemplateError('vtl/too-deep', 'The value of an override nests too deep', 'budget')
  if (value instanceof JavaDouble) return value.value
  if (value instanceof JavaDecimal || typeof value === 'bigint')
    return Number(javaText(value, costs))
  if (Array.isArray(value)) return value.map((item) => jsonValue(item, costs, depth + 1))
  if (value instanceof Map) {
    const members: [string, ContextValue][] = []
    for (const [key, item] of value)
      members.push([javaText(key, costs), jsonValue(item, costs, depth + 1)])
    return Object.fromEntries(members)
  }
  return value === null || typeof value !== 'object' ? value : javaText(value, costs)
}

const variables: readonly (readonly [name: string, doc: string])[] = [
  ['accountId', 'The account that owns the API.'],
  ['apiId', 'The identifier of the API.'],
  ['authorizer.principalId', 'Whom the Lambda authorizer recognised.'],
  ['authorizer.claims', 'The claims of the token that the Cognito user pool issued; name one.'],
  ['awsEndpointRequestId', 'The request id of the AWS endpoint.'],
  ['deploymentId', 'The identifier of the deployment.'],
  ['domainName', 'The domain name that was called.'],
  ['domainPrefix', 'The first label of the domain name.'],
  ['error.message', 'The error message. Gateway responses and access logs only.'],
  ['error.messageString', 'The error message in quotes. Gateway responses and access logs only.'],
  ['error.responseType', 'The gateway response type. Gateway responses and access logs only.'],
  [
    'error.validationErrorString',
    'What was wrong with the request. Gateway responses and access logs only.',
  ],
  ['extendedRequestId', "The service's own id of the request."],
  ['httpMethod', 'The HTTP method.'],
  ['identity.accountId', 'The account of the caller.'],
  ['identity.apiKey', 'The API key of the request.'],
  ['identity.apiKeyId', 'The identifier of the API key.'],
  ['identity.caller', 'Who signed the request.'],
  ['identity.cognitoAuthenticationProvider', 'The providers that the caller signed in with.'],
  ['identity.cognitoAuthenticationType', 'authenticated or unauthenticated.'],
  ['identity.cognitoIdentityId', 'The Cognito identity of the caller.'],
  ['identity.cognitoIdentityPoolId', 'The Cognito identity pool of the caller.'],
  ['identity.principalOrgId', 'The organization of the caller.'],
  ['identity.sourceIp', 'The address that the request came from.'],
  ['identity.user', 'The user who signed the request.'],
  ['identity.userAgent', 'The User-Agent header.'],
  ['identity.userArn', 'The ARN of the user who signed the request.'],
  ['isCanaryRequest', 'Whether the canary answers.'],
  ['path', 'The path with the stage.'],
  ['protocol', 'HTTP/1.1.'],
  ['requestId', 'The id of the request.'],
  [
    'requestOverride.header',
    'Write a header of the integration request: #set($context.requestOverride.header.NAME = "value").',
  ],
  ['requestOverride.path', 'Write a path parameter of the integration request.'],
  ['requestOverride.querystring', 'Write a query string parameter of the integration request.'],
  ['requestTime', 'When the request came, as dd/MMM/yyyy:HH:mm:ss +-hhmm.'],
  ['requestTimeEpoch', 'When the request came, in milliseconds since 1970.'],
  ['resourceId', 'The identifier of the resource.'],
  ['resourcePath', 'The path of the resource: /pets/{petId}.'],
  [
    'responseOverride.header',
    'Write a header of the answer: #set($context.responseOverride.header.NAME = "value").',
  ],
  [
    'responseOverride.status',
    'Write the status of the answer: #set($context.responseOverride.status = 404).',
  ],
  ['stage', 'The name of the stage.'],
  ['wafResponseCode', 'WAF_ALLOW or WAF_BLOCK.'],
  ['webaclArn', 'The ARN of the web ACL.'],
]

/** Members that WebSocket APIs alone have. */
const webSocketVariables: readonly (readonly [name: string, doc: string])[] = [
  ['connectedAt', 'When the connection was made, in milliseconds since 1970.'],
  ['connectionId', 'The id of the connection: messages are sent to it.'],
  ['eventType', 'CONNECT, MESSAGE or DISCONNECT.'],
  ['messageId', 'The id of the message, unique in the service.'],
  ['routeKey', 'The route that was chosen: $connect, $default or a key of its own.'],
  ['status', 'The status of the answer.'],
]

/** Members of the table above that WebSocket APIs have too. */
const sharedWithWebSocket =
  /^(?:apiId|domainName|extendedRequestId|requestId|requestTime|requestTimeEpoch|stage|authorizer\.principalId|error\.(?:messageString|validationErrorString)|identity\.(?!principalOrgId).*)$/

/** What is said of `$context`'s members. Source: developer guide, mapping template references of REST and of WebSocket APIs. */
export const contextDescriptions: readonly BuiltinDescription[] = [
  ...variables.map(([name, doc]): BuiltinDescription => ({
    name,
    signature: `$context.${name}`,
    doc,
    protocols: sharedWithWebSocket.test(name) ? ['REST', 'WEBSOCKET'] : ['REST'],
  })),
  ...webSocketVariables.map(([name, doc]): BuiltinDescription => ({
    name,
    signature: `$context.${name}`,
    doc,
    protocols: ['WEBSOCKET'],
  })),
]
