import { conditionKeyOf, relationOf } from './conditionKeys.ts'
import { itemsOf, memberOf, textsOf } from './jsonTree.ts'
import type { JsonNode } from './jsonTree.ts'
import { isPattern, readResource } from './resourceForms.ts'

/** What a statement of a resource policy means, in one sentence. `undefined` where it is not written far enough to mean anything. */
export function sentenceOf(statement: JsonNode): string | undefined {
  const effect = textsOf(memberOf(statement, 'Effect')?.value)[0]
  if (effect !== 'Allow' && effect !== 'Deny') return undefined
  const isDeny = effect === 'Deny'
  const who = whoOf(statement)
  const does = deedOf(statement)
  const what = objectsOf(statement, isDeny)
  if (who === undefined || does === undefined || what === undefined) return undefined
  const subject = isDeny && who === 'everybody' ? 'Nobody may' : `${who} may${isDeny ? ' not' : ''}`
  const conditions = conditionsOf(memberOf(statement, 'Condition')?.value)
  const text = `${subject} ${does} ${what}${conditions === '' ? '' : `, if ${conditions}`}.`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Items as words: `a, b and c`. */
function joined(items: readonly string[], word: 'and' | 'or'): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`
}

function whoOf(statement: JsonNode): string | undefined {
  const not = memberOf(statement, 'NotPrincipal')
  const principal = not ?? memberOf(statement, 'Principal')
  if (!principal) return undefined
  const names = principalsOf(principal.value)
  if (names.length === 0) return undefined
  if (not) return `everybody but ${joined(names, 'and')}`
  return names.includes('everybody') ? 'everybody' : joined(names, 'and')
}

function principalsOf(node: JsonNode): string[] {
  if (node.kind === 'text') return node.value === '*' ? ['everybody'] : []
  if (node.kind !== 'object') return []
  return node.members.flatMap(({ name, value }) =>
    textsOf(value).map((text) =>
      name === 'AWS'
        ? principalName(text)
        : name === 'Service'
          ? `the service ${text}`
          : name === 'Federated'
            ? `whoever ${text} has signed in`
            : text,
    ),
  )
}

const nouns: Readonly<Record<string, string>> = {
  user: 'the user',
  role: 'the role',
  'assumed-role': 'the session',
  'federated-user': 'the federated user',
}

function principalName(text: string): string {
  if (text === '*') return 'everybody'
  if (/^\d{12}$/.test(text)) return `the account ${text}`
  const [, account = '', kind = '', name = ''] =
    /^arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):([a-z-]+)(?:\/(.+))?$/.exec(text) ?? []
  if (kind === 'root') return `the account ${account}`
  return Object.hasOwn(nouns, kind) ? `${nouns[kind]} ${name} of the account ${account}` : text
}

const deeds: Readonly<Record<string, string>> = {
  'execute-api:invoke': 'call',
  'execute-api:invalidatecache': 'renew the cached answers of',
  'execute-api:manageconnections': 'manage the connections of',
}

function deedOf(statement: JsonNode): string | undefined {
  const not = memberOf(statement, 'NotAction')
  const actions = textsOf((not ?? memberOf(statement, 'Action'))?.value)
  if (actions.length === 0) return undefined
  const known = actions.map((action) => {
    const lower = action.toLowerCase()
    return Object.hasOwn(deeds, lower) ? deeds[lower] : undefined
  })
  const named = known.flatMap((deed) => (deed === undefined ? [] : [deed]))
  if (not) {
    return named.length === known.length
      ? `do anything other than ${joined(named, 'and')}`
      : `do with anything but ${joined(actions, 'and')}`
  }
  if (named.length === known.length) return joined(named, 'and')
  // a pattern such as execute-api:* takes them all in
  return actions.some((action) => /^(?:execute-api:)?\*$/i.test(action))
    ? 'do anything with'
    : `do ${joined(actions, 'and')} with`
}

function objectsOf(statement: JsonNode, isDeny: boolean): string | undefined {
  const not = memberOf(statement, 'NotResource')
  const resources = textsOf((not ?? memberOf(statement, 'Resource'))?.value)
  if (resources.length === 0) return undefined
  const named = resources.map((resource) => resourceName(resource, isDeny))
  return not ? `everything but ${joined(named, 'and')}` : joined(named, isDeny ? 'or' : 'and')
}

function resourceName(written: string, isDeny: boolean): string {
  const resource = readResource(written)
  if (!resource || resource.isCutOff) return written
  const each = isDeny ? 'any' : 'every'
  const { stage, verb = '*', path } = resource
  const ofStage =
    stage === '*'
      ? `of ${each} stage`
      : isPattern(stage)
        ? `of stages like ${stage}`
        : `of the stage ${stage}`
  const below = /^(\/[^*?]*)\/\*$/.exec(path ?? '')?.[1]
  const isAll = path === undefined || path === '/*'
  if (isAll || below !== undefined) {
    const methods = verb === '*' ? `${each} method` : `${each} ${verb} method`
    return `${methods}${below === undefined ? '' : ` below ${below}`} ${ofStage}`
  }
  return `${verb === '*' ? `${each} method of` : verb} ${path} ${ofStage}`
}

function conditionsOf(node: JsonNode | undefined): string {
  if (node?.kind !== 'object') return ''
  return joined(
    node.members.flatMap(({ name: operator, value }) =>
      value.kind === 'object'
        ? value.members.map((test) => conditionOf(operator, test.name, test.value))
        : [],
    ),
    'and',
  )
}

function conditionOf(written: string, keyName: string, node: JsonNode): string {
  const noun = conditionKeyOf(keyName)?.noun ?? keyName
  const [, quantifier, bare = '', optional] =
    /^(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?$/s.exec(written) ?? []
  const values = itemsOf(node).map((item) =>
    item.kind === 'text' || item.kind === 'other' ? String(item.value) : '…',
  )
  if (bare === 'Null') {
    return values.some((value) => value.toLowerCase() === 'true')
      ? `${noun} is not known`
      : `${noun} is known`
  }
  const subject =
    quantifier === 'ForAllValues:'
      ? `each value of ${noun}`
      : quantifier === 'ForAnyValue:'
        ? `one value of ${noun}`
        : noun
  const told = `${subject} ${relationOf(bare) ?? bare} ${joined(values, 'or')}`
  return optional === undefined ? told : `${told} or is not known`
}
