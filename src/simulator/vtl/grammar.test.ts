import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../context/index.ts'
import { listMethodTable } from './methods/collections.ts'
import { mapMethods } from './methods/maps.ts'
import { numberMethodTables } from './methods/numbers.ts'
import type { ParameterType } from './methods/signatures.ts'
import { stringMethods } from './methods/texts.ts'

/**
 * Templates that put all built-ins together over large, shared and nested values.
 * `VTL_GRAMMAR=100000 VTL_SEED=7 npx vitest run src/simulator/vtl/grammar.test.ts` runs as many on a real clock, and
 * reports the worst.
 */
const longRun = process.env['VTL_GRAMMAR']
const count = Number(longRun ?? '2000')
const seed = Number(process.env['VTL_SEED'] ?? '1')
const budget = { steps: 200_000, outputCharacters: 1_000_000, milliseconds: 200 }

/** A seeded source of choices. */
function createRandom(start: number) {
  let state = start >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number) => next() % limit
  const pick = <T>(items: readonly [T, ...T[]]): T => items[below(items.length)] ?? items[0]
  return { below, pick }
}

type Kind = 'text' | 'list' | 'map' | 'number'

/** The methods of each kind with the types of their parameters. */
const signatures: Readonly<Record<Kind, readonly (readonly [string, readonly ParameterType[]])[]>> =
  {
    text: signaturesOf(stringMethods),
    list: signaturesOf(listMethodTable),
    map: signaturesOf(mapMethods),
    number: numberMethodTables.flatMap(signaturesOf),
  }

function signaturesOf(
  methods: Readonly<Record<string, readonly { readonly parameters: readonly ParameterType[] }[]>>,
): (readonly [string, readonly ParameterType[]])[] {
  return Object.entries(methods).flatMap(([name, overloads]) =>
    overloads.map(({ parameters }) => [name, parameters] as const),
  )
}

const kindOfParameter: Readonly<Partial<Record<ParameterType, Kind>>> = {
  String: 'text',
  'String?': 'text',
  CharSequence: 'text',
  Collection: 'list',
  Iterable: 'list',
  Map: 'map',
}

const units = [
  'a',
  ' ',
  '€',
  '\\\\',
  'ab',
  '0',
  '9',
  ',',
  "'",
  '%',
  '%00',
  '+',
  '\\"',
  '[',
  '{',
  '𝒳',
] as const
const sizes = ['1', '3', '60', '2000', '90000', '900000'] as const
const patterns = [
  ...['(a+)+$', 'a?a?a?a?a?a?aaaaaa', '(.*)(.*)(.*)x', '[^b]*b', '\\\\s+$', '(?=a)(a|b)*c', 'a{2}'],
  ...['(a|b)*\\\\1', '(?i)AB', '', '|', '.*?,', '(?<=a)b', '([a-z]+)*!', '\\\\p{L}+', '^', '$'],
] as const
const paths = [
  '$',
  '$..*',
  '$..a..a',
  '$.a[*]',
  '$..[?(@.a =~ /(a|b)*c/)]',
  '$.a.length()',
  '$..a[0,0,0,0]',
] as const

function createTemplates(start: number) {
  const { below, pick } = createRandom(start)
  let variables: Record<Kind, string[]> = { text: [], list: [], map: [], number: [] }
  let made = 0

  const variable = (kind: Kind): string => {
    const names = variables[kind]
    return names[below(Math.max(1, names.length))] ?? literal(kind)
  }
  const declare = (kind: Kind, expression: string): string => {
    const name = `$${kind.charAt(0)}${made++}`
    variables[kind].push(name)
    return `#set(${name} = ${expression})`
  }
  const literal = (kind: Kind): string => {
    switch (kind) {
      case 'text':
        return `"${pick(units)}"`
      case 'list':
        return pick(['[]', '["a", 1]', '[1..1000]', '[1..60000]', '[[], [[]]]'])
      case 'map':
        return pick(['{}', '{"a": 1, "b": [1]}'])
      case 'number':
        return pick(['0', '1', '-1', '31', '1000', '2147483647', '9223372036854775807'])
    }
  }
  /** `#set` takes methods of references alone, so that each value has a name before it is used. */
  const large: readonly [() => string, ...(() => string)[]] = [
    () =>
      declare('text', literal('text')) +
      declare('text', `${variable('text')}.repeat(${pick(sizes)})`),
    () => declare('text', `"${pick(units)}${variable('text')}${pick(units)}"`),
    () => declare('text', `$input.body`),
    () =>
      declare(
        'text',
        `$util.${pick(['escapeJavaScript', 'urlEncode', 'base64Encode'])}(${variable('text')})`,
      ),
    () => declare('text', `$util.${pick(['urlDecode', 'base64Decode'])}(${variable('text')})`),
    () => declare('text', `$input.json("${pick(paths)}")`),
    () => declare('list', literal('list')),
    () => shared('list', (name) => `[${name}, ${name}]`),
    () => shared('map', (name) => `{"a": ${name}, "b": ${name}}`),
    () => nested('list', (name) => `[${name}]`),
    () => declare('list', `$input.path("${pick(paths)}")`),
    () =>
      declare('list', `${variable('text')}.${pick(['toCharArray()', 'getBytes()', 'split("")'])}`),
    () => declare('map', literal('map')),
    () => declare('map', `$util.parseJson(${variable('text')})`),
    () => declare('number', literal('number')),
    () => declare('number', '99999999999999999999999999') + raised(),
    () =>
      declare(
        'number',
        `$util.parseJson("${'12345678.'.padEnd(2 + below(60), '9')}1e${below(9)}")`,
      ),
  ]
  const shared = (kind: Kind, twice: (name: string) => string): string => {
    const first = declare(kind, literal(kind))
    const name = variables[kind].at(-1) ?? ''
    return `${first}#foreach($i in [1..${pick([4, 20, 40, 300])}])#set(${name} = ${twice(name)})#end`
  }
  const nested = (kind: Kind, once: (name: string) => string): string => {
    const first = declare(kind, literal(kind))
    const name = variables[kind].at(-1) ?? ''
    return `${first}#foreach($i in [1..${pick([100, 999])}])#foreach($j in [1..${pick([1, 50])}])#set(${name} = ${once(name)})#end#end`
  }
  const raised = (): string => {
    const name = variables.number.at(-1) ?? ''
    return `#foreach($i in [1..${pick([3, 12, 40])}])#set(${name} = ${name} * ${name})#end`
  }
  const argument = (type: ParameterType): string => {
    const kind = kindOfParameter[type]
    if (kind === 'text' && below(3) === 0) return `"${pick(patterns)}"`
    if (kind) return below(4) === 0 ? literal(kind) : variable(kind)
    if (type === 'boolean') return pick(['true', 'false'])
    if (type === 'never') return '$nothing'
    if (type === 'Object' || type === 'Object[]') return variable(anyKind())
    return variable('number')
  }
  const anyKind = (): Kind => pick(['text', 'list', 'map', 'number'])
  const call = (kind: Kind): string => {
    const table = signatures[kind]
    const [name = '', parameters = []] = table[below(table.length)] ?? []
    return `${variable(kind)}.${name}(${parameters.map(argument).join(', ')})`
  }
  const statement = (depth: number): string => {
    const kind = anyKind()
    switch (below(depth > 2 ? 6 : 9)) {
      case 0:
        return declare(anyKind(), call(kind))
      case 1:
        return call(kind)
      case 2:
        return variable(kind)
      case 3:
        return `#if(${variable(kind)} ${pick(['==', '!=', '<'])} ${variable(anyKind())})a#end`
      case 4:
        return declare(
          kind,
          `${variable(kind)} ${pick(['+', '-', '*', '/', '%'])} ${variable(anyKind())}`,
        )
      case 5:
        return `#set($context.${pick(['responseOverride', 'requestOverride'])}.header.h${made++} = ${variable(kind)})`
      case 6:
        return `#foreach($x${depth} in ${variable(kind)})${statement(depth + 1)}${statement(depth + 1)}#end`
      case 7:
        return `#define($d${depth})${statement(depth + 1)}#end$d${depth}`
      default:
        return pick(large)()
    }
  }
  return {
    pick,
    below,
    next: (): string => {
      variables = { text: [], list: [], map: [], number: [] }
      const kinds: readonly Kind[] = ['text', 'list', 'map', 'number']
      // each kind has a variable, as literals have no methods
      const parts = kinds.map((kind) => declare(kind, literal(kind)))
      for (let i = 2 + below(6); i > 0; i--) parts.push(pick(large)())
      for (let i = 1 + below(6); i > 0; i--) parts.push(statement(0))
      return parts.join('')
    },
  }
}

const bodies = [
  JSON.stringify({ a: Array.from({ length: 3000 }, (_, i) => ({ a: 'ab'.repeat(i % 9), b: i })) }),
  JSON.stringify(`a${' '.repeat(100_000)}b`),
  `{"a":${'['.repeat(1500)}${']'.repeat(1500)}}`,
  `{"a":${'1'.repeat(40_000)}}`,
  `{"a":${'1'.repeat(40_000)}e+}`,
  `{a:b${' '.repeat(50_000)}c}`,
  'no json',
  '',
] as const

const budgetCodes = /^vtl\/(?:steps|time|output|memory|too-deep|too-large)$/
/** How a JavaScript engine words that it can do no more. */
const rawWords =
  /call stack|Invalid (?:string|array|typed)|out of memory|BigInts|recursion|RangeError/i

/** Milliseconds of processor time: on a busy machine a wall clock says little. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

describe(`${count} templates of a grammar (VTL_SEED=${seed})`, () => {
  it('end by their budget whatever they call', () => {
    const { next, pick } = createTemplates(seed)
    let worst = { ms: 0, shown: '' }
    let stoppedOnes = 0
    let printed = 0
    const slow: string[] = []
    for (let i = 0; i < count; i++) {
      const template = next()
      const profile = pick(['aws', 'aws', 'plain'] as const)
      const body = pick(bodies)
      const shown = `template ${i} of seed ${seed} (${profile}): ${template.slice(0, 2000)}`
      const startedAt = processorMs()
      // in the usual run work alone counts, so that a slow machine decides nothing
      const elapsed = longRun === undefined ? () => 0 : processorMs
      const rendered = renderTemplate({ template, profile, body }, { budget, elapsed })
      const ms = processorMs() - startedAt
      if (ms > worst.ms) worst = { ms, shown }
      if (ms > 2 * budget.milliseconds) slow.push(`${ms.toFixed(0)} ms: ${shown}`)
      if (rendered.ok) {
        printed++
        expect(rendered.output.length, shown).toBeLessThanOrEqual(budget.outputCharacters)
        continue
      }
      const { problem } = rendered
      expect(problem.message, shown).not.toMatch(rawWords)
      expect(problem.message.length, shown).toBeLessThan(1100)
      if (problem.kind === 'budget') {
        stoppedOnes++
        if (!problem.code.startsWith('jsonpath/')) expect(problem.code, shown).toMatch(budgetCodes)
      }
    }
    // a grammar whose templates all fail at their first word proves nothing
    expect(printed).toBeGreaterThan(count / 10)
    expect(stoppedOnes).toBeGreaterThan(count / 50)
    if (longRun === undefined) return
    const megabytes = (process.resourceUsage().maxRSS / 1000).toFixed(0)
    console.log(
      `${count} templates of seed ${seed}: ${printed} printed, ${stoppedOnes} stopped by their budget, ` +
        `${slow.length} over ${2 * budget.milliseconds} ms; worst ${worst.ms.toFixed(0)} ms; ${megabytes} MB\n${worst.shown}`,
    )
    expect(slow).toEqual([])
  }, 7_200_000)
})
