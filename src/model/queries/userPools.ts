import type { Design } from '../schema/design.ts'
import { own } from '../operations/within.ts'
import { methodsOf } from './resourceTree.ts'

/** The id of the user pool that an ARN names; `undefined` when the text is not the ARN of a user pool. */
export function userPoolIdOf(arn: string): string | undefined {
  return /^arn:[^:]*:cognito-idp:[^:]*:[^:]*:userpool\/(.+)$/.exec(arn)?.[1]
}

/** The issuer of a user pool's tokens: the `iss` claim. */
export function userPoolIssuer(poolId: string): string {
  return `https://cognito-idp.${poolId.split('_')[0] ?? ''}.amazonaws.com/${poolId}`
}

/** The account that the ARN of a user pool names; `undefined` where it names none. */
export function userPoolAccountOf(arn: string): string | undefined {
  return /^arn:[^:]*:cognito-idp:[^:]*:(\d{12}):userpool\/.+$/.exec(arn)?.[1]
}

/** The scopes of all methods whose authorizer trusts the user pool, each once, in the order of the methods. */
export function scopesRequiredOf(design: Pick<Design, 'apis'>, poolId: string): string[] {
  const scopes = Object.values(design.apis).flatMap((api) => {
    if (api.protocol !== 'REST') return []
    return methodsOf(api).flatMap(({ method }) => {
      const { authorizerId, authorizationScopes } = method
      const authorizer = authorizerId === undefined ? undefined : own(api.authorizers, authorizerId)
      const trusts = authorizer?.providerARNs.some((arn) => userPoolIdOf(arn) === poolId) === true
      return trusts ? authorizationScopes : []
    })
  })
  return [...new Set(scopes)]
}
