import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import type { Result } from '../result.ts'
import type { ApiKey, UsagePlan } from '../schema/access.ts'
import type { Design } from '../schema/design.ts'
import {
  putApiKey,
  putUsagePlan,
  putVpcLink,
  removeApiKey,
  removeUsagePlan,
  removeVpcLink,
} from './access.ts'
import { emptyDesign } from './designs.ts'
import { addMethod } from './methods.ts'
import { addResourcePath } from './resources.ts'
import { addRestApi } from './restApis.ts'

function taken(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function codeOf(result: Result<Design>): string | undefined {
  return result.ok ? undefined : result.problems[0]?.code
}

const nextId = countingIds()
const key: ApiKey = { id: 'key', name: 'partner', value: 'k'.repeat(20), enabled: true, tags: {} }
const plan: UsagePlan = {
  id: 'plan',
  name: 'Basic',
  apiStages: [{ apiId: 'api', stage: 'dev', throttle: { '/pets/GET': { burstLimit: 2 } } }],
  throttle: { burstLimit: 5, rateLimit: 0.5 },
  quota: { limit: 100, offset: 0, period: 'DAY' },
  keyIds: ['key'],
  tags: {},
}

function withStage(): Design {
  const design = taken(
    addRestApi(emptyDesign('d', nextId), { apiId: 'api', rootResourceId: 'root', name: 'Pets' }),
  )
  const withPets = taken(addResourcePath(design, { apiId: 'api', path: '/pets', nextId }))
  const api = withPets.apis['api']
  if (api?.protocol !== 'REST') throw new Error('no API')
  const pets = Object.values(api.resources).find(({ pathPart }) => pathPart === 'pets')
  const ref = { apiId: 'api', resourceId: pets?.id ?? '', httpMethod: 'GET' as const }
  return taken(addMethod(withPets, ref)) // the API comes with its stage dev
}

const withKey = () => taken(putApiKey(withStage(), { key }))

describe('API keys', () => {
  it.each<[string, Partial<ApiKey>, string]>([
    ['a value below 20 characters', { value: 'k'.repeat(19) }, 'api-key/value'],
    ['a value above 128 characters', { value: 'k'.repeat(129) }, 'api-key/value'],
    ['a name above 1024 characters', { name: 'n'.repeat(1025) }, 'api-key/name'],
    ['the value of another key', { id: 'other' }, 'api-key/value-in-use'],
  ])('cannot have %s', (_what, change, code) => {
    expect(codeOf(putApiKey(withKey(), { key: { ...key, ...change } }))).toBe(code)
  })

  it('leave their plans when they go', () => {
    const design = taken(putUsagePlan(withKey(), { plan }))
    const { usagePlans, apiKeys } = taken(removeApiKey(design, key)).access
    expect(apiKeys).toEqual({})
    expect(usagePlans['plan']?.keyIds).toEqual([])
  })
})

describe('usage plans', () => {
  it('cover stages, limit methods and have keys', () => {
    expect(taken(putUsagePlan(withKey(), { plan })).access.usagePlans['plan']).toBe(plan)
  })

  it.each<[string, Partial<UsagePlan>, string]>([
    ['a blank name', { name: ' ' }, 'usage-plan/name-blank'],
    [
      'a stage that is not there',
      { apiStages: [{ apiId: 'api', stage: 'x' }] },
      'usage-plan/stage',
    ],
    [
      'a stage twice',
      { apiStages: [1, 2].map(() => ({ apiId: 'api', stage: 'dev' })) },
      'usage-plan/stage-twice',
    ],
    [
      'limits of a method that is not there',
      { apiStages: [{ apiId: 'api', stage: 'dev', throttle: { '/pets/PUT': {} } }] },
      'usage-plan/method',
    ],
    ['half a request as a burst', { throttle: { burstLimit: 0.5 } }, 'usage-plan/burst'],
    ['a negative rate', { throttle: { rateLimit: -1 } }, 'usage-plan/rate'],
    ['a quota without a period', { quota: { limit: 1 } }, 'usage-plan/quota-period'],
    ['a key that is not there', { keyIds: ['none'] }, 'usage-plan/key'],
  ])('cannot have %s', (_what, change, code) => {
    expect(codeOf(putUsagePlan(withKey(), { plan: { ...plan, ...change } }))).toBe(code)
  })

  it('stay while they cover a stage', () => {
    const design = taken(putUsagePlan(withKey(), { plan }))
    expect(codeOf(removeUsagePlan(design, plan))).toBe('usage-plan/in-use')
    const bare = taken(putUsagePlan(design, { plan: { ...plan, apiStages: [] } }))
    expect(taken(removeUsagePlan(bare, plan)).access.usagePlans).toEqual({})
  })
})

describe('VPC links', () => {
  const link = { id: 'link', name: 'internal', targetArns: [], tags: {} }

  it('need a name and targets that are ARNs', () => {
    expect(codeOf(putVpcLink(withStage(), { link: { ...link, name: '' } }))).toBe(
      'vpc-link/name-blank',
    )
    const broken = { ...link, targetArns: ['nlb'] }
    expect(codeOf(putVpcLink(withStage(), { link: broken }))).toBe('vpc-link/arn')
  })

  it('are put and removed', () => {
    const design = taken(putVpcLink(withStage(), { link }))
    expect(design.access.vpcLinks['link']).toBe(link)
    expect(taken(removeVpcLink(design, link)).access.vpcLinks).toEqual({})
    expect(codeOf(removeVpcLink(withStage(), link))).toBe('vpc-link/not-found')
  })
})
