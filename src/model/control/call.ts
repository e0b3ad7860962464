import type { Design } from '../schema/design.ts'
import { ServiceRefusal, own } from './account.ts'
import type { Account, ControlEnvironment, ControlResult, JsonObject } from './account.ts'
import { checkConstraints } from './constraints.ts'
import { checkQuotas } from './quotas.ts'
import { apigateway } from './rest/service.ts'
import type { Service, ServiceName } from './service.ts'
import { checkTypes, withTypesOf } from './shapes.ts'
import { apigatewayv2 } from './v2/service.ts'

const services = { apigateway, apigatewayv2 } satisfies { [S in ServiceName]: Service }

/** An account on which nothing was called yet. */
export function accountOf(design: Design): Account {
  return { design, notes: {} }
}

/** True for an operation that the service has here. The two services share names, such as `CreateStage`. */
export function isManagementOperation(service: ServiceName, name: string): boolean {
  return Object.hasOwn(services[service].operations, name)
}

/**
 * Call a management operation by its service and its name in the API reference, with the members of its input.
 * A refusal is an answer with the service's code and words; the account is then unchanged.
 * An operation that the registry does not contain is our caller's mistake and throws.
 */
export function callService(
  account: Account,
  serviceName: ServiceName,
  operationName: string,
  input: JsonObject,
  environment: ControlEnvironment,
): ControlResult {
  const { operations, bodyMembers, constraintsOf, invalidInput } = services[serviceName]
  const operation = own(operations, operationName)
  if (!operation) throw new Error(`${serviceName} has no management operation ${operationName}`)
  try {
    checkTypes(bodyMembers(operationName) ?? {}, input, invalidInput.types)
    checkConstraints(constraintsOf(operationName), operationName, input, invalidInput.constraints)
    const { account: next, body } = operation.run(account, input, environment)
    checkQuotas(account.design, next.design, environment.raisedQuotas)
    return { account: next, answer: { status: operation.status, body } }
  } catch (error) {
    if (!(error instanceof ServiceRefusal)) throw error
    const { status, code, message } = error
    return { account, answer: { status, error: { code, message } } }
  }
}

/** An input whose scalars have the JSON types of the operation's shape; see `withTypesOf`. */
export function withTypes(service: ServiceName, operation: string, input: JsonObject): JsonObject {
  const members = services[service].bodyMembers(operation)
  return members ? withTypesOf(members, input) : input
}
