import type { Address } from '../address.ts'
import { methodsOf } from '../queries/resourceTree.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { RequestValidator } from '../schema/bodyModel.ts'
import type { Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import { changed, inRestApi, own, withMember, withoutMember } from './within.ts'
import type { Changes } from './within.ts'

/** Add a request validator. Refused: a blank name, a name that another one has. */
export function addRequestValidator(
  design: Design,
  { apiId, validator }: { readonly apiId: string; readonly validator: RequestValidator },
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'requestValidators', validator.id]
    const refused = nameRefusal(api, validator, at)
    if (refused) return refused
    if (own(api.requestValidators, validator.id)) {
      return fail('validator/id-in-use', `The identifier ${validator.id} is already in use`, at)
    }
    const requestValidators = withMember(api.requestValidators, validator.id, validator)
    return ok({ ...api, requestValidators })
  })
}

/** Change a request validator. */
export function updateRequestValidator(
  design: Design,
  args: {
    readonly apiId: string
    readonly id: string
    readonly change: Changes<Omit<RequestValidator, 'id'>>
  },
): Result<Design> {
  return inRestApi(design, args.apiId, (api) => {
    const at: Address = ['apis', args.apiId, 'requestValidators', args.id]
    const validator = own(api.requestValidators, args.id)
    if (!validator) return notFound(at)
    const next = changed(validator, args.change)
    if (next === validator) return ok(api)
    const refused = next.name === validator.name ? undefined : nameRefusal(api, next, at)
    if (refused) return refused
    return ok({ ...api, requestValidators: withMember(api.requestValidators, args.id, next) })
  })
}

/** Remove a request validator. Refused while a method uses it. */
export function removeRequestValidator(
  design: Design,
  { apiId, id }: { readonly apiId: string; readonly id: string },
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'requestValidators', id]
    const validator = own(api.requestValidators, id)
    if (!validator) return notFound(at)
    const user = methodsOf(api).find(({ method }) => method.requestValidatorId === id)
    if (user) {
      const message = `Cannot delete request validator '${validator.name}', is referenced in method: ${user.method.httpMethod} ${user.path}`
      return fail('validator/in-use', message, at)
    }
    return ok({ ...api, requestValidators: withoutMember(api.requestValidators, id) })
  })
}

function nameRefusal(api: RestApi, { id, name }: RequestValidator, at: Address) {
  const place = [...at, 'name']
  if (name.trim() === '') {
    return fail('validator/name-blank', 'Request Validator name cannot be blank', place)
  }
  if (
    Object.values(api.requestValidators).some((other) => other.id !== id && other.name === name)
  ) {
    return fail('validator/exists', 'Request Validator name must be unique', place)
  }
  return undefined
}

function notFound(at: Address) {
  return fail('validator/not-found', 'Invalid Request Validator identifier specified', at)
}
