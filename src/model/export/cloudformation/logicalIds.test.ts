import { describe, expect, it } from 'vitest'
import { createLogicalIds, pascalCase } from './logicalIds.ts'

describe('logical ids', () => {
  it('are numbered from 2 where the words are alike', () => {
    const ids = createLogicalIds({}, ['PetsResource2'])
    expect(['a', 'b', 'c', 'a'].map((key) => ids.of(key, '/pets', 'Resource'))).toEqual([
      'PetsResource',
      'PetsResource3',
      'PetsResource4',
      'PetsResource',
    ])
  })

  it('of 10,000 long paths that begin alike are given within 5 seconds', () => {
    const ids = createLogicalIds()
    const start = performance.now()
    const path = '/a'.repeat(5_000)
    const given = Array.from({ length: 10_000 }, (_, i) => ids.of(`r${i}`, path, 'Resource'))
    expect(performance.now() - start).toBeLessThan(5_000)
    expect(new Set(given).size).toBe(10_000)
    expect(given.at(-1)).toBe(`${'A'.repeat(200)}Resource10000`)
  })

  it('join the words of a path and cut them after the length asked for', () => {
    expect(pascalCase('/pets/{petId}-tags')).toBe('PetsPetIdTags')
    expect(pascalCase('/pets/{petId}-tags', 6)).toBe('PetsPe')
    expect(pascalCase('/')).toBe('')
  })
})
