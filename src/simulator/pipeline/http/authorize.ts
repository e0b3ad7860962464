import type { Address, RouteAuthorizer } from '../../../model/index.ts'
import { unreachable } from '../../../model/index.ts'
import type { Guard } from '../../exchange/guard.ts'
import { required } from '../../exchange/failure.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { httpFailure } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'

/** Let the caller through, or end the run, by the authorization type of the route. Authorizers are loaded when a route needs them. */
export async function authorize(exchange: HttpExchange, draft: StepDraft): Promise<void> {
  const guard = required(exchange.guard, 'a guard')
  const { authorizationType: type } = guard
  draft.input = { authorizationType: type }
  switch (type) {
    case 'NONE':
      draft.decide('The route has no authorization: anybody may call it', [
        ...guard.at,
        'authorizationType',
      ])
      break
    case 'AWS_IAM':
      await (await import('./iamAuthorization.ts')).authorizeIam(exchange, guard, draft)
      break
    case 'JWT': {
      const { authorizer, at } = authorizerOf(exchange, 'JWT', guard)
      draft.at = at
      const { authorizeJwt } = await import('./jwtAuthorizer.ts')
      await authorizeJwt(exchange, guard, authorizer, at, draft)
      break
    }
    case 'CUSTOM': {
      const { authorizer, at } = authorizerOf(exchange, 'REQUEST', guard)
      draft.at = at
      const { authorizeByFunction } = await import('./lambdaAuthorizer.ts')
      await authorizeByFunction(exchange, authorizer, at, draft)
      break
    }
    default:
      unreachable(type)
  }
  draft.output = { authorized: true }
}

/** The authorizer that the route names. Without one of the right type nobody is let through. */
function authorizerOf(
  exchange: HttpExchange,
  wanted: RouteAuthorizer['authorizerType'],
  { authorizerId: id, at }: Guard,
): { readonly authorizer: RouteAuthorizer; readonly at: Address } {
  const { authorizers } = exchange.api
  const authorizer =
    id !== undefined && Object.hasOwn(authorizers, id) ? authorizers[id] : undefined
  if (authorizer?.authorizerType === wanted) {
    return { authorizer, at: ['apis', exchange.call.apiId, 'authorizers', authorizer.id] }
  }
  const message = authorizer
    ? `The route requires an authorizer of type ${wanted}, and ${authorizer.name} is of type ${authorizer.authorizerType}.`
    : `The route requires an authorizer of type ${wanted} and names none that exists.`
  exchange.authorizerError = message
  throw httpFailure(500, {
    code: authorizer ? 'http-authorizer/wrong-type' : 'http-authorizer/missing',
    message,
    at: [...at, 'authorizerId'],
  })
}
