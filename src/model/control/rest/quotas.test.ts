import { describe, expect, it } from 'vitest'
import { consoleWithApi } from '../../fixtures/managementConsole.ts'
import type { Input, ManagementConsole } from '../../fixtures/managementConsole.ts'
import { quotas } from '../../queries/quotas.ts'
import type { QuotaName } from '../../queries/quotas.ts'
import type { Design } from '../../schema/design.ts'
import type { RestApi } from '../../schema/restApi.ts'

const beyond = (message: string) => `429 LimitExceededException: ${message}`

/** So many copies of something under ids of their own. */
function copies<T>(count: number, copy: (name: string) => T): Record<string, T> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`n${i}`, copy(`n${i}`)] as const),
  )
}

/** What there is of something, until as much of it is there as the quota allows. */
function filled<T>(
  present: Readonly<Record<string, T>>,
  quota: QuotaName,
  copy: (name: string) => NoInfer<T>,
): Record<string, T> {
  const missing = quotas[quota].most - Object.keys(present).length
  return { ...present, ...copies(missing, copy) }
}

type Change = (design: Design, api: RestApi) => Design

const inRestApi =
  (change: (api: RestApi) => Partial<RestApi>): Change =>
  (design, api) => ({
    ...design,
    apis: { ...design.apis, [api.id]: { ...api, ...change(api) } },
  })
const inAccess =
  (change: (access: Design['access']) => Partial<Design['access']>): Change =>
  (design) => ({ ...design, access: { ...design.access, ...change(design.access) } })
const ofType = (quota: QuotaName, type: 'REGIONAL' | 'EDGE' | 'PRIVATE'): Change => {
  return (design, api) => {
    const typed = { ...api, endpointConfiguration: { types: [type], vpcEndpointIds: [] } }
    const { [api.id]: _own, ...others } = design.apis
    return { ...design, apis: filled(others, quota, (id) => ({ ...typed, id })) }
  }
}
const created = (type: string): Input => ({ name: 'a', endpointConfiguration: { types: [type] } })

interface Trial {
  readonly quota: QuotaName
  /** Makes as much of it as there may be. */
  readonly fill: Change
  readonly operation: string
  readonly input: (restApiId: string, service: ManagementConsole) => Input
  readonly message: string
}

const asking = (what: string, of: string) =>
  `Maximum number of ${what} for this ${of} has been reached.  Please contact AWS if you need additional ${what}.`
const final = (what: string, of: string, most: number) =>
  `Maximum number of ${what} for this ${of} has been reached.  There can be ${most}.`

const trials: readonly Trial[] = [
  {
    quota: 'regionalApis',
    fill: ofType('regionalApis', 'REGIONAL'),
    operation: 'CreateRestApi',
    input: () => created('REGIONAL'),
    message: final('Regional APIs', 'account', 600),
  },
  {
    quota: 'edgeApis',
    fill: ofType('edgeApis', 'EDGE'),
    operation: 'CreateRestApi',
    input: () => ({ name: 'a' }),
    message: final('Edge-optimized APIs', 'account', 120),
  },
  {
    quota: 'privateApis',
    fill: ofType('privateApis', 'PRIVATE'),
    operation: 'CreateRestApi',
    input: () => created('PRIVATE'),
    message: final('Private APIs', 'account', 600),
  },
  {
    quota: 'domainNames',
    fill: inAccess(({ domainNames }) => ({
      domainNames: filled(domainNames, 'domainNames', (name) => ({
        domainName: `${name}.example.com`,
        basePathMappings: [],
        tags: {},
      })),
    })),
    operation: 'CreateDomainName',
    input: () => ({ domainName: 'one.more.example.com' }),
    message: asking('Public custom domain names', 'account'),
  },
  {
    quota: 'privateDomainNames',
    fill: inAccess(({ domainNames }) => ({
      domainNames: filled(domainNames, 'privateDomainNames', (name) => ({
        domainName: `${name}.example.com`,
        basePathMappings: [],
        endpointConfiguration: { types: ['PRIVATE'] },
        tags: {},
      })),
    })),
    operation: 'CreateDomainName',
    input: () => ({
      domainName: 'one.more.example.com',
      endpointConfiguration: { types: ['PRIVATE'] },
    }),
    message: asking('Private custom domain names', 'account'),
  },
  {
    quota: 'apiKeys',
    fill: inAccess(({ apiKeys }) => ({
      apiKeys: filled(apiKeys, 'apiKeys', (id) => ({
        id,
        value: id.padEnd(20, '-'),
        enabled: true,
        tags: {},
      })),
    })),
    operation: 'CreateApiKey',
    input: () => ({ name: 'one more' }),
    message: final('API keys', 'account', 10000),
  },
  {
    quota: 'usagePlans',
    fill: inAccess(({ usagePlans }) => ({
      usagePlans: filled(usagePlans, 'usagePlans', planNamed),
    })),
    operation: 'CreateUsagePlan',
    input: () => ({ name: 'one more' }),
    message: asking('Usage plans', 'account'),
  },
  {
    quota: 'plansPerKey',
    fill: inAccess(() => ({
      apiKeys: { k: { id: 'k', value: 'k'.repeat(20), enabled: true, tags: {} } },
      usagePlans: {
        free: planNamed('free'),
        ...copies(10, (id) => ({ ...planNamed(id), keyIds: ['k'] })),
      },
    })),
    operation: 'CreateUsagePlanKey',
    input: () => ({ usagePlanId: 'free', keyId: 'k', keyType: 'API_KEY' }),
    message: asking('Usage plans', 'API key'),
  },
  {
    quota: 'vpcLinks',
    fill: inAccess(({ vpcLinks }) => ({
      vpcLinks: filled(vpcLinks, 'vpcLinks', (id) => ({ id, name: id, targetArns: [], tags: {} })),
    })),
    operation: 'CreateVpcLink',
    input: () => ({ name: 'one more', targetArns: [] }),
    message: asking('VPC links', 'account'),
  },
  {
    quota: 'resources',
    fill: inRestApi((api) => ({
      resources: filled(api.resources, 'resources', (id) => ({
        id,
        parentId: api.rootResourceId,
        pathPart: id,
        methods: {},
      })),
    })),
    operation: 'CreateResource',
    input: (restApiId, service) => ({
      restApiId,
      parentId: restApiOf(service, restApiId).rootResourceId,
      pathPart: 'one-more',
    }),
    message: asking('Resources', 'API'),
  },
  {
    quota: 'stages',
    fill: inRestApi(({ stages }) => ({ stages: filled(stages, 'stages', stageNamed) })),
    operation: 'CreateDeployment',
    input: (restApiId) => ({ restApiId, stageName: 'one-more' }),
    message: asking('Stages', 'API'),
  },
  {
    quota: 'authorizers',
    fill: inRestApi(({ authorizers }) => ({
      authorizers: filled(authorizers, 'authorizers', (id) => ({
        id,
        name: id,
        type: 'COGNITO_USER_POOLS',
        providerARNs: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a'],
      })),
    })),
    operation: 'CreateAuthorizer',
    input: (restApiId) => ({
      restApiId,
      name: 'one more',
      type: 'COGNITO_USER_POOLS',
      providerARNs: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a'],
      identitySource: 'method.request.header.Authorization',
    }),
    message: asking('Authorizers', 'API'),
  },
  {
    quota: 'documentationParts',
    fill: inRestApi(({ documentationParts }) => ({
      documentationParts: filled(documentationParts, 'documentationParts', (id) => ({
        id,
        location: { type: 'MODEL', name: id },
        properties: '{}',
      })),
    })),
    operation: 'CreateDocumentationPart',
    input: (restApiId) => ({ restApiId, location: { type: 'API' }, properties: '{}' }),
    message: asking('Documentation parts', 'API'),
  },
  {
    quota: 'resourcePolicy',
    fill: (design) => design,
    operation: 'UpdateRestApi',
    input: (restApiId) => ({
      restApiId,
      patchOperations: [
        { op: 'replace', path: '/policy', value: `{"Statement":[]}${' '.repeat(8177)}` },
      ],
    }),
    message: 'Resource policy exceeds the maximum of 8192 characters for this API.',
  },
  {
    quota: 'stageVariables',
    fill: inRestApi(() => ({
      stages: { dev: { ...stageNamed('dev'), variables: copies(100, () => 'x') } },
    })),
    operation: 'UpdateStage',
    input: (restApiId) => ({
      restApiId,
      stageName: 'dev',
      patchOperations: [{ op: 'replace', path: '/variables/more', value: 'x' }],
    }),
    message: final('Stage variables', 'stage', 100),
  },
  {
    quota: 'methodThrottles',
    fill: (design, api) => {
      const root = api.resources[api.rootResourceId]
      if (!root) throw new Error('an API has a root')
      const children = copies(21, (id) => ({ ...root, id, parentId: root.id, pathPart: id }))
      const covered = {
        apiId: api.id,
        stage: 'dev',
        throttle: Object.fromEntries(
          Object.keys(children)
            .slice(1)
            .map((id) => [`/${id}/GET`, { rateLimit: 1 }]),
        ),
      }
      return {
        ...design,
        apis: {
          [api.id]: {
            ...api,
            resources: { ...api.resources, ...children },
            stages: { dev: stageNamed('dev') },
          },
        },
        access: {
          ...design.access,
          usagePlans: { basic: { ...planNamed('basic'), apiStages: [covered] } },
        },
      }
    },
    operation: 'UpdateUsagePlan',
    input: (restApiId) => ({
      usagePlanId: 'basic',
      patchOperations: [
        {
          op: 'add',
          path: `/apiStages/${restApiId}:dev/throttle/~1n0/GET/rateLimit`,
          value: '1',
        },
      ],
    }),
    message: asking('Method throttles of a stage', 'usage plan'),
  },
  {
    quota: 'multiLevelMappings',
    fill: (design, api) => ({
      ...design,
      access: {
        ...design.access,
        domainNames: {
          'api.example.com': {
            domainName: 'api.example.com',
            basePathMappings: Object.keys(copies(200, () => '')).map((name) => ({
              basePath: `v1/${name}`,
              apiId: api.id,
            })),
            tags: {},
          },
        },
      },
    }),
    operation: 'CreateBasePathMapping',
    input: (restApiId) => ({ domainName: 'api.example.com', basePath: 'v1/more', restApiId }),
    message: final('Base path mappings of several parts', 'domain name', 200),
  },
]

function planNamed(id: string): Design['access']['usagePlans'][string] {
  return { id, name: id, apiStages: [], keyIds: [], tags: {} }
}

function stageNamed(stageName: string): RestApi['stages'][string] {
  return {
    stageName,
    variables: {},
    cacheClusterEnabled: false,
    methodSettings: {},
    tracingEnabled: false,
    tags: {},
  }
}

function restApiOf(service: ManagementConsole, restApiId: string): RestApi {
  const api = service.account.design.apis[restApiId]
  if (api?.protocol !== 'REST') throw new Error(`there is no REST API ${restApiId}`)
  return api
}

/** A console whose account has as much of something as it may have. */
function atTheEnd({ fill }: Trial) {
  const { service, restApiId } = consoleWithApi()
  const api = restApiOf(service, restApiId)
  service.account = { ...service.account, design: fill(service.account.design, api) }
  return { service, restApiId }
}

describe('quotas', () => {
  it.each(trials.map((trial) => [trial.quota, trial] as const))(
    'are an end of the management calls: %s',
    (_quota, trial) => {
      const { service, restApiId } = atTheEnd(trial)
      const before = service.account
      const answer = service.call(trial.operation, trial.input(restApiId, service))
      expect(answer).toBe(beyond(trial.message))
      expect(service.account).toBe(before)
    },
  )

  it.each(trials.map((trial) => [trial.quota, trial] as const))(
    'that the account was granted more of let it have more, unless they are fixed: %s',
    (quota, trial) => {
      const { service, restApiId } = atTheEnd(trial)
      Object.assign(service.environment, { raisedQuotas: { [quota]: quotas[quota].most + 1 } })
      const answer = service.call(trial.operation, trial.input(restApiId, service))
      if (quotas[quota].isRaisable) expect(answer).toBeTypeOf('object')
      else expect(answer).toBe(beyond(trial.message))
    },
  )

  it('stand in the way of nothing else where there was too much before', () => {
    const { service, restApiId } = consoleWithApi()
    const api = restApiOf(service, restApiId)
    const stages = copies(12, stageNamed)
    const design = { ...service.account.design, apis: { [restApiId]: { ...api, stages } } }
    service.account = { ...service.account, design }
    const stage = { restApiId, stageName: 'n3' }
    expect(service.patched('UpdateStage', stage, 'replace /description = x')).toBeTypeOf('object')
    expect(service.call('DeleteStage', stage)).toBeTypeOf('object')
    expect(service.call('CreateDeployment', { restApiId, stageName: 'more' })).toBe(
      beyond(asking('Stages', 'API')),
    )
  })

  it('are looked at where a document brings too much at once, which then leaves nothing', () => {
    const { service, restApiId } = consoleWithApi()
    const paths = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [
        `/p${i}`,
        { get: { responses: { '200': { description: 'ok' } } } },
      ]),
    )
    const document = (paths: object) =>
      JSON.stringify({ openapi: '3.0.1', info: { title: 't', version: '1' }, paths })
    const before = service.account
    const refusal = beyond(asking('Resources', 'API'))
    expect(service.call('ImportRestApi', { body: document(paths) })).toBe(refusal)
    expect(service.call('PutRestApi', { restApiId, body: document(paths) })).toBe(refusal)
    expect(service.account).toBe(before)
    const { '/p0': _one, ...fewer } = paths
    expect(service.call('ImportRestApi', { body: document(fewer) })).toBeTypeOf('object')
  })

  it.each(['ImportRestApi', 'PutRestApi', 'ImportDocumentationParts'])(
    'a document of more than 6 MB is not read, in bytes and not in characters: %s',
    (operation) => {
      const { service, restApiId } = consoleWithApi()
      const text = (description: string) =>
        JSON.stringify({
          openapi: '3.0.1',
          info: { title: 't', version: '1', description },
          paths: {},
        })
      const room = 6 * 1024 * 1024 - text('').length
      expect(
        service.call(operation, { restApiId, body: text('é'.repeat(Math.ceil(room / 2) + 1)) }),
      ).toBe(beyond('API definition exceeds the maximum of 6291456 bytes for this API.'))
      expect(service.call(operation, { restApiId, body: text('x'.repeat(room)) })).toBeTypeOf(
        'object',
      )
    },
  )

  it('a timeout above 29 seconds is for regional and private APIs of accounts that may have it', () => {
    const { service, restApiId, method } = consoleWithApi()
    const outside = (most: number) =>
      `400 BadRequestException: Timeout should be between 50 ms and ${most} ms`
    const put = (timeoutInMillis: number) =>
      service.call('PutIntegration', { ...method, type: 'MOCK', timeoutInMillis })
    expect(put(49)).toBe(outside(29000))
    expect(put(29001)).toBe(outside(29000))
    Object.assign(service.environment, { raisedQuotas: { integrationTimeout: 60_000 } })
    expect(put(29001)).toBe(outside(29000))
    service.patched(
      'UpdateRestApi',
      { restApiId },
      'replace /endpointConfiguration/types/0 = REGIONAL',
    )
    expect(put(60_000)).toMatchObject({ timeoutInMillis: 60_000 })
    expect(put(60_001)).toBe(outside(60_000))
    expect(put(49)).toBe(outside(60_000))
    expect(service.patched('UpdateIntegration', method, 'replace /timeoutInMillis = 60001')).toBe(
      outside(60_000),
    )
  })
})
