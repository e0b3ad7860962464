import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { parse, parseDocument, visit } from 'yaml'
import { countingIds } from '../ids.ts'
import { importDocument } from '../import/index.ts'
import type { Json } from '../schema/json.ts'
import { exportApi } from './index.ts'
import type { ExporterId } from './index.ts'
import { yamlDocument, yamlText } from './yamlText.ts'

/** Texts that some reader of YAML takes for something else. */
const texts = [
  ...['yes', 'no', 'on', 'OFF', 'y', 'N', 'Y', 'n', 'True', 'FALSE', '~', 'null', 'Null', ''],
  ...['12:30:45', '1:2', '190:20:30.15', '1_000', '1__0', '1,000', '017', '0o7', '0b11', '0x1F'],
  ...[
    '+1',
    '-1',
    '1.',
    '.5',
    '1e3',
    '1e+21',
    '1.5e3',
    '.inf',
    '-.INF',
    '+.inf',
    '.nan',
    '-0',
    '08',
  ],
  ...['=', '<<', '2001-01-01', '2001-1-1', '2001-01-01T12:00:00Z', '2001-01-01 12:00:00 -5'],
  ...['-', '- a', 'a: b', 'a #b', '#a', '%a', '@a', '`a', '!a', '&a', '*a', '|', '>', '{a', '[a'],
  ...['a\nb', 'a\r\nb', 'a\rb', '\ta', 'a ', ' a', 'a\u2028b', 'a\u2029b', 'a\u0085b', 'a\u007fb'],
  ...['\ufeffa', 'a\u0000b', 'a\u001bb', 'a\u00a0b', 'a\ud800b', '\uffff', '😀', 'a\n\u2028\nb'],
  ...['---', '...', 'a\n---\nb', 'a\n\n', '\n\na', '  a\n b', '"', "'", '\\', '${AWS::Region}'],
]
const numbers = [1e21, -1e21, 1.5e300, 1e-7, 0.1, 1e20, 12]
const value: Json = {
  list: texts,
  numbers,
  keys: Object.fromEntries(texts.map((each, i) => [each, i])),
  pairs: texts.map((each) => ({ [each]: { [each]: each } })),
}

/** What a reader of YAML 1.1 resolves a bare word to. Source: yaml.org/type. */
const resolved11 = [
  /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  /^(?:~|null|Null|NULL|)$/,
  /^[-+]?(?:0b[0-1_]+|0[0-7_]+|(?:0|[1-9][0-9_]*)|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
  /^[-+]?(?:[0-9][0-9_]*)?\.[0-9.]*(?:[eE][-+][0-9]+)?$/,
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
  /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/,
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$|^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]/,
  /^(?:<<|=)$/,
]

describe('a text of YAML', () => {
  const text = yamlText(yamlDocument(value))

  test('gives the same values to readers of YAML 1.2 and 1.1', () => {
    expect(parse(text)).toEqual(value)
    expect(parse(text, { version: '1.1' })).toEqual(value)
  })

  test('has no bare text that YAML 1.1 resolves to something else', () => {
    const bare: string[] = []
    visit(parseDocument(text), {
      Scalar: (_key, { type, value: each }) => {
        if (type === 'PLAIN' && typeof each === 'string') bare.push(each)
      },
    })
    expect(bare).toContain('list')
    expect(bare.filter((each) => resolved11.some((form) => form.test(each)))).toEqual([])
  })

  test('escapes what is not seen, or breaks a line for some', () => {
    expect(text).not.toMatch(/[\u007f-\u009f\u2028\u2029\ufeff\uffff]/)
    expect(yamlText(yamlDocument({ a: 'b\u2028c\u0085d\u007f' }))).toBe(
      'a: "b\\u2028c\\x85d\\x7f"\n',
    )
  })

  test('is read alike by the reader that most tools are built on', (context) => {
    const script =
      'import sys, json, yaml; t = sys.stdin.buffer.read().decode("utf-8"); print(json.dumps(yaml.safe_load(t)))'
    const { status, stdout } = spawnSync('python3', ['-c', script], { input: text })
    if (status !== 0) context.skip('python3 with yaml is not installed: PyYAML was not asked')
    expect(JSON.parse(stdout.toString('utf8'))).toEqual(value)
  })
})

test.each<ExporterId>(['openapi-3.0', 'swagger-2.0', 'cloudformation', 'sam'])(
  'an export as %s quotes what YAML 1.1 takes for something else',
  (exporterId) => {
    const words = ['yes', 'OFF', 'n', '12:30:45', '1_000', '012', '=', '2001-01-01', 'a\u2028b']
    const document = {
      openapi: '3.0.1',
      info: { title: 't', version: '1' },
      paths: {},
      components: { schemas: { Word: { type: 'string', enum: words } } },
    }
    const read = importDocument(JSON.stringify(document), { nextId: countingIds('id') })
    if (!read.ok) throw new Error(read.problems[0]?.message)
    const { design } = read.value
    const [apiId = ''] = Object.keys(design.apis)
    const written = exportApi(design, exporterId, apiId, { format: 'yaml' })
    const text = written.ok ? (written.value[0]?.text ?? '') : ''
    for (const word of words)
      expect(text).toContain(JSON.stringify(word).replace('\u2028', '\\u2028'))
  },
)
