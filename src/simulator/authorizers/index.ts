// How each authorization type finds out who calls. Loaded when a method wants it.
import type { AuthorizationType } from '../../model/index.ts'
import type { Authorize } from './authorizer.ts'

export type { Authorization, InvokeAction } from './authorizer.ts'

const authorizers = {
  AWS_IAM: async () => (await import('./iam.ts')).authorizeIam,
  CUSTOM: async () => (await import('./lambda.ts')).authorizeLambda,
  COGNITO_USER_POOLS: async () => (await import('./cognito.ts')).authorizeCognito,
} satisfies Record<Exclude<AuthorizationType, 'NONE'>, () => Promise<Authorize>>

/** The way of an authorization type to find out who calls. */
export function authorizerOf(type: Exclude<AuthorizationType, 'NONE'>): Promise<Authorize> {
  return authorizers[type]()
}
