import { describe, expect, it } from 'vitest'
import { bodyFieldsOf, modelFieldsOf } from './modelFields.ts'

describe('fields for completion', () => {
  it('are those of the model, those of its lists too', () => {
    const schema = {
      properties: {
        name: { type: 'string' },
        'odd-name': {},
        items: { type: 'array', items: { properties: { id: {} } } },
      },
    }
    expect(modelFieldsOf(JSON.stringify(schema))).toEqual([
      '$.name',
      "$['odd-name']",
      '$.items',
      '$.items[0].id',
    ])
  })

  it('are those of the sample body', () => {
    expect(bodyFieldsOf('{"Items": [{"id": {"S": "a"}}], "Count": 1}')).toEqual([
      '$.Items',
      '$.Items[0].id',
      '$.Items[0].id.S',
      '$.Count',
    ])
  })

  it('are none of what is no JSON, and not endless of what is deep', () => {
    expect(modelFieldsOf('{')).toEqual([])
    expect(bodyFieldsOf('')).toEqual([])
    const deep = `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`
    expect(bodyFieldsOf(deep).length).toBeLessThan(10)
  })
})
