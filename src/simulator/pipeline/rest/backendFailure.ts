import type { AddressedIntegration } from '../../../model/index.ts'
import type { BackendOutcome, LambdaRefusal } from '../../integrations/index.ts'
import { configurationError, GatewayFailure } from '../../exchange/failure.ts'
import { integrationOf } from './exchange.ts'
import type { RestExchange } from './exchange.ts'

/** What ends a call whose backend gave no answer. */
export function backendFailure(
  exchange: RestExchange,
  integration: AddressedIntegration,
  outcome: Exclude<BackendOutcome, { readonly answer: unknown }>,
): GatewayFailure {
  const { at } = integrationOf(exchange)
  if ('lambdaRefusal' in outcome) return refusedInvocation(exchange, outcome.lambdaRefusal)
  const { message } = outcome
  if (outcome.failure === 'timeout') {
    const after = `${message}; the integration waits ${integration.timeoutInMillis} ms`
    return new GatewayFailure('INTEGRATION_TIMEOUT', 504, 'Endpoint request timed out', {
      logLines: ['Execution failed due to a timeout error'],
      problems: [
        {
          code: 'backend/timeout',
          message: `${after}.`,
          severity: 'error',
          at: [...at, 'timeoutInMillis'],
        },
      ],
    })
  }
  return new GatewayFailure(
    'INTEGRATION_FAILURE',
    504,
    'Network error communicating with endpoint',
    {
      logLines: ['Execution failed due to a network error communicating with endpoint'],
      problems: [
        {
          code: outcome.failure === 'not-live' ? 'backend/not-live' : 'backend/network',
          message,
          severity: 'error',
          at: [...at, 'uri'],
        },
      ],
    },
  )
}

/** Lambda did not run the function. Source: recorded logs. */
function refusedInvocation(exchange: RestExchange, refusal: LambdaRefusal): GatewayFailure {
  const { at } = integrationOf(exchange)
  const { status, errorType, message } = refusal
  if (errorType.startsWith('AccessDenied')) {
    return configurationError('Invalid permissions on Lambda function', {
      code: 'lambda/not-permitted',
      message: `Lambda lets nobody but those it was told invoke the function, and API Gateway is not among them: ${message}.`,
      at: [...at, 'uri'],
    })
  }
  return new GatewayFailure('API_CONFIGURATION_ERROR', 500, 'Internal server error', {
    logLines: [
      `Lambda invocation failed with status: ${status}. Lambda request id: ${exchange.requestId}`,
      `Execution failed due to configuration error: ${message}`,
    ],
    problems: [
      {
        code: 'lambda/refused',
        message: `Lambda did not run the function: ${errorType}, ${message}`,
        severity: 'error',
        at: [...at, 'uri'],
      },
    ],
  })
}
