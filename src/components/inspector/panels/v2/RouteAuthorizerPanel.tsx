import {
  jwtAuthorizer,
  lambdaAuthorizer,
  removeRouteAuthorizer,
  updateRouteAuthorizer,
} from '../../../../model/index.ts'
import type { Address } from '../../../../model/index.ts'
import { SelectField, TextField } from '../../fields/fields.tsx'
import { Remove } from '../Remove.tsx'
import { JwtFields } from './JwtFields.tsx'
import { LambdaAuthorizerFields } from './LambdaAuthorizerFields.tsx'
import { UsingRoutes } from './Links.tsx'
import type { UpdateAuthorizer } from './updates.ts'
import { useRoutedApi } from './useRoutedApi.ts'

/** An authorizer of an HTTP or WebSocket API. */
export function RouteAuthorizerPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const api = useRoutedApi(apiId)
  const authorizer = api?.authorizers[id]
  if (!api || !authorizer) return <p>This authorizer is no longer there.</p>
  const update: UpdateAuthorizer = (change) => (design) =>
    updateRouteAuthorizer(design, { apiId, id, change })
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Name"
        commits="leaving"
        value={authorizer.name}
        edit={(name) => update({ name })}
      />
      {api.protocol === 'HTTP' && (
        <SelectField
          at={[...at, 'authorizerType']}
          label="Authorizer type"
          help="The type cannot change while routes use the authorizer."
          value={authorizer.authorizerType}
          options={[
            { value: 'JWT', label: 'JWT' },
            { value: 'REQUEST', label: 'Lambda' },
          ]}
          edit={(type) => (design) =>
            type === authorizer.authorizerType
              ? update({})(design)
              : update(type === 'JWT' ? jwtAuthorizer(design) : lambdaAuthorizer(design))(design)
          }
        />
      )}
      {authorizer.authorizerType === 'JWT' ? (
        <JwtFields at={at} authorizer={authorizer} update={update} />
      ) : (
        <LambdaAuthorizerFields
          at={at}
          protocol={api.protocol}
          authorizer={authorizer}
          update={update}
        />
      )}
      <UsingRoutes
        apiId={apiId}
        routes={api.routes}
        isUsed={(routeId) => api.routes[routeId]?.authorizerId === id}
        empty="No route uses this authorizer."
      />
      <p className="gw-help">
        Authorizer ID: <code>{id}</code>
      </p>
      <Remove
        label="Delete the authorizer"
        done={`Deleted the authorizer ${authorizer.name}.`}
        apiId={apiId}
        operation={(design) => removeRouteAuthorizer(design, { apiId, id })}
      />
    </>
  )
}
