import { conditionHolds, literalGlob, matchesGlob } from '../../model/index.ts'

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
  /** The `Sid` or the number of the statement that decided. */
  readonly statement?: string
  /** Where it stands in the list of statements, counted from 0. */
  readonly index?: number
  /** What in the policy could not be understood, so that its statement was not taken to allow anything. */
  readonly unclear: readonly string[]
}

/** A statement as it was written: judged member by member. */
type Statement = Readonly<Record<string, unknown>>

/** A policy that could be read. */
export interface Policy {
  readonly statements: readonly Statement[]
  /** Whether `${aws:username}` is a variable; in policies of the older version it is text. */
  readonly hasVariables: boolean
}

/** Characters that a policy may have here; the service refuses longer ones far earlier. */
const policyCharacters = 100_000

/** Read the text of a policy. What is no policy is refused with the reason. */
export function parsePolicy(text: string): Policy | { readonly refusal: string } {
  if (text.length > policyCharacters) return { refusal: 'it is too long for a policy' }
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return { refusal: `it is not JSON: ${error.message}` }
    throw error
  }
  return policyOf(document)
}

/** Read a policy document that is parsed already. */
export function policyOf(document: unknown): Policy | { readonly refusal: string } {
  if (!isMap(document)) return { refusal: 'it is no JSON object' }
  const { Statement, Version } = document
  if (Statement === undefined) return { refusal: 'it has no Statement' }
  const statements = Array.isArray(Statement) ? (Statement as unknown[]) : [Statement]
  const read: Statement[] = []
  for (const [i, statement] of statements.entries()) {
    if (!isMap(statement)) return { refusal: `its statement ${i + 1} is no object` }
    if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') {
      return { refusal: `its statement ${i + 1} has no Effect that is Allow or Deny` }
    }
    read.push(statement)
  }
  // Source: IAM user guide, Version; a policy without one is of the older version
  return { statements: read, hasVariables: Version === '2012-10-17' }
}

function isMap(value: unknown): value is Statement {
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

function matchesPrincipal(statement: Statement, requester: Requester): boolean {
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

function matchesAction(statement: Statement, action: string): boolean {
  const has = (value: unknown) =>
    listOf(value).some((pattern) => matchesGlob(pattern.toLowerCase(), action.toLowerCase()))
  return 'NotAction' in statement ? !has(statement['NotAction']) : has(statement['Action'])
}

function matchesResource(
  statement: Statement,
  question: PolicyQuestion,
  variables: Variables | undefined,
): boolean {
  const has = (value: unknown) =>
    listOf(value).some((pattern) => {
      const filled = withVariables(pattern, variables, literalGlob)
      return filled !== undefined && matchesGlob(filled, question.resource)
    })
  return 'NotResource' in statement ? !has(statement['NotResource']) : has(statement['Resource'])
}

function matchesConditions(
  statement: Statement,
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
      const values = (Array.isArray(wanted) ? (wanted as unknown[]) : [wanted]).map(String)
      const filled = values.flatMap(
        (value) =>
          withVariables(value, variables, isPattern(operator) ? literalGlob : undefined) ?? [],
      )
      // where a variable has no value, the statement says nothing
      if (filled.length === 0 && values.length > 0) return false
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
