import type { Address } from '../../model/index.ts'
import type { Cryptography } from '../cryptography.ts'
import { GatewayFailure } from '../pipeline/exchange.ts'
import type { Exchange } from '../pipeline/exchange.ts'

/** The 500 of an authorizer that cannot say anything: it could not be asked, or what it returned is no answer. */
export function authorizerError(
  reason: string,
  problem: { readonly code: string; readonly message: string; readonly at: Address },
): GatewayFailure {
  return new GatewayFailure('AUTHORIZER_CONFIGURATION_ERROR', 500, 'null', {
    logLine: `Execution failed due to configuration error: ${reason}`,
    problems: [{ ...problem, severity: 'error' }],
  })
}

/** The platform's cryptography. Without one nobody can be told from anybody, so nobody is let through. */
export async function cryptographyOf(exchange: Exchange, at: Address): Promise<Cryptography> {
  const { cryptography } = exchange.environment
  if (cryptography) return cryptography()
  throw authorizerError('Authorizer error', {
    code: 'authorization/no-cryptography',
    message: 'Signatures and tokens cannot be checked here, so nobody is let through.',
    at,
  })
}

/** The 401 of a call whose token is missing or not good. */
export function unauthorized(
  exchange: Exchange,
  code: string,
  message: string,
  at: Address,
  text = 'Unauthorized',
): GatewayFailure {
  return new GatewayFailure('UNAUTHORIZED', 401, text, {
    // a call without any identity leaves no line in the log
    ...(code !== 'authorization/missing' &&
      code !== 'authorization/token-pattern' && {
        logLine: `Unauthorized request: ${exchange.requestId}`,
      }),
    problems: [{ code, message, severity: 'error', at }],
  })
}

/** The ARN of the method that is called, as policies name it: `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/VERB/path`. */
export function methodArn(exchange: Exchange): string {
  const { accountId, region } = exchange.environment
  const path = exchange.path.replace(/^\/+/, '')
  const stage = exchange.isTest ? 'test-invoke-stage' : exchange.stageName
  return `arn:aws:execute-api:${region}:${accountId}:${exchange.call.apiId}/${stage}/${exchange.httpMethod}/${path}`
}

/** An ARN as refusals show it: of the account only the last four digits. */
export function maskedArn(arn: string): string {
  return arn.replace(
    /^(arn:[^:]*:execute-api:[^:]*:)(\d+)(?=\d{4}:)/,
    (_whole, head: string, digits: string) => head + '*'.repeat(digits.length),
  )
}
