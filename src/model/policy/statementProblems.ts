import { conditionHolds } from './condition.ts'
import { conditionKeyOf, operatorNames } from './conditionKeys.ts'
import { statementMembers } from './grammar.ts'
import { itemsOf, memberOf } from './jsonTree.ts'
import type { JsonMember, JsonNode, Span } from './jsonTree.ts'
import { isPattern, readResource } from './resourceForms.ts'

/** What is wrong in the text of a policy. Its code is for programs: `policy/effect`. */
export interface PolicyRemark extends Span {
  readonly code: string
  readonly message: string
  readonly severity: 'error' | 'warning' | 'info'
}

/** What a policy is checked against: the API that it stands on. */
export interface PolicySurroundings {
  readonly isPrivate: boolean
  readonly stageNames: readonly string[]
}

/** One question asked of a statement: it tells what it finds. */
type Check = (
  statement: JsonNode,
  tell: (remark: PolicyRemark) => void,
  surroundings: PolicySurroundings,
) => void

const error = (code: string, { from, to }: Span, message: string): PolicyRemark => ({
  code: `policy/${code}`,
  message,
  severity: 'error',
  from,
  to,
})

const warning = (code: string, span: Span, message: string): PolicyRemark => ({
  ...error(code, span, message),
  severity: 'warning',
})

/** Members that an object may not have, or has twice. */
export function strangeMembers(
  node: JsonNode,
  known: readonly string[],
  what: string,
): PolicyRemark[] {
  if (node.kind !== 'object') return []
  return node.members.flatMap((member, i) => {
    const { name, nameSpan } = member
    if (!known.includes(name)) {
      const meant = known.find((each) => each.toLowerCase() === name.toLowerCase())
      const hint = meant === undefined ? `It may have ${known.join(', ')}.` : `It is ${meant}.`
      return [error('unknown-member', nameSpan, `${what} has no member ${name}. ${hint}`)]
    }
    const isAgain = node.members.slice(0, i).some((before) => before.name === name)
    return isAgain
      ? [error('member-twice', nameSpan, `${name} stands here a second time: the first is lost.`)]
      : []
  })
}

/** Where a member is missing: at the brace that opens its object. */
function start({ from }: Span): Span {
  return { from, to: from + 1 }
}

/** The one of two members that is there; both or none is a remark. */
function oneOf(
  statement: JsonNode,
  names: readonly [string, string],
  hint: string,
  tell: (remark: PolicyRemark) => void,
): JsonMember | undefined {
  const [first, second] = names.map((name) => memberOf(statement, name))
  const code = names[0].toLowerCase()
  if (first && second) {
    const message = `A statement has ${names[0]} or ${names[1]}, not both.`
    tell(error(code, second.nameSpan, message))
  } else if (!first && !second) {
    tell(error(code, start(statement), `The statement has no ${names[0]}: ${hint}`))
  }
  return first ?? second
}

/** The texts of a member with their places; what is no text, or an empty list, is a remark. */
function textItems(
  { name, value }: JsonMember,
  tell: (remark: PolicyRemark) => void,
): { readonly text: string; readonly span: Span }[] {
  const items = itemsOf(value)
  if (items.length === 0) tell(error('empty', value, `${name} is an empty list.`))
  return items.flatMap((item) => {
    if (item.kind === 'text') return [{ text: item.value, span: item }]
    tell(error('not-text', item, `${name} is a text or a list of texts.`))
    return []
  })
}

const checkEffect: Check = (statement, tell) => {
  const effect = memberOf(statement, 'Effect')
  if (!effect) {
    tell(error('effect', start(statement), 'The statement has no Effect: Allow or Deny.'))
    return
  }
  const { value } = effect
  if (value.kind === 'text' && (value.value === 'Allow' || value.value === 'Deny')) return
  const written = value.kind === 'text' ? ` It is written ${value.value}.` : ''
  tell(error('effect', value, `Effect is either Allow or Deny.${written}`))
}

const principalKinds = ['AWS', 'Service', 'Federated', 'CanonicalUser']

const checkPrincipal: Check = (statement, tell) => {
  const hint = 'whom is it about? "*" is everybody.'
  const member = oneOf(statement, ['Principal', 'NotPrincipal'], hint, tell)
  if (!member) return
  const { value, nameSpan } = member
  const effect = memberOf(statement, 'Effect')?.value
  if (member.name === 'NotPrincipal' && effect?.kind === 'text' && effect.value === 'Allow') {
    const message = 'An Allow with NotPrincipal lets in everybody else, callers without a name too.'
    tell(warning('not-principal', nameSpan, message))
  }
  if (value.kind === 'text' && value.value === '*') return
  if (value.kind !== 'object') {
    const message = `${member.name} is "*", or an object such as {"AWS": "arn:aws:iam::111122223333:root"}.`
    tell(error('principal', value, message))
    return
  }
  strangeMembers(value, principalKinds, member.name).forEach(tell)
  if (value.members.length === 0) tell(error('principal', value, `${member.name} names nobody.`))
  for (const named of value.members) {
    if (!principalKinds.includes(named.name)) continue
    for (const { text, span } of textItems(named, tell)) {
      const message = named.name === 'AWS' ? whyNoPrincipal(text) : undefined
      if (message !== undefined) tell(error('principal', span, message))
    }
  }
}

function whyNoPrincipal(text: string): string | undefined {
  if (text === '*' || /^\d{12}$/.test(text)) return undefined
  if (isPattern(text)) {
    return `A principal is named in full, ${text} has a wildcard: take "*" with a condition on aws:PrincipalArn.`
  }
  const isArn =
    /^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?:root|(?:user|role|assumed-role|federated-user)\/.+)$/
  return isArn.test(text)
    ? undefined
    : `${text} is no principal: an account of 12 digits, or the ARN of an account's root, a user, a role or a session.`
}

/** What API Gateway asks policies about. */
export const actions = [
  'execute-api:Invoke',
  'execute-api:InvalidateCache',
  'execute-api:ManageConnections',
]

const checkAction: Check = (statement, tell) => {
  const hint = 'execute-api:Invoke is the call of a method.'
  const member = oneOf(statement, ['Action', 'NotAction'], hint, tell)
  if (!member) return
  for (const { text, span } of textItems(member, tell)) {
    const lower = text.toLowerCase()
    if (lower === '*' || actions.some((action) => action.toLowerCase() === lower)) continue
    if (!lower.startsWith('execute-api:')) {
      const message = `${text} is no action of API Gateway's calls: they begin with execute-api:, such as execute-api:Invoke.`
      tell(error('action', span, message))
    } else if (!isPattern(text)) {
      const message = `execute-api has no action ${text.slice(12)}: it has ${actions.map((action) => action.slice(12)).join(', ')}.`
      tell(error('action', span, message))
    }
  }
}

const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

const checkResource: Check = (statement, tell, { stageNames }) => {
  const hint = 'execute-api:/* is the whole API.'
  const member = oneOf(statement, ['Resource', 'NotResource'], hint, tell)
  if (!member) return
  for (const { text, span } of textItems(member, tell)) {
    const resource = readResource(text)
    if (!resource) {
      const message = `${text} is no resource of an API: execute-api:/stage/VERB/path, or an ARN arn:aws:execute-api:region:account:api/stage/VERB/path.`
      tell(error('resource', span, message))
      continue
    }
    const { stage, verb, isCutOff } = resource
    const isUnknownVerb =
      verb !== undefined && verb !== '' && !isPattern(verb) && !verbs.includes(verb)
    // an API that is not deployed yet has no stage to be wrong about
    if (stageNames.length > 0 && !isPattern(stage) && !stageNames.includes(stage)) {
      tell(
        warning(
          'no-stage',
          span,
          `The API has no stage ${stage}: stage, verb and path follow each other.`,
        ),
      )
    }
    if (isUnknownVerb) {
      tell(
        warning(
          'no-verb',
          span,
          `${verb} is no HTTP method: stage, verb and path follow each other.`,
        ),
      )
    } else if (isCutOff) {
      const message = `${text} ends before the path, so that no call fits it: execute-api:/stage/* is a whole stage.`
      tell(warning('no-path', span, message))
    }
  }
}

const checkCondition: Check = (statement, tell, surroundings) => {
  const condition = memberOf(statement, 'Condition')
  if (!condition) return
  const { value } = condition
  if (value.kind !== 'object') {
    const message = 'Condition is an object: {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}.'
    tell(error('condition', value, message))
    return
  }
  for (const { name: operator, nameSpan, value: tests } of value.members) {
    if (conditionHolds(operator, [], ['']) === undefined) {
      const message = `${operator} is no condition operator. Some are ${operatorNames.slice(0, 4).join(', ')}, IpAddress and NotIpAddress.`
      tell(error('operator', nameSpan, message))
    }
    if (tests.kind !== 'object') {
      const message = `${operator} holds an object: a condition key with its values.`
      tell(error('condition', tests, message))
      continue
    }
    for (const test of tests.members) checkTest(operator, test, tell, surroundings)
  }
}

function checkTest(
  operator: string,
  { name, nameSpan, value }: JsonMember,
  tell: (remark: PolicyRemark) => void,
  { isPrivate }: PolicySurroundings,
): void {
  const key = conditionKeyOf(name)
  if (!key) {
    const message = `API Gateway does not give the condition key ${name} to resource policies.`
    tell(warning('condition-key', nameSpan, message))
  } else if (key.only === 'private' && !isPrivate) {
    const message = `Only calls of a private API have ${key.name}, and this one is not private.`
    tell(warning('condition-key', nameSpan, message))
  }
  const items = itemsOf(value)
  if (items.length === 0) tell(error('empty', value, `${name} has no value to compare with.`))
  for (const item of items) {
    if (item.kind === 'object' || item.kind === 'list') {
      tell(error('condition-value', item, `${name} is compared with a text or a list of texts.`))
      continue
    }
    const written = String(item.value)
    const isVariable = written.includes('${')
    const makesSense =
      conditionHolds(operator, [], ['']) === undefined ||
      conditionHolds(operator, [written], ['']) !== undefined
    if (!isVariable && !makesSense) {
      const message = `${written} is nothing that ${operator} can compare with${/IpAddress/.test(operator) ? ': an address or a range such as 192.0.2.0/24' : ''}.`
      tell(error('condition-value', item, message))
    }
  }
}

const checkSid: Check = (statement, tell) => {
  const sid = memberOf(statement, 'Sid')
  if (sid && sid.value.kind !== 'text') tell(error('sid', sid.value, 'Sid is a text.'))
}

/** What a statement is asked, one question each. */
const checks: readonly Check[] = [
  checkSid,
  checkEffect,
  checkPrincipal,
  checkAction,
  checkResource,
  checkCondition,
]

/** What is wrong in one statement. */
export function statementRemarks(
  statement: JsonNode,
  surroundings: PolicySurroundings,
): PolicyRemark[] {
  if (statement.kind !== 'object') {
    return [
      error(
        'statement',
        statement,
        'A statement is an object with Effect, Principal, Action and Resource.',
      ),
    ]
  }
  const remarks = strangeMembers(statement, statementMembers, 'A statement')
  for (const check of checks) check(statement, (remark) => remarks.push(remark), surroundings)
  return remarks
}
