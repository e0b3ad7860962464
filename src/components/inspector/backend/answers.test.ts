import { describe, expect, it } from 'vitest'
import { cannedAnswerSchema } from '../../../model/index.ts'
import {
  answerKindOf,
  answerKinds,
  conditionLines,
  firstAnswers,
  firstCases,
  headerLines,
  readConditionLines,
  readHeaderLines,
} from './answers.ts'

describe('the answer of a backend as a form', () => {
  it('has a form for each answer, and begins with one of that form', () => {
    for (const { value } of answerKinds) {
      expect(answerKindOf(firstAnswers[value])).toBe(value)
      expect(cannedAnswerSchema.parse(firstAnswers[value])).toBeDefined()
    }
    expect(answerKindOf(undefined)).toBe('http')
  })
  it('writes a header with several values on several lines, and reads them back', () => {
    const headers = { 'Set-Cookie': ['a=1', 'b=2'], 'X-At': '10:30' }
    expect(headerLines(headers)).toBe('Set-Cookie: a=1\nSet-Cookie: b=2\nX-At: 10:30')
    expect(readHeaderLines(headerLines(headers))).toEqual(headers)
    expect(readHeaderLines('no header\n: nor this\n\n')).toEqual({})
  })
  it('writes conditions on lines, and reads them back', () => {
    const when = { authorizationToken: 'allow*', 'headers.X-Who': 'a: b' }
    expect(readConditionLines(conditionLines(when))).toEqual(when)
  })
  it('begins cases with answers that can be kept', () => {
    for (const { made } of firstCases) expect(cannedAnswerSchema.parse(made.answer)).toBeDefined()
  })
})
