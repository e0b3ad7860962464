import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import { importDocument } from './index.ts'
import { jsonRemarks } from './jsonRemarks.ts'
import { largestDocument } from './readText.ts'

function read(text: string) {
  return importDocument(text, { nextId: countingIds('identifier') })
}

function refusal(text: string) {
  const result = read(text)
  if (result.ok) throw new Error('it was read')
  const [problem] = result.problems
  return { code: problem?.code, message: problem?.message, position: problem?.position }
}

function remarks(text: string) {
  const result = read(text)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value.problems.map(({ code, message, position, pointer, at }) => ({
    code,
    message,
    line: position?.line,
    column: position?.column,
    pointer,
    at,
  }))
}

const head = '"openapi": "3.0.1", "info": {"title": "x", "version": "1"}'

describe('a document that cannot be read is refused with its place', () => {
  it.each([
    ['JSON that breaks', '{"openapi": "3.0.1",\n  "paths": }', 'document/not-json', 2, 12],
    ['JSON that ends early', '{"openapi": "3.0.1",', 'document/not-json', 1, 21],
    ['YAML that breaks', 'openapi: 3.0.1\ninfo: : x\n: [', 'document/not-yaml', 2, 7],
    ['YAML indented by tabs', 'openapi: 3.0.1\ninfo:\n\ttitle: x', 'document/not-yaml', 3, 1],
    ['an empty file', '', 'document/empty', 1, 1],
    ['a byte order mark alone', '\ufeff  \n', 'document/empty', 1, 1],
    ['NUL in YAML', 'openapi: 3.0.1\ninfo: a\0b', 'document/not-text', 2, 8],
    ['NUL in JSON', '{"a": "\0"}', 'document/not-text', 1, 8],
    ['a picture', '\ufffdPNG\r\n\u001a\n\0\0\0\rIHDR', 'document/not-text', 1, 1],
    ['JSON of 10,000 levels', '['.repeat(10_000) + ']'.repeat(10_000), 'document/too-deep', 1, 401],
    ['JSON of a million levels', '{"a":'.repeat(1_000_000), 'document/too-deep', 1, 2001],
    ['YAML of 10,000 levels', 'a: ' + '['.repeat(10_000), 'document/too-deep', 1, 2004],
    ['a YAML list of 10,000 levels', '- '.repeat(10_000) + 'x', 'document/too-deep', 1, 1],
    ['an unknown OpenAPI', '{\n "openapi": "4.0.0"}', 'openapi/unknown-version', 2, 2],
    ['an unknown Swagger', 'swagger: "1.2"', 'openapi/unknown-version', 1, 1],
    ['something else', '{"hello": "world"}', 'document/unknown', 1, 1],
    ['one text', '"openapi"', 'document/unknown', 1, 1],
    ['an alias of nothing', 'openapi: 3.0.1\ninfo: *nobody', 'document/aliases', 2, 7],
  ] as const)('%s', (_what, text, code, line, column) => {
    const found = refusal(text)
    expect(found.code).toBe(code)
    expect(found.position).toEqual({ line, column })
    expect(found.message).toMatch(/\.$/)
  })

  it('an alias bomb, at once', () => {
    const levels = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (const [i, name] of [...'bcdefghij'].entries()) {
      const before = 'abcdefghij'[i] ?? ''
      levels.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`)
    }
    const found = refusal(`openapi: 3.0.1\n${levels.join('\n')}`)
    expect(found.code).toBe('document/aliases')
    expect(found.position).toEqual({ line: 9, column: 8 })
  })

  it('blocks of YAML that are nested too deep', () => {
    const text = Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')
    expect(refusal(text).code).toBe('document/too-deep')
  })

  it('a document of 50 MB, before anything of it is read', () => {
    const { message } = refusal(' '.repeat(50 * 1024 * 1024))
    expect(message).toBe(
      `The document has 50 MB; at most ${largestDocument / 1024 / 1024} MB are read.`,
    )
  })
})

describe('an OpenAPI document of very many or very long paths', () => {
  const of = (paths: readonly string[]) =>
    `{${head}, "paths": {${paths.map((path) => `"${path}": {"get": {}}`).join()}}}`
  const numbered = (count: number, path: string) =>
    Array.from({ length: count }, (_, i) => `${path}${i}`)

  it.each([
    ['many paths', numbered(10_001, '/p')],
    ['many parts', numbered(101, `${'/a'.repeat(499)}/p`)],
  ])('is refused at its paths: %s', (_what, paths) => {
    expect(refusal(of(paths))).toMatchObject({
      code: 'openapi/too-many-paths',
      position: { line: 1, column: 62 },
    })
  })

  it('is read without a path that no request can have', () => {
    const result = read(of(['/a', `/${'b'.repeat(10_240)}`, '/c/'.repeat(3000)]))
    const [api] = result.ok ? Object.values(result.value.design.apis) : []
    expect(api?.protocol === 'REST' && Object.keys(api.resources)).toHaveLength(3002)
    expect(result.problems.map(({ code }) => code)).toContain('openapi/path')
  })
})

describe('a saved design that is wrong', () => {
  it('is refused with the line and column of what is wrong', () => {
    const text = `{
  "format": "gatewright-design",
  "version": 1,
  "id": "d",
  "name": 5
}`
    expect(refusal(text)).toMatchObject({
      code: 'saved/invalid',
      position: { line: 5, column: 3 },
    })
    expect(refusal(text.replace('"version": 1', '"version": 99'))).toMatchObject({
      code: 'saved/newer-version',
      position: { line: 3, column: 3 },
    })
  })

  it('is refused at the nearest part where something is missing', () => {
    const text =
      '{"format": "gatewright-design", "version": 1,\n "id": "d", "name": "n",\n "apis": {"a": {}}}'
    expect(refusal(text)).toMatchObject({
      code: 'saved/invalid',
      position: { line: 3, column: 11 },
    })
  })
})

describe('a document of more bytes than the service takes', () => {
  const padded = (letter: string, count: number) =>
    `{${head}, "paths": {}, "x-note": "${letter.repeat(count)}"}`

  it('is refused with its size, as it would be there', () => {
    expect(refusal(padded('x', 6.5 * 1024 * 1024)).message).toBe(
      'The document has 6.5 MB; the service takes 6 MB of OpenAPI 3.0. Without indentation it is shorter.',
    )
  })

  it('is counted in bytes: letters that are written with two count twice', () => {
    expect(refusal(padded('é', 3.5 * 1024 * 1024)).message).toContain('The document has 7 MB')
  })

  it('may be a design, which no service reads', () => {
    const text = JSON.stringify({ format: 'gatewright-design', x: 'x'.repeat(7 * 1024 * 1024) })
    expect(refusal(text).code).not.toBe('document/too-large')
  })
})

describe('a document with something odd is read, and told of', () => {
  it('a key that stands twice, in JSON', () => {
    const text = `{${head},\n "paths": {"/a": {},\n  "/a": {"get": {"responses": {}}}}}`
    expect(remarks(text)).toContainEqual({
      code: 'document/key-twice',
      message: 'The key /a stands there twice; the last one counts.',
      line: 3,
      column: 3,
      pointer: '/paths/~1a',
      at: [],
    })
  })

  it('a key that stands twice, in YAML', () => {
    const text = 'openapi: 3.0.1\ninfo: {title: x, version: "1"}\npaths:\n  /a: {}\n  /a: {}\n'
    expect(remarks(text)).toMatchObject([
      { code: 'document/key-twice', line: 5, column: 3, pointer: '/paths/~1a' },
    ])
  })

  it('an operationId that two operations have', () => {
    const operation = '{"operationId": "same", "responses": {}}'
    const text = `{${head}, "paths": {"/a": {"get": ${operation},\n "put": ${operation}}}}`
    expect(remarks(text)).toMatchObject([{ code: 'openapi/operation-id-twice', line: 2 }])
  })

  it('paths that API Gateway refuses', () => {
    const paths = ['/a b', '/b{c}', '/{x}/{y', '/p/{proxy+}/q', '/s/{one}', '/s/{two}']
    const items = paths.map((path) => `${JSON.stringify(path)}: {"get": {"responses": {}}}`)
    const found = remarks(`{${head}, "paths": {\n${items.join(',\n')}}}`)
    expect(found.filter(({ code }) => code === 'openapi/path').map(({ line }) => line)).toEqual([
      2, 3, 4, 5, 7,
    ])
  })

  it('references in circles and out of the document', () => {
    const text = `{${head}, "paths": {"/a": {"get": {"responses": {"200": {"$ref": "#/paths/~1a/get/responses/200"}},
      "parameters": [{"$ref": "other.json#/x"}, {"$ref": "#/nowhere"}]}}},
      "components": {"schemas": {"A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}}, "B": {"$ref": "#/components/schemas/A"}}}}`
    expect(remarks(text).map(({ code }) => code)).toEqual([
      'openapi/external-reference',
      'openapi/missing-reference',
      'openapi/circular-reference',
    ])
  })

  it('a number of more digits than are kept', () => {
    const text = `{${head}, "paths": {},\n "x-most": 9223372036854775807, "x-fine": 0.1, "x-large": 9007199254740992}`
    expect(remarks(text)).toMatchObject([
      { code: 'document/number-rounded', line: 2, pointer: '/x-most' },
    ])
  })

  it('comments of YAML', () => {
    const text = '# one\nopenapi: 3.0.1 # two\ninfo: {title: x, version: "1"}\npaths: {}\n'
    expect(remarks(text)).toMatchObject([{ code: 'document/comments' }])
  })

  it('OpenAPI 3.1, as far as it goes', () => {
    const text = '{"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {}}'
    expect(remarks(text)).toMatchObject([{ code: 'openapi/newer-version', line: 1, column: 2 }])
  })
})

describe('hostile names', () => {
  it('are names like others, and nothing of the page changes', () => {
    const text = `{${head}, "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}},
      "paths": {"/__proto__": {"get": {"responses": {"200": {"description": "x", "headers": {"__proto__": {}}}}}}},
      "components": {"schemas": {"__proto__": {"type": "object"}, "constructor": {"type": "object"}}}}`
    const result = read(text)
    expect(result.ok).toBe(true)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    const [api] = result.ok ? Object.values(result.value.design.apis) : []
    expect(api?.protocol === 'REST' && Object.keys(api.models)).toEqual(['proto', 'constructor'])
  })
})

describe('a byte order mark', () => {
  it('is no part of the document', () => {
    expect(read(`\ufeff{${head}, "paths": {}}`).ok).toBe(true)
  })
})

describe('a version that YAML takes for a number', () => {
  it('stays what is written', () => {
    const result = read('openapi: 3.0.1\ninfo:\n  title: x\n  version: 1.0\npaths: {}\n')
    const [api] = result.ok ? Object.values(result.value.design.apis) : []
    expect(api?.protocol === 'REST' && api.version).toBe('1.0')
  })
})

describe('the remarks on a JSON text', () => {
  it('pass over what is in texts', () => {
    expect(jsonRemarks('{"a": "{\\"a\\": 1, \\"a\\": 2}", "b": [{"a": 1}, {"a": 2}]}')).toEqual([])
  })

  it('are found in a text of a million values', () => {
    const text = `{${Array.from({ length: 1_000_000 }, (_, i) => `"key${i}": ${i}`).join(',')}}`
    expect(jsonRemarks(text)).toEqual([])
  })
})
