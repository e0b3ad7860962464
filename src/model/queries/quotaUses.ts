import type { Address } from '../address.ts'
import type { Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import { multiLevelMappings, quotaOfApi } from './quotaOfApi.ts'
import type { QuotaName } from './quotas.ts'

/** How much of a quota something has used. */
export interface QuotaUse {
  readonly quota: QuotaName
  readonly count: number
  /** What has it: an API, a stage, a key. */
  readonly owner: string
  readonly at: Address
}

type Counted = Pick<Design, 'apis' | 'access'>

/** What a design uses of everything that is counted, whether much or little, and the characters of its resource policies. */
export function quotaUses(design: Counted): QuotaUse[] {
  return [
    ...accountUses(design),
    ...Object.values(design.apis).flatMap((api) => (api.protocol === 'REST' ? apiUses(api) : [])),
    ...accessUses(design),
  ]
}

function accountUses({ apis, access }: Counted): QuotaUse[] {
  const restApis = Object.values(apis).filter((api) => api.protocol === 'REST')
  const apisOf = (quota: QuotaName) => restApis.filter((api) => quotaOfApi(api) === quota).length
  const isPrivate = (types: readonly string[] = []) => types.includes('PRIVATE')
  const domains = Object.values(access.domainNames)
  const privateDomains = domains.filter((each) => isPrivate(each.endpointConfiguration?.types))
  const counts: readonly (readonly [QuotaName, number, Address])[] = [
    ['regionalApis', apisOf('regionalApis'), ['apis']],
    ['edgeApis', apisOf('edgeApis'), ['apis']],
    ['privateApis', apisOf('privateApis'), ['apis']],
    ['domainNames', domains.length - privateDomains.length, ['access', 'domainNames']],
    ['privateDomainNames', privateDomains.length, ['access', 'domainNames']],
    ['apiKeys', size(access.apiKeys), ['access', 'apiKeys']],
    ['usagePlans', size(access.usagePlans), ['access', 'usagePlans']],
    ['clientCertificates', size(access.clientCertificates), ['access', 'clientCertificates']],
    ['vpcLinks', size(access.vpcLinks), ['access', 'vpcLinks']],
  ]
  return counts.map(([quota, count, at]) => ({ quota, count, owner: 'The account', at }))
}

function apiUses(api: RestApi): QuotaUse[] {
  const at: Address = ['apis', api.id]
  const counts: readonly (readonly [QuotaName, number])[] = [
    ['resources', size(api.resources)],
    ['stages', size(api.stages)],
    ['authorizers', size(api.authorizers)],
    ['documentationParts', size(api.documentationParts)],
    ['resourcePolicy', api.policy?.length ?? 0],
  ]
  return [
    ...counts.map(([quota, count]) => ({ quota, count, owner: api.name, at })),
    ...Object.values(api.stages).flatMap(({ stageName, variables, tags }): QuotaUse[] => {
      const owner = `The stage ${stageName} of ${api.name}`
      const stageAt = [...at, 'stages', stageName]
      return [
        { quota: 'stageVariables', count: size(variables), owner, at: [...stageAt, 'variables'] },
        { quota: 'tags', count: size(tags), owner, at: [...stageAt, 'tags'] },
      ]
    }),
  ]
}

function accessUses({ access }: Counted): QuotaUse[] {
  const plans = new Map<string, number>()
  for (const { keyIds } of Object.values(access.usagePlans)) {
    for (const id of keyIds) plans.set(id, (plans.get(id) ?? 0) + 1)
  }
  return [
    ...Object.values(access.domainNames).map(({ domainName, basePathMappings }): QuotaUse => ({
      quota: 'multiLevelMappings',
      count: multiLevelMappings(basePathMappings),
      owner: domainName,
      at: ['access', 'domainNames', domainName],
    })),
    ...[...plans].map(([id, count]): QuotaUse => ({
      quota: 'plansPerKey',
      count,
      owner: `The API key ${Object.hasOwn(access.apiKeys, id) ? (access.apiKeys[id]?.name ?? id) : id}`,
      at: ['access', 'apiKeys', id],
    })),
    ...Object.values(access.usagePlans).flatMap(({ id, name, apiStages }) =>
      apiStages.map(({ stage, throttle = {} }, i): QuotaUse => ({
        quota: 'methodThrottles',
        count: size(throttle),
        owner: `The usage plan ${name}, at the stage ${stage},`,
        at: ['access', 'usagePlans', id, 'apiStages', String(i), 'throttle'],
      })),
    ),
  ]
}

function size(map: object): number {
  return Object.keys(map).length
}
