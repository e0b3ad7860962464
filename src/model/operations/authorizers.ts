import type { Address } from '../address.ts'
import { methodsOf } from '../queries/resourceTree.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Authorizer } from '../schema/authorizer.ts'
import type { Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import { mappingMessage } from './mappings.ts'
import { isFilledInLater } from './placeholders.ts'
import { changed, inRestApi, own, withMember, withoutMember } from './within.ts'
import type { Changes } from './within.ts'

/** Add an authorizer. Refused: a blank or used name, a TTL outside 0 to 3600 seconds. */
export function addAuthorizer(
  design: Design,
  { apiId, authorizer }: { readonly apiId: string; readonly authorizer: Authorizer },
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'authorizers', authorizer.id]
    if (own(api.authorizers, authorizer.id)) {
      return fail('authorizer/id-in-use', `The identifier ${authorizer.id} is already in use`, at)
    }
    const refused = authorizerRefusal(api, authorizer, at)
    if (refused) return refused
    return ok({ ...api, authorizers: withMember(api.authorizers, authorizer.id, authorizer) })
  })
}

/** Change an authorizer. Its type cannot change while methods use it. */
export function updateAuthorizer(
  design: Design,
  args: {
    readonly apiId: string
    readonly id: string
    readonly change: Changes<Omit<Authorizer, 'id' | 'retained'>>
  },
): Result<Design> {
  return inRestApi(design, args.apiId, (api) => {
    const at: Address = ['apis', args.apiId, 'authorizers', args.id]
    const authorizer = own(api.authorizers, args.id)
    if (!authorizer) return notFound(at)
    const next = changed(authorizer, args.change)
    if (next === authorizer) return ok(api)
    const refused = authorizerRefusal(api, next, at)
    if (refused) return refused
    const wasCognito = authorizer.type === 'COGNITO_USER_POOLS'
    if (wasCognito !== (next.type === 'COGNITO_USER_POOLS')) {
      const user = userOf(api, args.id)
      if (user)
        return fail('authorizer/in-use', `The type cannot change while ${user} uses it`, [
          ...at,
          'type',
        ])
    }
    return ok({ ...api, authorizers: withMember(api.authorizers, args.id, next) })
  })
}

/** Remove an authorizer. Refused while a method uses it. */
export function removeAuthorizer(
  design: Design,
  { apiId, id }: { readonly apiId: string; readonly id: string },
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'authorizers', id]
    const authorizer = own(api.authorizers, id)
    if (!authorizer) return notFound(at)
    const user = userOf(api, id)
    if (user) {
      const message = `Cannot delete authorizer '${authorizer.name}', is referenced in method: ${user}`
      return fail('authorizer/in-use', message, at)
    }
    return ok({ ...api, authorizers: withoutMember(api.authorizers, id) })
  })
}

function authorizerRefusal(api: RestApi, authorizer: Authorizer, at: Address) {
  if (authorizer.name.trim() === '') {
    return fail('authorizer/name-blank', 'Authorizer name cannot be blank', [...at, 'name'])
  }
  const twin = Object.values(api.authorizers).find(
    ({ id, name }) => id !== authorizer.id && name === authorizer.name,
  )
  if (twin) {
    const message = `Authorizer name must be unique. Authorizer ${authorizer.name} already exists in this RestApi.`
    return fail('authorizer/exists', message, [...at, 'name'])
  }
  return authorizerSettingsRefusal(authorizer, at, own(api.authorizers, authorizer.id))
}

/** Why the service would not store the settings of an authorizer, its name aside. What was so before is not checked again. */
export function authorizerSettingsRefusal(
  authorizer: Authorizer,
  at: Address,
  before?: Authorizer,
) {
  const { authorizerUri: uri, type } = authorizer
  if (type !== 'COGNITO_USER_POOLS' && uri !== undefined && uri !== before?.authorizerUri) {
    if (
      !isFilledInLater(uri) &&
      !/^arn:[^:]*:apigateway:[^:]*:lambda:path\/[^/]+\/functions\/.+\/invocations$/.test(uri)
    ) {
      const message = `Invalid Authorizer URI: ${uri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`
      return fail('authorizer/uri', message, [...at, 'authorizerUri'])
    }
  }
  const ttl = authorizer.authorizerResultTtlInSeconds
  if (ttl !== undefined && !(Number.isInteger(ttl) && ttl >= 0 && ttl <= 3600)) {
    const message = 'Authorizer result TTL must be between 0 and 3600 seconds'
    return fail('authorizer/ttl', message, [...at, 'authorizerResultTtlInSeconds'])
  }
  const isSame = before?.identitySource === authorizer.identitySource && before?.type === type
  return isSame ? undefined : identitySourceRefusal(authorizer, at)
}

const tokenSource = 'method.request.header.[a-zA-Z0-9._-]+'
const isTokenSource = new RegExp(`^${tokenSource}$`)
const isRequestIdentity =
  /^(?:method\.request\.(?:header|querystring|path|multivalueheader|multivaluequerystring)|stageVariables|context)\.[a-zA-Z0-9._$-]+$/

/** A token is read from one header; a REQUEST authorizer reads from a list of places. */
function identitySourceRefusal({ type, identitySource }: Authorizer, at: Address) {
  if (identitySource === undefined || identitySource === '') return undefined
  const place = [...at, 'identitySource']
  if (type !== 'REQUEST') {
    if (isTokenSource.test(identitySource)) return undefined
    const message = `Invalid token source expression: ${identitySource}. The source must be a method request header, matching '${tokenSource}'.`
    return fail('authorizer/token-source', message, place)
  }
  const wrong = identitySource
    .split(',')
    .map((source) => source.trim())
    .filter((source) => !isRequestIdentity.test(source))
  if (wrong.length === 0) return undefined
  const errors = wrong.map((source) => `Invalid mapping expression specified: ${source}`)
  return fail('authorizer/identity-source', mappingMessage(errors), place)
}

function userOf(api: RestApi, id: string): string | undefined {
  const user = methodsOf(api).find(({ method }) => method.authorizerId === id)
  return user && `${user.method.httpMethod} ${user.path}`
}

function notFound(at: Address) {
  return fail('authorizer/not-found', 'Invalid Authorizer identifier specified', at)
}
