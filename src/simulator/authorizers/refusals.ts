import type { Address, Authorizer } from '../../model/index.ts'
import type { Cryptography } from '../cryptography.ts'
import { GatewayFailure } from '../exchange/failure.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { GuardedRequest } from './authorizer.ts'

/** The 500 of an authorizer that cannot say anything: it could not be asked, or what it returned is no answer. */
export function authorizerError(
  reason: string,
  problem: { readonly code: string; readonly message: string; readonly at: Address },
): GatewayFailure {
  return new GatewayFailure('AUTHORIZER_CONFIGURATION_ERROR', 500, 'null', {
    logLines: [
      `Execution failed due to configuration error: ${reason}`,
      'AuthorizerConfigurationException',
    ],
    problems: [{ ...problem, severity: 'error' }],
  })
}

/** Authorizers by the authorization types that use them, as messages name them. */
const kinds = { CUSTOM: 'Lambda', COGNITO_USER_POOLS: 'user pool' } as const

/** The authorizer that a guard names. Refused: none, or one of another type; the service refuses such a method when it is created. */
export function authorizerOfGuard(
  { guard, authorizers }: Pick<GuardedRequest, 'guard' | 'authorizers'>,
  wanted: keyof typeof kinds,
): Authorizer {
  const { authorizerId: id } = guard
  const at = [...guard.at, 'authorizerId']
  const authorizer =
    id !== undefined && Object.hasOwn(authorizers, id) ? authorizers[id] : undefined
  if (!authorizer) {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/missing',
      message: `The method wants a ${kinds[wanted]} authorizer and names none that exists.`,
      at,
    })
  }
  const { name, type } = authorizer
  if ((type === 'COGNITO_USER_POOLS') === (wanted === 'COGNITO_USER_POOLS')) return authorizer
  throw authorizerError('Authorizer error', {
    code: 'authorizer/wrong-type',
    message: `The authorizer ${name} is of type ${type}, which the authorization type ${wanted} cannot use.`,
    at,
  })
}

/** The platform's cryptography. Without one nobody can be told from anybody, so nobody is let through. */
export async function cryptographyOf(
  exchange: Pick<Exchange, 'environment'>,
  at: Address,
): Promise<Cryptography> {
  const { cryptography } = exchange.environment
  if (cryptography) return cryptography()
  throw new GatewayFailure('AUTHORIZER_FAILURE', 500, 'null', {
    logLines: [
      'Execution failed due to configuration error: Authorizer error',
      'AuthorizerFailureException',
    ],
    problems: [
      {
        code: 'authorization/no-cryptography',
        message: 'Signatures and tokens cannot be checked here, so nobody is let through.',
        severity: 'error',
        at,
      },
    ],
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
    // the service writes nothing of a call that shows no identity
    isUnlogged: code === 'authorization/missing' || code === 'authorization/token-pattern',
    logLines: [`Unauthorized request: ${exchange.requestId}`],
    problems: [{ code, message, severity: 'error', at }],
  })
}

/** A secret as the log shows it: the end of it, never more than its half. */
export function masked(text: string): string {
  const shown = Math.min(6, Math.floor(text.length / 2))
  return '*'.repeat(text.length - shown) + text.slice(text.length - shown)
}

/** The ARN of a part of the API, as policies name it: `STAGE/VERB/path`. */
export function executeApiArn(
  { call, environment }: Pick<Exchange, 'call' | 'environment'>,
  rest: string,
): string {
  const { accountId, region } = environment
  return `arn:aws:execute-api:${region}:${accountId}:${call.apiId}/${rest}`
}

/** The ARN of what is called: `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/VERB/path`. */
export function requestArn(exchange: Exchange): string {
  const path = exchange.path.replace(/^\/+/, '')
  const stage = exchange.isTest ? 'ESTestInvoke-stage' : exchange.stageName
  return executeApiArn(exchange, `${stage}/${exchange.httpMethod}/${path}`)
}

/** An ARN as refusals show it: of the account only the last four digits. */
export function maskedArn(arn: string): string {
  return arn.replace(
    /^(arn:[^:]*:execute-api:[^:]*:)(\d+)(?=\d{4}:)/,
    (_whole, head: string, digits: string) => head + '*'.repeat(digits.length),
  )
}
