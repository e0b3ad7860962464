/**
 * Where a policy is attached. `resource`: to an API; `identity`: to a caller, or returned by a Lambda authorizer;
 * `trust`: to a role.
 */
export type PolicyKind = 'identity' | 'resource' | 'trust'

/** A statement as it was written. */
export type PolicyStatement = Readonly<Record<string, unknown>>

/** Versions of the policy language. Source: IAM user guide, Version. */
const versions = ['2012-10-17', '2008-10-17']

/** The elements that a statement may have. */
export const statementMembers = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]

const statementElements: ReadonlySet<string> = new Set(statementMembers)

const principalKinds = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser'])

/** The parts of a policy document that keeps IAM's grammar. */
export interface PolicyParts {
  /** Absent in policies of the oldest version. */
  readonly version: string | undefined
  readonly statements: readonly PolicyStatement[]
}

/**
 * Read a policy document, or say why it breaks IAM's grammar. IAM refuses to store such a document, so nothing can be
 * concluded from the rest of it.
 * Source: IAM user guide, grammar of the IAM JSON policy language.
 */
export function policyParts(
  document: unknown,
  kind: PolicyKind,
): PolicyParts | { readonly refusal: string } {
  if (!isMap(document)) return { refusal: 'it is not a JSON object' }
  const { Statement, Version } = document
  if (Statement === undefined) return { refusal: 'it has no Statement' }
  const version = versions.find((known) => known === Version)
  if (Version !== undefined && version === undefined) {
    return { refusal: `its Version is neither ${versions.join(' nor ')}` }
  }
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement]
  for (const [i, statement] of statements.entries()) {
    const reason = isMap(statement) ? statementRefusal(statement, kind) : 'is not an object'
    if (reason !== undefined) return { refusal: `its statement ${i + 1} ${reason}` }
  }
  return { version, statements: statements.filter(isMap) }
}

function isMap(value: unknown): value is PolicyStatement {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function statementRefusal(statement: PolicyStatement, kind: PolicyKind): string | undefined {
  const { Effect } = statement
  if (Effect !== 'Allow' && Effect !== 'Deny') return 'has no Effect that is Allow or Deny'
  const unknown = Object.keys(statement).find((name) => !statementElements.has(name))
  if (unknown !== undefined) return `has the unknown element ${unknown.slice(0, 100)}`
  return (
    eitherRefusal(statement, 'Action', actionsRefusal) ??
    (kind === 'trust'
      ? undefined
      : eitherRefusal(statement, 'Resource', (value) => resourcesRefusal(value, kind))) ??
    (kind === 'identity'
      ? strangersRefusal(statement)
      : eitherRefusal(statement, 'Principal', principalRefusal))
  )
}

/** The reason why a statement does not have exactly one of an element and its negation, in the right shape. */
function eitherRefusal(
  statement: PolicyStatement,
  element: 'Action' | 'Resource' | 'Principal',
  refusal: (value: unknown) => string | undefined,
): string | undefined {
  const [name, ...more] = [element, `Not${element}`].filter((each) =>
    Object.hasOwn(statement, each),
  )
  if (name === undefined) return `has neither ${element} nor Not${element}`
  if (more.length > 0) return `has both ${element} and Not${element}`
  const reason = refusal(statement[name])
  return reason === undefined ? undefined : `has a ${name} that ${reason}`
}

function textsRefusal(value: unknown): string | undefined {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (items.length === 0) return 'is an empty list'
  return items.every((item) => typeof item === 'string' && item !== '')
    ? undefined
    : 'is not a string or a list of strings'
}

/** A wildcard or a policy variable, which may stand for any text. */
const openPart = /[*?]|\$\{/

function actionsRefusal(value: unknown): string | undefined {
  return (
    textsRefusal(value) ??
    unlike(value, (text) => text.includes(':') || openPart.test(text), 'a service and an action')
  )
}

function resourcesRefusal(value: unknown, kind: PolicyKind): string | undefined {
  const isResource = (text: string) => {
    const [start = ''] = text.split(openPart, 1)
    const isOpen = start.length < text.length
    if (start.startsWith('arn:')) return isOpen || start.split(':').length >= 6
    if (kind === 'resource' && start.startsWith('execute-api:/')) return true
    return isOpen && 'arn:'.startsWith(start)
  }
  return textsRefusal(value) ?? unlike(value, isResource, 'an ARN')
}

/** The reason why one of the texts is not of a form. */
function unlike(
  value: unknown,
  isRight: (text: string) => boolean,
  form: string,
): string | undefined {
  const wrong = [value].flat().find((text) => !isRight(String(text)))
  return wrong === undefined ? undefined : `is not ${form}: ${String(wrong).slice(0, 100)}`
}

function principalRefusal(value: unknown): string | undefined {
  if (value === '*') return undefined
  if (!isMap(value) || Object.keys(value).length === 0) return 'is neither "*" nor an object'
  for (const [name, named] of Object.entries(value)) {
    if (!principalKinds.has(name)) return `names the unknown kind ${name.slice(0, 100)}`
    const reason = textsRefusal(named)
    if (reason !== undefined) return `has a list ${name} that ${reason}`
  }
  return undefined
}

/** A policy of a caller speaks of that caller alone. `"*"` says no more than that, and is let pass. */
function strangersRefusal(statement: PolicyStatement): string | undefined {
  if (Object.hasOwn(statement, 'NotPrincipal')) return 'has a NotPrincipal'
  const { Principal } = statement
  const named =
    isMap(Principal) && Object.keys(Principal).length === 1 ? Principal['AWS'] : Principal
  return named === undefined || named === '*' ? undefined : 'has a Principal other than "*"'
}
