import { describe, expect, it } from 'vitest'
import { sampleBody, sampleOfPattern } from './sampleBody.ts'

const none = () => undefined

function sample(schema: unknown, models: Record<string, unknown> = {}): unknown {
  const text = sampleBody(JSON.stringify(schema), (name) =>
    Object.hasOwn(models, name) ? JSON.stringify(models[name]) : undefined,
  )
  return text === undefined ? undefined : JSON.parse(text)
}

describe('a sample of a JSON Schema', () => {
  it.each([
    ['every property of an object', { properties: { a: { type: 'string' } } }, { a: 'string' }],
    ['one item of a list', { type: 'array', items: { type: 'integer' } }, [1]],
    [
      'as many items as it must',
      { type: 'array', minItems: 2, items: { type: 'boolean' } },
      [true, true],
    ],
    ['an example before a default', { example: 'x', default: 'y' }, 'x'],
    ['the first permitted value', { enum: ['red', 'blue'] }, 'red'],
    ['the format of a text', { type: 'string', format: 'date' }, '2026-01-31'],
    ['the length of a text', { type: 'string', minLength: 8, maxLength: 8 }, 'stringst'],
    ['the least of a number', { type: 'number', minimum: 10 }, 10],
    ['more than an excluded least', { type: 'integer', minimum: 10, exclusiveMinimum: true }, 11],
    ['no more than the most', { type: 'integer', maximum: 0 }, 0],
    ['the first type that is not null', { type: ['null', 'string'] }, 'string'],
    [
      'all of several',
      {
        allOf: [
          { properties: { a: { type: 'integer' } } },
          { properties: { b: { type: 'integer' } } },
        ],
      },
      { a: 1, b: 1 },
    ],
    ['the first of several', { oneOf: [{ type: 'integer' }, { type: 'string' }] }, 1],
    ['what is required and not described', { type: 'object', required: ['a'] }, { a: 'string' }],
  ])('has %s', (_, schema, expected) => {
    expect(sample(schema)).toEqual(expected)
  })

  it('follows references to definitions and to other models', () => {
    const definitions = { name: { type: 'string' } }
    expect(sample({ definitions, properties: { a: { $ref: '#/definitions/name' } } })).toEqual({
      a: 'string',
    })
    const reference = { $ref: 'https://apigateway.amazonaws.com/restapis/abc/models/Pet' }
    expect(sample({ type: 'array', items: reference }, { Pet: { type: 'integer' } })).toEqual([1])
  })

  it('ends where a schema holds itself', () => {
    const node = { type: 'object', properties: { id: { type: 'integer' }, next: { $ref: '#' } } }
    expect(sample(node)).toEqual({ id: 1, next: { id: 1 } })
  })

  it('is nothing for a text that is no schema', () => {
    expect(sampleBody('{', none)).toBeUndefined()
    expect(sampleBody('[]', none)).toBeUndefined()
  })
})

describe('a text for a regular expression', () => {
  it.each([
    ['^\\d{4}-\\d{2}-\\d{2}$', '1111-11-11'],
    ['^[A-Z]{2}[0-9]+$', 'AA0'],
    ['^(red|blue)-?x*$', 'red'],
    ['^[\\w.]+@[a-z]+\\.com$', 'a@a.com'],
    ['(?:ab){2,3}', 'abab'],
  ])('%s is matched by %s', (pattern, text) => {
    expect(sampleOfPattern(pattern)).toBe(text)
    expect(text).toMatch(new RegExp(pattern))
  })

  it.each(['(?=a)b', '(a)\\1', '(', '[', '[^a]'])('%s is not attempted', (pattern) => {
    expect(sampleOfPattern(pattern)).toBeUndefined()
  })
})
