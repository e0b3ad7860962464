import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Caller, SimulationCall } from '../../simulator/index.ts'

/** The certificate of a caller, as it is typed. */
export type ClientCertificate = NonNullable<
  NonNullable<SimulationCall['source']>['clientCertificate']
>

/** Where a call comes from, as it is typed; what is left out is this machine, over the internet. */
export interface CallSource {
  readonly ip?: string
  readonly vpcId?: string
  readonly vpcEndpointId?: string
  /** What makes the call for a service, and its account where the ARN does not name it. */
  readonly arn?: string
  readonly accountId?: string
  /** Two letters, which CloudFront tells edge-optimized APIs. */
  readonly country?: string
  /** `BLOCK` where the web ACL of the stage is to stop the call: its rules are no part of a design. */
  readonly webAcl?: string
  /** What the client shows to domain names with mutual TLS. */
  readonly clientCertificate?: ClientCertificate
}

/** Where a call reaches its API beside the API's own endpoint: below a base path of a custom domain name. */
export interface CallEndpoint {
  readonly domainName: string
  readonly basePath: string
}

/** A request while it is being written in the console. */
export interface RequestDraft {
  readonly method: string
  readonly pathParameters: Readonly<Record<string, string>>
  /** The whole path, where the entry point takes any. */
  readonly path?: string
  /** `name=value&…`, as it is typed. */
  readonly query: string
  /** `Name: value`, one a line. */
  readonly headers: string
  readonly body: string
  /** Called as the service's console tests a method: without authorization, keys and throttling. */
  readonly asTestInvoke: boolean
  /** Answered by what was deployed to the stage; absent: by the design as it is now. */
  readonly answeredBy?: 'deployment'
  /** Who calls, of the design's own; absent: the request goes as it is written. */
  readonly caller?: Caller
  /** Where it comes from; absent: this machine, over the internet. */
  readonly source?: CallSource
  /** The custom domain name that it goes through; absent: the API's own endpoint. */
  readonly endpoint?: CallEndpoint
}

/** The requests that are written in the console, and the stages that were picked for them. */
export interface RequestDraftsState {
  /** By design and entry point. */
  readonly drafts: Readonly<Record<string, RequestDraft>>
  /** By design and API. */
  readonly stageNames: Readonly<Record<string, string>>
}

export type RequestDraftStore = StoreApi<RequestDraftsState>

/** Make the drafts of a page. */
export function createRequestDrafts(): RequestDraftStore {
  return createStore<RequestDraftsState>(() => ({ drafts: {}, stageNames: {} }))
}
