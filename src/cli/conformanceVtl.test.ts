import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultBudget, renderTemplate } from '../simulator/index.ts'
import { runVtlCase } from './conformanceVtl.ts'

const lines = readFileSync(new URL('../simulator/vtl/corpus/cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
const elapsed = () => performance.now()

describe('the template engine', () => {
  it('prints what the real engine printed, in both profiles, for every case', () => {
    const failed = lines
      .flatMap((line) => runVtlCase(line, elapsed))
      .filter(({ passed }) => !passed)
    expect(failed.map(({ id }) => id)).toEqual([])
  })

  it('never throws and never hangs on mutated templates', () => {
    const templates = lines.map((line) => (JSON.parse(line) as { template: string }).template)
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        fc.nat(),
        fc.string({ maxLength: 3 }),
        fc.boolean(),
        (template, place, piece, cuts) => {
          const at = template.length === 0 ? 0 : place % template.length
          const mutated = template.slice(0, at) + piece + template.slice(at + (cuts ? 1 : 0))
          const rendered = renderTemplate(
            { template: mutated, body: '{"a": [1, {"b": null}]}' },
            { budget: { steps: 20_000, outputCharacters: 100_000, milliseconds: 1000 }, elapsed },
          )
          expect(rendered.ok || rendered.problem.line >= 1).toBe(true)
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('stops a template that never ends, prints without end or nests without end', () => {
    const budget = {
      steps: 100_000,
      outputCharacters: 100_000,
      milliseconds: defaultBudget.templateMs,
    }
    const endless = [
      '#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#set($x = 1)#end#end#end',
      '#set($s = "ab")#foreach($i in [1..1000])#set($s = "$s$s")#end$s',
      '#set($l = [1])#foreach($i in [1..1000])#set($x = $l.addAll($l))#end',
      '#set($r = [1..2000000000])$r.size()',
    ]
    for (const template of endless) {
      const rendered = renderTemplate({ template }, { budget, elapsed })
      expect(rendered.ok ? 'ended' : rendered.problem.kind).toBe('budget')
    }
    const deep = renderTemplate({ template: '#if(true)'.repeat(100_000) }, { budget, elapsed })
    expect(deep.ok).toBe(false)
  })

  it('reaches no member of the host', () => {
    for (const path of [
      'constructor',
      'class.classLoader',
      'toString.constructor',
      'getClass().forName("x")',
      'x["__proto__"]',
    ]) {
      for (const root of [
        '$input',
        '$util',
        '$context',
        '$stageVariables',
        '$s',
        '$l',
        '$n',
      ] as const) {
        const template = `#set($s = "a")#set($l = [1])#set($n = 1)[${root}.${path}]`
        const rendered = renderTemplate(
          { template },
          { budget: { steps: 1000, outputCharacters: 1000, milliseconds: 1000 }, elapsed },
        )
        expect(rendered.ok && rendered.output).toBe('[]')
      }
    }
  })
})
