import { builtins } from '../../context/index.ts'
import { methodNames } from '../../vtl/index.ts'
import type { Accessor, ReferenceNode } from '../../vtl/index.ts'
import { kindsAlong, stringKinds } from '../kinds.ts'
import type { Kind } from '../kinds.ts'
import { nearestName } from '../nearest.ts'
import type { Looked, TemplateRemark, TemplateRule } from './rule.ts'

/** Members of `$input`, `$util`, `$context` and `$foreach` that are not there, and methods that a value's class has not. */
export const unknownMember: TemplateRule = (looked, tell) => ({
  reference: (node, { isAssigned }) => {
    if (node.backslashes > 0) return
    const found = Object.hasOwn(members, node.name)
      ? members[node.name]?.(node, looked, isAssigned)
      : ofJava(node, looked)
    if (found) tell(found)
  },
})

type MemberRule = (
  node: ReferenceNode,
  looked: Looked,
  isAssigned: boolean,
) => TemplateRemark | undefined

const members: Readonly<Record<string, MemberRule>> = {
  input: (node, looked) => ofTable(node, looked, 'input') ?? ofJava(node, looked),
  util: (node, looked) => ofTable(node, looked, 'util') ?? ofJava(node, looked),
  context: ofContext,
  foreach: (node, looked) => {
    const [first] = node.accessors
    if (first?.kind !== 'property' || loopMembers.includes(first.name)) return undefined
    return unknown(first, `$foreach.${first.name}`, nearestName(first.name, loopMembers), looked)
  },
}

const loopMembers = ['count', 'index', 'hasNext', 'first', 'last', 'parent', 'topmost', 'stop']

function ofTable(
  node: ReferenceNode,
  looked: Looked,
  table: 'input' | 'util',
): TemplateRemark | undefined {
  const [first] = node.accessors
  if (first === undefined || first.kind === 'index') return undefined
  const names = builtins[table].map(({ name }) => name)
  if (names.includes(first.name)) return undefined
  return unknown(first, `$${table}.${first.name}`, nearestName(first.name, names), looked)
}

/** `$context` is a map: its methods are members too. */
const mapMember = /^(?:get|put|keySet|entrySet|values|containsKey|size|isEmpty|empty|class)$/

/** Members below which every name may stand. */
const openMembers: ReadonlySet<string> = new Set([
  'authorizer',
  'requestOverride.header',
  'requestOverride.path',
  'requestOverride.querystring',
  'responseOverride.header',
])

function ofContext(
  node: ReferenceNode,
  looked: Looked,
  isAssigned: boolean,
): TemplateRemark | undefined {
  const { protocol = 'REST' } = looked.facts
  const names = builtins.context
    .filter(({ protocols }) => protocols === undefined || protocols.includes(protocol))
    .map(({ name }) => name)
  let path = ''
  for (const accessor of node.accessors) {
    if (accessor.kind !== 'property') {
      const isOfMap = accessor.kind === 'index' || mapMember.test(accessor.name)
      if (isOfMap || names.includes(path)) return notHere(node, path, looked, isAssigned)
      return unknown(accessor, `$context.${accessor.name}()`, undefined, looked)
    }
    if (openMembers.has(path) || names.includes(path))
      return notHere(node, path, looked, isAssigned)
    const next = path === '' ? accessor.name : `${path}.${accessor.name}`
    const isGroup = names.some((name) => name.startsWith(`${next}.`))
    if (!isGroup && !names.includes(next) && !mapMember.test(accessor.name)) {
      const beginning = path === '' ? '' : `${path}.`
      const siblings = new Set(
        names
          .filter((name) => name.startsWith(beginning))
          .map((name) => name.slice(beginning.length).split('.')[0] ?? ''),
      )
      return unknown(
        accessor,
        `$context.${next}`,
        nearestName(accessor.name, siblings),
        looked,
        protocol === 'REST' ? undefined : protocolWords[protocol],
      )
    }
    path = next
  }
  return notHere(node, path, looked, isAssigned)
}

const protocolWords = { HTTP: 'an HTTP API', WEBSOCKET: 'a WebSocket API' } as const

/** Members that are there, but not for a template of this place. */
function notHere(
  node: ReferenceNode,
  path: string,
  { facts }: Looked,
  isAssigned: boolean,
): TemplateRemark | undefined {
  const { where } = facts
  const told = (message: string): TemplateRemark => ({
    code: 'template/not-here',
    message,
    severity: 'warning',
    from: node.from,
    to: node.to,
  })
  if (where === undefined) return undefined
  if (path.startsWith('error.') && where !== 'gatewayResponse') {
    return told(`$context.${path} is known in gateway responses only: here it prints nothing.`)
  }
  // reading what the request template wrote is what it is there for
  const isWritten = isAssigned || node.accessors.some(isWrite)
  if (path.startsWith('requestOverride') && where === 'response' && isWritten) {
    return told('The request has been sent: an override of it has no effect here.')
  }
  return undefined
}

/** A call that writes to a map. */
function isWrite(accessor: Accessor): boolean {
  return (
    accessor.kind === 'method' && /^(?:put|putAll|putIfAbsent|remove|clear)$/.test(accessor.name)
  )
}

const javaClasses: Partial<Readonly<Record<Kind, 'String' | 'List' | 'Map' | 'Number'>>> = {
  List: 'List',
  Map: 'Map',
  Number: 'Number',
}

/** Methods that the class of a value has not; only of values whose class the text tells. */
function ofJava(node: ReferenceNode, { variables, ...looked }: Looked): TemplateRemark | undefined {
  const kinds = kindsAlong(node, variables)
  for (const [i, accessor] of node.accessors.entries()) {
    const self = kinds[i] ?? 'unknown'
    const javaClass = stringKinds.has(self) ? 'String' : javaClasses[self]
    if (!javaClass || accessor.kind === 'index') continue
    const names = methodNames()[javaClass]
    const { name } = accessor
    if (accessor.kind === 'method') {
      if (names.includes(name)) continue
      return unknown(
        accessor,
        `${name}() of a ${javaClass}`,
        nearestName(name, names),
        looked,
        undefined,
      )
    }
    // a property is a getter, or a member of a map
    if (javaClass === 'Map' || isGetter(name, names)) continue
    const isMethod = names.includes(name)
    return isMethod
      ? {
          ...unknown(accessor, `property ${name} of a ${javaClass}`, undefined, looked),
          fix: {
            title: `Write ${name}()`,
            text: `${name}()`,
            ...nameSpan(accessor, looked.template),
          },
        }
      : unknown(accessor, `property ${name} of a ${javaClass}`, undefined, looked)
  }
  return undefined
}

function isGetter(name: string, methods: readonly string[]): boolean {
  const capital = name.slice(0, 1).toUpperCase() + name.slice(1)
  return name === 'class' || methods.includes(`get${capital}`) || methods.includes(`is${capital}`)
}

function unknown(
  accessor: Exclude<Accessor, { kind: 'index' }>,
  what: string,
  nearest: string | undefined,
  { template }: Pick<Looked, 'template'>,
  of?: string,
): TemplateRemark {
  const span = nameSpan(accessor, template)
  const whole = nearest !== undefined && what.startsWith('$') ? besides(what, nearest) : nearest
  const meant = whole === undefined ? '' : ` Is ${whole} meant?`
  return {
    code: 'template/unknown-member',
    message: `There is no ${what}${of === undefined ? '' : ` in ${of}`}: it prints nothing.${meant}`,
    severity: 'warning',
    ...span,
    ...(nearest !== undefined && {
      fix: { title: `Write ${whole ?? nearest}`, text: nearest, ...span },
    }),
  }
}

/** Another member of the same: `$util.b` beside `$util.a`. */
function besides(what: string, name: string): string {
  return what.slice(0, what.lastIndexOf('.') + 1) + name
}

/** The name of an accessor, whose span begins at its point. */
function nameSpan({ name, from }: { readonly name: string; readonly from: number }, text: string) {
  const start = text.indexOf(name, from)
  return { from: start, to: start + name.length }
}
