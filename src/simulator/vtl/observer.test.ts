import { describe, expect, it } from 'vitest'
import { render } from './index.ts'
import type { ObservedEvent, Profile, Value } from './index.ts'

const budget = { steps: 100_000, outputCharacters: 100_000, milliseconds: 1000 }

function observed(source: string, profile: Profile = 'aws', variables: [string, Value][] = []) {
  const events: ObservedEvent[] = []
  const rendered = render(source, {
    variables: new Map(variables),
    profile,
    budget,
    elapsed: () => 0,
    observe: (event) => events.push(event),
  })
  return { events, output: rendered.ok ? rendered.output : rendered.problem.message }
}

/** For each character of the output the piece of the template that it came from. */
function origins(source: string, profile: Profile = 'aws') {
  const { events, output } = observed(source, profile)
  const pieces: (string | undefined)[] = new Array<string | undefined>(output.length).fill(
    undefined,
  )
  for (const { kind, captured, evaluated, from, to, printedBefore, printed } of events) {
    if ((kind !== 'text' && kind !== 'reference') || captured > 0) continue
    for (let i = printedBefore; i < printed; i++) {
      pieces[i] ??= (evaluated?.source ?? source).slice(from, to)
    }
  }
  return [...output].map((character, i) => [character, pieces[i]])
}

describe('an observed template', () => {
  it('tells directives and references in the order in which they run', () => {
    const { events } = observed('#set($a = 1)#if($a == 2)x#elseif($a == 1)$a#end')
    expect(events.map(({ kind, node, branch }) => [kind, node.kind, branch])).toEqual([
      ['begin', 'set', undefined],
      ['directive', 'set', undefined],
      ['begin', 'if', undefined],
      ['branch', 'if', 1],
      ['begin', 'reference', undefined],
      ['reference', 'reference', undefined],
      ['directive', 'if', undefined],
    ])
  })

  it('tells the branch that no condition took', () => {
    const taken = (source: string) =>
      observed(source).events.find(({ kind }) => kind === 'branch')?.branch
    expect(taken('#if(false)x#end')).toBeNull()
    expect(taken('#if(false)x#{else}y#end')).toBe('else')
    expect(taken('#if(true)x#end')).toBe(0)
  })

  it('tells each round of a loop and its item', () => {
    const { events } = observed('#foreach($i in ["a", "b"])$i#end')
    const rounds = events.filter(({ kind }) => kind === 'round')
    expect(rounds.map(({ round, value }) => [round, value])).toEqual([
      [{ index: 0, of: 2 }, 'a'],
      [{ index: 1, of: 2 }, 'b'],
    ])
  })

  it('gives the variables as they are at each point', () => {
    const seen: (Value | undefined)[] = []
    render('#set($a = 1)x#set($a = 2)y', {
      variables: new Map(),
      profile: 'aws',
      budget,
      elapsed: () => 0,
      observe: ({ kind, variables }) => {
        if (kind === 'text') seen.push(variables().get('a'))
      },
    })
    expect(seen).toEqual([1, 2])
  })

  it('gives the arguments of the macro that runs, and its calls', () => {
    const source = '#macro(outer $p)#inner("$p!")#end#macro(inner $q)[$q]#end#outer(7)'
    const { events, output } = observed(source, 'plain')
    expect(output).toBe('[7!]')
    const bracket = events.find(({ kind, value }) => kind === 'text' && value === '[')
    expect(bracket?.calls.map(({ from, to }) => source.slice(from, to))).toEqual([
      '#outer(7)',
      '#inner("$p!")',
    ])
  })

  it('maps each character of the output to where it was written', () => {
    expect(origins('a#set($x = "q")$x#foreach($i in [1..2])$i,#end')).toEqual([
      ['a', 'a'],
      ['q', '$x'],
      ['1', '$i'],
      [',', ','],
      ['2', '$i'],
      [',', ','],
    ])
  })

  it('maps what a block of #define prints to the block', () => {
    expect(origins('#define($d)b$c#end#set($c = 1)$d')).toEqual([
      ['b', 'b'],
      ['1', '$c'],
    ])
  })

  it('maps what a macro prints to the macro, and its body to the body', () => {
    expect(origins('#macro(m $p)<$p$bodyContent>#end#@m(5)z#end', 'plain')).toEqual([
      ['<', '<'],
      ['5', '$p'],
      ['z', 'z'],
      ['>', '>'],
    ])
  })

  it('maps what #evaluate prints to the text that it read, and names its place', () => {
    const source = '#set($n = 3)#evaluate("a$n")'
    const { events } = observed(source, 'plain')
    const inside = events.filter(({ evaluated }) => evaluated)
    expect(inside.map(({ evaluated }) => evaluated?.source)).toContain('a3')
    expect(source.slice(inside[0]?.evaluated?.from, inside[0]?.evaluated?.to)).toBe(
      '#evaluate("a$n")',
    )
  })

  it('says where things stand in an interpolated string, behind quotes that are doubled', () => {
    const source = '#set($a = 1)#set($x = "say ""$a"" \\u0041$a")$x'
    const { events, output } = observed(source)
    expect(output).toBe('say "1" A1')
    const inside = events.filter(({ kind, captured }) => kind === 'reference' && captured === 1)
    expect(inside.map(({ from, to }) => source.slice(from, to))).toEqual(['$a', '$a'])
    expect(new Set(inside.map(({ from }) => from)).size).toBe(2)
  })

  it('tells of #stop before the template ends', () => {
    const { events, output } = observed('a#stop b')
    expect(output).toBe('a')
    expect(events.at(-1)).toMatchObject({ kind: 'directive', node: { kind: 'stop' } })
  })
})
