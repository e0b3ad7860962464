import type { HeaderList } from '../../trace.ts'
import type { RestExchange } from './exchange.ts'
import { headerValue, isSameName } from '../../message/headers.ts'

type Header = readonly [name: string, value: string]

/** The edge location that a simulated call passes, and its address. */
const location = { pop: 'IAD89-P1', address: '198.51.100.1' }

/** Whether the call comes through CloudFront: it is made at an edge-optimized domain name, or at the API's own endpoint and that is edge-optimized. */
export function isAtEdge(exchange: RestExchange): boolean {
  if (exchange.isTest) return false
  return exchange.domain
    ? exchange.domain.isEdge
    : exchange.api.endpointConfiguration.types.includes('EDGE')
}

/** The address at which the call leaves CloudFront, behind the caller's in X-Forwarded-For. */
export function edgeAddress(exchange: RestExchange): string | undefined {
  return isAtEdge(exchange) ? location.address : undefined
}

/** Headers of a request that CloudFront writes, in lower case; so are all that begin with `cloudfront-`. */
const written: ReadonlySet<string> = new Set(['via', 'x-amz-cf-id'])

/** Headers of a request as they leave CloudFront, where the call passes it: a new list. Source: developer guide of CloudFront, request headers for the device and the location of a viewer. */
export function throughEdge(exchange: RestExchange, headers: HeaderList): Header[] {
  if (!isAtEdge(exchange)) return [...headers]
  const through: Header[] = []
  let via: string | undefined
  let userAgent: string | undefined
  for (const header of headers) {
    const [name, value] = header
    const lower = name.toLowerCase()
    if (lower === 'via') via = value
    else if (lower === 'user-agent') userAgent = value
    if (!written.has(lower) && !lower.startsWith('cloudfront-')) through.push(header)
  }
  const device = deviceOf(userAgent ?? exchange.environment.userAgent)
  const country = exchange.call.source?.country
  const marks = marksOf(exchange)
  through.push(
    ...headersOfDevices[device],
    ['Via', behind(via, marks.via)],
    ['X-Amz-Cf-Id', marks.id],
  )
  if (country !== undefined) through.push(['CloudFront-Viewer-Country', country])
  return through
}

/** The answer with what CloudFront adds to it, in the list that is given: whether it came from its cache, which never holds answers of an API, and which way it took. */
export function withEdgeHeaders(exchange: RestExchange, headers: Header[]): HeaderList {
  if (!isAtEdge(exchange)) return headers
  const given = headerValue(headers, 'Via')
  const { id, via } = marksOf(exchange)
  const others =
    given === undefined ? headers : headers.filter(([name]) => !isSameName(name, 'Via'))
  others.push(
    ['X-Cache', exchange.status < 400 ? 'Miss from cloudfront' : 'Error from cloudfront'],
    ['Via', behind(given, via)],
    ['X-Amz-Cf-Pop', location.pop],
    ['X-Amz-Cf-Id', id],
  )
  return others
}

/** Headers of an answer that CloudFront has the last word on, in lower case: the gateway's own log knows nothing of them. */
export const edgeAnswerNames = ['x-cache', 'x-amz-cf-pop', 'x-amz-cf-id']

/** True for a Via that ends with CloudFront's. */
export function isEdgeVia(name: string, value: string): boolean {
  return isSameName(name, 'Via') && value.endsWith(signature)
}

const signature = '.cloudfront.net (CloudFront)'

/** What CloudFront writes to both sides of a call: the id that it gives the request, and its Via. */
function marksOf(exchange: RestExchange): NonNullable<RestExchange['edgeMarks']> {
  const { extendedRequestId, requestId } = exchange
  if (exchange.edgeMarks) return exchange.edgeMarks
  const digits = requestId.replaceAll('-', '')
  const id = `${(extendedRequestId.slice(0, -1) + digits).padEnd(54, digits)}==`
  return (exchange.edgeMarks = { id, via: `1.1 ${digits}${signature}` })
}

function behind(given: string | undefined, own: string): string {
  return given === undefined ? own : `${given}, ${own}`
}

type Device = 'desktop' | 'phone' | 'tablet' | 'television'

const headersOf = (...is: readonly (readonly [kind: string, is: boolean])[]): readonly Header[] => [
  ['CloudFront-Forwarded-Proto', 'https'],
  ...is.map(([kind, isOne]): Header => [`CloudFront-Is-${kind}-Viewer`, String(isOne)]),
]
const devices = (desktop: boolean, mobile: boolean, smartTv: boolean, tablet: boolean) =>
  headersOf(['Desktop', desktop], ['Mobile', mobile], ['SmartTV', smartTv], ['Tablet', tablet])

/** What is said of a device. A tablet counts as mobile too. */
const headersOfDevices: Readonly<Record<Device, readonly Header[]>> = {
  desktop: devices(true, false, false, false),
  phone: devices(false, true, false, false),
  tablet: devices(false, true, false, true),
  television: devices(false, false, true, false),
}

const television = /(?:smart-?|apple|google|hbb)tv|\btv\b|netcast|bravia|roku/i
const anyDevice = /tv|netcast|bravia|roku|android|mobi|ip(?:ad|hone|od)|tablet|playbook|kindle/i

/** What kind of device a User-Agent speaks of: a desktop, where it speaks of no other. */
function deviceOf(userAgent: string): Device {
  if (!anyDevice.test(userAgent)) return 'desktop'
  if (television.test(userAgent)) return 'television'
  if (/ipad|tablet|playbook|kindle/i.test(userAgent)) return 'tablet'
  return /mobi|iphone|ipod/i.test(userAgent) ? 'phone' : 'tablet'
}
