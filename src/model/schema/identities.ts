import * as z from 'zod'
import { json, texts } from './json.ts'

/** An app client of a user pool: what tokens are issued for. Source: Cognito API reference, UserPoolClientType. */
export const userPoolClient = z.object({
  id: z.string(),
  name: z.string(),
  /** `photos/read`, `openid`: what an access token may be asked for. */
  allowedScopes: z.array(z.string()).default([]),
  /** Seconds that identity tokens and access tokens are good for. */
  tokenValidity: z.number().int().positive().default(3600),
})
export type UserPoolClient = z.infer<typeof userPoolClient>

/** Kept under its `username`. Source: Cognito API reference, UserType. */
export const poolUser = z.object({
  username: z.string(),
  sub: z.string(),
  enabled: z.boolean().default(true),
  groups: z.array(z.string()).default([]),
  /** `email`, `custom:role`: what identity tokens say of the user. */
  attributes: texts.default({}),
})
export type PoolUser = z.infer<typeof poolUser>

/** A user pool of the design's own: it issues tokens with a key of its own. Kept under its id, `us-east-1_AbCdEfGhI`. */
export const userPool = z.object({
  id: z.string(),
  name: z.string(),
  /** Absent: the account that the API is in. */
  accountId: z.string().optional(),
  /** Under their ids. */
  clients: z.record(z.string(), userPoolClient).default({}),
  /** Under their usernames. */
  users: z.record(z.string(), poolUser).default({}),
  /** The private key that signs the tokens, as a JSON Web Key (RSA). It protects nothing real. Absent: one is made for each session. */
  signingKey: json.optional(),
  /** Public keys of a real pool (`/.well-known/jwks.json`): its tokens are taken too. */
  publicKeys: z.array(json).default([]),
})
export type UserPool = z.infer<typeof userPool>

/** A Cognito identity pool: it gives users of user pools, and guests, credentials of a role. Kept under its id. */
export const identityPool = z.object({
  /** `us-east-1:` and a UUID. */
  id: z.string(),
  name: z.string(),
  /** Guests get credentials too. */
  allowUnauthenticatedIdentities: z.boolean().default(false),
  /** The id of the principal, a role, that signed-in users act as. */
  authenticatedRoleId: z.string().optional(),
  /** The id of the principal, a role, that guests act as. */
  unauthenticatedRoleId: z.string().optional(),
  /** The ids of the user pools whose users are known. */
  userPoolIds: z.array(z.string()).default([]),
})
export type IdentityPool = z.infer<typeof identityPool>

/** An OpenID Connect issuer outside the design, with its key set as pasted from its `jwks_uri`. Kept under its issuer URL. */
export const openIdConnectIssuer = z.object({
  /** The `iss` claim of its tokens, exactly. */
  issuer: z.string(),
  jwks: z.object({ keys: z.array(json).default([]) }),
})
export type OpenIdConnectIssuer = z.infer<typeof openIdConnectIssuer>

/** Somebody who signs requests: an IAM user, or a session of a role. Kept under its id. The keys are invented and open nothing real. */
export const principal = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(['USER', 'ROLE']).default('USER'),
  /** Absent: the account that the API is in. */
  accountId: z.string().optional(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  /** Temporary credentials have one. */
  sessionToken: z.string().optional(),
  /** ISO 8601: when the session token is no longer good. */
  sessionExpires: z.string().optional(),
  /** ISO 8601: when the session was issued. */
  sessionIssued: z.string().optional(),
  /** ISO 8601: when a second factor was shown for the session. Absent: none was. */
  multiFactorAuthAt: z.string().optional(),
  /** Texts of identity-based policies under their names. */
  policies: texts.default({}),
  /** The text of the permissions boundary. */
  permissionsBoundary: z.string().optional(),
  /** For a role: the text that says who may assume it. */
  trustPolicy: z.string().optional(),
  principalOrgId: z.string().optional(),
  /** `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/` */
  principalOrgPaths: z.array(z.string()).optional(),
  tags: texts.default({}),
})
export type Principal = z.infer<typeof principal>
