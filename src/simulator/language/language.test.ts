import { describe, expect, it } from 'vitest'
import { allDeclarations, declarationsOf, diagnoseTemplate, receiverAt } from './index.ts'
import type { TemplateFacts } from './index.ts'

const facts = { stageVariables: ['table'], contentType: 'application/json' }
const mended = (template: string) =>
  diagnoseTemplate(template, facts).reduceRight(
    (text, { fix }) => (fix ? text.slice(0, fix.from) + fix.text + text.slice(fix.to) : text),
    template,
  )

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
    expect(mended(template)).toBe('$util.escapeJavaScript($input.json("$"))')
  })

  it('name stage variables that no stage sets', () => {
    expect(found('$stageVariables.table$stageVariables.tabel')).toHaveLength(1)
  })

  it('name branches that are never reached', () => {
    expect(found('#if(true)a#elseif($input.body)b#{else}c#end')).toEqual([
      ['template/unreachable-branch', '$input.body'],
      ['template/unreachable-branch', 'c'],
    ])
    for (const [template, place] of [
      ['#if(false)a#end', 'false'],
      ['#if(1 == 2)a#end', '1 == 2'],
      ['#if("a" != "a" || !true)a#end', '"a" != "a" || !true'],
      ['#if($input.body == 1)a#elseif($input.body == 1)b#end', '$input.body == 1'],
      ['a#stop b $input.body', ' b '],
      ['#foreach($i in [1])#break $i#end', ' '],
      ['#if($input.body)#stop#{else}a#stop#end b', ' b'],
      ['#foreach($i in [])$i#end', '[]'],
    ] as const) {
      const [remark] = found(template)
      expect(remark?.[0], template).toBe('template/unreachable-branch')
      expect(place.includes(remark?.[1] ?? '?') || remark?.[1] === '$i', template).toBe(true)
    }
    expect(found('#if(2 > 1 && $input.body)a#{else}b#end')).toEqual([])
    expect(found('#if($input.body)#stop#end b')).toEqual([])
  })
  it('name values of a JSON text that stand without quotes, and mend them', () => {
    const template = '{"a": $input.path("$.a"), "b": "x"}'
    const [remark, ...others] = diagnoseTemplate(template, facts)
    expect(others).toEqual([])
    expect(remark?.code).toBe('template/unquoted-reference')
    expect(mended(template)).toBe(`{"a": $input.json('$.a'), "b": "x"}`)
    expect(diagnoseTemplate(template, { ...facts, contentType: 'text/plain' })).toEqual([])
  })
  it('follow a variable to the body that it was read from', () => {
    expect(mended('#set($r = $input.path("$.x")){"a": $r.b, "n": $r.list[0].n}')).toBe(
      `#set($r = $input.path("$.x")){"a": $input.json('$.x.b'), "n": $input.json('$.x.list[0].n')}`,
    )
    const loop = '[#foreach($i in $input.path("$.l"))$i.n#if($foreach.hasNext),#end#end]'
    expect(found(loop)).toEqual([['template/unquoted-reference', '$i.n']])
    expect(mended(loop)).toContain('#if("$!{i.n}" != "")${i.n}#{else}null#end#if')
    expect(found(mended(loop))).toEqual([])
    expect(found('#set($r = $input.path("$")){"n": $r.size(), "b": $r.isEmpty()}')).toEqual([])
    expect(found('{"a": $input.json("$.a"), "b": [$input.params("b")]}')).toEqual([
      ['template/unquoted-reference', '$input.params("b")'],
    ])
  })
  it('name texts from outside between quotes that nothing escapes, and mend them', () => {
    const template = '{"a": "$input.path("$.a")", "b": "x $!{r} y"}#set($r = $input.params("b"))'
    expect(found(template).map(([code]) => code)).toEqual([
      'template/unescaped-text',
      'template/unescaped-text',
    ])
    expect(mended(template)).toContain(
      String.raw`{"a": "$util.escapeJavaScript($input.path("$.a")).replaceAll("\\'", "'")"`,
    )
    expect(mended(template)).toContain(`$util.escapeJavaScript($r).replaceAll`)
    expect(found(mended(template))).toEqual([])
    expect(found('{"a": "$context.requestId", "b": "$util.urlEncode($input.body)"}')).toEqual([])
  })
  it('leave the JSON alone where a string is left open in one branch only', () => {
    expect(found('{"a": #if($input.body)"#end $input.path("$.a")}')).toEqual([])
  })
  it('take what the template sets its own content type to for the form of the output', () => {
    const form =
      '#set($context.requestOverride.header.Content-Type = "application/x-www-form-urlencoded")'
    expect(found(`${form}a=$input.path("$.a")`)).toEqual([])
  })
  it('say that macros do not run', () => {
    expect(found('#macro(m $x)$x#end')).toEqual([['template/macro', '#macro']])
  })
  it('leave escaped references alone', () => {
    expect(found('\\$email \\$util.foo \\${a.b}')).toEqual([])
  })
  it('name members below the first level', () => {
    expect(found('$context.identity.sourceIP $context.identity.sourceIp')).toEqual([
      ['template/unknown-member', 'sourceIP'],
    ])
    expect(mended('$context.identity.sourceIP')).toBe('$context.identity.sourceIp')
    expect(found('$context.authorizer.own $context.authorizer.claims.sub')).toEqual([])
    expect(found('$context.requestOverride.header.x $context.requestOverride.headers.x')).toEqual([
      ['template/unknown-member', 'headers'],
    ])
    expect(found('#foreach($i in [1])$foreach.hasnext#end')).toEqual([
      ['template/unknown-member', 'hasnext'],
    ])
  })
  it('name methods that a value of a known class has not', () => {
    const template = '#set($s = "a")$s.toUppercase()$s.length#set($m = {})$m.anything$m.putt(1, 2)'
    expect(found(template)).toEqual([
      ['template/unknown-member', 'toUppercase'],
      ['template/unknown-member', 'length'],
      ['template/unknown-member', 'putt'],
    ])
    expect(mended(template)).toBe(
      '#set($s = "a")$s.toUpperCase()$s.length()#set($m = {})$m.anything$m.put(1, 2)',
    )
    // what it may be is not known
    expect(found('#set($s = "a")#set($s = $input.path("$"))$s.x $input.path("$").y()')).toEqual([])
  })
  it('know what a template of another place or another kind of API has', () => {
    const at = (template: string, more: Partial<TemplateFacts>) =>
      diagnoseTemplate(template, { ...facts, contentType: 'text/plain', ...more }).map(
        ({ code }) => code,
      )
    expect(at('$context.error.message', { where: 'response' })).toEqual(['template/not-here'])
    expect(at('$context.error.message', { where: 'gatewayResponse' })).toEqual([])
    const override = '#set($context.requestOverride.header.x = "1")'
    expect(at(override, { where: 'response' })).toEqual(['template/not-here'])
    expect(at(override, { where: 'request' })).toEqual([])
    const put = '$context.requestOverride.path.put("id", "1")'
    expect(at(put, { where: 'response' })).toEqual(['template/not-here'])
    for (const read of [
      '$context.requestOverride.path.saved',
      '#set($a = $context.requestOverride.path.saved)$a',
      '#if($context.requestOverride.header.x == "1")a#end',
      '$context.requestOverride.querystring.get("q")',
    ]) {
      expect(at(read, { where: 'response' }), read).toEqual([])
    }
    expect(at('$context.connectionId', {})).toEqual(['template/unknown-member'])
    expect(at('$context.connectionId', { protocol: 'WEBSOCKET' })).toEqual([])
    expect(at('$context.resourcePath', { protocol: 'WEBSOCKET' })).toEqual([
      'template/unknown-member',
    ])
  })
  it('are told of what can be read, where the rest cannot', () => {
    expect(found('$nothing\n#if(')).toEqual([['template/unset-reference', '$nothing']])
    expect(found('#if(')).toEqual([])
  })
  it('end, however long the template is', () => {
    const long = '#if($a == 1)x' + '#elseif($b == 2)y'.repeat(5000) + '#end'
    expect(diagnoseTemplate(long, facts)).toHaveLength(200)
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
      ['set', '$n', 'Number'],
      ['if', '$n', 'unknown'],
      ['set', '$m', 'Map'],
    ])
  })
  it('are there for what can be read of a template that is being written', () => {
    expect(
      declarationsOf('#set($a = 1)\n#foreach($i in [1])\n$i.').map(({ label }) => label),
    ).toEqual(['$a', '$i in [1]'])
    expect(declarationsOf('#set($a = 1)\n#set($b = )\n').map(({ label }) => label)).toEqual(['$a'])
  })
})

describe('the value before a point', () => {
  const at = (template: string) => {
    const offset = template.indexOf('|')
    const text = template.replace('|', '')
    const found = receiverAt(text, offset)
    return found && [found.source, found.javaClass, found.bodyPath]
  }
  it('is a reference with its calls, and has a class as far as the text tells', () => {
    expect(at("$input.params('a').to|")).toEqual(["$input.params('a')", 'String', undefined])
    expect(at('#set($l = [1])$l.|')).toEqual(['$l', 'List', undefined])
    expect(at("$input.path('$.a').|")).toEqual(["$input.path('$.a')", 'Body', '$.a'])
    expect(at('text. |')).toBeUndefined()
    expect(at('$a b.|')).toBeUndefined()
  })
  it('leads to the body through variables and loops', () => {
    expect(at("#set($r = $input.path('$.x'))\n#foreach($i in $r.items)\n$i.price.|")).toEqual([
      '$i.price',
      'Body',
      '$.x.items[0].price',
    ])
    expect(at('#set($a = $b)#set($b = $a)$a.|')?.[2]).toBeUndefined()
  })
})
