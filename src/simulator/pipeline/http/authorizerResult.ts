import type { Json } from '../../../model/index.ts'
import { policyOf } from '../../authorizers/policy.ts'

/** What the function of a Lambda authorizer of an HTTP API decided. */
export type HttpAuthorizerResult =
  | { readonly kind: 'simple'; readonly isAuthorized: boolean; readonly context: AuthorizerContext }
  | {
      readonly kind: 'policy'
      readonly principalId: string
      /** The text of the policy. */
      readonly policy: string
      readonly context: AuthorizerContext
    }

/** What the function passes on, or `null` when it passes nothing on. */
export type AuthorizerContext = Readonly<Record<string, Json>> | null

/**
 * Read the result of a Lambda authorizer by its payload format. A result in another form is the 500 of a broken
 * authorizer, so the reason is returned. Source: developer guide, Lambda authorizers for HTTP APIs.
 */
export function readHttpAuthorizerResult(
  text: string,
  form: { readonly payloadFormatVersion: '1.0' | '2.0'; readonly enableSimpleResponses: boolean },
): HttpAuthorizerResult | { readonly malformed: string } {
  let value: Json
  try {
    value = JSON.parse(text) as Json // JSON.parse returns what JSON holds
  } catch (error) {
    if (error instanceof SyntaxError) return { malformed: 'it is not valid JSON' }
    throw error
  }
  if (!isObject(value)) return { malformed: 'it is not an object' }
  const context = contextOf(value['context'], form.payloadFormatVersion)
  if ('malformed' in context) return context
  if (form.enableSimpleResponses) {
    const { isAuthorized } = value
    return typeof isAuthorized === 'boolean'
      ? { kind: 'simple', isAuthorized, context: context.value }
      : { malformed: 'its isAuthorized is neither true nor false' }
  }
  const { principalId, policyDocument } = value
  if (typeof principalId !== 'string') return { malformed: 'its principalId is not a string' }
  const policy = policyOf(policyDocument, 'identity')
  if ('refusal' in policy) return { malformed: `of its policyDocument ${policy.refusal}` }
  return {
    kind: 'policy',
    principalId,
    policy: JSON.stringify(policyDocument),
    context: context.value,
  }
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Format 2.0 passes on any JSON; format 1.0 strings, numbers and booleans, and no `claims`. */
function contextOf(
  given: Json | undefined,
  payloadFormatVersion: '1.0' | '2.0',
): { readonly value: AuthorizerContext } | { readonly malformed: string } {
  if (given === undefined || given === null) return { value: null }
  if (!isObject(given)) return { malformed: 'its context is not an object' }
  if (payloadFormatVersion === '2.0') return { value: given }
  if (isObject(given['claims'])) return { malformed: 'its context has an object named claims' }
  const name = Object.keys(given).find(
    (key) => typeof given[key] === 'object' && given[key] !== null,
  )
  return name === undefined
    ? { value: given }
    : { malformed: `the property ${name} of its context is a list or an object` }
}
