import { describe, expect, test } from 'vitest'
import type { Backend, Json } from '../../model/index.ts'
import { answerFor } from './cases.ts'

const answer = (body: string) => ({ status: 200, headers: {}, body })
const backend = (cases: Backend['cases']): Backend => ({
  key: 'lambda:f',
  name: 'f',
  kind: 'lambda',
  mode: 'canned',
  answer: answer('else'),
  cases,
})
const bodyFor = (when: Readonly<Record<string, string>>, event: Json | undefined) => {
  const chosen = answerFor(backend([{ when, answer: answer('case') }]), event).answer
  return chosen && 'body' in chosen ? chosen.body : undefined
}

describe('a case of a backend', () => {
  test.each<[Readonly<Record<string, string>>, Json, string]>([
    [{ authorizationToken: 'allow' }, { authorizationToken: 'allow' }, 'case'],
    [{ authorizationToken: 'allow' }, { authorizationToken: 'allowed' }, 'else'],
    [{ authorizationToken: 'Bearer *' }, { authorizationToken: 'Bearer abc' }, 'case'],
    [{ 'headers.X-Who': '?e' }, { headers: { 'X-Who': 'me' } }, 'case'],
    [{ 'headers.a.b': 'x' }, { headers: { 'a.b': 'x' } }, 'case'],
    [{ a: '1', b: 'true' }, { a: 1, b: true }, 'case'],
    [{ a: '1', b: 'true' }, { a: 1 }, 'else'],
    [{ 'list.1': 'b' }, { list: ['a', 'b'] }, 'case'],
    [{ list: '*"b"*' }, { list: ['a', 'b'] }, 'case'],
    [{ a: '*' }, { a: null }, 'else'],
    [{ 'toString.name': '*' }, {}, 'else'],
    [{ __proto__x: '*' }, {}, 'else'],
    [{ 'a.b': '*' }, { a: 'text' }, 'else'],
    [{}, null, 'case'],
  ])('%j of %j gives %s', (when, event, body) => {
    expect(bodyFor(when, event)).toBe(body)
  })
  test('has no event to fit where nothing is sent that could be read', () => {
    expect(bodyFor({ a: '*' }, undefined)).toBe('else')
  })
  test('comes before those behind it', () => {
    const cases = [
      { when: { a: 'x*' }, answer: answer('first') },
      { when: { a: 'xy' }, answer: answer('second') },
    ]
    expect(answerFor(backend(cases), { a: 'xy' })).toMatchObject({ caseIndex: 0 })
  })
})
