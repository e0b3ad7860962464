import { GatewayFailure, known } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { headerValue } from './headers.ts'
import type { StepDraft } from './recorder.ts'

/**
 * The stage that lets callers through. Credentials are not checked yet, so a method that wants them never answers
 * as if they were good: a call without any is refused as the service refuses it, one with some ends in a 500 that says why.
 */
export function authorize(exchange: Exchange, draft: StepDraft): void {
  const method = known(exchange.method, 'a method')
  const at = known(exchange.methodAt, 'an address')
  draft.input = {
    authorizationType: method.authorizationType,
    apiKeyRequired: method.apiKeyRequired,
  }
  if (exchange.isTest) {
    draft.skipped = true
    draft.decide('A test call is neither authorized nor asked for an API key', at, 'Test invoke')
    return
  }
  if (method.authorizationType !== 'NONE') {
    const authorizer =
      method.authorizerId === undefined ? undefined : exchange.api.authorizers[method.authorizerId]
    const source = authorizer?.identitySource ?? 'method.request.header.Authorization'
    const header = /^method\.request\.header\.([^,\s]+)/.exec(source)?.[1] ?? 'Authorization'
    const credentials = headerValue(exchange.headers, header)
    if (credentials === undefined || credentials === '') {
      draft.decide(
        `The method wants ${method.authorizationType} and the request has no ${header} header`,
        at,
      )
      const isIam = method.authorizationType === 'AWS_IAM'
      throw new GatewayFailure(
        isIam ? 'MISSING_AUTHENTICATION_TOKEN' : 'UNAUTHORIZED',
        isIam ? 403 : 401,
        isIam ? 'Missing Authentication Token' : 'Unauthorized',
        {
          problems: [
            {
              code: 'authorization/missing',
              message: `The request carries no ${header}, and the method is protected by ${method.authorizationType}.`,
              severity: 'error',
              at: [...at, 'authorizationType'],
            },
          ],
        },
      )
    }
    throw new GatewayFailure('AUTHORIZER_CONFIGURATION_ERROR', 500, 'null', {
      logLine: 'Execution failed due to configuration error: Authorizer error',
      problems: [
        {
          code: 'authorization/not-simulated',
          message: `Checking ${method.authorizationType} credentials is not simulated yet. Send the request as the console's test to pass this stage.`,
          severity: 'error',
          at: [...at, 'authorizationType'],
        },
      ],
    })
  }
  if (method.apiKeyRequired) {
    const key = headerValue(exchange.headers, 'x-api-key')
    const isMissing = key === undefined || key === ''
    throw new GatewayFailure('INVALID_API_KEY', 403, 'Forbidden', {
      problems: [
        {
          code: isMissing ? 'api-key/missing' : 'api-key/not-simulated',
          message: isMissing
            ? 'The method requires an API key and the request has no x-api-key header.'
            : 'The design has no usage plan with this API key; usage plans are not simulated yet.',
          severity: 'error',
          at: [...at, 'apiKeyRequired'],
        },
      ],
    })
  }
  draft.decide('The method is open: no authorization, no API key', at)
  draft.output = { authorized: true }
}
