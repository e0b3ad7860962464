import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../context/index.ts'

// What was asked of Apache Velocity 1.7 with Jayway JsonPath (bench/oracle) and was answered differently here once.

const body =
  '{"l":["a/b"],"q":[{"z":1},{"y":2}],"k":{"y":1},"n":[1,2,3],"w":10.00,"big":9007199254740993}'

function printed(template: string, profile: 'aws' | 'plain' = 'aws'): string {
  const budget = { steps: 100_000, outputCharacters: 100_000, milliseconds: 1000 }
  const rendered = renderTemplate({ template, body, profile }, { budget, elapsed: () => 0 })
  return rendered.ok ? rendered.output : `${rendered.problem.kind} problem`
}

const cases: Readonly<Record<string, readonly (readonly [template: string, output: string])[]>> = {
  'a set to nothing': [
    ['#set($a = 1)#set($a = 5 / 0)[$a]', '[1]'],
    ['#set($a = 1)#set($a = [0..$nope])[$a]', '[1]'],
    ['#set($a = {"x": 1})#set($a.x = 5 / 0)[$a]', '[{x=1}]'],
    ['#set($a = {"x": 1})#set($a.x = $nope)[$a]', '[{x=}]'],
  ],
  'words right behind calls and brackets': [
    [`#set($s = 'v')$s.trim()f.p x`, 'vf x'],
    [`#set($s = 'v')$s.trim()f.m(1)z`, 'vfz'],
    [`#set($l = [1])$l[0]px.y z`, '1px z'],
    [`#set($s = 'v')\${s.trim()}f.p`, 'vf.p'],
    [`#set($s = 'v')$s{a}b`, 'v{b'],
    [`#set($s = 'v')$s.trim()true`, 'parse problem'],
  ],
  'names that only begin like directives': [
    ['#endt', '#endt'],
    ['#elsewhere', '#elsewhere'],
    ['a#end@x', 'a#end@x'],
    ['#if(true)a#end@b', 'parse problem'],
  ],
  'dollar signs': [
    [String.raw`#set($d = 5)\$$d \\$$d \\\$$d`, String.raw`$d \$5 \$d`],
    ['#if(true)$!#end', ''],
    ['$!', 'parse problem'],
    ['$!$nope', '$!'],
    ['$true', 'parse problem'],
    ['#if($true)y#end', 'y'],
    ['#*', 'parse problem'],
  ],
  'methods of numbers and booleans': [
    ['#set($v = 7)$v.sum(1, 2) $v.compare(3, 2) $v.max(3, 9) $v.bitCount(3)', '3 1 9 2'],
    ['#set($v = 2.5)$v.max(3, 0) $v.toString(6)', '3.0 6.0'],
    ['#set($t = true)$t.logicalXor(true, false) $t.valueOf("TRUE")', 'true true'],
    ['#set($v = 1.1)$v.floatValue()', '1.1'],
    ['#set($v = .5)$v.compareTo(2)', 'render problem'],
  ],
  'methods of lists and maps': [
    ['#set($v = [1, "a"])$v.hashCode() $v.clone()', '1089 [1, a]'],
    ['#set($m = {"a": 1})$m.hashCode() $m.remove("a", 2) $m.remove("a", 1)$m', '96 false true{}'],
    ['#set($m = {"a": 1})$m.keySet().add("b")', 'render problem'],
    ['#set($v = "x")$v.getClass().getClassLoader()', ''],
  ],
  'lists of a body, which escape the slash where they print': [
    ["$input.path('$.l')", String.raw`["a\/b"]`],
    ["$input.json('$.l')", '["a/b"]'],
  ],
  'JSON that must be by the book': [
    ["[$util.parseJson('{a:1}')]", '[]'],
    ["[$util.parseJson('[1,]')]", '[]'],
    ["$util.parseJson('[1.50, 1e3, 9007199254740993]')", '[1.5,1000.0,9007199254740993]'],
  ],
  'numbers of a body, which keep their kind': [
    ["$input.path('$.w') $input.path('$.big') $input.json('$.w')", '10.0 9007199254740993 10.0'],
  ],
  'paths that lead nowhere': [
    ["$input.path('$.nope.*')", '[]'],
    ["$input.path('$.q[*].z')", '[1]'],
    ["$input.json('$..k.z')", '""'],
    ["$input.json('$.k[0]')", '""'],
    ["$input.json('$..k.y.z')", '""'],
    ["$input.path('$.n[(@.length-1)]')", '3'],
    ["$input.path('$.q[?(@.z != 5)]')", '[{"z":1}]'],
    ["$input.path('')", 'render problem'],
  ],
  'arguments that are left out': [
    ['[$input.json()]', '[]'],
    ['$input.path(word)', 'render problem'],
    ['[$util.base64Decode(true)]', '[]'],
  ],
}

for (const [what, tried] of Object.entries(cases)) {
  describe(what, () => {
    it.each(tried)('%s', (template, output) => {
      expect(printed(template)).toBe(output)
    })
  })
}

describe('a body that JSON.parse would change', () => {
  const budget = { steps: 10_000, outputCharacters: 100_000, milliseconds: 1000 }
  const json = (text: string) =>
    renderTemplate({ template: "$input.json('$')", body: text }, { budget, elapsed: () => 0 })

  it.each([
    ['{"2":1,"a":2,"1":3}', '{"2":1,"a":2,"1":3}'],
    ['{"a":1.10,"b":-0.0}', '{"a":1.1,"b":-0.0}'],
    ['[12345678901234567890]', '[12345678901234567890]'],
    ['{"__proto__":{"x":1},"constructor":2}', '{"__proto__":{"x":1},"constructor":2}'],
    ['{"a":1,"b":2,"a":3}', '{"a":3,"b":2}'],
  ])('%s is kept', (text, output) => {
    expect(json(text)).toEqual({ ok: true, output })
  })

  it.each(['}', ']', ':x'])('%s is no body at all', (text) => {
    expect(json(text)).toMatchObject({ ok: false, problem: { kind: 'payload' } })
  })

  it('has no members that objects inherit', () => {
    const template =
      "#set($r = $input.path('$'))[$r.toString][$r.constructor][$r.__proto__][$r.a.valueOf][$r.containsKey('constructor')]"
    const call = { template, body: '{"a":{"b":1}}' }
    expect(renderTemplate(call, { budget, elapsed: () => 0 })).toEqual({
      ok: true,
      output: '[][][{a={b=1}}.__proto__][][false]',
    })
  })

  it('shows in json what a template changed through path', () => {
    const template =
      "#set($r = $input.path('$'))#set($r.a.b = 2)#set($x = $r.l.add(3))$input.json('$')"
    const call = { template, body: '{"a":{"b":1},"l":[1,2]}' }
    expect(renderTemplate(call, { budget, elapsed: () => 0 })).toEqual({
      ok: true,
      output: '{"a":{"b":2},"l":[1,2,3]}',
    })
  })
})

describe('#literal', () => {
  // what Velocity 1.7 prints
  it.each([
    [
      'drops the backslashes before a reference',
      '#literal()\\$a \\\\$a ${a} \\${a} \\$!a#end',
      '$a $a ${a} ${a} $!a',
    ],
    [
      'drops what is before the dollar sign of a reference',
      '#literal()$$a #$a \\$$a#end',
      '$a $a $a',
    ],
    [
      'keeps backslashes before other text',
      '#literal()\\n \\\\ \\$ \\$1 \\#foo#end',
      '\\n \\\\ \\$ \\$1 \\#foo',
    ],
    [
      'drops the backslash before a directive',
      '#literal()\\#end \\#if \\#set($x = 1)#end',
      '#end #if #set($x = 1)',
    ],
    [
      'keeps directives, and drops escapes in their blocks',
      '#literal()#if($x)\\$x#end#end',
      '#if($x)$x#end',
    ],
    ['keeps strings as they are', '#literal()#set($x = "\\$y")#end', '#set($x = "\\$y")'],
    ['empties comments', '#literal()a ## b\nc #* d *# e#end', 'a ##\nc  e'],
    ['keeps a #literal in it', '#literal()#literal()\\$a#end#end', '#literal()$a#end'],
  ])('%s', (_sentence, template, output) => {
    expect(printed(template)).toBe(output)
  })
})
