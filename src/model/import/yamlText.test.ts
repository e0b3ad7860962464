import { describe, expect, it } from 'vitest'
import { readText } from './readText.ts'
import { deepBlockOffset } from './yamlText.ts'

function read(text: string) {
  const result = readText(text)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function refusal(text: string) {
  const result = readText(text)
  if (result.ok) throw new Error('it was read')
  const { code, position, message } = result.problems[0] ?? {}
  return { code, position, message }
}

describe('JSON inside of YAML', () => {
  it.each([
    ['closes at the indentation of its key', 'a:\n  b: {\n    "c": [\n      1\n    ]\n  }\nd: 2'],
    [
      'closes an inner bracket at the indentation of its key',
      'a:\n  b: {"c": {\n      "x": [\n  1\n  ]\n  }}\nd: 2',
    ],
    ['is indented less than its key', 'a:\n    b: {\n  "c": [\n 1\n]\n}\nd: 2'],
    ['is an item of a list', 'a:\n  - b: {\n  "c": [1]\n  }\nd: 2'],
  ])('may be such that it %s', (_what, text) => {
    const { value, positionOf } = read(text)
    expect(value).toMatchObject({ d: 2 })
    expect(JSON.stringify(value)).toMatch(/"b":\{"c":.*1/)
    expect(positionOf(['d'])).toEqual({ line: text.split('\n').length, column: 1 })
  })

  it('that is never closed is refused where it begins to go wrong', () => {
    expect(refusal('a:\n  b: {\n    "c": 1\nd: [\n]')).toMatchObject({
      code: 'document/not-yaml',
      position: { line: 4 },
    })
  })
})

describe('YAML with an error for each character', () => {
  it.each([
    ['quotation marks', '"'.repeat(100_000), 3],
    ['anchors', '&a '.repeat(50_000), 4],
    ['aliases', '*a '.repeat(50_000), 4],
    ['empty lists', `a: ${'[]'.repeat(50_000)}`, 6],
    ['commas', `a: [${','.repeat(50_000)}]`, 6],
    ['documents', 'a: b\n---\n'.repeat(50_000), 1],
  ])('is refused at the first one: %s', (_what, text, column) => {
    const { code, position, message } = refusal(text)
    expect([code, position?.column]).toEqual(['document/not-yaml', column])
    expect(message?.length).toBeLessThan(400)
  })
})

describe('blocks that are nested too deep', () => {
  it('are refused at the first line below the limit', () => {
    const text = Array.from({ length: 900 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')
    expect(refusal(text)).toMatchObject({
      code: 'document/too-deep',
      position: { line: 401, column: 401 },
    })
  })

  it('are counted by their indentation, compact lists too', () => {
    expect(deepBlockOffset('a:\n  b:\n    c: 1\n  d:\n    e: 1\n', 3)).toBeUndefined()
    expect(deepBlockOffset('a:\n  b:\n    c:\n      d: 1\n', 3)).toBe(21)
    expect(deepBlockOffset('a:\n- - - b', 3)).toBe(3)
    expect(deepBlockOffset('# a\n  # b\n    # c\n      # d\n', 3)).toBeUndefined()
  })

  it('of brackets are never told in the words of the engine', () => {
    const { code, message } = refusal(`a: ${'['.repeat(1900)}${']'.repeat(1900)}`)
    expect(code).toBe('document/too-deep')
    expect(message).not.toMatch(/call stack/)
  })
})

describe('aliases', () => {
  const of = (size: number, times: number) =>
    `a: &a ${'x'.repeat(size)}\nb: [${Array(times).fill('*a').join(',')}]`

  it('are charged with the size of what they stand for', () => {
    expect(refusal(of(1_000_000, 50))).toMatchObject({
      code: 'document/aliases',
      position: { line: 2, column: 65 },
    })
    expect(read(of(10, 50)).value).toMatchObject({ b: Array(50).fill('xxxxxxxxxx') })
  })

  it('are charged where they stand in what other aliases stand for', () => {
    const levels = Array.from(
      { length: 6 },
      (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}, *l${i}]`,
    )
    const text = `l0: &l0 ${'x'.repeat(200_000)}\n${levels.join('\n')}`
    expect(refusal(text).code).toBe('document/aliases')
  })
})
