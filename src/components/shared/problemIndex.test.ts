import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin } from '../../model/index.ts'
import type { Problem } from '../../model/index.ts'
import { indexProblems } from './problemIndex.ts'

const problemAt = (at: readonly string[], message = ''): Problem => ({
  severity: 'warning',
  code: 'test',
  message,
  at,
})

const addresses = fc.array(fc.constantFrom('a', 'b', '', '__proto__', 'a/b'), { maxLength: 4 })

describe('problems by their places', () => {
  it('are found under their own address and every one above it, in their order', () => {
    const problems = [
      problemAt(['apis', 'x', 'stages'], 'first'),
      problemAt(['apis', 'y'], 'second'),
      problemAt(['apis', 'x'], 'third'),
    ]
    const messagesAt = (...at: string[]) =>
      indexProblems(problems)
        .at(at)
        .map(({ message }) => message)
    expect(messagesAt('apis', 'x')).toEqual(['first', 'third'])
    expect(messagesAt('apis')).toEqual(['first', 'second', 'third'])
    expect(messagesAt()).toEqual(['first', 'second', 'third'])
    expect(messagesAt('apis', 'x', 'stages', 'dev')).toEqual([])
  })

  it('are those that a look through all of them finds, whatever the addresses are', () => {
    fc.assert(
      fc.property(fc.array(addresses), addresses, (places, at) => {
        const problems = places.map((place, i) => problemAt(place, String(i)))
        const found = indexProblems(problems).at(at)
        expect(found).toEqual(problems.filter((problem) => isWithin(problem.at, at)))
      }),
    )
  })
})
