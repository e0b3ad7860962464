import type { Address, Route } from '../../../../model/index.ts'
import { SelectField, TextField } from '../../fields/fields.tsx'
import { Links } from './Links.tsx'
import type { UpdateRoute } from './updates.ts'
import type { RoutedApi } from './useRoutedApi.ts'

const authorizerTypes = { JWT: 'JWT', REQUEST: 'Lambda' } as const

/** Who may call a route: everybody, signed requests, or those whom an authorizer lets through. */
export function RouteAuthorization({
  at,
  api,
  route,
  update,
}: {
  readonly at: Address
  readonly api: RoutedApi
  readonly route: Route
  readonly update: UpdateRoute
}) {
  const authorizers = Object.values(api.authorizers)
  const authorize = (value: string) => {
    const authorizer = authorizers.find(({ id }) => id === value)
    if (!authorizer) {
      const authorizationType = value === 'AWS_IAM' ? 'AWS_IAM' : 'NONE'
      return update({ authorizationType, authorizerId: undefined, authorizationScopes: [] })
    }
    return authorizer.authorizerType === 'JWT'
      ? update({ authorizationType: 'JWT', authorizerId: authorizer.id })
      : update({
          authorizationType: 'CUSTOM',
          authorizerId: authorizer.id,
          // only tokens have scopes
          authorizationScopes: [],
        })
  }
  const authorizer = authorizers.find(({ id }) => id === route.authorizerId)
  return (
    <>
      <SelectField
        at={[...at, 'authorizationType']}
        label="Authorization"
        value={route.authorizerId ?? route.authorizationType}
        options={[
          { value: 'NONE', label: 'None' },
          { value: 'AWS_IAM', label: 'AWS IAM' },
          ...authorizers.map(({ id, name, authorizerType }) => ({
            value: id,
            label: `${name} (${authorizerTypes[authorizerType]})`,
          })),
        ]}
        edit={authorize}
      />
      {authorizers.length === 0 && (
        <Links
          label="Where authorizers are created"
          empty=""
          items={[{ at: ['apis', api.id], text: 'Create an authorizer', note: 'in the API.' }]}
        />
      )}
      {authorizer && (
        <Links
          label="Authorizer of the route"
          empty=""
          items={[
            {
              at: ['apis', api.id, 'authorizers', authorizer.id],
              text: `Edit ${authorizer.name}`,
            },
          ]}
        />
      )}
      {route.authorizationType === 'JWT' && (
        <TextField
          at={[...at, 'authorizationScopes']}
          label="Authorization scopes"
          commits="leaving"
          help="Separated by spaces, at most 10. A token needs one of them. Leave empty to accept every valid token."
          placeholder="pets/read pets/write"
          value={route.authorizationScopes.join(' ')}
          edit={(value) =>
            update({ authorizationScopes: value.split(/\s+/).filter((scope) => scope !== '') })
          }
        />
      )}
    </>
  )
}
