import type { Design } from '../../model/index.ts'
import { designOf, functionUri, mockOf } from '../pipeline/rest/testDesign.ts'

/** The text of a policy that says one thing of one resource. */
export function policyText(
  Effect: 'Allow' | 'Deny',
  Resource: string | readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): string {
  const statement = { Effect, Action: 'execute-api:Invoke', Resource, ...more }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
}

/** The ARN of everything that the test's API has, or of a part of it. */
export const arnOf = (rest = '*') => `arn:aws:execute-api:us-east-1:111111111111:api1/${rest}`

/** Identities for tests: a user who may, a user who may not, a session of a role, a stranger of another account, a pool. */
export const identities = {
  principals: {
    ann: {
      id: 'ann',
      name: 'ann',
      accessKeyId: 'AKIAANN',
      secretAccessKey: 'secret-of-ann',
      policies: { invoke: policyText('Allow', arnOf()) },
      tags: { team: 'blue' },
    },
    bob: { id: 'bob', name: 'bob', accessKeyId: 'AKIABOB', secretAccessKey: 'secret-of-bob' },
    worker: {
      id: 'worker',
      name: 'worker',
      type: 'ROLE',
      accessKeyId: 'ASIAWORKER',
      secretAccessKey: 'secret-of-worker',
      sessionToken: 'session-1',
      sessionExpires: '2026-01-31T13:00:00Z',
      policies: { invoke: policyText('Allow', arnOf()) },
    },
    eve: {
      id: 'eve',
      name: 'eve',
      accountId: '222222222222',
      accessKeyId: 'AKIAEVE',
      secretAccessKey: 'secret-of-eve',
      policies: { invoke: policyText('Allow', arnOf()) },
    },
  },
  userPools: {
    'us-east-1_Pool1': {
      id: 'us-east-1_Pool1',
      name: 'people',
      clients: {
        web: { id: 'web', name: 'web', allowedScopes: ['pets/read', 'pets/write'] },
      },
      users: {
        zoe: {
          username: 'zoe',
          sub: '11111111-2222-3333-4444-555555555555',
          groups: ['admin', 'staff'],
          attributes: { email: 'zoe@example.com', 'custom:role': 'vet' },
        },
        out: { username: 'out', sub: 's', enabled: false },
      },
    },
  },
}

/** A design whose `GET /pets/{id}` and `GET /open` are guarded by an authorization type. */
export function guardedDesign(
  authorizationType: string,
  options: {
    readonly method?: Readonly<Record<string, unknown>>
    readonly authorizer?: Readonly<Record<string, unknown>>
    readonly api?: Readonly<Record<string, unknown>>
    readonly backends?: Readonly<Record<string, unknown>>
    readonly rest?: Readonly<Record<string, unknown>>
    readonly body?: string
  } = {},
): Design {
  const guarded = {
    ...mockOf(options.body ?? '{"ok": true}'),
    authorizationType,
    authorizerId: 'guard',
    ...options.method,
  }
  const authorizer = {
    id: 'guard',
    name: 'guard',
    type: authorizationType === 'COGNITO_USER_POOLS' ? 'COGNITO_USER_POOLS' : 'TOKEN',
    authorizerUri: functionUri('guard'),
    identitySource: 'method.request.header.Authorization',
    providerARNs: ['arn:aws:cognito-idp:us-east-1:111111111111:userpool/us-east-1_Pool1'],
    ...options.authorizer,
  }
  return designOf(
    { 'GET /pets/{id}': guarded, 'GET /open': guarded, 'POST /pets': guarded },
    { authorizers: { guard: authorizer }, ...options.api },
    options.backends,
    { identities, ...options.rest },
  )
}

/** A backend for the authorizer's function that returns this. */
export function guardAnswer(answer: unknown): Readonly<Record<string, unknown>> {
  return {
    'lambda:guard': {
      key: 'lambda:guard',
      name: 'guard',
      kind: 'lambda',
      answer: { lambda: answer },
    },
  }
}
