import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { emptyDesign } from './designs.ts'
import { addRestApi, referencesToApi, removeApiAndReferences } from './restApis.ts'

function must(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

/** Two APIs, `kept` and `gone`, with everything that can refer to an API. */
function twoApis(): Design {
  let design = emptyDesign('two', countingIds())
  for (const apiId of ['kept', 'gone']) {
    design = must(addRestApi(design, { apiId, rootResourceId: `${apiId}-root`, name: apiId }))
  }
  const both = <T>(of: (apiId: string) => T): T[] => ['kept', 'gone'].map(of)
  return {
    ...design,
    access: {
      ...design.access,
      domainNames: {
        'api.example.com': {
          domainName: 'api.example.com',
          basePathMappings: both((apiId) => ({ basePath: apiId, apiId, stage: 'dev' })),
          tags: {},
        },
      },
      usagePlans: {
        plan: {
          id: 'plan',
          name: 'Plan',
          apiStages: both((apiId) => ({ apiId, stage: 'dev', throttle: {} })),
          keyIds: [],
          tags: {},
        },
      },
    },
    tests: {
      suite: {
        id: 'suite',
        name: 'Suite',
        cases: Object.fromEntries(
          both((apiId) => [
            apiId,
            {
              id: apiId,
              name: apiId,
              apiId,
              request: { method: 'GET', path: '/', query: '', headers: {} },
              expect: {},
            },
          ]),
        ),
      },
    },
    mutedRules: [
      { ruleId: 'publicApi' },
      ...both((id) => ({ ruleId: 'publicApi', at: ['apis', id] })),
    ],
    layout: {
      offsets: Object.fromEntries(
        both((apiId) => [`/apis/${apiId}/resources/${apiId}-root`, { x: 8, y: 8 }]),
      ),
    },
  }
}

describe('removing an API with its references', () => {
  it('leaves no reference to it, and everything of the other API', () => {
    const design = must(removeApiAndReferences(twoApis(), { apiId: 'gone' }))
    expect(JSON.stringify(design)).not.toContain('gone')
    const expected = JSON.stringify(twoApis()).match(/kept/g)?.length
    expect(JSON.stringify(design).match(/kept/g)?.length).toBe(expected)
    expect(design.mutedRules).toHaveLength(2)
  })

  it('names what goes with it', () => {
    expect(referencesToApi(twoApis(), 'gone')).toEqual([
      '1 base path mapping',
      '1 stage of a usage plan',
      '1 saved test',
    ])
    expect(referencesToApi(twoApis(), 'nowhere')).toEqual([])
  })

  it('removes the last one too', () => {
    const one = must(removeApiAndReferences(twoApis(), { apiId: 'gone' }))
    expect(must(removeApiAndReferences(one, { apiId: 'kept' })).apis).toEqual({})
  })

  it('refuses an API that is not there', () => {
    expect(removeApiAndReferences(twoApis(), { apiId: 'nowhere' }).ok).toBe(false)
  })
})
