import { sameValue } from '../sameValue.ts'
import type { Authorizer } from '../schema/authorizer.ts'
import type { Method } from '../schema/method.ts'
import type { RestApiDefinition } from '../schema/restApi.ts'
import { own } from '../operations/within.ts'
import { modelsReferredTo, withModelReferences } from './modelReferences.ts'
import { methodsOf } from './resourceTree.ts'

/** What a request must satisfy before a method runs, without the ids and names that differ from API to API. */
export interface Guard {
  readonly authorizationType: Method['authorizationType']
  /** `missing`: the method names an authorizer that its API does not have, and every request is refused. */
  readonly authorizer: Omit<Authorizer, 'id' | 'name' | 'retained'> | 'missing' | undefined
  readonly authorizationScopes: readonly string[]
  readonly apiKeyRequired: boolean
  readonly validator:
    { readonly body: boolean; readonly parameters: boolean } | 'missing' | undefined
  readonly requiredParameters: readonly string[]
  /** Media type to the schemas of its model and of those that it refers to; `missing` where the API lacks the model. */
  readonly bodySchemas: Readonly<Record<string, readonly string[] | 'missing'>>
}

/** The guard of a method of an API. */
export function guardOf(
  api: Pick<RestApiDefinition, 'authorizers' | 'requestValidators' | 'models'>,
  method: Method,
): Guard {
  const { authorizationType, authorizerId, requestValidatorId } = method
  const needsAuthorizer =
    authorizationType === 'CUSTOM' || authorizationType === 'COGNITO_USER_POOLS'
  const found = own(api.requestValidators, requestValidatorId ?? '')
  return {
    authorizationType,
    authorizer: needsAuthorizer ? settingsOf(own(api.authorizers, authorizerId ?? '')) : undefined,
    authorizationScopes: needsAuthorizer ? [...method.authorizationScopes].sort() : [],
    apiKeyRequired: method.apiKeyRequired,
    validator:
      requestValidatorId === undefined
        ? undefined
        : found
          ? { body: found.validateRequestBody, parameters: found.validateRequestParameters }
          : 'missing',
    requiredParameters: Object.keys(method.requestParameters)
      .filter((name) => method.requestParameters[name])
      .sort(),
    bodySchemas: Object.fromEntries(
      Object.entries(method.requestModels).map(([type, name]) => [type, schemasOf(api, name)]),
    ),
  }
}

function settingsOf(authorizer: Authorizer | undefined): Guard['authorizer'] {
  if (!authorizer) return 'missing'
  const { id: _id, name: _name, retained: _retained, ...settings } = authorizer
  return settings
}

function schemasOf(
  { models }: Pick<RestApiDefinition, 'models'>,
  name: string,
): readonly string[] | 'missing' {
  if (!own(models, name)) return 'missing'
  const names = new Set([name])
  for (const each of names) {
    // a set that grows while it is walked is walked to its end
    for (const referred of modelsReferredTo(own(models, each)?.schema ?? '')) names.add(referred)
  }
  return [...names].map((each) =>
    withModelReferences(own(models, each)?.schema ?? 'missing', '', () => 'MODEL'),
  )
}

/** The methods of `after` that let in requests which the same method of `before`, by path and verb, refuses. */
export function lessGuarded(
  before: RestApiDefinition,
  after: RestApiDefinition,
): readonly { readonly httpMethod: string; readonly path: string }[] {
  const known = new Map(
    methodsOf(before).map(({ path, method }) => [`${method.httpMethod} ${path}`, method]),
  )
  return methodsOf(after).flatMap(({ path, method }) => {
    const twin = known.get(`${method.httpMethod} ${path}`)
    if (!twin) return []
    const isWeaker = isLessGuarded(guardOf(before, twin), guardOf(after, method))
    return isWeaker ? [{ httpMethod: method.httpMethod, path }] : []
  })
}

/** True when authorization or the API key of `before` is gone in `after`, or the authorizer is another one. */
function isLessGuarded(before: Guard, after: Guard): boolean {
  if (before.apiKeyRequired && !after.apiKeyRequired) return true
  if (before.authorizationType === 'NONE') return false
  if (after.authorizationType !== before.authorizationType) return true
  if (after.authorizer === 'missing') return false
  const losesScopes =
    after.authorizationScopes.length === 0
      ? before.authorizationScopes.length > 0
      : before.authorizationScopes.length > 0 &&
        after.authorizationScopes.some((scope) => !before.authorizationScopes.includes(scope))
  return losesScopes || !sameValue(before.authorizer, after.authorizer)
}
