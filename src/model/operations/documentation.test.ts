import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { emptyDesign } from './designs.ts'
import { addDocumentationVersion } from './documentation.ts'
import { addRestApi } from './restApis.ts'

function value(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

describe('adding a documentation version', () => {
  const version = { version: 'v1', createdDate: '2026-01-31T12:00:00Z' }
  const design = value(
    addRestApi(emptyDesign('d', countingIds()), { apiId: 'a', rootResourceId: 'r', name: 'pets' }),
  )
  const added = value(
    addDocumentationVersion(design, { apiId: 'a', version: { ...version, description: 'First' } }),
  )

  it('is refused for one that the API has, which stays as it is', () => {
    expect(addDocumentationVersion(added, { apiId: 'a', version })).toMatchObject({
      ok: false,
      problems: [
        {
          code: 'documentation/version-exists',
          message: 'Documentation version already exists',
          at: ['apis', 'a', 'documentationVersions', 'v1'],
        },
      ],
    })
  })

  it('is refused for a blank name', () => {
    const blank = addDocumentationVersion(design, {
      apiId: 'a',
      version: { ...version, version: ' ' },
    })
    expect(blank.problems[0]?.code).toBe('documentation/version-blank')
  })
})
