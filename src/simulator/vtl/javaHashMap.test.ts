import { describe, expect, test } from 'vitest'
import { caseInsensitiveOrder } from './caseInsensitiveOrder.ts'
import { JavaHashMap, hashOrdered } from './javaHashMap.ts'

const letters = [...'abcdefghijklmnopqrstuvwxyz']

describe('the order of a java.util.HashMap', () => {
  test.each([
    [
      'buckets come before insertion',
      ['one', 'two', 'three', 'four'],
      ['four', 'one', 'two', 'three'],
    ],
    ['keys of one bucket keep their insertion order', ['Aa', 'BB'], ['Aa', 'BB']],
    ['keys of one bucket keep their insertion order, whichever it is', ['BB', 'Aa'], ['BB', 'Aa']],
    ['twelve keys are in 16 buckets', [...'abcdefghijkp'], [...'pabcdefghijk']],
    ['thirteen keys are in 32 buckets', [...'abcdefghijklp'], [...'abcdefghijklp']],
  ])('%s', (_sentence, keys, ordered) => {
    expect(hashOrdered(keys)).toEqual(ordered)
  })
  test('a map keeps its buckets when keys are removed', () => {
    const map = new JavaHashMap(letters.slice(0, 13).map((letter) => [letter, 1]))
    for (const letter of letters.slice(2, 13)) map.delete(letter)
    map.set('p', 2)
    expect([...map.keys()]).toEqual(['a', 'b', 'p'])
    expect([...new JavaHashMap(map).keys()]).toEqual(['p', 'a', 'b'])
  })
  test('a changed value is seen at once, by every way of going through the map', () => {
    const map = new JavaHashMap([['a', 1]])
    expect([...map.values()]).toEqual([1])
    map.set('a', 2)
    const seen: unknown[] = []
    map.forEach((value) => seen.push(value))
    expect([...map, ...map.entries(), ...map.values(), ...seen]).toEqual([['a', 2], ['a', 2], 2, 2])
    map.clear()
    expect([map.size, [...map]]).toEqual([0, []])
  })
})

describe('the order without regard to case', () => {
  test('sorts by letters, then by length', () => {
    const names = ['via', 'X-b', 'Host', 'x-A', 'Accept-Encoding', 'accept', 'Host-2']
    expect(names.sort(caseInsensitiveOrder)).toEqual([
      'accept',
      'Accept-Encoding',
      'Host',
      'Host-2',
      'via',
      'x-A',
      'X-b',
    ])
  })
})
