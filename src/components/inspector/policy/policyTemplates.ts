import type { RestApi } from '../../../model/index.ts'

/** A statement as a template writes it. */
export type PolicyStatement = Readonly<Record<string, unknown>>

/** What a template may know of the design. */
export interface TemplateFacts {
  readonly api: RestApi
  /** ARNs of the design's IAM roles and users, as policies name them. */
  readonly principalArns: readonly string[]
}

/** A resource policy to begin with. */
export interface PolicyTemplate {
  readonly id: string
  readonly title: string
  readonly explanation: string
  /** Values that stand for one's own; the first that is there is selected once the template is in the text. */
  readonly placeholders: readonly string[]
  /** Only private APIs can use it. */
  readonly isForPrivate?: boolean
  readonly statements: (facts: TemplateFacts) => readonly PolicyStatement[]
}

const account = '111122223333'
const range = '192.0.2.0/24'
const role = `arn:aws:iam::${account}:role/caller`
const vpc = 'vpc-0a1b2c3d'
const endpoint = 'vpce-0a1b2c3d4e5f'

const invoke = { Action: 'execute-api:Invoke', Resource: 'execute-api:/*' }
const everybody = { Effect: 'Allow', Principal: '*', ...invoke }
const denied = { Effect: 'Deny', Principal: '*', ...invoke }

/** What the editor offers to begin with, in the order of its list. */
export const policyTemplates: readonly PolicyTemplate[] = [
  {
    id: 'allow-accounts',
    title: 'Allow AWS accounts',
    explanation:
      'Callers of other accounts may sign and call: with IAM authorization on the method. Their own policies have to allow it too.',
    placeholders: [account],
    statements: () => [
      {
        Sid: 'AllowAccounts',
        Effect: 'Allow',
        Principal: { AWS: [`arn:aws:iam::${account}:root`] },
        ...invoke,
      },
    ],
  },
  {
    id: 'allow-roles',
    title: 'Allow only some IAM roles or users',
    explanation:
      'An allow-list: everybody else is denied, whatever their own policies say. With IAM authorization on the method.',
    placeholders: [role],
    statements: ({ principalArns }) => {
      const arns = principalArns.length > 0 ? principalArns : [role]
      return [
        { Sid: 'AllowRoles', Effect: 'Allow', Principal: { AWS: arns }, ...invoke },
        {
          Sid: 'DenyAllButRoles',
          ...denied,
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': arns } },
        },
      ]
    },
  },
  {
    id: 'allow-ranges',
    title: 'Deny all but some IP ranges',
    explanation: 'Only callers with these public addresses get through.',
    placeholders: [range],
    statements: () => [
      { Sid: 'AllowEverybody', ...everybody },
      {
        Sid: 'DenyOtherAddresses',
        ...denied,
        Condition: { NotIpAddress: { 'aws:SourceIp': [range] } },
      },
    ],
  },
  {
    id: 'deny-ranges',
    title: 'Deny some IP ranges',
    explanation: 'Everybody gets through but callers with these public addresses.',
    placeholders: [range],
    statements: () => [
      { Sid: 'AllowEverybody', ...everybody },
      {
        Sid: 'DenyAddresses',
        ...denied,
        Condition: { IpAddress: { 'aws:SourceIp': [range] } },
      },
    ],
  },
  {
    id: 'allow-vpc-endpoints',
    title: 'Allow only some VPC endpoints',
    explanation:
      'For private APIs: calls come through these interface endpoints, or not at all. A private API without a policy lets nobody in.',
    placeholders: [endpoint],
    isForPrivate: true,
    statements: ({ api }) => {
      const own = api.endpointConfiguration.vpcEndpointIds
      return [
        { Sid: 'AllowEverybody', ...everybody },
        {
          Sid: 'DenyOtherEndpoints',
          ...denied,
          Condition: {
            StringNotEquals: { 'aws:SourceVpce': own.length > 0 ? [...own] : [endpoint] },
          },
        },
      ]
    },
  },
  {
    id: 'allow-vpcs',
    title: 'Allow only some VPCs',
    explanation: 'For private APIs: only calls that begin in these VPCs get through.',
    placeholders: [vpc],
    isForPrivate: true,
    statements: () => [
      { Sid: 'AllowEverybody', ...everybody },
      {
        Sid: 'DenyOtherVpcs',
        ...denied,
        Condition: { StringNotEquals: { 'aws:SourceVpc': [vpc] } },
      },
    ],
  },
  {
    id: 'close-paths',
    title: 'Close some paths',
    explanation: 'Everybody gets through, but to what lies below a path nobody does.',
    placeholders: ['admin'],
    statements: () => [
      { Sid: 'AllowEverybody', ...everybody },
      { Sid: 'DenyPaths', ...denied, Resource: ['execute-api:/*/*/admin/*'] },
    ],
  },
  {
    id: 'until',
    title: 'Deny from a moment on',
    explanation: 'The API answers until a moment, and refuses everybody after it.',
    placeholders: ['2030-01-01T00:00:00Z'],
    statements: () => [
      { Sid: 'AllowEverybody', ...everybody },
      {
        Sid: 'DenyAfter',
        ...denied,
        Condition: { DateGreaterThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } },
      },
    ],
  },
]

/** A whole policy of these statements, as text. */
export function policyText(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)
}

/**
 * The text of a policy with further statements at the end of its own. What it says already, to the letter, is not said
 * twice; a Sid that is taken gets a number. `undefined` where the text is no policy that could take them.
 */
export function withStatements(
  text: string,
  added: readonly PolicyStatement[],
): string | undefined {
  if (text.trim() === '') return policyText(added)
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined
  const members = document as Readonly<Record<string, unknown>> // an object, as was just seen
  const before = members['Statement'] ?? []
  const own = Array.isArray(before) ? (before as unknown[]) : [before]
  const said = new Set(own.map((statement) => JSON.stringify(statement)))
  const sids = new Set(own.flatMap(sidsOf))
  const fresh = added
    .filter((statement) => !said.has(JSON.stringify(statement)))
    .map((statement) => withFreeSid(statement, sids))
  return JSON.stringify({ ...members, Statement: [...own, ...fresh] }, null, 2)
}

function sidsOf(statement: unknown): string[] {
  if (typeof statement !== 'object' || statement === null || !('Sid' in statement)) return []
  return typeof statement.Sid === 'string' ? [statement.Sid] : []
}

function withFreeSid(statement: PolicyStatement, taken: Set<string>): PolicyStatement {
  const { Sid } = statement
  if (typeof Sid !== 'string') return statement
  let free = Sid
  for (let i = 2; taken.has(free); i++) free = `${Sid}${i}`
  taken.add(free)
  return { ...statement, Sid: free }
}
