import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../../context/index.ts'

// What Apache Velocity 1.7 answers (bench/oracle).

const body =
  '{"l":["a/b"],"q":[{"z":1},{"y":2}],"k":{"y":1},"n":[1,2,3],"w":10.00,"big":9007199254740993,"d":0.1234567890123456789,"class":"c"}'
const params = { path: { id: '42' }, querystring: { b: '2', a: '1' }, header: { Z: '2', a: '1' } }

function printed(template: string): string {
  const budget = { steps: 100_000, outputCharacters: 100_000, milliseconds: 1000 }
  const rendered = renderTemplate({ template, body, params }, { budget, elapsed: () => 0 })
  return rendered.ok ? rendered.output : `${rendered.problem.kind} problem`
}

const cases: Readonly<
  Record<string, readonly (readonly [sentence: string, template: string, output: string])[]>
> = {
  'methods that are called with the wrong values': [
    [
      'a method without parameters that is given some ends the template',
      "#set($s = 'ab')$s.length(5)",
      'render problem',
    ],
    [
      'a method with parameters that is given none is not found',
      "#set($s = 'ab')[$s.substring()][$s.equals()]",
      '[][]',
    ],
    [
      'an Integer where an index is wanted is one, a Long is not',
      '#set($l = [7, 8])#set($i = 1)#set($long = $i.longValue())[$l.get($i)][$l.get($long)]',
      '[8][]',
    ],
    [
      'a Long does not equal an Integer, but == of them holds',
      '#set($i = 5)#set($long = $i.longValue())$long.equals(5) #if($long == 5)same#end',
      'false same',
    ],
    [
      'of two methods that fit as well as each other none is called',
      "#set($s = 'ab')[$s.join(',', null)][$s.getBytes(null)]",
      '[][]',
    ],
    [
      'null where a text is wanted ends the template',
      "#set($s = 'ab')$s.concat(null)",
      'render problem',
    ],
    ['a text is compared with texts only', "#set($s = 'ab')$s.compareTo(5)", 'render problem'],
  ],
  'methods of texts': [
    [
      'join takes texts one by one or in a list',
      "#set($s = '')$s.join('-', 'a', 'b', 'c') $s.join('-', ['a', 'b'])",
      'a-b-c a-b',
    ],
    [
      'format pads, groups and rounds',
      "#set($s = '')[$s.format('%5s|%-5s|%05d|%,d|%x|%.2f|%e|%c|%b|%%', 'a', 'b', 42, 1234567, 255, 2.345, 12345.678, 65, true)]",
      '[    a|b    |00042|1,234,567|ff|2.35|1.234568e+04|A|true|%]',
    ],
    [
      'format fails where a value does not suit',
      "#set($s = '')$s.format('%d', 'a')",
      'render problem',
    ],
    [
      'format takes values by their number',
      "#set($s = '')$s.format('%2$s %1$s %1$s', 'a', 'b')",
      'b a a',
    ],
    [
      'charAt gives a character, which equals no text but is == to one',
      "#set($s = 'abc')#set($c = $s.charAt(1))$c $c.equals('b') #if($c == 'b')same#end $c.isLetter($c)",
      'b false same true',
    ],
    [
      'what splits is left out, and empty ends with it',
      "#set($s = 'a,b,,c,,')$s.split(',').size() $s.split(',', -1).size() $s.split(',', 2)[1]",
      '4 6 b,,c,,',
    ],
    [
      'case is ignored unit by unit',
      "#set($s = 'aB')$s.equalsIgnoreCase('Ab') $s.equalsIgnoreCase($null) $s.compareToIgnoreCase('AC')",
      'true false -1',
    ],
    [
      'indexOf takes a code point too',
      "#set($s = 'abca')$s.indexOf(97, 1) $s.lastIndexOf('a', 2) $s.indexOf('z')",
      '3 0 -1',
    ],
  ],
  'methods of numbers': [
    [
      'texts are parsed in any base, and other texts end the template',
      "#set($n = 0)$n.parseInt('-7f', 16) $n.decode('0x10') $n.valueOf('12')",
      '-127 16 12',
    ],
    [
      'a text that is no number ends the template',
      "#set($n = 0)$n.parseInt('1x')",
      'render problem',
    ],
    [
      'bits are counted, turned round and rotated',
      '#set($n = 1)$n.bitCount(255) $n.reverse(1) $n.rotateLeft(3, 31) $n.numberOfTrailingZeros(8)',
      '8 -2147483648 -2147483647 3',
    ],
    [
      'numbers of any length have methods of their own',
      '#set($b = 100000000000000000000)$b.add($b) $b.pow(2) $b.mod($b) $b.negate().signum() $b.toString(16)',
      '200000000000000000000 10000000000000000000000000000000000000000 0 -1 56bc75e2d63100000',
    ],
    [
      'a decimal keeps its digits',
      "#set($d = $input.path('$.d'))#set($e = $d * 2)$d $e $d.scale() $d.setScale(2, 4) $d.negate()",
      '0.1234567890123456789 0.2469135780246913578 19 0.12 -0.1234567890123456789',
    ],
    [
      'a long number and a double make a decimal of all binary digits',
      '#set($x = 100000000000000000000 + 0.1)$x',
      '100000000000000000000.1000000000000000055511151231257827021181583404541015625',
    ],
    ['a decimal has no remainder', "#set($x = $input.path('$.d') % 2)$x", 'render problem'],
  ],
  'methods of lists': [
    [
      'an item is taken out by its place or by itself',
      "#set($l = ['a', 'b', 3])$l.remove(0) $l.remove('b') $l.remove('c') $l",
      'a true false [3]',
    ],
    [
      'items are put in at a place',
      '#set($l = [1, 4])$l.add(1, 2)$l.addAll(2, [3])$l',
      'true[1, 2, 3, 4]',
    ],
    [
      'a list sorts itself where no order is given',
      '#set($l = [3, 1, 2])$l.sort(null)$l',
      '[1, 2, 3]',
    ],
    [
      'values of several classes have no order',
      "#set($l = [3, 'a'])$l.sort(null)$l",
      'render problem',
    ],
    ['a list of a body writes itself as JSON', "$input.path('$.l').toJSONString()", '["a\\/b"]'],
    [
      'an array can neither grow nor shrink',
      "#set($s = 'a,b')#set($a = $s.split(','))$a.contains('b')$a.add('c')",
      'render problem',
    ],
  ],
  'parts of a map': [
    [
      'what is taken out of the keys goes out of the map',
      "#set($m = {'a': 1, 'b': 2})$m.keySet().remove('a') $m",
      'true {b=2}',
    ],
    [
      'what is taken out of the values goes out of the map',
      "#set($m = {'a': 1, 'b': 2})$m.values().removeAll([2]) $m",
      'true {a=1}',
    ],
    [
      'the keys show what came later',
      "#set($m = {'a': 1})#set($k = $m.keySet())$m.put('b', 2)#foreach($n in $k)[$n]#end $k.size()",
      '[a][b] 2',
    ],
    [
      'keys are equal where they are the same, values where they are those of one map',
      "#set($m = {'a': 1})#set($o = {'a': 2})$m.keySet().equals($o.keySet()) $m.values().equals($m.values())",
      'true true',
    ],
    [
      'an entry changes its map',
      "#set($m = {'a': 1})#foreach($e in $m.entrySet())$e.setValue(5)#end$m",
      '1{a=5}',
    ],
    ['headers are looked up by text only', '$input.params().header.get(1)', 'render problem'],
    [
      'headers stay sorted without regard to case when one is added',
      "#set($x = $input.params().header.put('M', '9'))$input.params().header",
      '{a=1, M=9, Z=2}',
    ],
    [
      'query string parameters stay in the order of a HashMap when one is added',
      "#set($x = $input.params().querystring.put('aa', '9'))$input.params().querystring",
      '{aa=9, a=1, b=2}',
    ],
  ],
  classes: [
    [
      'a value tells the name of its class, and no more',
      "#set($s = 'a')$s.class $s.class.name $s.getClass().getName() [$s.class.classLoader][$s.class.forName('x')]",
      'class java.lang.String java.lang.String java.lang.String [][]',
    ],
    [
      'the class of a map hides its entry of that name',
      "$input.path('$').class $input.path('$.class')",
      'class java.util.LinkedHashMap c',
    ],
  ],
  indexes: [
    ['a list is counted from its end', '#set($l = [1, 2, 3])$l[-1] $l[-3]', '3 1'],
    ['what is no list is not counted from its end', "#set($s = 'abc')$s[-1]", 'render problem'],
    ['a map has entries of any key', "#set($m = {-1: 'x'})$m[-1][$m[0]]", ''],
  ],
}

for (const [what, tried] of Object.entries(cases)) {
  describe(what, () => {
    it.each(tried)('%s', (_sentence, template, output) => {
      expect(printed(template)).toBe(output)
    })
  })
}
