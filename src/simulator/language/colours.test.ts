import { describe, expect, it } from 'vitest'
import { parse } from '../vtl/index.ts'
import { coloursOf } from './index.ts'

const coloured = (template: string, contentType = 'application/json') =>
  coloursOf(template, contentType).map(
    ({ from, to, colour }) => `${colour} ${template.slice(from, to)}`,
  )

describe('the colours of a template', () => {
  it('tell directives, references, members and calls apart', () => {
    expect(coloured('#set($a = $b.c.d(1, "x$y"))', 'text/plain')).toEqual([
      'keyword #set(',
      'variable $a',
      'operator =',
      'variable $b',
      'operator .',
      'property c',
      'operator .',
      'function d',
      'operator (',
      'literal 1',
      'operator ,',
      'text "x',
      'variable $y',
      'text "',
      'operator ))',
    ])
  })
  it('end the text of a string before its quote', () => {
    const template = '#set($a = "x$y z")'
    const parsed = parse(template)
    const [set] = parsed.ok ? parsed.nodes : []
    const body = set?.kind === 'set' && set.value.kind === 'interpolation' ? set.value.body : []
    expect(body.map(({ from, to }) => template.slice(from, to))).toEqual(['x', '$y', ' z'])
  })
  it('take what only looks like the language for text', () => {
    const colours = coloured('$5 #nomacro a.b(1) $$ #[[ $raw #if ]]# ', 'text/plain')
    expect(colours.some((each) => /^(?:keyword|variable|literal)/.test(each))).toBe(false)
  })
  it('know the keys, strings, numbers and words of JSON, through directives', () => {
    const template = '{"k$a": #if($b)"v: $c"#else-1.5e3#end, "n": true}'
    const colours = coloured(template)
    for (const each of [
      'output.key "k',
      'variable $a',
      'output.key "',
      'output.string "v: ',
      'output.number -1.5e3',
      'output.key "n"',
      'output.word true',
    ])
      expect(colours).toContain(each)
  })
  it('know the tags and attributes of XML and the names of a form', () => {
    expect(coloured('<a b="$c">1</a>', 'application/xml')).toEqual([
      'output.tag <a',
      'output  ',
      'output.attribute b',
      'output =',
      'output.string "',
      'variable $c',
      'output.string "',
      'output.tag >',
      'output 1',
      'output.tag </a>',
    ])
    expect(coloured('Action=Send&Body=$b', 'application/x-www-form-urlencoded')).toEqual([
      'output.key Action',
      'output =Send',
      'operator &',
      'output.key Body',
      'output =',
      'variable $b',
    ])
  })
  it('follow the content type that the template itself sets', () => {
    const template =
      '#set($context.requestOverride.header.Content-Type = "application/x-www-form-urlencoded")a=1'
    expect(coloured(template)).toContain('output.key a')
  })
  it('cover every character that is no blank, in order and within its line', () => {
    const template = '#foreach($i in [1..3])\n  "$i": [],\n#end\n## done\n#* and\n so *#'
    let last = 0
    for (const { from, to } of coloursOf(template, 'application/json')) {
      expect(template.slice(last, from).trim().replace(/\n/g, '')).toBe('')
      expect(template.slice(from, to)).not.toContain('\n')
      last = to
    }
    expect(template.slice(last)).toBe('')
  })
  it('are none where the template cannot be read', () => {
    expect(coloursOf('#if(', 'application/json')).toEqual([])
  })
})
