import { describe, expect, test } from 'vitest'
import { circles, importGraph, importsIn } from './import-cycles.mjs'

describe('imports of a file', () => {
  test('are values and types, on one line or several, and what is exported from elsewhere', () => {
    const text = `import { a } from './a.ts'
import type {
  B,
  C,
} from '../b.ts'
import './theme.css'
import x from 'package'
export type { D } from './d.ts'
export const later = async () => (await import('./e.ts')).e
const words = "import { f } from './f.ts'"
`
    expect(importsIn('src/room/file.ts', text)).toEqual([
      'src/room/a.ts',
      'src/b.ts',
      'src/room/theme.css',
      'src/room/d.ts',
    ])
  })
})

const found = (imports) => circles(importGraph(Object.keys(imports), (file) => imports[file] ?? []))

describe('circles', () => {
  test('do not occur in a tree, or where two files import the same one', () => {
    expect(found({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([])
  })
  test('are found with every file in them, whatever leads there', () => {
    const imports = { a: ['b'], b: ['c'], c: ['d', 'e'], d: ['b'], e: [], f: ['g'], g: ['f'] }
    expect(found(imports)).toEqual([
      ['b', 'c', 'd'],
      ['f', 'g'],
    ])
  })
  test('of two that share a file are one', () => {
    expect(found({ a: ['b'], b: ['a', 'c'], c: ['b'] })).toEqual([['a', 'b', 'c']])
  })
  test('of a file with itself count, imports of files that are not looked at do not', () => {
    expect(found({ a: ['a', 'package'] })).toEqual([['a']])
  })
  test('are found at the end of a chain of 50,000 files', () => {
    const chain = Array.from({ length: 50_000 }, (_, i) => [`f${i}`, [`f${i + 1}`]])
    const imports = Object.fromEntries([...chain, ['f50000', ['f49999']]])
    expect(found(imports)).toEqual([['f49999', 'f50000']])
  })
})
