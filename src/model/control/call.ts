import type { Design } from '../schema/design.ts'
import { ServiceRefusal, own } from './account.ts'
import type { Account, ControlEnvironment, ControlResult, JsonObject } from './account.ts'
import { checkShape } from './rest/constraints.ts'
import { operations } from './rest/operations.ts'
import { checkQuotas } from './rest/quotas.ts'

/** An account in which nothing was called yet. */
export function accountOf(design: Design): Account {
  return { design, notes: {} }
}

/** True for a management operation that can be called here. */
export function isManagementOperation(name: string): boolean {
  return Object.hasOwn(operations, name)
}

/**
 * Call a management operation of API Gateway by its name in the API reference, with the members of its input.
 * What the service refuses is an answer with its code and words; the account stays as it was.
 * An operation that is not in the registry is our caller's mistake and throws.
 */
export function callService(
  account: Account,
  operationName: string,
  input: JsonObject,
  environment: ControlEnvironment,
): ControlResult {
  const operation = own(operations, operationName)
  if (!operation) throw new Error(`no management operation ${operationName}`)
  try {
    checkShape(operationName, input)
    const { account: next, body } = operation.run(account, input, environment)
    checkQuotas(account.design, next.design, environment.raisedQuotas)
    return { account: next, answer: { status: operation.status, body } }
  } catch (error) {
    if (!(error instanceof ServiceRefusal)) throw error
    const { status, code, message } = error
    return { account, answer: { status, error: { code, message } } }
  }
}
