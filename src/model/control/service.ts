import type { Operation } from './account.ts'
import type { Constraint } from './constraints.ts'
import type { Members } from './shapes.ts'

/** A management service: REST APIs have their own; HTTP and WebSocket APIs share one. Named as in the SDKs. */
export type ServiceName = 'apigateway' | 'apigatewayv2'

/** What differs between the management services. */
export interface Service {
  /** By their names in the API reference. */
  readonly operations: { readonly [name: string]: Operation }
  /** The members in the body of a call; `undefined` when it has no body. */
  readonly bodyMembers: (operation: string) => Members | undefined
  readonly constraintsOf: (operation: string) => readonly Constraint[]
  /** Error codes for inputs that are refused before anything is looked up. */
  readonly invalidInput: { readonly types: string; readonly constraints: string }
}
