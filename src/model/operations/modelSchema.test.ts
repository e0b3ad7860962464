import { describe, expect, it } from 'vitest'
import { refusedSchemaValue, schemaRefusal } from './modelSchema.ts'

describe('the value of a schema that is refused', () => {
  const found = (text: string) => {
    const value = refusedSchemaValue(text)
    return value && `${value.path.join('/')} ${value.line}:${value.column}`
  }

  it.each([
    ['{"type": "object"}', undefined],
    ['{\n  "type": "objekt"\n}', 'type 2:11'],
    ['{"properties": {\n "id": {"type": "strng"}}}', 'properties/id/type 2:17'],
    ['{"allOf": [{}, {"required": []}]}', 'allOf/1/required 1:29'],
    ['{"items": [{}, 5]}', 'items/1 1:16'],
    ['{"properties": []}', 'properties 1:16'],
    ['{"items": {"$ref": "Pet"}}', 'items/$ref 1:20'],
    ['[]', ' 1:1'],
    ['{', undefined],
  ])('%j: %s', (text, expected) => {
    expect(found(text)).toBe(expected)
    if (expected !== undefined) {
      expect(schemaRefusal(text, 'application/json', [])?.problems[0]?.code).toBe('model/schema')
    }
  })
})
