// Random templates about one thing each: patterns, numbers, loops, literals, collections, the codecs.

const pick = (random, list) => random.pick(list)

function pattern(random, depth = 2) {
  const atom = () =>
    random.weighted([
      [6, () => pick(random, ['a', 'b', 'c', 'l', 'o', ',', ' ', 'H', '1'])],
      [2, () => '.'],
      [
        3,
        () =>
          pick(random, [
            '\\d',
            '\\w',
            '\\s',
            '\\W',
            '\\D',
            '\\S',
            '\\b',
            '\\B',
            '\\.',
            '\\\\',
            '\\t',
            '\\h',
            '\\R',
          ]),
      ],
      [
        3,
        () =>
          pick(random, [
            '[abc]',
            '[^a-c]',
            '[a-z&&[^b]]',
            '[\\w,]',
            '[]a]',
            '[a-]',
            '[-a]',
            '[[ab]c]',
            '[^\\s]',
            '[a&&b]',
          ]),
      ],
      [
        1,
        () =>
          pick(random, [
            '^',
            '$',
            '\\A',
            '\\z',
            '\\Z',
            '\\Qa.b\\E',
            '\\p{Upper}',
            '\\p{L}',
            '\\p{Punct}',
            '\\x61',
            '\\u0062',
            '(?i)',
            '\\1',
            '\\2',
            '\\k<n>',
          ]),
      ],
      [depth > 0 ? 4 : 0, () => `(${pattern(random, depth - 1)})`],
      [
        depth > 0 ? 2 : 0,
        () =>
          `(?${pick(random, [':', '=', '!', '<=', '<!', '>', '<n>', 'i:'])}${pattern(random, depth - 1)})`,
      ],
      [0.3, () => pick(random, ['{', '*', '[', '(', ')', '\\', '\\q', ']', '}'])],
    ])()
  const repeated = () =>
    atom() +
    random.weighted([
      [6, ''],
      [2, '*'],
      [2, '+'],
      [2, '?'],
      [1, '*?'],
      [1, '+?'],
      [0.5, '++'],
      [0.5, '*+'],
      [1, '{2}'],
      [0.5, '{1,2}'],
      [0.5, '{0,1}?'],
      [0.5, '{1,}'],
    ])
  const sequence = () => Array.from({ length: random.below(4) }, repeated).join('')
  return random.chance(0.2) ? `${sequence()}|${sequence()}` : sequence()
}

export function createThemes(random) {
  const one = (...list) => pick(random, list)
  const integer = () =>
    one(
      '0',
      '1',
      '-1',
      '2',
      '7',
      '10',
      '127',
      '-128',
      '2147483647',
      '-2147483648',
      '2147483648',
      '-2147483649',
      '4294967296',
      '9007199254740993',
      '9223372036854775807',
      '-9223372036854775808',
      '9223372036854775808',
      '100000000000000000000',
      '-99999999999999999999999',
    )
  const double = () =>
    one(
      '0.0',
      '-0.0',
      '0.1',
      '1.0',
      '2.5',
      '-7.5',
      '1e7',
      '1.0e-3',
      '9.99e-4',
      '123456.789',
      '1234567.0',
      '12345678.0',
      '1e21',
      '1.5e300',
      '4.9e-324',
      '3.0',
      '100.0',
      '0.30000000000000004',
      '16777217.0',
      '72057594037927940.0',
    )
  const number = () => (random.chance(0.6) ? integer() : double())
  const text = () =>
    one(
      "''",
      "'a'",
      "'Hello World'",
      "'a,b;c'",
      "'aXbXc'",
      "' padded '",
      "'é€😀'",
      "'5'",
      "'null'",
      "'l\nm'",
    )
  const value = () =>
    random.weighted([
      [4, number],
      [4, text],
      [1, () => 'true'],
      [2, () => `[${number()}, ${text()}]`],
      [2, () => `{${text()}: ${number()}}`],
      [1, () => '$nope'],
      [1, () => '[1..3]'],
      [1, () => '{}'],
      [1, () => '[]'],
    ])()
  const operator = () => one('+', '-', '*', '/', '%')
  const comparison = () => one('==', '!=', '<', '>', '<=', '>=')

  function patterns() {
    const given = one(
      'Hello World',
      'abcabc',
      'a,b,,c,',
      'aaa',
      'foo1bar22',
      ' a b ',
      'l',
      '',
      'a.b',
      'AbC\nd',
    )
    const read = pattern(random).replaceAll("'", "''")
    const method = one(
      `replaceAll('${read}', '${one('-', '[$0]', '$1', '<$1$2>', '', '\\$', '${n}')}')`,
      `replaceFirst('${read}', '-')`,
      `matches('${read}')`,
      `split('${read}').size()`,
      `split('${read}', ${one('-1', '0', '1', '2')}).size()`,
      `split('${read}')[0]`,
    )
    return `#set($s = '${given}')[$s.${method}]`
  }
  function numbers() {
    const count = 1 + random.below(3)
    const lines = Array.from(
      { length: count },
      () =>
        `#set($x = ${number()})#set($y = ${number()})[$x ${one('', '$x.class.name', '$y.hashCode()', '$x.intValue()', '$x.longValue()', '$x.doubleValue()', '$x.shortValue()', '$x.equals($y)', '$y.toString()')}]#set($r = $x ${operator()} $y ${operator()} ${number()})[$r $!r.class.name]#if($x ${comparison()} $y)T#{else}F#end`,
    )
    return lines.join('')
  }
  function loops() {
    const items = () =>
      one(
        '[1..3]',
        '[3..1]',
        '["a", "b"]',
        '{"k": 1, "l": 2}',
        '$m.entrySet()',
        '$m.keySet()',
        '$l',
        '$l.iterator()',
        '[]',
        '"text"',
        '5',
        '$nope',
        '$s.split(",")',
        "$input.path('$.c')",
        '[0..$n]',
        '[$n..1]',
        '[1..2.5]',
      )
    const inside = () =>
      one(
        '$i',
        '$foreach.count',
        '$foreach.index',
        '$foreach.hasNext',
        '$foreach.first',
        '$foreach.last',
        '$velocityCount',
        '$velocityHasNext',
        '#if($foreach.hasNext),#end',
        '#break',
        '#if($i == 2)#break#end',
        '#set($n = $n + 1)',
        '#set($i = 9)$i',
        '$foreach.parent.count',
        '$foreach.topmost.index',
        '#break($foreach)',
        '#break($foreach.parent)',
        ' ',
        '\n',
        '  \n',
        'x',
        '#stop',
        '#foreach($j in [1..2])$j$foreach.parent.index#end',
        '#foreach($i in [7])$i#end',
        '$x.add(1)',
      )
    const body = () => Array.from({ length: 1 + random.below(4) }, inside).join('')
    return `#set($n = 2)#set($s = "p,q")#set($l = [4, 5])#set($m = {"a": 1, "b": [2]})#foreach(${one('', ' ')}$i in ${items()}${one('', ' ')})${one('', '\n', ' ', ' \n')}${body()}#end${one('', '\n', ' x')}$!i$!foreach.count`
  }
  function literals() {
    const part = () =>
      random.weighted([
        [
          4,
          () =>
            one(
              '$a',
              '${a}',
              '$!a',
              '$!{a}',
              '$nope',
              '$!nope',
              '${nope}',
              '\\$a',
              '\\\\$a',
              '\\\\\\$a',
              '\\$nope',
              '\\\\$nope',
              '\\${a}',
              '\\$!a',
              '$\\!a',
              '$!\\!a',
              '$a.b',
              '${a}.b',
              '$a.',
              '$a[',
              '$a[0]',
              '$a.length()',
              '${a.length()}',
              '$a.length().x',
              '$',
              '$$a',
              '$$',
              '$!',
              '${',
              '${a',
              '$1',
              '$-',
              '#a',
              '#1',
            ),
        ],
        [
          3,
          () =>
            one(
              '#if($a)y#end',
              '\\#if($a)y\\#end',
              '\\\\#if($a)y#end',
              '#if (true)y#else n#end',
              '#{if}(true)y#{else}n#{end}',
              '#set($b = 1)',
              '\\#set($b = 1)',
              '\\\\#set($b = 1)',
              ' #set($b = 1) ',
              '\n#set($b = 1)\n',
              '#set( $b = "x" )\n',
              '#end',
              '\\#end',
              '\\#foo',
              '\\\\#foo',
              '\\#foreach',
              '#foo(1)',
              '#foo',
              '#else',
            ),
        ],
        [
          2,
          () =>
            one(
              '## c\n',
              '#* c *#',
              '#** d *#',
              '#[[ $a #if ]]#',
              '#[[x',
              ']]#',
              '#literal() $a #if(1) #end',
              '##',
              '#*',
              '*#',
              '###',
              '#**#',
              '#*#',
              '#***#',
            ),
        ],
        [
          2,
          () =>
            one(
              ' ',
              '\n',
              '\t',
              '\r\n',
              '\r',
              'x',
              '.',
              '(',
              ')',
              '[',
              ']',
              '{',
              '}',
              '"',
              "'",
              '\\',
              '\\\\',
              '!',
              '-',
              '_',
              '0',
            ),
        ],
        [
          2,
          () =>
            `#set($q = "${one('$a', '${a}b', "it's", '""', '\\n', '\\u0041', '#if($a)y#end', '$nope', '\\$a', '\\\\$a', '##x', '#* c *#', '#[[ $a ]]#', '$a ', ' $a', '#set($b = 2)$b', '#foreach($i in [1..2])$i #end', 'x#end', '#foo', '$', '#', '{$a}', '[$a]', '$a.b', '$!nope.', "$a'")}")[$q]`,
        ],
        [1, () => `#set($q = '${one('$a', "it''s", '"', '\\n', '#if', '\\$a', '')}')[$q]`],
      ])()
    return `#set($a = "va")` + Array.from({ length: 1 + random.below(6) }, part).join('')
  }
  function collections() {
    const call = () =>
      one(
        '$l.add(%)',
        '$l.remove(%)',
        '$l.contains(%)',
        '$l.indexOf(%)',
        '$l.set(0, %)',
        '$l.add(0, %)',
        '$l.addAll(%)',
        '$l.subList(0, 1)',
        '$l.equals(%)',
        '$l.hashCode()',
        '$l.get(0)',
        '$l.isEmpty()',
        '$l.sort(null)',
        '$l.iterator().next()',
        '$l.toArray().size()',
        '$l.clear()',
        '$l.retainAll(%)',
        '$l.removeAll(%)',
        '$l.containsAll(%)',
        '$m.put(%, %)',
        '$m.get(%)',
        '$m.remove(%)',
        '$m.containsKey(%)',
        '$m.containsValue(%)',
        '$m.keySet()',
        '$m.values()',
        '$m.entrySet()',
        '$m.putAll(%)',
        '$m.equals(%)',
        '$m.hashCode()',
        '$m.keySet().remove(%)',
        '$m.values().remove(%)',
        '$m.entrySet().iterator().next().key',
        '$m.keySet().retainAll(%)',
        '$m.keySet().contains(%)',
        '$m.values().contains(%)',
        '$m.getOrDefault(%, %)',
        '$m.putIfAbsent(%, %)',
        '$m.replace(%, %)',
        '$m.isEmpty()',
        '$m.size()',
        '$m.a',
        '$m["a"]',
        '$m[%]',
        '$l[%]',
        '$l.size()',
        '$m.keySet().toArray()[0]',
        '$m.entrySet().toArray()[0].value',
        '$j.add(%)',
        '$j',
        '$j[2].d',
        '$j.contains(1)',
        '$j.toString()',
        '$j.toJSONString()',
        '$o.keySet()',
        '$o',
        '$o.put("q", %)',
        '$o.q',
        '$o.e.f',
        '#set($l[0] = %)',
        '#set($m.k = %)',
        '#set($m[%] = %)',
        '#set($o.e.f = %)',
        '#set($j[1] = %)',
        '$input.json("$")',
        '#if($l == [1, "b"])same#end',
        '#if($m == {"a": 1})same#end',
        '#if($j == [1, 2])same#end',
      ).replace(/%/g, value)
    return (
      `#set($l = [1, "b", ${number()}])#set($m = {"a": 1, "c": ${value()}})#set($j = $input.path('$.c'))#set($o = $input.path('$'))` +
      Array.from({ length: 1 + random.below(5) }, () => `[${call()}]`).join('') +
      '$l$m'
    )
  }
  function codecs() {
    const given = () =>
      one(
        "''",
        "'a b&c=d/é'",
        "'😀'",
        "'\u00e9\u2028'",
        "'%41%zz'",
        "'%E2%82%AC'",
        "'a+b'",
        "'%'",
        "'YWJj'",
        "'YW Jj'",
        "'YWJ'",
        "'=='",
        "'****'",
        '"it\'s ""q"" </b>\\t"',
        '5',
        'true',
        '$nope',
        '[1]',
        '{"a": "/"}',
        '\'{"a":[1,2.50,null]}\'',
        "'[1,]'",
        '\'"x"\'',
        "'nope'",
        "' 1 '",
        '\'{"a":"\\u00e9\\n"}\'',
        '$input.body',
        "$input.json('$')",
        'null',
        '1.0',
        "'\u0000\u0007\u007f\u0080'",
        '1, 2',
      )
    const call = () =>
      `$util.${one('escapeJavaScript', 'urlEncode', 'urlDecode', 'base64Encode', 'base64Decode', 'parseJson')}(${given()})`
    return Array.from({ length: 1 + random.below(2) }, () =>
      random.chance(0.3)
        ? `#set($v = ${call()})[$v][$!v.size()][$!v.class.name]#if($v)T#end#if($v == "")E#end`
        : `[${call()}]`,
    ).join('')
  }
  function macros() {
    const body = () =>
      one(
        '$p',
        '$!p',
        '$q',
        '#set($p = 9)$p',
        '$a',
        '#set($a = 8)',
        '#m2($p)',
        '#m2("x")',
        '$bodyContent',
        '$!bodyContent',
        '#if($p)y#end',
        '#foreach($i in [1..2])$p#end',
        '${p}',
        '$p.length()',
        '#m1($q)',
        '\n',
        ' ',
        '#stop',
        '#break',
      )
    const given = () =>
      one(
        '$a',
        '"v$a"',
        "'w'",
        '5',
        '$nope',
        '[1, 2]',
        '$a.length()',
        '',
        '$a $b',
        '1 2',
        '$l[0]',
        'true',
        '{"k": 1}',
      )
    return `#set($a = "A")#set($l = [3])#macro(m2 $p)<${body()}>#end#macro(${one('m1', 'm1 $p', 'm1 $p $q')})${one('', '\n', ' ')}${Array.from({ length: 1 + random.below(3) }, body).join('')}#end${one('', '\n')}${one(`#m1(${given()})`, `#m1(${given()} ${given()})`, '#m1()', '#m1', `#@m1(${given()})in $a#end`, `#{m1}(${given()})`, `#define($d)${body()}#end$d $d`, `#evaluate('${one('$a', '#set($a = 7)$a', '#m1($a)', 'x', '#if(true)t#end')}')`, `#m2(${given()})`)}[$a]$!p`
  }
  return { patterns, numbers, loops, literals, collections, codecs, macros }
}
