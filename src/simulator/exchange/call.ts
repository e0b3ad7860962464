import type { IdentityPoolCaller } from '../authorizers/identityPools.ts'
import type { HeaderList } from '../trace.ts'

/** A request as a client sends it. */
export interface ClientRequest {
  readonly method: string
  /** Raw, what follows the stage name: `/pets/1`. */
  readonly path: string
  /** Raw, what follows the question mark. */
  readonly query?: string
  readonly headers?: HeaderList
  readonly body?: string
  readonly bodyBase64?: string
}

/** A certificate as `$context.identity.clientCert` tells of it. */
export interface ClientCertificate {
  readonly clientCertPem: string
  readonly subjectDN: string
  readonly issuerDN: string
  readonly serialNumber: string
  /** `May 28 12:30:02 2026 GMT` */
  readonly validity: { readonly notBefore: string; readonly notAfter: string }
}

/** One call of an API. */
export interface SimulationCall {
  readonly apiId: string
  /** The stage whose variables and settings apply; the first one unless given. */
  readonly stageName?: string
  /**
   * What answers a call of a stage: the design as it is now, which is the default, or what was deployed to the stage.
   * A test call is always answered by the design, and a stage with a canary by what was deployed.
   */
  readonly answeredBy?: 'design' | 'deployment'
  readonly request: ClientRequest
  /** Called as the console's test does: without authorization, API key, throttling; with its log. */
  readonly asTestInvoke?: boolean
  /** For a test call: the resource that is tested, whatever the path matches. */
  readonly resourceId?: string
  /** Who calls: the request is signed, or gets a key or a token, before it is sent. Absent: it goes as it is. */
  readonly caller?: Caller
  /** Where the call comes from; absent: from the environment's address, over the internet. */
  readonly source?: {
    readonly ip?: string
    readonly vpcId?: string
    readonly vpcEndpointId?: string
    /** The ARN of the thing that makes the call for a service: `aws:SourceArn` of policies. */
    readonly arn?: string
    /** The account of that thing, `aws:SourceAccount`; absent: the one that its ARN names. */
    readonly accountId?: string
    /** The country of the caller, as two letters: `DE`. CloudFront tells it to edge-optimized APIs. */
    readonly country?: string
    /** The certificate that the client shows, for domain names with mutual TLS. It is taken to be of the truststore. */
    readonly clientCertificate?: ClientCertificate
  }
  /** What the web ACL of the stage says of the call: its rules are no part of a design. Absent: it lets everything through. */
  readonly webAcl?: 'ALLOW' | 'BLOCK'
  /** The moment of the call, in milliseconds since 1970, so that caches and quotas can be watched running out. Absent: now. */
  readonly at?: number
}

/** Who calls. Whoever it is may show an API key besides. */
export type Caller = (
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'apiKey' }
  | { readonly kind: 'iamPrincipal'; readonly principalId: string }
  /** Signs with the credentials that an identity pool gives a user of a user pool, or a guest. */
  | ({ readonly kind: 'identityPool' } & IdentityPoolCaller)
  /** Sends a token that the client has. */
  | {
      readonly kind: 'bearer'
      readonly token: string
      /** Good for another one. */
      readonly refreshToken?: string
    }
  | {
      readonly kind: 'poolUser'
      readonly poolId: string
      readonly username: string
      readonly clientId: string
      /** Absent: what the method wants, an access token where it has scopes. */
      readonly tokenUse?: 'id' | 'access'
      /** Absent: all that the client may ask for. */
      readonly scopes?: readonly string[]
    }
) & { readonly apiKeyId?: string }
