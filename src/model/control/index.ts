// The management side of the services: how their API operations change a design, and their answers.
export type { Account, ControlAnswer, ControlEnvironment, ControlResult } from './account.ts'
export { accountOf, callService, isManagementOperation, withTypes } from './call.ts'
export type { ServiceName } from './service.ts'
