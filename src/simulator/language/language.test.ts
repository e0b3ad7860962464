import { describe, expect, it } from 'vitest'
import { allDeclarations, declarationsOf, diagnoseTemplate } from './index.ts'

const facts = { stageVariables: ['table'], contentType: 'application/json' }
const found = (template: string) =>
  diagnoseTemplate(template, facts).map(({ code, from, to }) => [code, template.slice(from, to)])

describe('the remarks of a template', () => {
  it('name references that nothing sets', () => {
    expect(found('#set($a = 1)$a $b #foreach($c in [1])$c$foreach.index#end')).toEqual([
      ['template/unset-reference', '$b'],
    ])
  })

  it('take a variable that is set later for set: loops come round', () => {
    expect(found('#foreach($i in [1..2])$last#set($last = $i)#end')).toEqual([])
  })

  it('name members that are not there, and mend them', () => {
    const template = '$util.escapeJavascript($input.jsn("$"))'
    const remarks = diagnoseTemplate(template, facts)
    expect(remarks.map(({ code }) => code)).toEqual([
      'template/unknown-member',
      'template/unknown-member',
    ])
    const mended = remarks.reduceRight(
      (text, { fix }) => (fix ? text.slice(0, fix.from) + fix.text + text.slice(fix.to) : text),
      template,
    )
    expect(mended).toBe('$util.escapeJavaScript($input.json("$"))')
  })

  it('name stage variables that no stage sets', () => {
    expect(found('$stageVariables.table$stageVariables.tabel')).toHaveLength(1)
  })

  it('name branches that are never reached', () => {
    expect(found('#if(true)a#elseif($input.body)b#{else}c#end')).toEqual([
      ['template/unreachable-branch', '$input.body'],
      ['template/unreachable-branch', 'c'],
    ])
    expect(found('#if(false)a#end')).toEqual([['template/unreachable-branch', 'false']])
  })

  it('name values of a JSON text that stand without quotes, and mend them', () => {
    const template = '{"a": $input.path("$.a"), "b": "$input.path("$.b")"}'
    const [remark, ...others] = diagnoseTemplate(template, facts)
    expect(others).toEqual([])
    expect(remark?.code).toBe('template/unquoted-reference')
    expect(template.slice(remark?.fix?.from, remark?.fix?.to)).toBe('path')
    expect(diagnoseTemplate(template, { ...facts, contentType: 'text/plain' })).toEqual([])
  })

  it('say that macros do not run', () => {
    expect(found('#macro(m $x)$x#end')).toEqual([['template/macro', '#macro']])
  })

  it('are none where the template cannot be read', () => {
    expect(found('#if(')).toEqual([])
  })
})

describe('the declarations of a template', () => {
  it('stand in each other as the directives do, with their kinds of values', () => {
    const template = '#set($t = "x")#foreach($i in $l)#set($n = 1)#if($n)#set($m = {})#end#end'
    expect(
      allDeclarations(declarationsOf(template)).map(({ kind, label, value }) => [
        kind,
        label,
        value,
      ]),
    ).toEqual([
      ['set', '$t', 'String'],
      ['foreach', '$i in $l', 'unknown'],
      ['set', '$n', 'Integer'],
      ['if', '$n', 'unknown'],
      ['set', '$m', 'Map'],
    ])
  })
})
