import { Validator } from '@cfworker/json-schema'
import type { Schema } from '@cfworker/json-schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBodySchema } from './bodySchema.ts'

const errorsOf = (schema: unknown, value: unknown) =>
  createBodySchema(schema, '', () => undefined).validate(value)

test.each([
  [
    'required members',
    { type: 'object', required: ['password', 'email'] },
    {},
    'object has missing required properties (["email","password"])',
  ],
  [
    'the wrong type',
    { type: 'number' },
    'x',
    'instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])',
  ],
  [
    'a value outside an enumeration',
    { enum: ['a', 'b'] },
    'c',
    'instance value ("c") not found in enum (possible values: ["a","b"])',
  ],
  [
    'a short text',
    { minLength: 3 },
    'ab',
    'string "ab" is too short (length: 2, required minimum: 3)',
  ],
  [
    'a number below the minimum',
    { minimum: 1 },
    0,
    'numeric instance is lower than the required minimum (minimum: 1, found: 0)',
  ],
  [
    'a member that is not allowed',
    { properties: { a: {} }, additionalProperties: false },
    { b: 1 },
    'object instance has properties which are not allowed by the schema: ["b"]',
  ],
  [
    'a pattern that is not found',
    { pattern: '^a+$' },
    'b',
    'ECMA 262 regex "^a+$" does not match input string "b"',
  ],
  [
    'neither of two schemas',
    { oneOf: [{ type: 'null' }, { type: 'string' }] },
    1,
    'instance failed to match exactly one schema (matched 0 out of 2)',
  ],
])('%s is told in the words of the service', (_what, schema, value, message) => {
  expect(errorsOf(schema, value)).toEqual([message])
})

test('a draft-4 exclusive minimum excludes the minimum itself', () => {
  expect(errorsOf({ minimum: 1, exclusiveMinimum: true }, 1)).toHaveLength(1)
  expect(errorsOf({ minimum: 1, exclusiveMinimum: true }, 2)).toEqual([])
})

test('a pattern that explodes elsewhere takes no time here', () => {
  const began = performance.now()
  expect(errorsOf({ pattern: '^(a+)+$' }, 'a'.repeat(50_000) + '!')).toHaveLength(1)
  expect(performance.now() - began).toBeLessThan(2000)
})

test('a schema that refers to itself without end is stopped', () => {
  const schema = { $ref: '#' }
  const body = createBodySchema(schema, '', () => ({ schema, document: '' }))
  expect(body.validate({})).toEqual(['not simulated: the schema is too deep to be validated'])
})

test('a long list is validated to its end', () => {
  const list = Array.from({ length: 300_000 }, () => 1)
  const schema = createBodySchema({ items: { type: 'integer' } }, '', () => undefined)
  expect(schema.validate(list, 2 * list.length)).toEqual([])
  expect(schema.validate([...list, 'x'], 2 * list.length)).toHaveLength(1)
})

test('of a list that is all wrong no more is told than is read', () => {
  const list = Array.from({ length: 1000 }, () => 'x')
  expect(errorsOf({ items: { type: 'integer' } }, list)).toHaveLength(100)
})

test('a schema that tries everything twice at each level is stopped', () => {
  const schema = { anyOf: [{ $ref: '#' }, { $ref: '#' }] }
  const body = createBodySchema(schema, '', () => ({ schema, document: '' }))
  expect(body.validate({})).not.toEqual([])
})

const scalars = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom('', 'a', 'ab', 'abc'),
)
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value
const small = fc.integer({ min: 0, max: 3 })
const schemas = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2 },
    fc.constant({}),
    fc.record(
      {
        type: fc.constantFrom('object', 'array', 'string', 'integer', 'number', 'boolean', 'null'),
        enum: fc.array(scalars, { minLength: 1, maxLength: 3 }),
        required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 }),
        properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema'), {
          maxKeys: 2,
          noNullPrototype: true,
        }),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
        items: tie('schema'),
        minItems: small,
        maxItems: small,
        uniqueItems: fc.boolean(),
        minLength: small,
        maxLength: small,
        minimum: small,
        maximum: small,
        minProperties: small,
        anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        not: tie('schema'),
      },
      { requiredKeys: [] },
    ),
  ),
})).schema

test.each<[unknown[], boolean]>([
  [[{}, []], true],
  [[{ a: 1 }, [['a', 1]]], true],
  [[{ members: [] }, {}], true],
  [
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    false,
  ],
  [[{ ['__proto__']: 1 }, {}], true],
])('the elements of %j are unique: %s', (value, isUnique) => {
  expect(errorsOf({ uniqueItems: true }, value)).toEqual(
    isUnique ? [] : ['array must not contain duplicate elements'],
  )
})

test('it agrees with another validator on random schemas and values', () => {
  fc.assert(
    fc.property(schemas, values, (schema, value) => {
      const other = new Validator(schema as Schema, '4').validate(value).valid // objects are schemas
      expect(errorsOf(schema, value).length === 0).toBe(other)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['a broken pattern', '('],
  ['flags that ECMA 262 does not have', '(?i)a'],
  ['a possessive quantifier', 'a++'],
  ['a pattern of 60,000 characters', '(a|b)*'.repeat(10_000)],
])('%s lets no text pass, whatever is combined with it', (_what, pattern) => {
  for (const schema of [
    { pattern },
    { not: { pattern } },
    { anyOf: [{ pattern }, {}] },
    { patternProperties: { [pattern]: {} } },
  ]) {
    const errors = errorsOf(schema, 'patternProperties' in schema ? { b: 1 } : 'b')
    expect(errors.at(-1)).toMatch(/^not simulated: the pattern .* cannot be matched: it is/)
  }
})

test('a broken pattern says nothing of values that are not texts', () => {
  expect(errorsOf({ pattern: '(' }, 1)).toEqual([])
})

test.each([
  ['^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d@$!%]{8,}$', 'Abcdefg1', 'abcdefg1'],
  ['^(?!admin$).+$', 'adminx', 'admin'],
  ['^([a-z])\\1$', 'aa', 'ab'],
  ['(?<=\\$)\\d+', 'a $5', 'a 5'],
  ['^(?=a)a$', 'a', 'a\n'],
  ['(?=x)x\\sy', 'x\u00a0y', 'xy'],
])('%s looks around or back as ECMA 262 does', (pattern, fitting, other) => {
  expect(errorsOf({ pattern }, fitting)).toEqual([])
  expect(errorsOf({ pattern }, other)).toHaveLength(1)
})

test('a search that takes too long is given up, and the text is refused', () => {
  const errors = errorsOf({ pattern: '(?=a)(a+)+$' }, 'a'.repeat(200) + '!')
  expect(errors).toEqual([
    'not simulated: the pattern "(?=a)(a+)+$" cannot be matched: pattern and text together take too long',
  ])
})

test('many texts share what patterns may take', () => {
  const schema = { items: { pattern: '(a?){20}b?'.repeat(20) } }
  const errors = errorsOf(schema, Array<string>(2000).fill('a'.repeat(1000)))
  expect(errors.at(-1)).toContain('take too long')
})
