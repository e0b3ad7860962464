import { quotas } from '../../../model/index.ts'
import type { Address, Problem } from '../../../model/index.ts'
import { base64Decode } from '../../context/index.ts'
import { decompressed } from '../../message/compression.ts'
import { isAtEdge } from './edge.ts'
import { GatewayFailure } from '../../exchange/failure.ts'
import { domainName, requestPath } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import { breaksLine, headerValue, isHeaderName } from '../../message/headers.ts'
import { utf8Length } from '../../message/payload.ts'
import type { HeaderList } from '../../trace.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { givenPayload, shownBody } from '../../message/bodies.ts'

/** Headers that never reach mappings, templates or backends. */
const dropped: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'www-authenticate',
])

/** Paths at the root of custom domains that the service answers by itself. Source: developer guide, known issues. */
const reservedPaths: ReadonlySet<string> = new Set(['/ping', '/sping'])

function tellReservedPath({ host, call }: RestExchange, draft: StepDraft): void {
  const { path } = call.request
  if (!host.domain || !reservedPaths.has(path.replace(/\/+$/, ''))) return
  draft.tell({
    code: 'host/reserved-path',
    message: `The service keeps ${path} of a custom domain for checks of its own health: the real call would not reach the API.`,
    severity: 'warning',
    at: host.at,
  })
}

/** Take the request in: sizes, headers that are dropped, the query string. */
export function readRequest(exchange: RestExchange, draft: StepDraft): void {
  const { request } = exchange.call
  const { bodyBytes } = exchange.environment.budget
  const size = request.body?.length ?? (request.bodyBase64?.length ?? 0) * 0.75
  draft.input = { method: request.method, path: request.path, query: request.query ?? '' }
  tellReservedPath(exchange, draft)
  if (size > bodyBytes) throw tooLarge(bodyBytes, draft.at)
  if (request.bodyBase64 !== undefined && base64Decode(request.bodyBase64) === undefined) {
    throw new GatewayFailure('DEFAULT_4XX', 400, 'Bad Request', {
      problems: [
        {
          code: 'request/not-base64',
          message: 'The body is given as base64, and it is not base64.',
          severity: 'error',
          at: draft.at,
        },
      ],
    })
  }
  exchange.sentBody = givenPayload(request)
  if (exchange.sentBody.length > bodyBytes) throw tooLarge(bodyBytes, draft.at)
  const malformed = headerProblem(request.headers ?? [], draft.at)
  if (malformed) {
    throw new GatewayFailure('DEFAULT_4XX', 400, 'Bad Request', { problems: [malformed] })
  }
  refuseLongAddress(exchange, draft.at)
  refuseLargeHeaders(exchange, draft.at)
  const headers = request.headers ?? []
  exchange.headers = headers.filter(([name]) => !dropped.has(name.toLowerCase()))
  const gone = headers.filter(([name]) => dropped.has(name.toLowerCase())).map(([name]) => name)
  if (gone.length > 0)
    draft.decide(
      `Headers that the service drops: ${gone.join(', ')}`,
      undefined,
      'Dropped request headers',
    )
  const override = headerValue(exchange.headers, 'X-HTTP-Method-Override')
  if (override !== undefined && /^[A-Za-z]{3,10}$/.test(override)) {
    exchange.httpMethod = override.toUpperCase()
    draft.decide(`X-HTTP-Method-Override makes this a ${exchange.httpMethod}`)
  }
  // a client always names the host that it calls
  if (!exchange.isTest && headerValue(exchange.headers, 'Host') === undefined) {
    exchange.headers = [...exchange.headers, ['Host', domainName(exchange)]]
  }
  if (isAtEdge(exchange)) {
    draft.decide(
      'The endpoint is edge-optimized: the call passes CloudFront, which adds headers to it',
      undefined,
      'Edge-optimized endpoints',
    )
  }
  if (!exchange.isTest) refuseRawCharacters(request.query ?? '', draft.at)
  exchange.query = parseQuery(request.query ?? '')
  exchange.body = decompressed(exchange, draft)
  draft.output = {
    headers: Object.fromEntries(exchange.headers),
    query: exchange.query.map(([name, value]) => `${name}=${value}`),
    body: shownBody(exchange.body),
  }
}

/** The problem of the first header that no HTTP request can carry; `undefined` when all are well formed. */
export function headerProblem(headers: HeaderList, at: Address): Problem | undefined {
  const broken = headers.find(([name, value]) => breaksLine(name) || breaksLine(value))
  if (broken) {
    return {
      code: 'request/header-injection',
      message: `The header ${JSON.stringify(broken[0].slice(0, 60))} holds a line break, which no HTTP request can carry.`,
      severity: 'error',
      at,
    }
  }
  const unnamed = headers.find(([name]) => !isHeaderName(name))
  return (
    unnamed && {
      code: 'request/header-name',
      message: `${JSON.stringify(unnamed[0].slice(0, 60))} is not a header name, so no HTTP request can carry it.`,
      severity: 'error',
      at,
    }
  )
}

/** Pipes and braces have to be in percent in a query string. Source: developer guide, known issues. */
function refuseRawCharacters(query: string, at: Address): void {
  const raw = /[|{}]/.exec(query)?.[0]
  if (raw === undefined) return
  throw new GatewayFailure('DEFAULT_4XX', 400, 'Bad Request', {
    problems: [
      {
        code: 'request/raw-character',
        message: `The query string holds ${raw}, which has to be written ${encodeURIComponent(raw)}.`,
        severity: 'error',
        at,
      },
    ],
  })
}

/** Characters of an address: an edge-optimized API takes fewer than a regional one. */
const addressCharacters = { edge: quotas.edgeUrl.most, regional: quotas.url.most }

function refuseLongAddress(exchange: RestExchange, at: Address): void {
  if (exchange.isTest) return
  const { query = '' } = exchange.call.request
  const length = `https://${domainName(exchange)}${requestPath(exchange)}?${query}`.length
  const isEdge = isAtEdge(exchange)
  const limit = isEdge ? addressCharacters.edge : addressCharacters.regional
  if (length <= limit) return
  throw new GatewayFailure('ADDRESS_TOO_LONG', 414, 'Request URI too long', {
    problems: [
      {
        code: 'request/uri-too-long',
        message: `The address has ${length} characters; ${isEdge ? 'an edge-optimized' : 'a regional'} API takes ${limit}.`,
        severity: 'error',
        at,
      },
    ],
  })
}

/** Bytes that the names and values of all headers may have together: a private API takes fewer. */
const headerBytes = { public: quotas.headers.most, private: quotas.privateHeaders.most }

function refuseLargeHeaders(exchange: RestExchange, at: Address): void {
  const size = (exchange.call.request.headers ?? []).reduce(
    (sum, [name, value]) => sum + utf8Length(name) + utf8Length(value),
    0,
  )
  const isPrivate = exchange.api.endpointConfiguration.types.includes('PRIVATE')
  const limit = isPrivate ? headerBytes.private : headerBytes.public
  if (size <= limit) return
  throw new GatewayFailure('HEADERS_TOO_LARGE', 431, 'Request Header Fields Too Large', {
    problems: [
      {
        code: 'request/headers-too-large',
        message: `The headers have ${size} bytes together; ${isPrivate ? 'a private API' : 'the service'} takes ${limit}.`,
        severity: 'error',
        at,
      },
    ],
  })
}

function tooLarge(limit: number, at: Address): GatewayFailure {
  return new GatewayFailure(
    'REQUEST_TOO_LARGE',
    413,
    `HTTP content length exceeded ${limit} bytes.`,
    {
      problems: [
        {
          code: 'request/too-large',
          message: `The body has more than ${limit} bytes, the most that the service takes.`,
          severity: 'error',
          at,
        },
      ],
    },
  )
}

/** Names and values of a raw query string, decoded, in their order. */
export function parseQuery(raw: string): [string, string][] {
  return raw
    .split(/[&;]/)
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=')
      const [name, value] =
        equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
      return [decode(name), decode(value)]
    })
}

function decode(text: string): string {
  return decodedText(text.replaceAll('+', ' '))
}

/** A text with its percent signs decoded; as it stands where one encodes nothing. */
export function decodedText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
