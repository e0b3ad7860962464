import { gatewayResponseTypes } from '../../../model/index.ts'
import type {
  Address,
  CustomisedGatewayResponses,
  GatewayResponseType,
} from '../../../model/index.ts'
import type { ContextValue } from '../../context/index.ts'
import { shownBody } from '../../message/bodies.ts'
import type { HeaderList } from '../../trace.ts'
import { chooseResponseTemplate } from './chooseTemplate.ts'
import type { RestExchange } from './exchange.ts'
import type { GatewayFailure } from '../../exchange/failure.ts'
import { mappedValue } from './expressions.ts'
import type { MappingSources } from './expressions.ts'
import { acceptedType } from './mapResponse.ts'
import { mapHeaders, refuseBrokenHeaders } from './mapParameters.ts'
import { requestSources } from './mapRequest.ts'
import { withServiceHeaders } from './methodResponse.ts'
import { Payload } from '../../message/payload.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

const errorTypes: Readonly<Record<GatewayResponseType, string | undefined>> = {
  ACCESS_DENIED: 'AccessDeniedException',
  API_CONFIGURATION_ERROR: 'InternalServerErrorException',
  AUTHORIZER_CONFIGURATION_ERROR: 'AuthorizerConfigurationException',
  AUTHORIZER_FAILURE: 'AuthorizerFailureException',
  BAD_REQUEST_BODY: 'BadRequestException',
  BAD_REQUEST_PARAMETERS: 'BadRequestException',
  DEFAULT_4XX: 'BadRequestException',
  DEFAULT_5XX: 'InternalServerErrorException',
  EXPIRED_TOKEN: 'ExpiredTokenException',
  INTEGRATION_FAILURE: 'InternalServerErrorException',
  INTEGRATION_TIMEOUT: 'InternalServerErrorException',
  INVALID_API_KEY: 'ForbiddenException',
  INVALID_SIGNATURE: 'InvalidSignatureException',
  MISSING_AUTHENTICATION_TOKEN: 'MissingAuthenticationTokenException',
  QUOTA_EXCEEDED: 'LimitExceededException',
  REQUEST_TOO_LARGE: undefined,
  RESOURCE_NOT_FOUND: 'NotFoundException',
  THROTTLED: 'TooManyRequestsException',
  UNAUTHORIZED: 'UnauthorizedException',
  UNSUPPORTED_MEDIA_TYPE: 'BadRequestException',
  WAF_FILTERED: 'ForbiddenException',
}

/** Errors that have no type of their own among the gateway responses. */
const otherErrorTypes: Readonly<Record<string, string | undefined>> = {
  NOT_FOUND: 'NotFoundException',
  FORBIDDEN: 'ForbiddenException',
  INCOMPLETE_SIGNATURE: 'IncompleteSignatureException',
  UNRECOGNIZED_CLIENT: 'UnrecognizedClientException',
  URI_TOO_LONG: undefined,
  ADDRESS_TOO_LONG: undefined,
  HEADERS_TOO_LARGE: undefined,
}

/** Those of them that DEFAULT_4XX answers for. The others are written before the API is known, or by those who check signatures. */
const familyErrors: ReadonlySet<string> = new Set(['URI_TOO_LONG'])

/** An answer of the gateway itself. */
export interface RenderedGatewayResponse {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  /** The headers that the definition maps, among those above. */
  readonly mappedHeaders: readonly (readonly [string, string])[]
  /** The definition that was used; absent: nothing is customised. */
  readonly customisedBy?: GatewayResponseType
}

/** Stages behind these answers write their own bodies, with a blank behind the colon. */
const executionTypes: ReadonlySet<string> = new Set([
  'API_CONFIGURATION_ERROR',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'UNSUPPORTED_MEDIA_TYPE',
])

/** Write the gateway's answer for a failure. Source: developer guide, gateway responses. */
export function renderGatewayResponse(
  customised: CustomisedGatewayResponses,
  failure: Pick<GatewayFailure, 'type' | 'status' | 'message' | 'validationErrorString'>,
  sources: MappingSources,
  accepted: string | undefined,
): RenderedGatewayResponse {
  const { message, status } = failure
  if (failure.type === 'REQUEST_TOO_LARGE') {
    // too large for the gateway itself, or only for a function: the second is said in JSON
    if (message === 'Request Too Long') {
      const headers = [
        ['Content-Type', 'application/json'],
        ['x-amzn-ErrorType', 'RequestTooLargeException'],
      ] as const
      return { status, headers, body: builtInBody(failure), mappedHeaders: [] }
    }
    const headers = [['Content-Type', 'text/plain']] as const
    return { status, headers, body: message, mappedHeaders: [] }
  }
  const type = gatewayResponseTypes.find((known) => known === failure.type)
  const family = status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'
  // an error without a type of its own has that of its family, where anything can be customised at all
  const isOpen = type !== undefined || familyErrors.has(failure.type)
  const usedType =
    type && customised[type] ? type : isOpen && customised[family] ? family : undefined
  const used = usedType && customised[usedType]
  const errorType = type
    ? errorTypes[type]
    : Object.hasOwn(otherErrorTypes, failure.type)
      ? otherErrorTypes[failure.type]
      : 'ForbiddenException'
  const context = {
    ...sources.context,
    error: {
      message,
      messageString: message === 'null' ? 'null' : JSON.stringify(message),
      responseType: failure.type,
      validationErrorString: failure.validationErrorString ?? '',
    },
  }
  // a spread would leave out what the sources work out when they are asked
  const available = { ...sources, headers: sources.headers, context }
  const mapped = used ? mapHeaders(availableHere(used.responseParameters), available) : []
  const templates = used?.responseTemplates ?? {}
  const chosen = chooseResponseTemplate(templates, accepted)
  const body =
    chosen.template === undefined ? builtInBody(failure) : fillTemplate(chosen.template, available)
  const headers: [string, string][] = [
    ['Content-Type', chosen.contentType ?? 'application/json'],
    ...(errorType === undefined ? [] : ([['x-amzn-ErrorType', errorType]] as [string, string][])),
  ]
  const isMapped = (name: string) =>
    mapped.some(([other]) => other.toLowerCase() === name.toLowerCase())
  const code = Number(used?.statusCode ?? status)
  return {
    status: Number.isInteger(code) ? code : status,
    headers: [...headers.filter(([name]) => !isMapped(name)), ...mapped],
    body,
    mappedHeaders: mapped,
    ...(usedType && { customisedBy: usedType }),
  }
}

/** The mappings without those of the backend's answer, which there is none of. */
function availableHere(mappings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mappings).filter(([, expression]) => !expression.startsWith('integration.')),
  )
}

function builtInBody(failure: Pick<GatewayFailure, 'type' | 'message'>): string {
  const text = failure.message === 'null' ? 'null' : JSON.stringify(failure.message)
  if (failure.type === 'ACCESS_DENIED') return `{"Message":${text}}`
  return executionTypes.has(failure.type) ? `{"message": ${text}}` : `{"message":${text}}`
}

/** Replace the variables of a gateway response's template: no VTL, only names. What is unknown prints nothing. */
function fillTemplate(
  template: string,
  sources: MappingSources & { readonly context: Readonly<Record<string, ContextValue>> },
): string {
  return template.replace(
    /\$(?:\{)?((?:context|stageVariables|method\.request)(?:\.[A-Za-z0-9_-]+)+)\}?/g,
    (whole, expression: string) => {
      const value = mappedValue(expression, sources)
      const tail = whole.endsWith('}') && !whole.startsWith('${') ? '}' : ''
      return (value === undefined ? '' : typeof value === 'string' ? value : value.join(',')) + tail
    },
  )
}

/** Write the response of the gateway itself. Returns the headers that a customized response maps. */
export function answerItself(
  exchange: RestExchange,
  failure: GatewayFailure,
  draft: StepDraft,
  isCustomised: boolean,
): HeaderList {
  const at: Address = ['apis', exchange.call.apiId, 'gatewayResponses']
  draft.at = at
  draft.input = { responseType: failure.type, status: failure.status, message: failure.message }
  const rendered = renderGatewayResponse(
    isCustomised ? exchange.api.gatewayResponses : {},
    failure,
    requestSources(exchange),
    acceptedType(exchange),
  )
  refuseBrokenHeaders(rendered.headers, 'Unable to transform response', at)
  const { customisedBy } = rendered
  draft.at = customisedBy ? [...at, customisedBy] : at
  draft.decide(
    customisedBy === failure.type
      ? `${failure.type} is customised`
      : customisedBy
        ? `${failure.type} is not customised: ${customisedBy} answers for it`
        : `${failure.type} is not customised: the built-in answer`,
    draft.at,
    'Gateway responses',
  )
  exchange.status = rendered.status
  exchange.responseBody = Payload.ofText(rendered.body)
  exchange.responseHeaders = exchange.isTest
    ? rendered.headers.filter(([name]) => name.toLowerCase() !== 'content-type')
    : withServiceHeaders(exchange, rendered.headers)
  draft.output = {
    status: exchange.status,
    headers: Object.fromEntries(exchange.responseHeaders),
    body: shownBody(exchange.responseBody),
  }
  return rendered.mappedHeaders
}
