import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../context/index.ts'

/** `VTL_HOSTILE=100000 npx vitest run src/simulator/vtl/hostile.test.ts` runs as many; `VTL_SEED` runs others. */
const count = Number(process.env['VTL_HOSTILE'] ?? '2500')
const seed = Number(process.env['VTL_SEED'] ?? '1')

const corpus = readFileSync(resolve(import.meta.dirname, 'corpus/cases.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  // the corpus is ours: every line of it is a case
  .map((line) => (JSON.parse(line) as { template: string }).template)

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
  const pick = (items: readonly string[]) => items[below(items.length)] ?? ''
  return { below, pick }
}

const names = ['constructor', '__proto__', 'prototype', 'toString', 'a', 'b', 'input', 'util', 'x']
const pieces = [
  ...[
    '#if(',
    '#foreach($a in ',
    '#set($a = ',
    '#set($a.b = ',
    '#end',
    '#else',
    '#elseif(',
    ')',
    '(',
  ],
  ...[
    '#macro(x $a)',
    '#x($a)',
    '#@x()',
    '#define($b)',
    '#evaluate(',
    '#stop',
    '#break',
    '##',
    '#*',
  ],
  ...[
    '*#',
    '#[[',
    ']]#',
    '$',
    '${',
    '}',
    '$!',
    '[',
    ']',
    '{',
    '"',
    "'",
    ',',
    ':',
    '..',
    '\\',
    '\n',
  ],
  ...[
    '[0..99999999]',
    '[1..1000]',
    '$a$a$a',
    '"$a$a"',
    '1e999',
    '-9223372036854775808',
    '0',
    '/',
    '*',
  ],
  ...['%', '+', '-', '<', '==', '&&', '||', '!', ' ', 'true', 'null', '\u0000', '\ud800', '€', '#'],
  ...['.repeat(99999999)', '.replaceAll("(a+)+$", "$a")', ".matches('(.*)*x')", '.split("")'],
  ...['.add($a)', '.put("a", $a)', '.addAll($a)', '.get(0)', '.substring(-1)', '.getClass()'],
  ...["$input.path('$..*')", "$input.path('$..a..b..c')", "$input.json('$')", '$input.params()'],
  ...['$util.parseJson("', '$util.escapeJavaScript(', '$util.urlDecode("%', '$util.base64Decode("'],
  ...[
    '$context.requestOverride.header.a',
    '$stageVariables.',
    '$foreach.parent',
    '.iterator().next()',
  ],
]

function createTemplates(start: number) {
  const random = createRandom(start)
  const grown = () =>
    Array.from({ length: 1 + random.below(14) }, () =>
      random.below(4) === 0 ? `$${random.pick(names)}.${random.pick(names)}` : random.pick(pieces),
    ).join('')
  const mutated = () => {
    let text = random.pick(corpus)
    for (let i = random.below(4); i >= 0; i--) {
      const at = random.below(text.length + 1)
      const kind = random.below(4)
      if (kind === 0) text = text.slice(0, at) + random.pick(pieces) + text.slice(at)
      else if (kind === 1) text = text.slice(0, at) + text.slice(at + 1 + random.below(4))
      else if (kind === 2) {
        text = text.slice(0, at) + String.fromCharCode(random.below(256)) + text.slice(at + 1)
      } else text = text.slice(0, at) + text.slice(random.below(at + 1))
    }
    return text
  }
  return { next: () => (random.below(2) === 0 ? grown() : mutated()), random }
}

const bodies = [
  '{"a":{"b":[1,2,{"c":null}]},"constructor":1,"__proto__":{"x":2}}',
  '[[[[[1]]]],"a",2.50]',
  'not json',
  '{"a":',
  '',
]

/** What leaves no doubt that something of the host was reached. */
const ofTheHost = /\[object |native code|function \w*\(|globalThis/

describe(`${count} hostile templates (VTL_SEED=${seed})`, () => {
  it('print or are a problem with a place, and reach nothing of the host', () => {
    const { next, random } = createTemplates(seed)
    const globals = Object.keys(globalThis).length
    const inherited = Object.getOwnPropertyNames(Object.prototype).length
    for (let i = 0; i < count; i++) {
      const template = next()
      const call = {
        template,
        body: random.pick(bodies),
        profile: random.below(3) === 0 ? ('plain' as const) : ('aws' as const),
        params: { header: { a: 'b' } },
        context: { stage: 'prod', identity: { user: null } },
      }
      // the steps are the clock, so that a slow machine decides nothing
      const budget = { steps: 20_000, outputCharacters: 50_000, milliseconds: 1000 }
      const shown = `template ${i} of seed ${seed}: ${JSON.stringify(call)}`
      const rendered = runGuarded(() => renderTemplate(call, { budget, elapsed: () => 0 }), shown)
      if (rendered.ok) {
        expect(rendered.output.length, shown).toBeLessThanOrEqual(budget.outputCharacters)
        if (!ofTheHost.test(template)) expect(rendered.output, shown).not.toMatch(ofTheHost)
      } else {
        const { from, to, line, column } = rendered.problem
        const isPlaced = from >= 0 && from <= to && to <= template.length && line > 0 && column > 0
        expect(isPlaced, `${shown} ${JSON.stringify(rendered.problem)}`).toBe(true)
      }
    }
    expect(Object.keys(globalThis).length).toBe(globals)
    expect(Object.getOwnPropertyNames(Object.prototype).length).toBe(inherited)
  }, 3_600_000)
})

function runGuarded<T>(work: () => T, shown: string): T {
  try {
    return work()
  } catch (error) {
    throw new Error(`threw with ${shown}`, { cause: error })
  }
}
