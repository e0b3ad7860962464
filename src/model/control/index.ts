// The management side of the service: what its API operations do to a design, and what they answer.
export type { Account, ControlAnswer, ControlEnvironment, ControlResult } from './account.ts'
export { withTypes } from './rest/shapes.ts'
export { accountOf, callService, isManagementOperation } from './call.ts'
