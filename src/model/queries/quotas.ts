/** What an account, an API or a part of one may have. */
export interface Quota {
  /** What is counted or measured, in the plural where it is counted. */
  readonly name: string
  /** What has it. */
  readonly of: 'account' | 'API' | 'domain name' | 'API key' | 'stage' | 'usage plan' | 'call'
  readonly most: number
  readonly unit: 'count' | 'characters' | 'bytes' | 'ms' | 's'
  /** True where the service raises it for an account that asks. */
  readonly isRaisable: boolean
}

type Owner = Quota['of']

const fixed = (of: Owner, most: number, name: string, unit: Quota['unit'] = 'count'): Quota => ({
  name,
  of,
  most,
  unit,
  isRaisable: false,
})

const raisable = (of: Owner, most: number, name: string, unit?: Quota['unit']): Quota => ({
  ...fixed(of, most, name, unit),
  isRaisable: true,
})

/**
 * The quotas of REST APIs: the one table that the model's operations, the management calls, lint and the simulator read.
 * What is fixed is refused everywhere. What can be raised is a warning in a design, as the account that it is for may have
 * more, and a refusal of the management calls unless their account has. Source of a row that names none: developer guide,
 * quotas. Unconfirmed: 8,000 bytes of headers for private APIs.
 */
export const quotas = {
  regionalApis: fixed('account', 600, 'Regional APIs'),
  edgeApis: fixed('account', 120, 'Edge-optimized APIs'),
  privateApis: fixed('account', 600, 'Private APIs'),
  domainNames: raisable('account', 120, 'Public custom domain names'),
  privateDomainNames: raisable('account', 50, 'Private custom domain names'),
  apiKeys: fixed('account', 10_000, 'API keys'),
  usagePlans: raisable('account', 300, 'Usage plans'),
  clientCertificates: raisable('account', 60, 'Client certificates'),
  vpcLinks: raisable('account', 20, 'VPC links'),
  /** A second; in some regions less. */
  accountRate: raisable('account', 10_000, 'Requests'),
  accountBurst: fixed('account', 5000, 'Requests at once'),

  multiLevelMappings: fixed('domain name', 200, 'Base path mappings of several parts'),
  plansPerKey: raisable('API key', 10, 'Usage plans'),
  methodThrottles: raisable('usage plan', 20, 'Method throttles of a stage'),

  resources: raisable('API', 300, 'Resources'),
  stages: raisable('API', 10, 'Stages'),
  authorizers: raisable('API', 10, 'Authorizers'),
  documentationParts: raisable('API', 2000, 'Documentation parts'),
  resourcePolicy: raisable('API', 8192, 'Resource policy', 'characters'),
  importFile: fixed('API', 6 * 1024 * 1024, 'API definition', 'bytes'),
  /** Source: developer guide, known issues. */
  mappingTemplate: fixed('API', 300 * 1024, 'Mapping template', 'characters'),
  /** Raised for regional and private APIs alone. */
  integrationTimeout: raisable('API', 29_000, 'Integration timeout', 'ms'),
  shortestTimeout: fixed('API', 50, 'Shortest integration timeout', 'ms'),
  /** Source: developer guide, response streaming. */
  streamTimeout: fixed('API', 900_000, 'Integration timeout of a stream', 'ms'),

  stageVariables: fixed('stage', 100, 'Stage variables'),
  stageVariableName: fixed('stage', 64, 'Name of a stage variable', 'characters'),
  stageVariableValue: fixed('stage', 512, 'Value of a stage variable', 'characters'),
  tags: fixed('stage', 50, 'Tags'),
  cacheTtl: fixed('stage', 3600, 'Time to live in the cache', 's'),

  payload: fixed('call', 10_485_760, 'Payload', 'bytes'),
  headers: fixed('call', 10_240, 'Headers', 'bytes'),
  privateHeaders: fixed('call', 8000, 'Headers of a private API', 'bytes'),
  url: fixed('call', 10_240, 'URL', 'characters'),
  edgeUrl: fixed('call', 8192, 'URL of an edge-optimized API', 'characters'),
  cachedResponse: fixed('call', 1_048_576, 'Cached response', 'bytes'),
  methodArn: fixed('call', 1600, 'Method ARN with authorization', 'bytes'),
  logEvent: fixed('call', 1024, 'Log event', 'bytes'),
} satisfies { readonly [name: string]: Quota }

export type QuotaName = keyof typeof quotas

/** Raised quotas of an account: what can be raised, to what it was raised; `all`: of an account that nothing is known of. */
export type RaisedQuotas = 'all' | { readonly [K in QuotaName]?: number }

/** How much an account may have: what a quota was raised to, if it can be. */
export function mostOf(name: QuotaName, raised: RaisedQuotas = {}): number {
  const { most, isRaisable } = quotas[name]
  if (!isRaisable) return most
  return raised === 'all' ? Infinity : Math.max(most, raised[name] ?? 0)
}

/**
 * What the service answers where there is one too many. Its words are known for resources, authorizers and integrations;
 * for all others they are formed alike, unconfirmed, and where asking does not help the second sentence has the number.
 */
export function quotaReached(name: QuotaName): string {
  const { name: what, of, unit, most, isRaisable } = quotas[name]
  if (unit !== 'count') return `${what} exceeds the maximum of ${most} ${unit} for this ${of}.`
  const help = isRaisable
    ? `Please contact AWS if you need additional ${what}.`
    : `There can be ${most}.`
  return `Maximum number of ${what} for this ${of} has been reached.  ${help}`
}
