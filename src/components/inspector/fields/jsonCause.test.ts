import { expect, it } from 'vitest'
import { jsonCause, optionalJsonCause } from './jsonCause.ts'

it('a text that is not JSON is explained by line and column', () => {
  expect(jsonCause('{\n  "a": 1,\n  b: 2\n}')).toBe(
    'Not valid JSON: unexpected b at line 3, column 3.',
  )
  expect(jsonCause('{"a": [')).toBe('Not valid JSON: the text ends too early at line 1, column 8.')
  expect(jsonCause('')).toContain('line 1, column 1')
  expect(jsonCause('{"a": [1, null]}')).toBeUndefined()
  expect(optionalJsonCause(' ')).toBeUndefined()
  expect(optionalJsonCause('{')).toBeDefined()
})
