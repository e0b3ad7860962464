import type { RoutedApi } from './useRoutedApi.ts'

/** A format of access logs that the console offers. */
export interface AccessLogFormat {
  readonly label: string
  readonly format: string
}

const http = [
  ['requestId', '$context.requestId'],
  ['ip', '$context.identity.sourceIp'],
  ['requestTime', '$context.requestTime'],
  ['httpMethod', '$context.httpMethod'],
  ['routeKey', '$context.routeKey'],
  ['status', '$context.status'],
  ['protocol', '$context.protocol'],
  ['responseLength', '$context.responseLength'],
] as const

const webSocket = [
  ['requestId', '$context.requestId'],
  ['ip', '$context.identity.sourceIp'],
  ['requestTime', '$context.requestTime'],
  ['eventType', '$context.eventType'],
  ['routeKey', '$context.routeKey'],
  ['status', '$context.status'],
  ['connectionId', '$context.connectionId'],
] as const

type Members = readonly (readonly [name: string, value: string])[]

function formatsOf(members: Members, commonLog: string): readonly AccessLogFormat[] {
  const [[, requestId = ''] = [], ...others] = members
  return [
    { label: 'JSON', format: JSON.stringify(Object.fromEntries(members)) },
    { label: 'CLF', format: commonLog },
    {
      label: 'XML',
      format: `<request id="${requestId}">${others.map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</request>`,
    },
    { label: 'CSV', format: [...others, ['', requestId]].map(([, value]) => value).join(',') },
  ]
}

/** The formats that the console offers for access logs, by protocol. Source: developer guide, logging for HTTP and WebSocket APIs. */
export const accessLogFormats = {
  HTTP: formatsOf(
    http,
    '$context.identity.sourceIp - - [$context.requestTime] "$context.httpMethod $context.routeKey $context.protocol" $context.status $context.responseLength $context.requestId',
  ),
  WEBSOCKET: formatsOf(
    webSocket,
    '$context.identity.sourceIp - - [$context.requestTime] "$context.eventType $context.routeKey $context.connectionId" $context.status $context.requestId',
  ),
} satisfies { readonly [P in RoutedApi['protocol']]: readonly AccessLogFormat[] }
