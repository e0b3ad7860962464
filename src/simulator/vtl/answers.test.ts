import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../context/index.ts'

// What Apache Velocity 1.7 with Jayway JsonPath answers (bench/oracle).

function printed(template: string, body: string): string {
  const budget = { steps: 100_000, outputCharacters: 100_000, milliseconds: 1000 }
  const rendered = renderTemplate({ template, body }, { budget, elapsed: () => 0 })
  return rendered.ok ? rendered.output : `${rendered.problem.kind} problem`
}

const cases: Readonly<
  Record<
    string,
    readonly (readonly [sentence: string, template: string, output: string, body?: string])[]
  >
> = {
  'regular expressions': [
    [
      'what lies ahead and behind is looked at',
      "#set($s = 'foo1bar22')$s.replaceAll('[a-z](?=[0-9])', '<$0>') $s.replaceAll('(?<=[0-9])[a-z]', '-') $s.replaceAll('(?<![a-z])[0-9]', '#')",
      'fo<o>1ba<r>22 foo1-ar22 foo1bar2#',
    ],
    [
      'a group is referred to again',
      "#set($s = 'abba cd')$s.replaceAll('(.)\\1', '[$1]') $s.matches('(?<x>a)bb\\k<x>.*')",
      'a[b]a cd true',
    ],
    [
      'a possessive repetition gives nothing back',
      "#set($s = 'aaa')$s.matches('a*+a') $s.matches('a*a')",
      'false true',
    ],
    [
      'classes are cut with each other',
      "#set($s = 'abcde')$s.replaceAll('[a-e&&[^bd]]', '-')",
      '-b-d-',
    ],
    [
      'a dollar sign holds before the last end of a line',
      "#set($s = 'a\nb\n')$s.replaceAll('(?m)$', '!') $s.replaceAll('b$', 'c')",
      'a!\nb!\n! a\nc\n',
    ],
    [
      'a group is put in by its name',
      "#set($s = 'ab')$s.replaceAll('(?<one>a)', '${one}${one}')",
      'aab',
    ],
    [
      'a brace that repeats nothing is refused',
      "#set($s = 'a{b')$s.replaceAll('{', '-')",
      'render problem',
    ],
    [
      'a text is split into its letters',
      "#set($s = 'abc')$s.split('').size() $s.split('', -1).size() $s.split('(?=b)')[1]",
      '3 4 bc',
    ],
    [
      'a pattern that cannot be read ends the template',
      "#set($s = 'a')$s.matches('(')",
      'render problem',
    ],
  ],
  'numbers as they print': [
    [
      'long whole doubles keep digits of their own',
      '#set($x = 93372036854775807.0)$x #set($y = 7.77e21)$y #set($z = 4.9e-324)$z',
      '9.3372036854775808E167.769999999999999E214.9E-324',
    ],
    [
      'an integer stays long once it was',
      '#set($x = 9223372036854775807 + 3)#set($y = $x - 5)$y.class.name $y',
      'java.math.BigInteger 9223372036854775805',
    ],
    [
      'the smallest long divided by -1 is itself',
      '#set($x = -9223372036854775808 / -1)$x',
      '-9223372036854775808',
    ],
    [
      'the remainder of a long number is never negative',
      '#set($x = -100000000000000000000 % 7)$x',
      '5',
    ],
  ],
  'calculations as conditions': [
    [
      'they do not hold and are not carried out',
      '#set($l = [])#if($l.add(1) + 1)y#else n#end$l.size()',
      ' n0',
    ],
    [
      'a text as a condition is not made',
      '#set($l = [])#if("$l.add(1)")y#else n#end$l.size()',
      ' n0',
    ],
  ],
  'sums with a null': [
    [
      'show the operation that came to nothing by its right side',
      "#set($r = '' + 1 - 'x' + '|')$r",
      " 'x' |",
    ],
    ['show what stands between parentheses', "#set($r = ( 1 / 0 ) + '|')$r", ' 1 / 0 |'],
    ['show a list as it was written', "#set($r = 1 - [ 1 , 2 ] + '|')$r", ' [ 1 , 2 ] |'],
  ],
  'directives that lack something': [
    [
      '#foreach without in fails where it runs',
      '#if(false)#foreach($x)#end#end|#foreach($x)#end',
      'render problem',
    ],
    ['#foreach without items goes over nothing', '#foreach($x in)a#end|', '|'],
    [
      'a formal name is set only where it has a member',
      '#set($m = {})#set(${m.a} = 1)#set(${x} = 2)$m[$x]',
      '',
    ],
    ['#break leaves a block of #define', '#define($d)a#{break}b#end$d|', 'a|'],
    [
      'an escaped reference is evaluated all the same',
      '#set($l = [])\\$l.add(1) $l.size()',
      '$l.add(1) 1',
    ],
  ],
  bodies: [
    [
      'words, numbers and texts that are almost JSON',
      "$input.json('$')",
      '{"a":"b c","d":7,"e":0,"f":".5","g":"xy"}',
      '{a:b c, \'d\':007, e:-, f:.5, "g":"x\\qy",}',
    ],
    [
      'a number with a word behind it is a text',
      "$input.json('$')",
      '["1 2","1e",5.0,-0.5,"true false",NaN]',
      '[1 2, 1e, 5., -.5, true false, NaN]',
    ],
    [
      'control characters stay where nothing is escaped',
      "$input.json('$')",
      '["a\\u0001b","a\\nb"]',
      '["a\u0001b", "a\u0001\\nb"]',
    ],
    ['a text that does not end is no body', "$input.json('$')", 'payload problem', '{"a":"b'],
    ['what follows a value is not looked at', "$input.json('$')", '[1]', '[1]x'],
    [
      'strict JSON takes a comma first, and a number without decimals',
      "$util.parseJson('{,\"a\":1.}') [$util.parseJson('[007]')]",
      '{a=1.0} []',
    ],
  ],
  paths: [
    [
      'names may hold any character between points',
      "$input.path('$.a)') $input.path('$.b*') [$input.path('$.]')]",
      '1 2 [{}]',
      '{"a)":1,"b*":2,"]":3}',
    ],
    [
      'names between quotes are taken, and nothing else in the brackets',
      "$input.path(\"$['a' x 'b']\") $input.path(\"$['a']\")",
      '{a=1, b=2} 1',
      '{"a":1,"b":2}',
    ],
    [
      'what begins like a number is an index',
      "$input.path('$.l[1a]') $input.path('$.l[ 1 ]') $input.path('$.l[0,]')",
      '6 6 5',
      '{"l":[5,6,7]}',
    ],
    [
      'an index is not counted from the end, but by the length it is',
      "[$input.path('$.l[-1]')] $input.path('$.l[(@.length-1)]') $input.path('$.l[-2:]') $input.path('$.l[:-1]')",
      '[] 7 [6,7] [5,6]',
      '{"l":[5,6,7]}',
    ],
    [
      'a slice without bounds is refused',
      "$input.path('$.l[:]')",
      'render problem',
      '{"l":[5,6,7]}',
    ],
    ['a blank between steps is refused', "$input.path('$.a b')", 'render problem', '{"a":1}'],
    [
      'a path that ends with a point is refused',
      "$input.path('$.a.')",
      'render problem',
      '{"a":1}',
    ],
    [
      'a literal is compared as a text',
      "$input.path('$.q[?(@.n == 5.0)].n') $input.path(\"$.q[?(@.n == '5')].n\") $input.path('$.q[?(@.n < 6)].n')",
      '[5] [5] [5]',
      '{"q":[{"n":5},{"n":"x"},{"n":null},{}]}',
    ],
    [
      'what is not there is neither equal nor unequal',
      "$input.path('$.q[?(@.m == null)]') $input.path('$.q[?(@.m != 1)]')",
      '[] []',
      '{"q":[{"n":5}]}',
    ],
    ['a filter that nobody gives fails', "$input.path('$.q[?]')", 'render problem', '{"q":[1]}'],
    [
      'json takes one text',
      "[$input.json()][$input.json(1)][$input.json('$', 'x')]",
      '[][][]',
      '{}',
    ],
  ],
}

for (const [what, tried] of Object.entries(cases)) {
  describe(what, () => {
    for (const [sentence, template, output, body] of tried) {
      it(sentence, () => {
        expect(printed(template, body ?? '{}')).toBe(output)
      })
    }
  })
}

describe('a regular expression that tries too much', () => {
  it('is stopped by the budget', () => {
    const template = "#set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.matches('(a+)+\\1$')"
    expect(printed(template, '{}')).toBe('budget problem')
  })
  it('is no such thing where it can be matched in linear time, anchors and all', () => {
    const template = "#set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.matches('^(a+)+$')"
    expect(printed(template, '{}')).toBe('false')
  })
})
