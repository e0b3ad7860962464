import { describe, expect, it } from 'vitest'
import {
  addMethod,
  addResourcePath,
  addRestApi,
  countingIds,
  emptyDesign,
} from '../../model/index.ts'
import type { Design, Result } from '../../model/index.ts'
import { entriesOf, unfolded } from './Navigator.tsx'

function must(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

const nextId = countingIds('id')
const drawn = must(
  addResourcePath(
    must(addRestApi(emptyDesign('d', nextId), { apiId: 'api', rootResourceId: 'root', name: 'a' })),
    { apiId: 'api', path: '/pets/{petId}', nextId },
  ),
)
const design = must(addMethod(drawn, { apiId: 'api', resourceId: 'root', httpMethod: 'GET' }))

describe('the tree', () => {
  const all = entriesOf(design)
  const labels = (entries: typeof all) => entries.map(({ label, verb }) => verb ?? label)

  it('has the design, its APIs, resources with their methods, models and stages', () => {
    expect(labels(all)).toEqual([
      'd',
      'a',
      'Resources',
      '/',
      'GET',
      '/pets',
      '/{petId}',
      'Models',
      'Empty',
      'Error',
      'Stages',
      'dev',
    ])
  })

  it('hides what is below a folded row, and nothing after it', () => {
    const pets = all.find(({ label }) => label === '/pets')
    const key = pets?.at.join('/') ?? ''
    expect(labels(unfolded(all, new Set([key])))).not.toContain('/{petId}')
    expect(labels(unfolded(all, new Set([key])))).toContain('Models')
  })

  it('folds a section and leaves the rest', () => {
    const folded = labels(unfolded(all, new Set(['apis/api/models section'])))
    expect(folded).not.toContain('Empty')
    expect(folded).toContain('Models')
    expect(folded).toContain('dev')
  })
})
