import type { IntegrationType } from '../schema/integrations/index.ts'

// Names in small letters. Source: developer guide, known issues; recordings.

const refusedEverywhere = [
  'content-length',
  'transfer-encoding',
  'x-amzn-trace-id',
  'x-amzn-apigateway-api-id',
]

/** Request headers that a mapping cannot set: a call that does ends in a 500. */
const refused = {
  HTTP: new Set(refusedEverywhere),
  AWS: new Set([
    ...refusedEverywhere,
    'authorization',
    'connection',
    'expect',
    'proxy-authenticate',
    'te',
  ]),
}

/** Request headers that a mapping sets and the backend does not get. */
const dropped = {
  HTTP: new Set(['connection', 'expect', 'proxy-authenticate', 'te', 'via']),
  AWS: new Set(['expect', 'proxy-authenticate', 'te', 'referer']),
}

/** What becomes of a header that a mapping writes to the integration request. A MOCK has no backend to send it to. */
export function mappedRequestHeader(
  type: IntegrationType,
  header: string,
): 'sent' | 'refused' | 'dropped' {
  if (type === 'MOCK') return 'sent'
  const family = type.startsWith('HTTP') ? 'HTTP' : 'AWS'
  const name = header.toLowerCase()
  if (refused[family].has(name)) return 'refused'
  return dropped[family].has(name) ? 'dropped' : 'sent'
}

const remappedAlways = ['connection', 'content-length', 'date', 'server', 'www-authenticate']
const remappedWhenMapped = [
  ...remappedAlways,
  'authorization',
  'content-md5',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'trailer',
  'upgrade',
  'user-agent',
]

/** Response headers that come out as `x-amzn-Remapped-NAME`. */
export const remappedResponseHeaders: Readonly<Record<IntegrationType, ReadonlySet<string>>> = {
  HTTP: new Set(remappedWhenMapped),
  AWS: new Set(remappedWhenMapped),
  HTTP_PROXY: new Set([...remappedAlways, 'x-amzn-requestid']),
  AWS_PROXY: new Set(remappedAlways),
  MOCK: new Set(remappedAlways),
}

/** Response headers that the client does not get. */
export const droppedResponseHeaders: Readonly<Record<IntegrationType, ReadonlySet<string>>> = {
  HTTP: new Set(['transfer-encoding']),
  AWS: new Set(['transfer-encoding']),
  HTTP_PROXY: new Set(['transfer-encoding', 'content-encoding', 'via']),
  AWS_PROXY: new Set(['transfer-encoding']),
  MOCK: new Set(['transfer-encoding']),
}
