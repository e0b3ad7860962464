// Random templates, bodies and JSON paths: by grammar, and by mutating known ones.

import { createThemes } from './themes.mjs'

const bodies = [
  '{"a":1,"b":"text","c":[1,2,{"d":null}],"e":{"f":2.5,"g":true},"n":null,"s":"","l":[],"o":{},"big":12345678901,"neg":-7,"w":10.00,"x1":1e3}',
  '{"items":[{"id":1,"name":"Ada","price":9.5,"tags":["x","y"]},{"id":2,"name":"Bob","price":120,"tags":[]},{"id":3,"name":null,"on":false}],"total":2,"key with space":"v"}',
  '[1,2.0,"three",true,null,[4,5],{"k":"v","z":"w"}]',
  '{"s":"He said \\"hi\\" it\'s / ok\\n\\u00e9\\t","t":"a,b;c","u":"Hello World","num":"42","f":"3.50","m":{"z":1,"a":2,"size":9,"10":"ten","2":"two"}}',
  '{"a":{"b":{"c":{"d":[{"e":1},{"e":2},{"f":{"e":3}}]}}},"e":0,"list":[[1,2],[3,[4,5]]],"x":[{"y":"1"},{"y":1},{"y":null},{"z":"q"}]}',
  '"just text"',
  '12',
  'plain words',
  '',
]

const texts = [
  ' ',
  '\n',
  'x',
  ', ',
  ':',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '.',
  '-',
  '!',
  '\\',
  '\\\\',
  '#',
  '$',
  '##',
  '$$',
  '# ',
  '$ ',
  '\t',
  '\r\n',
  '  \n',
  'text',
  '{"k": "',
  '"}',
  '#1',
  '$5',
  '#-',
  '@',
  '|',
  '*',
  '#*',
  '*#',
  '#[[',
  ']]#',
  'é',
  '\u2028',
  'end',
  '#foo',
  '#bar(',
  '$!',
  '${',
  '#{',
  '\\$',
  '\\#',
  '\\!',
  '!{',
  '$.',
  '$[',
  '=',
  '_',
  '0',
  '<',
  '&',
  '#end',
  '#else',
  '\n\n',
  ' \n ',
  '$a',
  '$!a',
  '\\$a',
  '\\\\$a',
  '\\#if',
  '\\\\#if',
  '#set',
  '#if',
  'in',
  '..',
]

const names = [
  'a',
  'b',
  's',
  'n',
  'd',
  'l',
  'm',
  'j',
  'k',
  'it',
  'nope',
  'big',
  't',
  'f',
  'x-y',
  'q_1',
]

const stringMethods = (make) => [
  'length()',
  'toUpperCase()',
  'toLowerCase()',
  'trim()',
  'isEmpty()',
  'hashCode()',
  'toString()',
  'intern()',
  'toCharArray()',
  'getBytes()',
  'isBlank()',
  'strip()',
  'stripLeading()',
  'stripTrailing()',
  'lines()',
  'chars()',
  `charAt(${make.index()})`,
  `substring(${make.index()})`,
  `substring(${make.index()}, ${make.index()})`,
  `indexOf(${make.short()})`,
  `indexOf(${make.short()}, ${make.index()})`,
  `lastIndexOf(${make.short()})`,
  `lastIndexOf(${make.short()}, ${make.index()})`,
  `contains(${make.short()})`,
  `startsWith(${make.short()})`,
  `startsWith(${make.short()}, ${make.index()})`,
  `endsWith(${make.short()})`,
  `equals(${make.value(1)})`,
  `equalsIgnoreCase(${make.short()})`,
  `compareTo(${make.short()})`,
  `compareToIgnoreCase(${make.short()})`,
  `concat(${make.short()})`,
  `replace(${make.short()}, ${make.short()})`,
  `replaceAll(${make.pattern()}, ${make.replacement()})`,
  `replaceFirst(${make.pattern()}, ${make.replacement()})`,
  `matches(${make.pattern()})`,
  `split(${make.pattern()})`,
  `split(${make.pattern()}, ${make.index()})`,
  `split(${make.pattern()}).size()`,
  `split(${make.pattern()})[0]`,
  `split(${make.pattern()}).get(0)`,
  `repeat(${make.index()})`,
  `codePointAt(${make.index()})`,
  `subSequence(${make.index()}, ${make.index()})`,
  `valueOf(${make.value(1)})`,
  `join(${make.short()}, ${make.value(1)})`,
  `format(${make.short()}, ${make.value(1)})`,
  `regionMatches(0, ${make.short()}, 0, ${make.index()})`,
  `contentEquals(${make.short()})`,
  'toCharArray().size()',
  'bytes',
  'empty',
  'blank',
  'class',
  'getClass()',
  'value',
  'length',
  'size()',
]
const listMethods = (make) => [
  'size()',
  'isEmpty()',
  'toString()',
  'hashCode()',
  'iterator()',
  'iterator().next()',
  'iterator().hasNext()',
  'listIterator()',
  'toArray()',
  'clear()',
  'empty',
  `get(${make.index()})`,
  `set(${make.index()}, ${make.value(1)})`,
  `add(${make.value(1)})`,
  `add(${make.index()}, ${make.value(1)})`,
  `addAll(${make.value(1)})`,
  `addAll(${make.index()}, ${make.value(1)})`,
  `contains(${make.value(1)})`,
  `containsAll(${make.value(1)})`,
  `indexOf(${make.value(1)})`,
  `lastIndexOf(${make.value(1)})`,
  `remove(${make.value(1)})`,
  `remove(${make.index()})`,
  `removeAll(${make.value(1)})`,
  `retainAll(${make.value(1)})`,
  `subList(${make.index()}, ${make.index()})`,
  `equals(${make.value(1)})`,
  'length',
  'length()',
  'count()',
  'first',
  'toArray().length',
  'toArray().size()',
  'toJSONString()',
  'toJSONString().length()',
  'ensureCapacity(5)',
  'trimToSize()',
  'stream()',
  'clone()',
  'reverse()',
]
const mapMethods = (make) => [
  'size()',
  'isEmpty()',
  'toString()',
  'hashCode()',
  'keySet()',
  'values()',
  'entrySet()',
  'clear()',
  'empty',
  'size',
  'keySet().size()',
  'keySet().contains("a")',
  'keySet().remove("a")',
  'values().size()',
  'values().contains(1)',
  'keySet().iterator().next()',
  'entrySet().iterator().next()',
  'entrySet().iterator().next().key',
  'entrySet().iterator().next().value',
  'entrySet().iterator().next().getKey()',
  'keySet().toArray()',
  'keySet().toArray()[0]',
  'values().toArray().size()',
  'toJSONString()',
  'clone()',
  'keySet().isEmpty()',
  'entrySet().toArray()[0].getValue()',
  'keySet().containsAll(["a"])',
  'values().remove(1)',
  'keySet().hashCode()',
  `get(${make.key()})`,
  `put(${make.key()}, ${make.value(1)})`,
  `putAll(${make.value(1)})`,
  `putIfAbsent(${make.key()}, ${make.value(1)})`,
  `getOrDefault(${make.key()}, ${make.value(1)})`,
  `containsKey(${make.key()})`,
  `containsValue(${make.value(1)})`,
  `remove(${make.key()})`,
  `remove(${make.key()}, ${make.value(1)})`,
  `replace(${make.key()}, ${make.value(1)})`,
  `equals(${make.value(1)})`,
  `keySet().equals(${make.value(1)})`,
  `values().equals(${make.value(1)})`,
]
const numberMethods = (make) => [
  'intValue()',
  'longValue()',
  'doubleValue()',
  'floatValue()',
  'shortValue()',
  'byteValue()',
  'toString()',
  'hashCode()',
  `equals(${make.value(1)})`,
  `compareTo(${make.number()})`,
  `parseInt(${make.digits()})`,
  `valueOf(${make.digits()})`,
  `parseDouble(${make.digits()})`,
  `parseLong(${make.digits()})`,
  `toHexString(${make.number()})`,
  `toBinaryString(${make.number()})`,
  `toOctalString(${make.number()})`,
  `max(${make.number()}, ${make.number()})`,
  `min(${make.number()}, ${make.number()})`,
  `sum(${make.number()}, ${make.number()})`,
  'isNaN()',
  'isInfinite()',
  `toString(${make.number()})`,
  `toString(${make.number()}, 16)`,
  `parseInt(${make.digits()}, 16)`,
  `signum(${make.number()})`,
  `bitCount(${make.number()})`,
  `reverse(${make.number()})`,
  `compare(${make.number()}, ${make.number()})`,
  'MAX_VALUE',
  `divideUnsigned(${make.number()}, 3)`,
  `numberOfLeadingZeros(${make.number()})`,
  `highestOneBit(${make.number()})`,
  `isNaN(${make.number()})`,
  `add(${make.number()})`,
  `abs()`,
  `negate()`,
  `scale()`,
  `pow(2)`,
  `mod(${make.number()})`,
  `parseUnsignedInt(${make.digits()})`,
  `decode(${make.digits()})`,
  `rotateLeft(${make.number()}, 2)`,
]
const booleanMethods = (make) => [
  'booleanValue()',
  'toString()',
  'hashCode()',
  `equals(${make.value(1)})`,
  `parseBoolean(${make.short()})`,
  'compareTo(true)',
  'compareTo(false)',
  'logicalAnd(true, false)',
  'logicalOr(true, false)',
  'logicalXor(true, true)',
  `valueOf(${make.short()})`,
  'TRUE',
  'toString(true)',
  'hashCode(false)',
  'compare(true, false)',
]

/** JSON paths: what Jayway reads, and what it refuses. */
export function randomPath(random) {
  const name = () =>
    random.pick([
      'a',
      'b',
      'c',
      'd',
      'e',
      'items',
      'id',
      'name',
      'price',
      'tags',
      'm',
      'l',
      'list',
      'x',
      'y',
      'nope',
      'z',
      'f',
    ])
  const index = () => random.pick(['0', '1', '2', '-1', '9', '-9', '00'])
  const literal = () =>
    random.pick([
      "'Ada'",
      '"Ada"',
      '1',
      '2',
      '9.5',
      '100',
      'true',
      'false',
      'null',
      "'1'",
      "''",
      '-1',
      "'x'",
      '[1,2]',
      "['Ada','Bob']",
      '{}',
    ])
  const operator = () =>
    random.pick([
      '==',
      '!=',
      '<',
      '<=',
      '>',
      '>=',
      '=~',
      ' in ',
      ' nin ',
      ' contains ',
      ' size ',
      ' all ',
      ' empty ',
      '===',
    ])
  const test = () =>
    random.weighted([
      [3, `@.${name()}`],
      [5, `@.${name()} ${operator()} ${literal()}`],
      [5, `@.${name()}${random.pick(['==', '<', '>=', '!='])}${literal()}`],
      [1, `${literal()} ${operator()} @.${name()}`],
      [1, `@ ${operator()} ${literal()}`],
      [1, `@.${name()} == $.${name()}`],
      [
        1,
        `@.${name()} =~ /${random.pick(['A.*', 'a.*', '.*b.*', '[A-B]\\\\w+', '\\\\d+'])}/${random.pick(['', 'i'])}`,
      ],
      [1, `!@.${name()}`],
      [1, `@['${name()}'] == ${literal()}`],
      [1, `@.${name()}.length() > 1`],
      [1, `(@.${name()} == ${literal()})`],
    ])
  const step = () =>
    random.weighted([
      [8, `.${name()}`],
      [3, `['${name()}']`],
      [1, `["${name()}"]`],
      [3, `[${index()}]`],
      [2, `[${index()},${index()}]`],
      [1, `['${name()}','${name()}']`],
      [1, `['${name()}', '${name()}']`],
      [
        2,
        `[${random.pick(['1:', ':1', ':2', '0:2', '-1:', ':-1', '1:3', '-2:-1', ':', '0:', '2:1', '0:9'])}]`,
      ],
      [2, '[*]'],
      [2, '.*'],
      [2, `..${name()}`],
      [1, '..*'],
      [1, '..[0]'],
      [4, `[?(${test()})]`],
      [1, `[?(${test()} ${random.pick(['&&', '||'])} ${test()})]`],
      [
        1,
        `.${random.pick(['length()', 'size()', 'min()', 'max()', 'sum()', 'avg()', 'keys()', 'first()', 'last()', 'length'])}`,
      ],
      [
        1,
        random.pick([
          '.',
          '..',
          '[',
          ']',
          "['",
          ' ',
          '[]',
          '.a b',
          "['key with space']",
          '[(@.length-1)]',
          '[?]',
          "['a\\\\'b']",
          '.$',
          '@',
          '.10',
          '.2',
        ]),
      ],
    ])
  const start = random.weighted([
    [20, '$'],
    [1, ''],
    [1, '@'],
    [1, '$.'],
    [1, ' $'],
    [1, '$$'],
  ])
  return start + random.many(4, step).join('')
}

export function createTemplates(random, corpus) {
  const quote = (text) => (random.chance(0.5) ? `'${text}'` : `"${text}"`)
  const make = {
    index: () => random.pick(['0', '1', '2', '3', '-1', '7', '100', '$n', '$nope']),
    short: () =>
      quote(random.pick(['a', 'b', 'l', 'lo', ' ', '', 'H', 'e', ',', 'text', 'A', '%s', '.'])),
    digits: () =>
      quote(
        random.pick([
          '5',
          '42',
          '-3',
          '+8',
          '2.5',
          'x',
          '',
          ' 7',
          '99999999999',
          'ff',
          '1e3',
          '0x1F',
          '010',
        ]),
      ),
    key: () =>
      random.pick(["'a'", "'b'", "'k'", "'nope'", '1', '$s', '$n', '"z"', 'null', '1.5', 'true']),
    number: () =>
      random.pick([
        '0',
        '1',
        '2',
        '-3',
        '7',
        '10',
        '2.5',
        '.5',
        '1e3',
        '2147483647',
        '2147483648',
        '-2147483648',
        '9223372036854775807',
        '9223372036854775808',
        '0.1',
        '100.0',
        '1.0E-5',
        '12345678.9',
        '$n',
        '$d',
        '$big',
        '5.',
        '-0',
        '-0.0',
        '1e400',
      ]),
    pattern: () =>
      quote(
        random.pick([
          ',',
          '[aeiou]',
          '\\s+',
          '\\.',
          '.',
          'l+',
          '(.)(.)',
          '^H',
          'o$',
          '',
          '\\d',
          '|',
          '[',
          '(?i)h',
          '\\w+',
          'x*',
          '(l)|(o)',
          '\\\\',
          '[^a-z]',
          'a{2',
          '\\b',
          '(?<n>l)',
          '\\p{Upper}',
          '[a-c&&[b]]',
          'l(?=o)',
          '(l)\\1',
          '.*',
          '.+?',
        ]),
      ),
    replacement: () =>
      quote(
        random.pick([
          'x',
          '',
          '$1',
          '\\$',
          '-',
          '$0$0',
          '$2$1',
          '\\\\',
          '$',
          '$9',
          'a\\b',
          '<$1>',
          '${n}',
        ]),
      ),
    value: () => value(0),
  }
  const methodOf = (kind) => random.pick(kind(make))
  const anyMethod = () =>
    methodOf(
      random.weighted([
        [4, stringMethods],
        [3, listMethods],
        [3, mapMethods],
        [3, numberMethods],
        [1, booleanMethods],
      ]),
    )

  function accessor() {
    return random.weighted([
      [
        5,
        () =>
          `.${random.pick(['a', 'b', 'c', 'name', 'items', 'size', 'empty', 'key', 'value', 'length', 'm', 'id', 'x', 'l', 'e'])}`,
      ],
      [6, () => `.${anyMethod()}`],
      [2, () => `[${make.index()}]`],
      [1, () => `['${random.pick(['a', 'b', 'k', 'nope'])}']`],
      [1, () => `[${value(0)}]`],
      [1, () => `.get(${make.key()})`],
    ])()
  }
  function host() {
    return random.weighted([
      [6, () => `input.path(${pathArgument()})`],
      [4, () => `input.json(${pathArgument()})`],
      [2, () => 'input.body'],
      [2, () => `input.params(${random.pick(["'id'", "'q'", "'h'", '"nope"', ''])})`],
      [
        1,
        () =>
          `input.params().${random.pick(['header', 'path', 'querystring', "get('header')", 'keySet()', 'size()', 'toString()'])}`,
      ],
      [
        3,
        () =>
          `util.${random.pick(['escapeJavaScript', 'urlEncode', 'urlDecode', 'base64Encode', 'base64Decode', 'parseJson'])}(${value(1)})`,
      ],
      [
        2,
        () =>
          `context.${random.pick(['apiId', 'identity', 'identity.sourceIp', 'requestOverride', 'nope', 'requestOverride.header', 'identity.keySet()', 'stage', 'n', 'keySet()', 'authorizer', 'size()'])}`,
      ],
      [
        1,
        () => `stageVariables.${random.pick(['v', 'nope', 'keySet()', "get('v')", 'toString()'])}`,
      ],
      [
        1,
        () =>
          random.pick([
            'input',
            'util',
            'context',
            'stageVariables',
            'foreach',
            'foreach.index',
            'foreach.count',
            'foreach.hasNext',
            'foreach.parent.index',
            'foreach.first',
            'foreach.last',
            'velocityCount',
            'velocityHasNext',
            'foreach.topmost.count',
            'foreach.nope',
            'bodyContent',
            'macro',
            'define',
            'evaluate',
          ]),
      ],
    ])()
  }
  function pathArgument() {
    const path = randomPath(random)
    return path.includes("'") ? `"${path.replaceAll('"', '""')}"` : `'${path}'`
  }
  function inner(depth) {
    const base = random.chance(0.3) ? host() : random.pick(names)
    return base + (depth > 0 ? random.many(2, accessor).join('') : '')
  }
  function reference(depth = 1) {
    const bang = random.chance(0.15) ? '!' : ''
    const slashes = random.chance(0.04) ? '\\'.repeat(1 + random.below(4)) : ''
    return random.chance(0.25)
      ? `${slashes}$${bang}{${inner(depth)}}`
      : `${slashes}$${bang}${inner(depth)}`
  }
  function value(depth) {
    return random.weighted([
      [5, () => `$${inner(depth > 0 ? 1 : 0)}`],
      [4, () => make.number()],
      [4, () => quote(random.pick(['', 'a', 'Hello', 'b c', 'x,y', '5', 'true', "it''s", '2.50']))],
      [
        2,
        () =>
          `"${random.pick(['$a', 'v $b', '${s}x', '#if(true)y#end', '$nope', '\\$a', '##', '#foo', '""q""', '\\u0041', '$!nope', '#set($z = 1)', '#foreach($i in [1,2])$i#end', '$', '#'])}"`,
      ],
      [2, () => random.pick(['true', 'false'])],
      [2, () => (depth > 0 ? `[${random.many(3, () => value(depth - 1)).join(', ')}]` : '[]')],
      [
        1,
        () =>
          depth > 0
            ? `{${random.many(3, () => `${random.chance(0.8) ? quote(random.pick(['a', 'b', 'k', 'z'])) : value(0)}: ${value(depth - 1)}`).join(', ')}}`
            : '{}',
      ],
      [1, () => `[${make.index()}..${make.index()}]`],
      [0.3, () => random.pick(['null', 'word', 'x-y', "'''", '-$a', '(1)', '1 + 1', '"\\""'])],
    ])()
  }
  function expression(depth) {
    if (depth <= 0 || random.chance(0.35)) return value(1)
    return random.weighted([
      [
        8,
        () =>
          `${expression(depth - 1)} ${random.pick(['+', '-', '*', '/', '%'])} ${expression(depth - 1)}`,
      ],
      [
        6,
        () =>
          `${expression(depth - 1)} ${random.pick(['==', '!=', '<', '>', '<=', '>=', 'eq', 'ne', 'lt', 'gt', 'le', 'ge'])} ${expression(depth - 1)}`,
      ],
      [
        4,
        () =>
          `${expression(depth - 1)} ${random.pick(['&&', '||', 'and', 'or'])} ${expression(depth - 1)}`,
      ],
      [2, () => `${random.pick(['!', 'not ', '! '])}${expression(depth - 1)}`],
      [3, () => `(${expression(depth - 1)})`],
      [
        1,
        () =>
          `${expression(depth - 1)}${random.pick(['+', '-', '*', '/', '%', '==', '&&'])}${expression(depth - 1)}`,
      ],
    ])()
  }
  const space = () =>
    random.weighted([
      [6, ''],
      [2, ' '],
      [2, '\n'],
      [1, ' \n'],
      [1, '\t'],
      [0.5, '\r\n'],
      [0.5, '  '],
    ])
  const opening = (name) =>
    (random.chance(0.12) ? `#{${name}}` : `#${name}`) +
    random.weighted([
      [8, ''],
      [1, ' '],
    ])
  const end = () =>
    random.weighted([
      [10, '#end'],
      [1, '#{end}'],
      [0.2, ''],
    ])
  function statement(depth) {
    const block = () => blockOf(depth - 1)
    return random.weighted([
      [8, () => reference()],
      [5, () => random.many(3, () => random.pick(texts)).join('')],
      [3, () => random.pick(['text', ' {"k": ', '\n  ', 'a b', ', '])],
      [
        7,
        () =>
          `${opening('set')}(${random.pick(['', ' '])}$${random.chance(0.8) ? random.pick(names) : `${random.pick(names)}${accessor()}`}${random.pick([' = ', '=', ' ='])}${expression(2)})`,
      ],
      [
        1,
        () =>
          `#set($${random.pick(['context.requestOverride.header.X', 'context.responseOverride.status', 'context.requestOverride.path.p', "context.requestOverride.querystring['q']", 'context.requestOverride.custom', 'input.path("$").new', 'stageVariables.v2'])} = ${value(1)})`,
      ],
      [
        depth > 0 ? 5 : 0,
        () =>
          `${opening('if')}(${expression(2)})${space()}${block()}${random.chance(0.3) ? `#elseif(${expression(1)})${space()}${block()}` : ''}${random.chance(0.4) ? `${random.pick(['#else', '#{else}'])}${space()}${block()}` : ''}${end()}`,
      ],
      [
        depth > 0 ? 5 : 0,
        () =>
          `${opening('foreach')}($${random.pick(['it', 'i', 'a'])} in ${value(1)})${space()}${block()}${random.chance(0.1) ? '#break' : ''}${end()}`,
      ],
      [
        depth > 0 ? 0.7 : 0,
        () => `#define($${random.pick(['d1', 'a', 's'])})${block()}${end()}$d1`,
      ],
      [
        depth > 0 ? 0.7 : 0,
        () =>
          `#macro(${random.pick(['m1', 'm2', 'rec'])}${random.many(2, () => ' $' + random.pick(['p', 'a', 'r'])).join('')})${block()}${random.pick(['$p', '$!r', '#m1($p)', '#m2()', '#set($p = 5)$p', ''])}${end()}`,
      ],
      [
        0.7,
        () =>
          `#${random.pick(['m1', 'm2', 'rec', 'nope'])}(${random.many(2, () => value(1)).join(' ')})`,
      ],
      [
        0.3,
        () =>
          `#@${random.pick(['m1', 'nope'])}(${random.many(1, () => value(1)).join(' ')})${block()}#end`,
      ],
      [0.4, () => `#evaluate(${value(1)})`],
      [
        0.4,
        () =>
          random.pick([
            '#stop',
            '#break',
            '#{stop}',
            '#{break}',
            '#break($foreach)',
            '#break($foreach.parent)',
            '#return',
            '#return(1)',
            '#literal()$a #if#end',
            '#[[ $a #if ]]#',
            '#include("x")',
            '#parse("x")',
            '#* note $a *#',
            '## note\n',
            '#** doc *#',
          ]),
      ],
    ])()
  }
  function blockOf(depth) {
    return random.many(3, () => statement(depth) + (random.chance(0.3) ? space() : '')).join('')
  }
  const prelude = [
    `#set($a = ${1})`,
    `#set($s = "Hello World")`,
    '#set($n = 3)',
    '#set($d = 2.5)',
    '#set($l = [1, "two", 3])',
    '#set($m = {"a": 1, "b": "x"})',
    `#set($j = $input.path('$'))`,
    '#set($t = true)#set($f = false)',
    '#set($big = 3000000000)',
    '#set($b = "text")',
  ]
  function grown() {
    return (
      random.many(4, () => random.pick(prelude)).join('') +
      Array.from(
        { length: 1 + random.below(5) },
        () => statement(2) + (random.chance(0.2) ? space() : ''),
      ).join('')
    )
  }
  /** One method of one kind of value, so that each is tried often. */
  function methodCall() {
    const [setting, methods] = random.pick([
      ['#set($v = "Hello World")', stringMethods],
      ['#set($v = "a,b,,c,")', stringMethods],
      [`#set($v = $input.path('$.u'))`, stringMethods],
      ['#set($v = [3, "b", 1.5, true])', listMethods],
      [`#set($v = $input.path('$'))`, random.chance(0.5) ? listMethods : mapMethods],
      [`#set($v = $input.path('$.items'))`, listMethods],
      ['#set($v = [1..4])', listMethods],
      ['#set($v = {"a": 1, "b": "x", "k": [1]})', mapMethods],
      [`#set($v = $input.path('$.m'))`, mapMethods],
      ['#set($v = 7)', numberMethods],
      ['#set($v = 2.5)', numberMethods],
      ['#set($v = 5000000000)', numberMethods],
      ['#set($v = 100000000000000000000)', numberMethods],
      ['#set($v = true)', booleanMethods],
      ['#set($v = {"a": 1, "b": "x"}.entrySet().iterator().next())', mapMethods],
      [`#set($v = $input.path('$.w'))`, numberMethods],
      ['#set($m0 = {"a": 1, "b": "x"})#set($v = $m0.keySet())', listMethods],
      ['#set($m0 = {"a": 1, "b": "x"})#set($v = $m0.values())', listMethods],
      ['#set($m0 = {"a": 1, "b": "x"})#set($v = $m0.entrySet())', listMethods],
      ['#set($v = "a,b,c".split(","))', listMethods],
      ['#set($s0 = "a,b,c")#set($v = $s0.split(","))', listMethods],
      ['#set($v = $input.params())', mapMethods],
      ['#set($v = $context.identity)', mapMethods],
    ])
    const calls = Array.from(
      { length: 1 + random.below(3) },
      () => `[$v.${methodOf(methods)}]`,
    ).join(' ')
    return `#set($n = 2)#set($s = "lo")#set($d = 1.5)#set($big = 3000000000)${setting}${calls} $v`
  }
  function arithmetic() {
    return `#set($n = 2)#set($d = 1.5)#set($big = 3000000000)#set($s = "x")#set($r = ${expression(3)})[$r]#if(${expression(2)})T#{else}F#end`
  }
  function paths() {
    return Array.from(
      { length: 1 + random.below(2) },
      () => `[$input.${random.pick(['path', 'json'])}(${pathArgument()})]`,
    ).join(' ')
  }
  function mutated() {
    let text = random.pick(corpus).template
    for (let i = 1 + random.below(3); i > 0; i--) {
      const at = random.below(text.length + 1)
      const to = Math.min(text.length, at + random.below(6))
      text = random.weighted([
        [3, () => text.slice(0, at) + random.pick(texts) + text.slice(at)],
        [3, () => text.slice(0, at) + text.slice(to)],
        [2, () => text.slice(0, to) + text.slice(at, to) + text.slice(to)],
        [1, () => text.slice(0, at) + statement(1) + text.slice(at)],
        [
          1,
          () => {
            const other = random.pick(corpus).template
            return text.slice(0, at) + other.slice(random.below(other.length))
          },
        ],
      ])()
    }
    return text
  }
  /** Raw soup of tokens: what the lexer makes of it. */
  function soup() {
    return Array.from({ length: 1 + random.below(8) }, () =>
      random.chance(0.6) ? random.pick(texts) : reference(0),
    ).join('')
  }
  const kinds = { grown, methodCall, arithmetic, paths, mutated, soup, ...createThemes(random) }
  const params = {
    path: { id: '42' },
    querystring: { q: 'x y', page: '2' },
    header: { h: 'v', Accept: 'a/b' },
  }
  const context = {
    apiId: 'abc',
    stage: 'prod',
    n: 5,
    identity: { sourceIp: '192.0.2.1', user: null },
    authorizer: { claims: { sub: 'u-1' } },
  }
  return {
    kinds: Object.keys(kinds),
    next: (only) => {
      const kind =
        only ??
        random.weighted([
          [5, 'grown'],
          [4, 'methodCall'],
          [3, 'arithmetic'],
          [4, 'paths'],
          [5, 'mutated'],
          [3, 'soup'],
        ])
      const template = kinds[kind]()
      const body = kind === 'methodCall' ? random.pick(bodies.slice(0, 5)) : random.pick(bodies)
      return {
        kind,
        template,
        body,
        params,
        context,
        stageVariables: { v: 'w' },
        profile: random.chance(0.75) ? 'aws' : 'plain',
      }
    },
  }
}

/** Bodies that the permissive reader meets. */
export function randomBody(random) {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    "'b'",
    'c',
    '1',
    '2.50',
    '-',
    'true',
    'null',
    ' ',
    '\n',
    '"',
    "'",
    '\\',
    '\\u0041',
    '/',
    '1e3',
    '00',
    '.5',
    'NaN',
    '"x":1',
    '123456789012345678901',
    '0.1234567890123456789',
    '\u007f',
    '\t',
    '//',
    '/*',
    '=',
    '-0',
    '+1',
    '"\\x41"',
    '1.',
    '1e',
    'tru',
    'nul',
    '"a":{"b":[1,2]}',
  ]
  return Array.from({ length: 1 + random.below(7) }, () => random.pick(pieces)).join('')
}
