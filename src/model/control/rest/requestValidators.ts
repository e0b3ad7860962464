import {
  addRequestValidator,
  removeRequestValidator,
  updateRequestValidator,
} from '../../operations/validators.ts'
import { badRequest, flag, notFound, own, text, withDesign } from '../account.ts'
import { done } from './done.ts'
import { page } from './lists.ts'
import { apiOf } from './places.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { validatorAnswer } from './answers.ts'
import { checkListedPath, patchedFlag, patchesOf } from './patch.ts'

function validatorOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const unknown = () => notFound('Invalid Request Validator identifier specified')
  const api = apiOf(account, input, environment, unknown)
  const validator = own(api.requestValidators, text(input['requestValidatorId']) ?? '')
  if (!validator) throw unknown()
  return { apiId: api.id, id: validator.id, validator }
}

function answerOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  return { account, body: validatorAnswer(validatorOf(account, input, environment).validator) }
}

/** The management calls on request validators. */
export const requestValidatorOperations = {
  CreateRequestValidator: {
    status: 201,
    run: (account, input, environment) => {
      const unknown = () => badRequest('Invalid REST API identifier specified')
      const { id: apiId } = apiOf(account, input, environment, unknown)
      const validator = {
        id: environment.nextId(),
        name: text(input['name']) ?? '',
        validateRequestBody: flag(input['validateRequestBody']) ?? false,
        validateRequestParameters: flag(input['validateRequestParameters']) ?? false,
      }
      const design = done(addRequestValidator(account.design, { apiId, validator }))
      return { account: withDesign(account, design), body: validatorAnswer(validator) }
    },
  },
  GetRequestValidator: { status: 200, run: answerOf },
  GetRequestValidators: {
    status: 200,
    run: (account, input, environment) => {
      const { requestValidators } = apiOf(account, input, environment)
      return { account, body: page(Object.values(requestValidators).map(validatorAnswer), input) }
    },
  },
  UpdateRequestValidator: {
    status: 200,
    run: (account, input, environment) => {
      const { apiId, id } = validatorOf(account, input, environment)
      const design = patchesOf(input).reduce((before, patch) => {
        checkListedPath(patch, {
          replace: ['/name', '/validateRequestParameters', '/validateRequestBody'],
        })
        const change =
          patch.path === '/name'
            ? { name: patch.value ?? '' }
            : patch.path === '/validateRequestBody'
              ? { validateRequestBody: patchedFlag(patch) }
              : { validateRequestParameters: patchedFlag(patch) }
        return done(updateRequestValidator(before, { apiId, id, change }))
      }, account.design)
      return answerOf(withDesign(account, design), input, environment)
    },
  },
  DeleteRequestValidator: {
    status: 202,
    run: (account, input, environment) => {
      const { apiId, id } = validatorOf(account, input, environment)
      const design = done(removeRequestValidator(account.design, { apiId, id }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
