import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordTemplate, renderTemplate, shortText } from './index.ts'
import type { Recording } from './index.ts'

const world = {
  budget: { steps: 100_000, outputCharacters: 100_000, milliseconds: 1000 },
  elapsed: () => 0,
}
const record = (template: string, body = '{}', limits?: Parameters<typeof recordTemplate>[2]) =>
  recordTemplate({ template, body }, world, limits)

const steps = ({ moments }: Recording, template: string) =>
  moments.map(({ kind, from, to, depth, became }) => [
    depth,
    kind,
    template.slice(from, to).split('\n')[0],
    became,
  ])

describe('a recording of a template', () => {
  it('stops at each directive, round and printed reference, in their order and depth', () => {
    const template = '#set($n = 1)#foreach($i in ["a", "b"])$i#end$n'
    expect(steps(record(template), template)).toEqual([
      [0, 'directive', '#set($n = 1)', '1'],
      [0, 'directive', '#foreach($i in ["a", "b"])$i#end', undefined],
      [1, 'round', '#foreach($i in ["a", "b"])$i#end', 'a'],
      [1, 'reference', '$i', 'a'],
      [1, 'round', '#foreach($i in ["a", "b"])$i#end', 'b'],
      [1, 'reference', '$i', 'b'],
      [0, 'reference', '$n', '1'],
      [0, 'end', '', undefined],
    ])
  })

  it('has the variables as they are before each step, and how much is printed', () => {
    const { moments } = record('a#set($x = 1)b#set($x = 2)c')
    expect(moments.map(({ printed, variables }) => [printed, variables])).toEqual([
      [1, {}],
      [2, { $x: '1' }],
      [3, { $x: '2' }],
    ])
  })

  it('shows what a template writes to the request', () => {
    const { moments } = record('#set($context.requestOverride.header.A = "b")x')
    expect(moments.at(-1)?.variables).toEqual({ '$context.requestOverride': '{header={A=b}}' })
  })

  it('says which branch was taken, and goes on behind a #break', () => {
    const template = '#foreach($i in [1..3])#if($i == 2)#break#end$i#end!'
    const recording = record(template)
    expect(recording.output).toBe('1!')
    expect(
      recording.moments.filter(({ node }) => node === 'if').map(({ became }) => became),
    ).toEqual(['no branch', 'the condition holds'])
    expect(recording.moments.at(-1)).toMatchObject({ kind: 'end', depth: 0 })
  })

  it('leads from each stretch of the output to what it came from', () => {
    const template = '{"id": $input.json("$.id"), "n": #foreach($i in [1..2])$i#end}'
    const { origins, output } = record(template, '{"id": 7}')
    expect(output).toBe('{"id": 7, "n": 12}')
    expect(
      origins.map(({ start, end, from, to }) => [
        output.slice(start, end),
        template.slice(from, to),
      ]),
    ).toEqual([
      ['{"id": ', '{"id": '],
      ['7', '$input.json("$.id")'],
      [', "n": ', ', "n": '],
      ['1', '$i'],
      ['2', '$i'],
      ['}', '}'],
    ])
  })

  it('leads into a block that a reference prints', () => {
    const template = '#define($d)<$x>#end#set($x = 5)$d.'
    const { origins, output } = record(template)
    expect(output).toBe('<5>.')
    expect(
      origins.map(({ start, end, from, to }) => [
        output.slice(start, end),
        template.slice(from, to),
      ]),
    ).toEqual([
      ['<', '<'],
      ['5', '$x'],
      ['>', '>'],
      ['.', '.'],
    ])
  })

  it('ends at its limit and says so', () => {
    const limits = { moments: 10, valueCharacters: 20, origins: 5 }
    const recording = record('#foreach($i in [1..100])$i#end', '{}', limits)
    expect(recording.moments).toHaveLength(10)
    expect(recording.origins).toHaveLength(5)
    expect(recording.isCut).toBe(true)
    expect(recording.output).toMatch(/^123.*100$/)
  })

  it('keeps the steps before a failure, and the problem', () => {
    const { moments, problem, output, origins } = record('#set($l = [1])ab$l[5]')
    expect(output).toBe('ab')
    expect(origins.map(({ start, end }) => [start, end])).toEqual([[0, 2]])
    expect(moments).toHaveLength(2)
    expect(problem?.line).toBe(1)
  })

  it('prints what the template prints, and covers it without gaps', () => {
    const piece = fc.constantFrom(
      'text ',
      '$x',
      '#set($x = "a$x")',
      '#if($x)y#else z#end',
      '#foreach($i in [1..3])$i#if($i == 2)#break#end#end',
      '#define($x)b$i#end',
      '$!{x.length()}',
      '#stop',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const template = pieces.join('')
        const recording = record(template)
        const rendered = renderTemplate({ template, body: '{}' }, world)
        expect(recording.problem).toEqual(rendered.ok ? undefined : rendered.problem)
        if (!rendered.ok) return
        expect(recording.output).toBe(rendered.output)
        let at = 0
        for (const { start, end } of recording.origins) {
          expect(start).toBe(at)
          at = end
        }
        expect(at).toBe(rendered.output.length)
      }),
    )
  })

  it('shows the beginning of a value that is long, and of one that holds itself', () => {
    expect(shortText('x'.repeat(50), 5)).toBe('xxxxx …')
    const list: never[] = []
    list.push(list as never)
    expect(shortText(list, 8)).toBe('[[[[[[[[ …')
  })
})
