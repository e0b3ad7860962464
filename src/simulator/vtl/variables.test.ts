import { expect, it } from 'vitest'
import { TemplateCache, render } from './index.ts'
import type { ObservedEvent, Value } from './index.ts'

const budget = { steps: 100_000, outputCharacters: 100_000, milliseconds: 1000 }

function printed(
  source: string,
  { cache, given = [] }: { cache?: TemplateCache; given?: [string, Value][] } = {},
): string {
  const rendered = render(source, {
    variables: new Map(given),
    profile: 'plain',
    budget,
    elapsed: () => 0,
    ...(cache && { cache }),
  })
  return rendered.ok ? rendered.output : rendered.problem.message
}

it('a variable that evaluated text sets is there for the template and for the next evaluated text', () => {
  expect(printed("#evaluate('#set($q = 1)')[$!q]#evaluate('[$q]')")).toBe('[1][1]')
  expect(printed("#evaluate('#set($only = 2)')#evaluate('[$only]')")).toBe('[2]')
})

it('a run of a kept template knows nothing of the variables of the run before', () => {
  const cache = new TemplateCache()
  const source = "#evaluate('[$!a$!b]')#set($a = 1)#evaluate('#set($b = 2)')[$a$b]"
  expect(printed(source, { cache, given: [['other', 'x']] })).toBe('[][12]')
  expect(printed(source, { cache })).toBe('[][12]')
})

it('a variable that the template does not name is there for evaluated text', () => {
  // the name is put together, so that the template itself has it nowhere
  const source = "#set($text = '[$ot' + 'her]')#evaluate($text)"
  expect(printed(source, { given: [['other', 'x']] })).toBe('[x]')
})

it('after a loop its variables are what they were before it, or gone', () => {
  expect(printed("#set($i = 'a')#foreach($i in [1, 2])$i#end$i")).toBe('12a')
  expect(printed('#foreach($i in [1, 2])$i#end[$!i$!foreach$!velocityCount]')).toBe('12[]')
})

it('a member behind something else than a map is found as one behind a map', () => {
  const given: [string, Value][] = [['m', new Map<Value, Value>([['list', [1, 2]]])]]
  expect(printed('$!m.list.empty $!m.list.nothing.more $!m.a.b.c', { given })).toBe('false  ')
})

it('an observer sees the variables in the order in which they were set', () => {
  const events: ObservedEvent[] = []
  let last: string[] = []
  render('#if($b)#end#set($c = 1)#set($b = 2)#set($c = 3)$a', {
    variables: new Map<string, Value>([['a', 'given']]),
    profile: 'aws',
    budget,
    elapsed: () => 0,
    observe: (event) => {
      events.push(event)
      last = [...event.variables()].map(([name]) => name)
    },
  })
  expect(events.length).toBeGreaterThan(0)
  expect(last).toEqual(['a', 'c', 'b'])
})
