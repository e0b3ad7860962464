import { conditionHolds, literalGlob, matchesGlob, policyParts } from '../../model/index.ts'
import type { PolicyKind, PolicyStatement } from '../../model/index.ts'

/** Who asks. An anonymous caller is only matched by a principal that is everybody. */
export type Requester =
  | { readonly type: 'anonymous' }
  | { readonly type: 'principal'; readonly arn: string; readonly accountId: string }

/** What is asked of a policy. */
export interface PolicyQuestion {
  readonly action: string
  readonly resource: string
  readonly requester: Requester
  /** Condition keys in lower case to their values. */
  readonly keys: Readonly<Record<string, readonly string[]>>
}

/** What a policy says: yes, no, or nothing. */
export type Effect = 'allow' | 'deny' | 'silent'

/** What a policy says of a question, and by which of its statements. */
export interface Verdict {
  readonly effect: Effect
  /** The `Sid` or the number of the statement that decided. A malformed policy denies without one. */
  readonly statement?: string
  /** Where it stands in the list of statements, counted from 0. */
  readonly index?: number
  /** What in the policy could not be understood, so that its statement was not taken to allow anything. */
  readonly unclear: readonly string[]
}

/** A policy that could be read. */
export interface Policy {
  readonly statements: readonly PolicyStatement[]
  /** Whether `${aws:username}` is a variable; in policies of the older version it is text. */
  readonly hasVariables: boolean
  /** True for `malformedPolicy`: every request is denied. */
  readonly isMalformed?: true
}

/** The policy in place of one that cannot be used. It denies everything, since the unusable one may have had a Deny. */
export const malformedPolicy: Policy = { statements: [], hasVariables: false, isMalformed: true }

/** Characters that a policy may have here; the service refuses longer ones far earlier. */
const policyCharacters = 100_000

/** Read the text of a policy. A text that is not a policy is refused with the reason. */
export function parsePolicy(text: string, kind: PolicyKind): Policy | { readonly refusal: string } {
  if (text.length > policyCharacters) return { refusal: 'it is too long for a policy' }
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return { refusal: 'it is not JSON' }
    throw error
  }
  return policyOf(document, kind)
}

/** Read a policy document that is parsed already. */
export function policyOf(
  document: unknown,
  kind: PolicyKind,
): Policy | { readonly refusal: string } {
  const parts = policyParts(document, kind)
  if ('refusal' in parts) return parts
  // Source: IAM user guide, Version; a policy without one is of the older version
  return { statements: parts.statements, hasVariables: parts.version === '2012-10-17' }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * What a policy says of a question. A Deny that matches wins over every Allow; a policy in which nothing matches is silent.
 * Resource-based policies name principals, identity-based ones do not. Source: IAM user guide, policy evaluation logic.
 */
export function evaluatePolicy(
  policy: Policy,
  question: PolicyQuestion,
  kind: 'identity' | 'resource',
): Verdict {
  if (policy.isMalformed) return { effect: 'deny', unclear: [] }
  const unclear: string[] = []
  let allowedBy: { readonly statement: string; readonly index: number } | undefined
  const variables = policy.hasVariables ? question.keys : undefined
  for (const [i, statement] of policy.statements.entries()) {
    const name = typeof statement['Sid'] === 'string' ? statement['Sid'] : `statement ${i + 1}`
    const isDeny = statement['Effect'] === 'Deny'
    const matches =
      (kind === 'identity' || matchesPrincipal(statement, question.requester)) &&
      matchesAction(statement, question.action) &&
      matchesResource(statement, question, variables) &&
      matchesConditions(statement, question, variables, isDeny, (what) =>
        unclear.push(`${name}: ${what}`),
      )
    if (!matches) continue
    if (isDeny) return { effect: 'deny', statement: name, index: i, unclear }
    allowedBy ??= { statement: name, index: i }
  }
  return allowedBy === undefined
    ? { effect: 'silent', unclear }
    : { effect: 'allow', ...allowedBy, unclear }
}

/** The verdict of several policies of one kind: any Deny wins, any Allow is enough. */
export function evaluatePolicies(
  policies: readonly Policy[],
  question: PolicyQuestion,
  kind: 'identity' | 'resource',
): Verdict {
  const verdicts = policies.map((policy) => evaluatePolicy(policy, question, kind))
  const unclear = verdicts.flatMap((verdict) => verdict.unclear)
  const decisive =
    verdicts.find(({ effect }) => effect === 'deny') ??
    verdicts.find(({ effect }) => effect === 'allow')
  return decisive ? { ...decisive, unclear } : { effect: 'silent', unclear }
}

/** What identity and resource say together. Source: developer guide, authorization flow, tables A (same account) and B (cross account). */
export function combine(identity: Effect, resource: Effect, isCrossAccount: boolean): Effect {
  if (identity === 'deny' || resource === 'deny') return 'deny'
  if (isCrossAccount) return identity === 'allow' && resource === 'allow' ? 'allow' : 'silent'
  return identity === 'allow' || resource === 'allow' ? 'allow' : 'silent'
}

function listOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((item): item is string => typeof item === 'string')
}

function matchesPrincipal(statement: PolicyStatement, requester: Requester): boolean {
  if ('NotPrincipal' in statement) return !principalIn(statement['NotPrincipal'], requester)
  return principalIn(statement['Principal'], requester)
}

function principalIn(value: unknown, requester: Requester): boolean {
  if (value === '*') return true
  if (!isMap(value)) return false
  const named = listOf(value['AWS'])
  if (named.includes('*')) return true
  if (requester.type === 'anonymous') return false
  return named.some(
    (name) =>
      name === requester.accountId ||
      name === requester.arn ||
      name === roleOf(requester.arn) ||
      name === `arn:aws:iam::${requester.accountId}:root`,
  )
}

/** The role that a session is of: policies name the role. */
function roleOf(arn: string): string | undefined {
  const session = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(arn)
  return session ? `arn:aws:iam::${session[1]}:role/${session[2]}` : undefined
}

function matchesAction(statement: PolicyStatement, action: string): boolean {
  const has = (value: unknown) =>
    listOf(value).some((pattern) => matchesGlob(pattern.toLowerCase(), action.toLowerCase()))
  return 'NotAction' in statement ? !has(statement['NotAction']) : has(statement['Action'])
}

function matchesResource(
  statement: PolicyStatement,
  question: PolicyQuestion,
  variables: Variables | undefined,
): boolean {
  const isNegated = 'NotResource' in statement
  const patterns = listOf(statement[isNegated ? 'NotResource' : 'Resource']).map((pattern) =>
    withVariables(pattern, variables, literalGlob),
  )
  const isNamed = patterns.some(
    (pattern) => pattern !== undefined && matchesGlob(pattern, question.resource),
  )
  if (!isNegated) return isNamed
  if (isNamed) return false
  // a variable without a value might have been this resource: an Allow does not apply, a Deny does
  return statement['Effect'] === 'Deny' || !patterns.includes(undefined)
}

function matchesConditions(
  statement: PolicyStatement,
  question: PolicyQuestion,
  variables: Variables | undefined,
  isDeny: boolean,
  tell: (what: string) => void,
): boolean {
  const condition = statement['Condition']
  if (condition === undefined) return true
  // what cannot be understood never opens a door: an Allow does not apply, a Deny does
  if (!isMap(condition)) {
    tell('its Condition is no object')
    return isDeny
  }
  for (const [operator, tests] of Object.entries(condition)) {
    if (!isMap(tests)) {
      tell(`the condition ${operator} is no object`)
      return isDeny
    }
    for (const [key, wanted] of Object.entries(tests)) {
      const given: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted]
      if (given.length === 0 || !given.every(isScalar)) {
        tell(`the condition ${operator} compares ${key} with nothing that could be compared`)
        return isDeny
      }
      const values = given.map(String)
      const filled = values.flatMap(
        (value) =>
          withVariables(value, variables, isPattern(operator) ? literalGlob : undefined) ?? [],
      )
      // where a variable has no value, the statement says nothing
      if (filled.length === 0) return false
      const holds = conditionHolds(operator, filled, keyOf(question.keys, key))
      if (holds === undefined) {
        tell(`the condition operator ${operator} is not known, or its value is none for it`)
        return isDeny
      }
      if (!holds) return false
    }
  }
  return true
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

type Variables = Readonly<Record<string, readonly string[]>>

/** True for an operator whose values are patterns. */
function isPattern(operator: string): boolean {
  return /Like|Arn/.test(operator)
}

/** A text with its policy variables filled in; `undefined` where one has no value, which matches nothing. */
function withVariables(
  text: string,
  variables: Variables | undefined,
  /** How a value is written where `*` and `?` stand for others. */
  written: (value: string) => string = (value) => value,
): string | undefined {
  if (!variables || !text.includes('${')) return text
  let isMissing = false
  const filled = text.replace(/\$\{([^}]*)\}/g, (_whole, variable: string) => {
    if (variable === '*' || variable === '?' || variable === '$') return written(variable)
    const [name = '', fallback] = variable.split(',').map((part) => part.trim())
    const value = keyOf(variables, name)?.[0] ?? fallback?.replace(/^'|'$/g, '')
    if (value === undefined) isMissing = true
    return written(value ?? '')
  })
  return isMissing ? undefined : filled
}

/** The values of a condition key; a policy may name what every object inherits. */
function keyOf<T>(keys: Readonly<Record<string, T>>, name: string): T | undefined {
  const lower = name.toLowerCase()
  return Object.hasOwn(keys, lower) ? keys[lower] : undefined
}
