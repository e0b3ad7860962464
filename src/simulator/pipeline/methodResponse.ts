import type { Integration } from '../../model/index.ts'
import type { HeaderList } from '../trace.ts'
import { configurationError, integrationOf, known } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { headerValue, withHeader } from './headers.ts'
import type { StepDraft } from './recorder.ts'

const remappedAlways: readonly string[] = ['connection', 'content-length', 'date', 'server']
const remappedWhenMapped: readonly string[] = [
  'authorization',
  'content-md5',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
]

interface Treatment {
  readonly remapped: ReadonlySet<string>
  readonly dropped: ReadonlySet<string>
  /** Whether the answer carries a trace id. */
  readonly traces: boolean
}

const mapped: Treatment = {
  remapped: new Set([...remappedAlways, ...remappedWhenMapped]),
  dropped: new Set(['transfer-encoding']),
  traces: true,
}
const treatments: Readonly<Record<Integration['type'], Treatment>> = {
  HTTP: mapped,
  AWS: mapped,
  HTTP_PROXY: {
    remapped: new Set([...remappedAlways, 'x-amzn-requestid']),
    dropped: new Set(['transfer-encoding', 'content-encoding', 'via']),
    traces: false,
  },
  AWS_PROXY: {
    remapped: new Set([...remappedAlways, 'www-authenticate']),
    dropped: new Set(['transfer-encoding']),
    traces: true,
  },
  MOCK: { ...mapped, remapped: new Set([...remappedAlways, 'www-authenticate']), traces: false },
}

/** The stage: the status has to be declared, some headers change their names, the service adds its own. */
export function methodResponse(exchange: Exchange, draft: StepDraft): void {
  const { integration, at } = integrationOf(exchange)
  const method = known(exchange.method, 'a method')
  const methodAt = known(exchange.methodAt, 'an address')
  draft.at = [...methodAt, 'methodResponses']
  const isProxy = integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY'
  const declared = exchange.integrationResponse?.statusCode
  if (!isProxy && declared !== undefined && !Object.hasOwn(method.methodResponses, declared)) {
    draft.decide(`${declared} is not among the method responses`, draft.at)
    throw configurationError(`Output mapping refers to an invalid method response: ${declared}`, {
      code: 'method-response/undeclared',
      message: `The integration response leads to the status ${declared}, which the method does not declare.`,
      at: [...at, 'integrationResponses', declared],
    })
  }
  const treatment = treatments[integration.type]
  let headers: HeaderList = exchange.responseHeaders.flatMap(
    ([name, value]): [string, string][] => {
      const lower = name.toLowerCase()
      if (treatment.dropped.has(lower)) {
        draft.decide(`${name} is dropped`, undefined, 'Response headers that the service drops')
        return []
      }
      if (treatment.remapped.has(lower)) {
        draft.decide(
          `${name} becomes x-amzn-Remapped-${name}`,
          undefined,
          'Response headers that the service renames',
        )
        return [
          [`x-amzn-Remapped-${lower === 'x-amzn-requestid' ? 'x-amzn-requestid' : name}`, value],
        ]
      }
      return [[name, value]]
    },
  )
  if (!isProxy && headerValue(headers, 'Content-Type') === undefined) {
    headers = withHeader(headers, 'Content-Type', 'application/json')
  }
  draft.input = {
    status: exchange.status,
    headers: exchange.responseHeaders.map(([name, value]) => `${name}: ${value}`),
  }
  if (treatment.traces) headers = withHeader(headers, 'X-Amzn-Trace-Id', exchange.traceId)
  exchange.responseHeaders = headers
  draft.output = {
    status: exchange.status,
    headers: headers.map(([name, value]) => `${name}: ${value}`),
  }
}

/** Headers that every answer carries. */
export function serviceHeaders(exchange: Exchange, headers: HeaderList): HeaderList {
  const own: HeaderList = [
    ['x-amzn-RequestId', exchange.requestId],
    ['x-amz-apigw-id', exchange.extendedRequestId],
    ['Date', httpDate(exchange.startedAt)],
    ['Content-Length', String(exchange.responseBytes.length)],
    ['Connection', 'keep-alive'],
  ]
  return [...headers, ...own]
}

/** `Tue, 19 Aug 2025 10:00:00 GMT`. */
export function httpDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString()
}
