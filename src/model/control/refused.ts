import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { ServiceRefusal, badRequest, conflict, limitExceeded, notFound } from './account.ts'

/** How a service reports the problems of the model's operations. */
export interface ErrorTable {
  /** The status by the problem's code; 400 where it is missing. */
  readonly statuses: Readonly<Record<string, 404 | 409>>
  /** Codes that the service reports as `ValidationException`. */
  readonly validationExceptions: readonly string[]
}

/**
 * Make the function that unwraps a result of the model's operations: the design, or the first problem thrown as the
 * service's error. Problems of the area `quota` are 429.
 */
export function createDone(errors: ErrorTable): (result: Result<Design>) => Design {
  return (result) => {
    if (result.ok) return result.value
    const problem = result.problems[0]
    if (!problem) throw new Error('an operation refused without a problem')
    const { code, message } = problem
    if (code.startsWith('quota/')) throw limitExceeded(message)
    if (errors.validationExceptions.includes(code)) {
      throw new ServiceRefusal(400, 'ValidationException', message)
    }
    const status = Object.hasOwn(errors.statuses, code) ? errors.statuses[code] : undefined
    if (status === 404) throw notFound(message)
    throw status === 409 ? conflict(message) : badRequest(message)
  }
}
