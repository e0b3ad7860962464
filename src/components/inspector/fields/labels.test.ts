import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openDesign } from '../../../model/index.ts'
import { editLabel, inSentence } from './labels.ts'

test('a label begins small within a sentence, and abbreviations and names of products stay', () => {
  for (const [label, words] of [
    ['Description', 'description'],
    ['Stage variables', 'stage variables'],
    ['A', 'a'],
    ['API key', 'API key'],
    ['HTTP method', 'HTTP method'],
    ['CloudWatch logs', 'CloudWatch logs'],
    ['X-Ray tracing', 'X-Ray tracing'],
    ['GET /pets', 'GET /pets'],
    ['', ''],
  ] as const) {
    expect(inSentence(label)).toBe(words)
  }
})

test('an edit says what it is an edit of', () => {
  const text = readFileSync('public/examples/pet-store.gatewright.json', 'utf8')
  const opened = openDesign(JSON.parse(text))
  if (!opened.ok) throw new Error('the example opens')
  const label = (...at: string[]) => editLabel('Change description', opened.value, at)
  expect(label('description')).toBe('Change description of the design')
  expect(label('apis', 'petstoreapi', 'description')).toBe('Change description of API pet-store')
  expect(label('apis', 'petstoreapi', 'stages', 'test', 'description')).toBe(
    'Change description of stage test',
  )
  expect(label('apis', 'petstoreapi', 'resources', 'pets', 'methods', 'GET', 'x')).toBe(
    'Change description of GET /pets',
  )
})
