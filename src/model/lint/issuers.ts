import { userPoolIssuer } from '../queries/userPools.ts'
import type { UserPool } from '../schema/identities.ts'
import type { LintedDesign } from './facts.ts'

/** The issuers whose tokens a design can check: its user pools, and those with a pasted key set. */
export function knownIssuers({ identities }: Pick<LintedDesign, 'identities'>): string[] {
  return [
    ...Object.values(identities.userPools).map(({ id }) => userPoolIssuer(id)),
    ...Object.values(identities.openIdConnectIssuers).map(({ issuer }) => issuer),
  ]
}

/** The user pool of the design that issues the tokens of an issuer. */
export function userPoolOf(
  { identities }: Pick<LintedDesign, 'identities'>,
  issuer: string,
): UserPool | undefined {
  return Object.values(identities.userPools).find(({ id }) => userPoolIssuer(id) === issuer)
}

/** An issuer without the slashes at its end. */
export function withoutSlash(issuer: string): string {
  let end = issuer.length
  while (issuer[end - 1] === '/') end--
  return issuer.slice(0, end)
}
