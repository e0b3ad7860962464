import { jsonFault } from '../../model/index.ts'
import type { Address, Authorizer } from '../../model/index.ts'
import type { ContextValue } from '../context/index.ts'
import type { GatewayFailure } from '../exchange/failure.ts'
import type { CachedAuthorization } from '../world/state.ts'
import { policyOf } from './policy.ts'
import { authorizerError } from './refusals.ts'

/** Characters that a `Resource` of the returned policy may have. */
const resourceCharacters = 512

/** The log's reason for a result that is no policy. */
export function invalidJson(reason: string): string {
  return `Invalid JSON in response: ${reason}`
}

/** The reason where a result has a member that no result has. */
export function unrecognized(member: string): string {
  return `Unrecognized field "${member}" , not marked as ignorable`
}

/** What a function that failed said: the text of its error, and whether the error has a type. */
export function functionErrorOf(text: string): {
  readonly errorMessage: string
  readonly hasErrorType: boolean
} {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'errorMessage' in value) {
      const hasErrorType = Object.hasOwn(value, 'errorType')
      return { errorMessage: String(value.errorMessage), hasErrorType }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return { errorMessage: text, hasErrorType: false }
}

const members = ['principalId', 'policyDocument', 'context', 'usageIdentifierKey']

/** Read what the function returned. What is not in the form is the 500 of a broken authorizer. */
export function readResult(
  authorizer: Authorizer,
  text: string,
  at: Address,
): Omit<CachedAuthorization, 'expiresAt'> {
  const invalid = (reason: string, message: string) =>
    authorizerError(invalidJson(reason), {
      code: 'authorizer/malformed-result',
      message: `The function of the authorizer ${authorizer.name} returned something else than a policy: ${message}.`,
      at: [...at, 'authorizerUri'],
    })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid(jsonFault(text), 'it is not JSON')
    throw error
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('not an object', 'it is no object')
  }
  const result = value as Readonly<Record<string, unknown>> // an object that is no array
  const foreign = Object.keys(result).find((name) => !members.includes(name))
  if (foreign !== undefined) {
    throw invalid(unrecognized(foreign.slice(0, 100)), `it has the member ${foreign.slice(0, 100)}`)
  }
  const { principalId, policyDocument, context, usageIdentifierKey } = result
  if (typeof principalId !== 'string') {
    throw invalid('principalId is missing', 'its principalId is no text')
  }
  const policy = policyOf(policyDocument, 'identity')
  if ('refusal' in policy)
    throw invalid('policyDocument', `of its policyDocument ${policy.refusal}`)
  const long = policy.statements
    .flatMap(({ Resource }): unknown[] => (Array.isArray(Resource) ? Resource : [Resource]))
    .find((arn) => typeof arn === 'string' && arn.length > resourceCharacters)
  if (long !== undefined) {
    throw invalid(
      'Resource is too long',
      `a Resource of its policy has more than ${resourceCharacters} characters`,
    )
  }
  if (
    usageIdentifierKey !== undefined &&
    usageIdentifierKey !== null &&
    typeof usageIdentifierKey !== 'string'
  ) {
    throw invalid('usageIdentifierKey', 'its usageIdentifierKey is no text')
  }
  return {
    principalId,
    policy: JSON.stringify(policyDocument),
    context: contextMembers(context, invalid),
    ...(typeof usageIdentifierKey === 'string' && { usageIdentifierKey }),
  }
}

function contextMembers(
  context: unknown,
  invalid: (reason: string, message: string) => GatewayFailure,
): Record<string, ContextValue> {
  if (context === undefined || context === null) return {}
  if (typeof context !== 'object' || Array.isArray(context)) {
    throw invalid('context', 'its context is no object')
  }
  return Object.fromEntries(
    Object.entries(context).flatMap(([name, value]: [string, unknown]) => {
      if (value === null) return []
      if (typeof value === 'object') {
        throw invalid(`context.${name}`, `the member ${name} of its context is a list or an object`)
      }
      return [[name, String(value)] as const]
    }),
  )
}
