import { describe, expect, it, test } from 'vitest'
import { renderTemplate } from '../context/index.ts'
import type { TemplateCall } from '../context/index.ts'

/** A clock that stands still: work and memory alone end a template, or the test runs into its timeout. */
const environment = {
  budget: { steps: 40_000, outputCharacters: 4_000_000, milliseconds: 1000 },
  elapsed: () => 0,
}

function outcome(template: string, call: Partial<TemplateCall> = {}): string {
  const rendered = renderTemplate({ template, ...call }, environment)
  return rendered.ok ? rendered.output : rendered.problem.code
}

const text = (unit: string, times: number) => `#set($u = "${unit}")#set($s = $u.repeat(${times}))`
const twice = (start: string, once: string) =>
  `#set($l = ${start})#foreach($i in [1..60])#set($l = ${once})#end`
const listOfLists = twice('[1]', '[$l, $l]')
const mapOfMaps = twice('{}', '{"a": $l, "b": $l}')
const often = (body: string) => `#foreach($i in [1..1000])${body}#end`

describe('a value that is held many times over', () => {
  test.each([
    ['is printed', '$l'],
    ['is a text', '#set($t = "$l")'],
    ['is added to a text', '#set($t = "a" + $l)'],
    ['is hashed', '$l.hashCode()'],
    ['is turned into a text', '$l.toString()'],
    ['is formatted', '#set($f = "%s")$f.format($f, $l)'],
    ['is hashed by a format', '#set($f = "%h")$f.format($f, $l)'],
    ['is made a String', '#set($f = "")$f.valueOf($l)'],
    ['is escaped', '$util.escapeJavaScript($l)'],
    ['is an override', '#set($context.responseOverride.header.a = $l)'],
  ])('ends by the budget when it %s', (_how, use) => {
    expect(outcome(listOfLists + use)).toMatch(/^vtl\/(?:steps|memory|output)$/)
    expect(outcome(mapOfMaps + use)).toMatch(/^vtl\/(?:steps|memory|output)$/)
  })

  test.each([
    '#if($l == $m)a#end',
    '#if($l != $m)a#end',
    '$l.equals($m)',
    '$n.indexOf($m)',
    '$n.removeAll([$m])',
  ])('ends by the budget when it is compared: %s', (use) => {
    const other = (shared: string) => shared.replaceAll('$l', '$m')
    const template = (shared: string) => `${shared}${other(shared)}#set($n = [$l])${use}`
    const code = /^vtl\/steps$/
    expect(outcome(template(listOfLists))).toMatch(code)
    expect(outcome(template(mapOfMaps))).toMatch(code)
  })

  test.each([
    '#set($l = [])$l.add($l)$l',
    '#set($l = [])$l.add($l)$l.hashCode()',
    '#set($l = {})$l.put("a", $l)$l',
    '#set($l = {})$l.put("a", $l)$l.entrySet().hashCode()',
    '#set($l = $input.path("$"))$l.put("a", $l)$input.json("$")',
  ])('is refused in plain words when it holds itself: %s', (template) => {
    const rendered = renderTemplate({ template }, environment)
    const problem = rendered.ok ? undefined : rendered.problem
    expect(problem?.code).toBe('vtl/too-deep')
    expect(problem?.message).not.toMatch(/call stack|recursion/i)
    expect(problem?.from).toBeGreaterThan(0)
  })
})

describe('a call takes no more than its work', () => {
  test.each([
    [
      'blanks inside a text',
      text(' ', 1_000_000) + '#set($t = "a" + $s + "a")$t.trim().length()',
      '1000002',
    ],
    [
      'blanks inside a text, of Unicode',
      text('\u2003', 900_000) + '#set($t = "a" + $s + "a")$t.strip().length()',
      '900002',
    ],
    ['a path with blanks inside', `$input.path("$['a${' '.repeat(4000)}a']")`, ''],
    [
      'removing what is not there',
      '#set($a = [1..400000])#set($b = [400001..800000])$a.removeAll($b)',
      'false',
    ],
    [
      'keeping what is there',
      '#set($a = [1..400000])#set($b = [1..400000])$a.retainAll($b)',
      'false',
    ],
    ['containing all', '#set($a = [1..400000])#set($b = [1..400000])$a.containsAll($b)', 'true'],
    [
      'a long part that is not there',
      text('a', 800_000) + '#set($p = "b" + $s.substring(400000))$s.indexOf($p)$s.contains($p)',
      '-1false',
    ],
    [
      'a long part from the end',
      text('a', 800_000) + '#set($p = $s.substring(400000) + "b")$s.lastIndexOf($p)',
      '-1',
    ],
    [
      'a long part that is replaced',
      text('a', 800_000) + '#set($p = "b" + $s.substring(400000))$s.replace($p, "x").length()',
      '800000',
    ],
  ])('%s', (_what, template, expected) => {
    expect(outcome(template)).toBe(expected)
  })

  test('a body that only looks like a number', () => {
    const body = `{"a":${'1'.repeat(200_000)}e+}`
    expect(outcome('$input.path("$.a")', { body })).toBe('payload/not-json')
  })

  test('a body with blanks inside a word', () => {
    const body = `{a:b${' '.repeat(300_000)}c}`
    expect(outcome('$input.path("$.a").length()', { body })).toBe('300002')
  })

  test('a body with more digits than are reckoned with', () => {
    const body = `{"a":${'1'.repeat(200_000)}}`
    expect(outcome('$input.path("$.a")', { body })).toBe('vtl/too-large')
    expect(outcome('$util.parseJson($input.body)', { body })).toBe('vtl/too-large')
  })
})

describe('what is done often ends by the budget', () => {
  const numbers = '#set($l = [1..400000])'
  const big = '#set($n = 99999999999999999999)#foreach($i in [1..10])#set($n = $n * $n)#end'
  const names = '#set($m = {})' + often('#set($m["$i"] = $i)')
  test.each([
    ['a list is looked through', numbers + often('$l.indexOf(-1)')],
    ['an item is put in front', numbers + often('$l.add(0, 1)')],
    ['an item is taken from the front', numbers + often('$l.remove(0)')],
    ['a part is copied', numbers + often('#set($x = $l.subList(0, 200000))')],
    ['an array is made', numbers + often('#set($x = $l.toArray())')],
    ['a list is gone through', numbers + often('#foreach($x in $l)#break#end')],
    ['a literal is made', often(often(`#set($x = [${Array(200).fill('0').join(', ')}])`))],
    ['keys are looked at', names + often(often('$m.keySet().size()'))],
    ['a text is hashed', text('a', 1_000_000) + often('$s.hashCode()')],
    [
      'texts are compared',
      text('a', 1_000_000) +
        '#set($t = $s.toLowerCase())' +
        often('$s.compareTo($t)$s.equalsIgnoreCase($t)'),
    ],
    [
      'equal texts are found equal',
      text('a', 1_000_000) +
        '#set($t = $s.toLowerCase())' +
        often('#if($s == $t)#end$s.equals($t)'),
    ],
    ['bytes are made', text('€', 1_000_000) + often('#set($x = $s.getBytes())')],
    ['characters are made', text('a', 1_000_000) + often('#set($x = $s.toCharArray())')],
    ['a text is encoded', text('€', 1_000_000) + often('#set($x = $util.urlEncode($s))')],
    ['a text is decoded', text('%20', 1_000_000) + often('#set($x = $util.urlDecode($s))')],
    ['a text is escaped', text('€', 1_000_000) + often('#set($x = $util.escapeJavaScript($s))')],
    [
      'base64 is written and read',
      text('a', 1_000_000) +
        often('#set($x = $util.base64Encode($s))#set($y = $util.base64Decode($x))'),
    ],
    ['case is changed', text('ß', 1_000_000) + often('#set($x = $s.toUpperCase())')],
    ['numbers are printed', big + often('#set($x = "$n")')],
    ['numbers have a divisor', big + '#set($k = $n + 1234567890)' + often('$n.gcd($k)')],
    ['a body is read', often('#set($x = $util.parseJson($input.body))')],
    ['a body is written', often('#set($x = $input.json("$"))')],
    ['a body is scanned', often('#set($x = $input.path("$..b"))')],
  ])('%s', (_what, template) => {
    const body = JSON.stringify({ a: Array.from({ length: 20_000 }, (_, b) => ({ b })) })
    expect(outcome(template, { body })).toMatch(/^vtl\/(?:steps|memory|output)$/)
  })

  it('is so for filters of a path that compare each item with each', () => {
    const body = JSON.stringify({ a: Array.from({ length: 5000 }, (_, i) => `${i}`) })
    expect(outcome('$input.path("$.a[?($.a subsetof $.a)]")', { body })).toBe('vtl/steps')
  })

  it('is so for arguments of macros that are used twice on each level', () => {
    const template =
      '#macro(m $a $n)#if($n < 60)#set($k = $n + 1)#m([$a, $a] $k)#else$a#end#end#m([1] 0)'
    expect(outcome(template, { profile: 'plain' })).toBe('vtl/steps')
  })
})

describe('a regular expression ends by the budget', () => {
  test.each([
    ['of 20,000 options', text('a', 500_000) + `$s.matches("${'a?'.repeat(20_000)}")`],
    [
      'of 20,000 classes over a long text',
      text('a', 900_000) + `$s.matches("${'[a-z]*'.repeat(5000)}!")`,
    ],
    [
      'with thousands of groups',
      text('a', 500_000) + `$s.replaceAll("${'(b)?'.repeat(4000)}c", "x")`,
    ],
    ['that goes back', text('a', 40) + '$s.matches("(?i)(a+)+b")'],
    ['that looks behind', text('a', 500_000) + '$s.replaceAll("(?<=a{1,1000})b", "x")'],
    ['that looks for an end again and again', text('a', 500_000) + '$s.replaceAll("a.*b|a", "c")'],
    [
      'that is read anew each time',
      `#set($p = "a")${often('#set($q = $p.repeat($i))')}` + often(often('$p.matches("$q$i")')),
    ],
  ])('%s', (_what, template) => {
    expect(outcome(template)).toMatch(/^vtl\/(?:steps|memory|output|too-deep)$/)
  })
})

describe('numbers', () => {
  test.each(['$n.divide($z)', '$n.remainder($z)', '$n.mod($z)'])(
    '%s by zero is an error of arithmetic',
    (call) => {
      const template = `#set($n = 99999999999999999999)#set($z = $n.subtract($n))${call}`
      expect(outcome(template)).toBe('vtl/arithmetic')
    },
  )

  test.each([
    '#set($n = 99999999999999999999)#foreach($i in [1..60])#set($n = $n.multiply($n))#end',
    '#set($n = $util.parseJson("1.00000000000000000000000001"))#foreach($i in [1..60])#set($n = $n.multiply($n))#end',
    '#set($n = 99999999999999999999)$n.pow(50000)',
    '#set($n = 99999999999999999999)$n.shiftLeft(1000000)',
  ])('grow to a limit: %s', (template) => {
    expect(outcome(template)).toMatch(/^vtl\/(?:too-large|steps)$/)
  })

  test('are grouped by thousands however long they are', () => {
    const template = '#set($n = 12345678901234567890)#set($f = "%,d")$f.format($f, $n)'
    expect(outcome(template)).toBe('12,345,678,901,234,567,890')
  })
})

test('a budget of memory of its own is kept', () => {
  const budget = { ...environment.budget, memoryBytes: 100_000 }
  const template =
    '#set($s = "abc")\n#set($c = $s.toCharArray())' + often('#set($c = $s.toCharArray())')
  const rendered = renderTemplate({ template }, { budget, elapsed: () => 0 })
  expect(rendered).toMatchObject({
    ok: false,
    problem: { code: 'vtl/memory', kind: 'budget', line: 2 },
  })
})

test('a message that quotes a long value is cut', () => {
  const rendered = renderTemplate(
    { template: text('x', 100_000) + '#set($n = 1)$n.parseInt($s)' },
    environment,
  )
  expect(rendered.ok ? '' : rendered.problem.message.length).toBeLessThan(1100)
})
