import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import type { Result } from '../result.ts'
import type { ApiKey, DomainName, UsagePlan, VpcLink } from '../schema/access.ts'
import type { Design } from '../schema/design.ts'
import { integration } from '../schema/integrations/index.ts'
import { putApiKey, putUsagePlan, putVpcLink } from './access.ts'
import { emptyDesign } from './designs.ts'
import { putDomainName } from './identities.ts'
import { putIntegration } from './integrations.ts'
import { addMethod } from './methods.ts'
import { addResource } from './resources.ts'
import { addRestApi, updateRestApi } from './restApis.ts'
import { addStage, updateStage } from './stages.ts'

function taken(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function refused(result: Result<Design>): string | undefined {
  const problem = result.ok ? undefined : result.problems[0]
  return problem && `${problem.code} at ${problem.at.join('/')}: ${problem.message}`
}

const empty = () => emptyDesign('d', countingIds())
const named = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`)
const all = (
  design: Design,
  count: number,
  step: (design: Design, name: string) => Result<Design>,
) => named(count).reduce((before, name) => taken(step(before, name)), design)
const tagged = (count: number) => Object.fromEntries(named(count).map((name) => [name, 'x']))
const key = (id: string, change: Partial<ApiKey> = {}): ApiKey => ({
  id,
  value: id.padEnd(20, '-'),
  enabled: true,
  tags: {},
  ...change,
})
const plan: UsagePlan = { id: 'p', name: 'basic', apiStages: [], keyIds: [], tags: {} }
const link: VpcLink = { id: 'l', name: 'link', targetArns: [], tags: {} }
const domain: DomainName = { domainName: 'api.example.com', basePathMappings: [], tags: {} }
const addApi = (design: Design, apiId: string) =>
  addRestApi(design, { apiId, rootResourceId: 'r', name: apiId })

describe('what is beyond a quota that is fixed', () => {
  it('is refused where it would stand: APIs of one endpoint type', () => {
    const full = all(empty(), 120, addApi)
    const reached =
      'Maximum number of Edge-optimized APIs for this account has been reached.  There can be 120.'
    expect(refused(addApi(full, 'more'))).toBe(
      `quota/edgeApis at apis/more/endpointConfiguration: ${reached}`,
    )
    const regional = { endpointConfiguration: { types: ['REGIONAL' as const], vpcEndpointIds: [] } }
    const edge = { endpointConfiguration: { types: ['EDGE' as const], vpcEndpointIds: [] } }
    const one = taken(updateRestApi(full, { apiId: 'n7', change: regional }))
    const again = taken(addApi(one, 'more'))
    expect(refused(updateRestApi(again, { apiId: 'n7', change: edge }))).toBe(
      `quota/edgeApis at apis/n7/endpointConfiguration: ${reached}`,
    )
    expect(updateRestApi(again, { apiId: 'n8', change: { ...edge, name: 'x' } }).ok).toBe(true)
  })

  it('is refused where it would stand: API keys, of which any can still be changed', () => {
    const apiKeys = Object.fromEntries(named(10_000).map((id) => [id, key(id)]))
    const design = { ...empty(), access: { ...empty().access, apiKeys } }
    expect(refused(putApiKey(design, { key: key('more') }))).toBe(
      'quota/apiKeys at access/apiKeys/more: Maximum number of API keys for this account has been reached.  There can be 10000.',
    )
    expect(putApiKey(design, { key: key('n9', { name: 'x' }) }).ok).toBe(true)
  })

  it('is refused where it would stand: tags of a stage, unless it had as many before', () => {
    const design = taken(addApi(empty(), 'a'))
    const stage = { apiId: 'a', stageName: 'dev' }
    const full = taken(updateStage(design, { ...stage, change: { tags: tagged(50) } }))
    const more = { change: { tags: tagged(51) } }
    const refusal =
      'quota/tags at apis/a/stages/dev/tags: Maximum number of Tags for this stage has been reached.  There can be 50.'
    expect(refused(updateStage(full, { ...stage, ...more }))).toBe(refusal)
    const dev = { stageName: 'other', tags: tagged(51) }
    expect(refused(addStage(full, { apiId: 'a', stage: dev }))).toBe(
      refusal.replace('dev', 'other'),
    )
  })

  it('is refused where it would stand: base paths of several parts', () => {
    const design = taken(addApi(empty(), 'a'))
    const mapped = (count: number) => ({
      ...domain,
      basePathMappings: named(count).map((name) => ({ basePath: `v1/${name}`, apiId: 'a' })),
    })
    const full = taken(putDomainName(design, { domain: mapped(200) }))
    expect(refused(putDomainName(full, { domain: mapped(201) }))).toBe(
      'quota/multiLevelMappings at access/domainNames/api.example.com/basePathMappings: Maximum number of Base path mappings of several parts for this domain name has been reached.  There can be 200.',
    )
    const flat = mapped(201).basePathMappings.map((each, i) =>
      i === 0 ? { ...each, basePath: 'one' } : each,
    )
    const domainWithFlat = { ...domain, basePathMappings: flat }
    expect(putDomainName(full, { domain: domainWithFlat }).ok).toBe(true)
  })
})

describe('what an account may have more of is no refusal of an edit', () => {
  it('be it stages, resources, plans or a timeout', () => {
    const design = taken(addApi(empty(), 'a'))
    const stages = all(design, 11, (before, stageName) =>
      addStage(before, { apiId: 'a', stage: { stageName } }),
    )
    const resources = all(stages, 301, (before, id) =>
      addResource(before, { apiId: 'a', resourceId: id, parentId: 'r', pathPart: id }),
    )
    expect(all(resources, 301, (d, id) => putUsagePlan(d, { plan: { ...plan, id } }))).toBeDefined()
  })

  it.each([
    ['EDGE', 29_001, false],
    ['EDGE', 29_000, true],
    ['REGIONAL', 60_000, true],
    ['PRIVATE', 60_000, true],
    ['REGIONAL', 900_001, false],
    ['REGIONAL', 49, false],
  ] as const)('a timeout at an API that is %s: %i ms', (type, timeoutInMillis, isTaken) => {
    const get = { apiId: 'a', resourceId: 'r', httpMethod: 'GET' } as const
    const endpointConfiguration = { types: [type], vpcEndpointIds: [] }
    const typed = updateRestApi(taken(addApi(empty(), 'a')), {
      apiId: 'a',
      change: { endpointConfiguration },
    })
    const design = taken(addMethod(taken(typed), get))
    const mock = integration.parse({ type: 'MOCK', timeoutInMillis })
    const result = putIntegration(design, { ...get, integration: mock })
    expect(result.ok).toBe(isTaken)
    if (!isTaken) expect(refused(result)).toContain(`/integration/timeoutInMillis: Timeout should`)
  })
})

describe('tags', () => {
  const base = () => taken(addApi(empty(), 'a'))
  const put: readonly (readonly [
    string,
    (design: Design, tags: Record<string, string>) => Result<Design>,
  ])[] = [
    ['apis/a', (d, tags) => updateRestApi(d, { apiId: 'a', change: { tags } })],
    [
      'apis/a/stages/dev',
      (d, tags) => updateStage(d, { apiId: 'a', stageName: 'dev', change: { tags } }),
    ],
    ['access/apiKeys/k', (d, tags) => putApiKey(d, { key: key('k', { tags }) })],
    ['access/usagePlans/p', (d, tags) => putUsagePlan(d, { plan: { ...plan, tags } })],
    ['access/vpcLinks/l', (d, tags) => putVpcLink(d, { link: { ...link, tags } })],
    [
      'access/domainNames/api.example.com',
      (d, tags) => putDomainName(d, { domain: { ...domain, tags } }),
    ],
  ]

  it.each(put)(
    'have keys and values that the service stores, and none of its own: %s',
    (at, tag) => {
      const said = (tags: Record<string, string>) => refused(tag(base(), tags))
      expect(said({ '': 'x' })).toBe(
        `tags/key at ${at}/tags/: A tag key has 1 to 128 characters, not 0`,
      )
      expect(said({ ['k'.repeat(129)]: 'x' })).toContain('1 to 128 characters, not 129')
      expect(said({ 'AWS:x': 'x' })).toBe(
        `tags/reserved at ${at}/tags/AWS:x: Tag keys that begin with aws: are the service's own: AWS:x`,
      )
      expect(said({ k: 'v'.repeat(257) })).toBe(
        `tags/value at ${at}/tags/k: A tag value has at most 256 characters; that of k has 257`,
      )
      expect(said(tagged(51))).toContain(`quota/tags at ${at}/tags`)
      expect(said({ ['k'.repeat(128)]: 'v'.repeat(256), awsome: '' })).toBeUndefined()
    },
  )
})
