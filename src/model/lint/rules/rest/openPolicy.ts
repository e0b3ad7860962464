import { statementsOf } from '../../resourcePolicy.ts'
import type { Rule } from '../../rule.ts'

export const openPolicy: Rule = {
  title: 'The resource policy keeps nobody out',
  why: 'A policy that allows everybody without a condition, beside methods that do not authorize, is as good as none, but looks like protection.',
  advice:
    'Add a Condition (an address range, a VPC endpoint), name the principals, or authorize the methods.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    methods: { 'GET /pets': { authorizationType: 'NONE' } },
    api: {
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]}',
    },
  },
  good: {
    methods: { 'GET /pets': { authorizationType: 'NONE' } },
    api: {
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}]}',
    },
  },
  check: ({ api, at, methods }) => {
    const statements = api.policy === undefined ? undefined : statementsOf(api.policy)
    if (!statements) return []
    const isOpen = statements.some(
      ({ effect, isForEverybody, hasCondition }) =>
        effect === 'Allow' && isForEverybody && !hasCondition,
    )
    // who is denied is kept out, whoever is allowed
    if (!isOpen || statements.some(({ effect }) => effect === 'Deny')) return []
    const unguarded = methods.find(
      ({ method }) =>
        method.httpMethod !== 'OPTIONS' &&
        method.authorizationType === 'NONE' &&
        !method.apiKeyRequired,
    )
    if (!unguarded) return []
    return [
      {
        message: `The resource policy of ${api.name} allows everybody, and ${unguarded.name} does not authorize either.`,
        at: [...at, 'policy'],
      },
    ]
  },
}
