import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../context/index.ts'
import { formatTemplate, starters } from './index.ts'

const world = {
  budget: { steps: 50_000, outputCharacters: 100_000, milliseconds: 10_000 },
  elapsed: () => 0,
}

const body = JSON.stringify({ a: 1, b: 'two', l: [1, 2, { x: 'y' }], t: true })

function printed(template: string): string {
  const result = renderTemplate({ template, body, where: 'request' }, world)
  return result.ok ? result.output : `problem ${result.problem.code}`
}

function formatted(template: string, contentType = 'application/json'): string {
  const result = formatTemplate(template, contentType)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

describe('formatting a template', () => {
  it('writes the heads of directives evenly', () => {
    expect(
      formatted(
        '#set( $a=1 )#if ( $a==1&&!$b )x#elseif($c.d( 1,[ 2 ] )  )y#end#foreach( $i  in [1..3] )$i#end',
      ),
    ).toBe('#set($a = 1)#if($a == 1 && !$b)x#elseif($c.d(1, [2]))y#end#foreach($i in [1..3])$i#end')
    expect(formatted('#set($m={ "a" :1,"b":[1 ,2] })')).toBe('#set($m = {"a": 1, "b": [1, 2]})')
  })
  it('moves the lines of JSON in by brackets and directives', () => {
    const template = [
      '{',
      '"items": [',
      '          #foreach($i in [1..2])',
      '{',
      '"n": $i',
      '}#if($foreach.hasNext),#end',
      '',
      '#end',
      '],',
      '#if($a)',
      '"a": 1',
      '  #else',
      '"b": 2',
      '#end',
      '}',
    ].join('\n')
    expect(formatted(template)).toBe(
      [
        '{',
        '  "items": [',
        '    #foreach($i in [1..2])',
        '      {',
        '        "n": $i',
        '      }#if($foreach.hasNext),#end',
        '',
        '    #end',
        '  ],',
        '  #if($a)',
        '    "a": 1',
        '  #else',
        '    "b": 2',
        '  #end',
        '}',
      ].join('\n'),
    )
  })
  it('leaves strings, comments and heads of several lines as they are', () => {
    for (const template of [
      '{"a": "x\n   y"}',
      '#*\n     note\n*#',
      '#set($m = {\n      "a": 1\n})',
      '#if($a)"#end\n     x',
    ])
      expect(formatted(template)).toBe(template)
  })
  it('moves nothing in where the output is no JSON', () => {
    expect(formatted('   a\n  #if( $b )\n c#end', 'text/plain')).toBe('   a\n  #if($b)\n c#end')
  })
  it('refuses what cannot be read, with its problem', () => {
    const result = formatTemplate('#if(', 'application/json')
    expect(result.ok).toBe(false)
  })
  it('leaves what the starters print as it is', () => {
    for (const { text } of starters) {
      const before = printed(text)
      const after = printed(formatted(text))
      expect(after.replace(/\s+/g, '')).toBe(before.replace(/\s+/g, ''))
    }
  })

  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"k": ',
    '"s $x"',
    ', ',
    '12',
    'true',
    '\n',
    '\n   ',
    '  ',
    '\t',
    '$x',
    '$!{x.a}',
    '$input.path( "$.a" )',
    "$input.json('$.l')",
    '#set( $x=1 )',
    '#set($y = "a b" )\n',
    '#if( $x==1 )',
    '#if($y)\n',
    '#else\n',
    '#elseif($x>0&&!$y)',
    '#end',
    '#end\n',
    '#foreach( $i in [ 1..3 ] )\n',
    '#foreach($i in $input.path("$.l"))',
    '#if($foreach.hasNext),#end',
    '## note\n',
    '#* a\n b *#',
    '#[[ {raw\n  } ]]#',
    '"',
    '\\$x',
  )
  const template = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

  it('keeps the JSON that is printed, and what stands in its strings', () => {
    fc.assert(
      fc.property(template, (text) => {
        const result = formatTemplate(text, 'application/json')
        if (!result.ok) return
        const [before, after] = [printed(text), printed(result.value)]
        let json: unknown
        try {
          json = JSON.parse(before)
        } catch {
          // blanks between what is no JSON may change, nothing else
          expect(after.replace(/\s+/g, '')).toBe(before.replace(/\s+/g, ''))
          return
        }
        expect(JSON.parse(after)).toEqual(json)
      }),
      { numRuns: 3000 },
    )
  })
  it('keeps every character that is printed where the output is no JSON', () => {
    fc.assert(
      fc.property(template, (text) => {
        const result = formatTemplate(text, 'text/plain')
        if (result.ok) expect(printed(result.value)).toBe(printed(text))
      }),
      { numRuns: 2000 },
    )
  })
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(template, (text) => {
        const once = formatTemplate(text, 'application/json')
        if (once.ok) expect(formatted(once.value)).toBe(once.value)
      }),
      { numRuns: 2000 },
    )
  })
})
