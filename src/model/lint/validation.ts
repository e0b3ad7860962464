import type { Address } from '../address.ts'
import { updateMethod } from '../operations/methods.ts'
import { addRequestValidator } from '../operations/validators.ts'
import { own } from '../operations/within.ts'
import type { Result } from '../result.ts'
import type { RequestValidator } from '../schema/bodyModel.ts'
import type { Design } from '../schema/design.ts'
import { apiAt, gone, methodAt } from './places.ts'

type Check = 'validateRequestBody' | 'validateRequestParameters'

/**
 * Let a method validate one thing more: by a validator of the API that does just that and what the method validates
 * already, else by a new one.
 */
export function withValidation(design: Design, at: Address, check: Check): Result<Design> {
  const api = apiAt(design, at)
  const found = methodAt(design, at)
  if (!api || !found) return gone(at)
  const before = own(api.requestValidators, found.method.requestValidatorId ?? '')
  const wanted = {
    validateRequestBody: before?.validateRequestBody ?? false,
    validateRequestParameters: before?.validateRequestParameters ?? false,
    [check]: true,
  }
  const known = Object.values(api.requestValidators).find(
    (validator) =>
      validator.validateRequestBody === wanted.validateRequestBody &&
      validator.validateRequestParameters === wanted.validateRequestParameters,
  )
  if (known) {
    return updateMethod(design, { ...found.ref, change: { requestValidatorId: known.id } })
  }
  const validator: RequestValidator = {
    id: freeId(api.requestValidators),
    ...wanted,
    name: nameOf(wanted),
  }
  const added = addRequestValidator(design, { apiId: api.id, validator })
  if (!added.ok) return added
  return updateMethod(added.value, { ...found.ref, change: { requestValidatorId: validator.id } })
}

/** The names that the console gives. */
function nameOf(wanted: Readonly<Record<Check, boolean>>): string {
  if (!wanted.validateRequestParameters) return 'Validate body'
  return wanted.validateRequestBody
    ? 'Validate body, query string parameters, and headers'
    : 'Validate query string parameters and headers'
}

function freeId(taken: Readonly<Record<string, unknown>>): string {
  let number = 1
  while (Object.hasOwn(taken, `validator${number}`)) number++
  return `validator${number}`
}
