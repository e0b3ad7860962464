import { backendReference, lambdaFunctionName } from '../../model/index.ts'
import type {
  Backend,
  CannedAnswer,
  Integration,
  IntegrationType,
  Json,
} from '../../model/index.ts'
import { base64Decode, utf8Bytes } from '../context/index.ts'
import { GatewayFailure, integrationOf, known } from '../pipeline/exchange.ts'
import type { BackendAnswer, Exchange } from '../pipeline/exchange.ts'
import type { HeaderList } from '../trace.ts'

/** Asks what an integration of a type reaches. */
type Call = (exchange: Exchange, decide: (text: string) => void) => Promise<BackendAnswer>

/** How each integration type gets its answer. */
export const backends = {
  MOCK: mockAnswer,
  HTTP: httpAnswer,
  HTTP_PROXY: httpAnswer,
  AWS: serviceAnswer,
  AWS_PROXY: serviceAnswer,
} satisfies { [T in IntegrationType]: Call }

function mockAnswer(exchange: Exchange): Promise<BackendAnswer> {
  const status = known(exchange.mockStatus, "the mock's status")
  return Promise.resolve({ status, headers: [], bytes: new Uint8Array() })
}

async function httpAnswer(
  exchange: Exchange,
  decide: (text: string) => void,
): Promise<BackendAnswer> {
  const { integration, at } = integrationOf(exchange)
  const backend = backendOf(exchange, integration)
  if (backend?.mode !== 'live') {
    decide(
      backend?.answer
        ? `${backend.name} answers with what is canned`
        : 'No canned answer: 200 with an empty JSON object',
    )
    return cannedAnswer(backend?.answer, exchange, integration)
  }
  const { fetchLive, budget } = exchange.environment
  const request = known(exchange.backendRequest, 'a backend request')
  if (!fetchLive) {
    throw new GatewayFailure(
      'INTEGRATION_FAILURE',
      504,
      'Network error communicating with endpoint',
      {
        logLine: 'Execution failed due to a network error communicating with endpoint',
        problems: [
          {
            code: 'backend/no-network',
            message: 'Live calls are not possible here: give the backend a canned answer.',
            severity: 'error',
            at,
          },
        ],
      },
    )
  }
  decide(`${request.url} is asked for real`)
  const answer = await fetchLive(request, {
    timeoutMs: integration.timeoutInMillis,
    bodyBytes: budget.bodyBytes,
  })
  if ('failure' in answer) {
    throw answer.failure === 'timeout'
      ? timeout(exchange, answer.message)
      : networkError(exchange, answer.message)
  }
  const bytes =
    'text' in answer.body
      ? utf8Bytes(answer.body.text)
      : (base64Decode(answer.body.base64) ?? new Uint8Array())
  return { status: answer.status, headers: answer.headers, bytes }
}

async function serviceAnswer(
  exchange: Exchange,
  decide: (text: string) => void,
): Promise<BackendAnswer> {
  const { integration } = integrationOf(exchange)
  const backend = backendOf(exchange, integration)
  decide(
    backend?.answer
      ? `${backend.name} answers with what is canned`
      : 'No canned answer: an empty JSON object',
  )
  return Promise.resolve(cannedAnswer(backend?.answer, exchange, integration))
}

function backendOf(exchange: Exchange, integration: Integration): Backend | undefined {
  const reference = backendReference(integration)
  const { backends } = exchange.design
  if (!reference) return undefined
  if (Object.hasOwn(backends, reference.key)) return backends[reference.key]
  return Object.hasOwn(backends, '*') ? backends['*'] : undefined
}

function cannedAnswer(
  answer: CannedAnswer | undefined,
  exchange: Exchange,
  integration: Integration,
): BackendAnswer {
  const isLambda = integration.type !== 'MOCK' && lambdaFunctionName(integration.uri) !== undefined
  if (answer === undefined) {
    return isLambda && integration.type === 'AWS_PROXY'
      ? lambdaAnswer('{"statusCode":200,"body":"{}"}', undefined, exchange)
      : checked(
          { status: 200, headers: [['Content-Type', 'application/json']], bytes: utf8Bytes('{}') },
          exchange,
        )
  }
  if ('timeout' in answer) throw timeout(exchange, 'The canned answer is a timeout.')
  if ('networkError' in answer)
    throw networkError(exchange, 'The canned answer is a network error.')
  if ('lambda' in answer) {
    const { lambda } = answer
    if ('rawResult' in lambda) return lambdaAnswer(lambda.rawResult, undefined, exchange)
    if ('error' in lambda) {
      return lambdaAnswer(
        JSON.stringify(lambda.error),
        lambda.functionError ?? 'Unhandled',
        exchange,
      )
    }
    return lambdaAnswer(JSON.stringify(lambda.result as Json), undefined, exchange)
  }
  if ('echoBody' in answer) {
    const body = exchange.backendRequest?.body ?? { text: '' }
    const bytes =
      'text' in body ? utf8Bytes(body.text) : (base64Decode(body.base64) ?? new Uint8Array())
    if (isLambda)
      return { ...lambdaAnswer('text' in body ? body.text : '', undefined, exchange), bytes }
    return { status: answer.status ?? 200, headers: headerList(answer.headers ?? {}), bytes }
  }
  const bytes =
    answer.bodyBase64 !== undefined
      ? (base64Decode(answer.bodyBase64) ?? new Uint8Array())
      : utf8Bytes(answer.body ?? '')
  const plain = checked(
    { status: answer.status, headers: headerList(answer.headers), bytes },
    exchange,
  )
  return isLambda ? { ...plain, lambda: { text: answer.body ?? '' } } : plain
}

function headerList(headers: Readonly<Record<string, string | readonly string[]>>): HeaderList {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    (typeof value === 'string' ? [value] : value).map((each) => [name, each]),
  )
}

function lambdaAnswer(
  text: string,
  functionError: string | undefined,
  exchange: Exchange,
): BackendAnswer {
  const bytes = utf8Bytes(text)
  const headers: HeaderList = [
    ['Date', new Date(exchange.startedAt).toUTCString()],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(bytes.length)],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', exchange.requestId],
    ['x-amzn-Remapped-Content-Length', '0'],
    ['X-Amz-Executed-Version', '$LATEST'],
    ['X-Amzn-Trace-Id', exchange.traceId],
  ]
  return checked(
    {
      status: 200,
      headers,
      bytes,
      lambda: { text, ...(functionError !== undefined && { functionError }) },
    },
    exchange,
  )
}

function checked(answer: BackendAnswer, exchange: Exchange): BackendAnswer {
  const { bodyBytes } = exchange.environment.budget
  if (answer.bytes.length <= bodyBytes) return answer
  const { at } = integrationOf(exchange)
  throw new GatewayFailure('INTEGRATION_FAILURE', 502, 'Internal server error', {
    logLine: 'Execution failed due to an error reading the response of the endpoint',
    problems: [
      {
        code: 'backend/too-large',
        message: `The backend answered ${answer.bytes.length} bytes, and ${bodyBytes} are read.`,
        severity: 'error',
        at,
      },
    ],
  })
}

function timeout(exchange: Exchange, message: string): GatewayFailure {
  const { integration, at } = integrationOf(exchange)
  return new GatewayFailure('INTEGRATION_TIMEOUT', 504, 'Endpoint request timed out', {
    logLine: 'Execution failed due to a timeout error',
    problems: [
      {
        code: 'backend/timeout',
        message: `The backend did not answer within ${integration.timeoutInMillis} ms. ${message}`,
        severity: 'error',
        at: [...at, 'timeoutInMillis'],
      },
    ],
  })
}

function networkError(exchange: Exchange, message: string): GatewayFailure {
  const { at } = integrationOf(exchange)
  return new GatewayFailure(
    'INTEGRATION_FAILURE',
    504,
    'Network error communicating with endpoint',
    {
      logLine: 'Execution failed due to a network error communicating with endpoint',
      problems: [
        {
          code: 'backend/network',
          message: `The backend could not be reached. ${message}`,
          severity: 'error',
          at: [...at, 'uri'],
        },
      ],
    },
  )
}
