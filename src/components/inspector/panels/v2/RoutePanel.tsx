import Button from '@cloudscape-design/components/button'
import { parseRouteKey, removeRoute, routeMethods, updateRoute } from '../../../../model/index.ts'
import type { Address, Route } from '../../../../model/index.ts'
import { openFlow } from '../../../canvas/verbs.ts'
import { useStores } from '../../../store/StoreContext.tsx'
import { SelectField, TextField, choices, optional } from '../../fields/fields.tsx'
import { Remove } from '../Remove.tsx'
import { AddIntegration } from './AddIntegration.tsx'
import { integrationLabel } from './integrationWords.ts'
import { Links } from './Links.tsx'
import { RouteAuthorization } from './RouteAuthorization.tsx'
import type { UpdateRoute } from './updates.ts'
import { useRoutedApi } from './useRoutedApi.ts'
import type { RoutedApi } from './useRoutedApi.ts'
import { WebSocketRouteFields } from './WebSocketFields.tsx'

/** A route of an HTTP or WebSocket API. */
export function RoutePanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const stores = useStores()
  const api = useRoutedApi(apiId)
  const route = api?.routes[id]
  if (!api || !route) return <p>This route is no longer there.</p>
  const update: UpdateRoute = (change) => (design) => updateRoute(design, { apiId, id, change })
  return (
    <>
      <p className="gw-path">{route.routeKey}</p>
      {api.protocol === 'HTTP' ? (
        <>
          <div className="gw-row gw-wrap gw-tight">
            <Button onClick={() => openFlow(stores, at)}>Open the flow</Button>
            <Button onClick={() => stores.viewStore.getState().change({ workbenchTab: 'test' })}>
              Test
            </Button>
          </div>
          <HttpRouteKey at={at} route={route} update={update} />
        </>
      ) : (
        <TextField
          at={[...at, 'routeKey']}
          label="Route key"
          commits="leaving"
          help="A value of the route selection expression, $connect, $disconnect or $default."
          value={route.routeKey}
          edit={(routeKey) => update({ routeKey })}
        />
      )}
      <Target at={at} api={api} route={route} update={update} />
      <RouteAuthorization at={at} api={api} route={route} update={update} />
      <TextField
        at={[...at, 'operationName']}
        label="Operation name"
        commits="leaving"
        value={route.operationName ?? ''}
        edit={(value) => update({ operationName: optional(value) })}
      />
      {api.protocol === 'WEBSOCKET' && (
        <WebSocketRouteFields at={at} route={route} update={update} />
      )}
      <div className="gw-map-field">
        <h3>Throttling and metrics</h3>
        <p className="gw-help">Each stage has its own settings for this route:</p>
        <Links
          label="Stages of the API"
          empty="The API has no stages."
          items={Object.keys(api.stages).map((name) => ({
            at: ['apis', apiId, 'stages', name],
            text: name,
            ...(Object.hasOwn(api.stages[name]?.routeSettings ?? {}, route.routeKey) && {
              note: 'has settings for this route',
            }),
          }))}
        />
      </div>
      <p className="gw-help">
        Route ID: <code>{id}</code>
      </p>
      <Remove
        label={`Delete the route ${route.routeKey}`}
        done={`Deleted the route ${route.routeKey}.`}
        apiId={apiId}
        operation={(design) => removeRoute(design, { apiId, id })}
      />
    </>
  )
}

interface PartProps {
  readonly at: Address
  readonly route: Route
  readonly update: UpdateRoute
}

/** The key of a route of an HTTP API: its method and its path, or `$default`. */
function HttpRouteKey({ at, route, update }: PartProps) {
  const key = parseRouteKey(route.routeKey)
  if ('refusal' in key) {
    return (
      <TextField
        at={[...at, 'routeKey']}
        label="Route key"
        commits="leaving"
        value={route.routeKey}
        edit={(routeKey) => update({ routeKey })}
      />
    )
  }
  const path = key.kind === 'path' ? key.path : '/'
  return (
    <>
      <SelectField
        at={[...at, 'routeKey']}
        label="Method"
        help="ANY matches every method that no other route of the path has. $default matches every other request."
        value={key.kind === 'path' ? key.method : '$default'}
        options={choices([...routeMethods, '$default'])}
        edit={(method) =>
          update({ routeKey: method === '$default' ? method : `${method} ${path}` })
        }
      />
      {key.kind === 'path' && (
        <TextField
          at={[...at, 'routeKey']}
          label="Path"
          commits="leaving"
          help="{name} matches one part of the path, {name+} the rest of it."
          placeholder="/pets/{petId}"
          value={path}
          edit={(text) => update({ routeKey: `${key.method} ${text.trim()}` })}
        />
      )}
    </>
  )
}

function Target({ at, api, route, update }: PartProps & { readonly api: RoutedApi }) {
  const attached = route.target === undefined ? undefined : api.integrations[route.target]
  return (
    <>
      <SelectField
        at={[...at, 'target']}
        label="Integration"
        help="Routes can share an integration."
        value={route.target ?? ''}
        options={[
          { value: '', label: 'None' },
          ...Object.values(api.integrations).map((integration) => ({
            value: integration.id,
            label: integrationLabel(integration),
          })),
        ]}
        edit={(target) => update({ target: optional(target) })}
      />
      {attached ? (
        <Links
          label="Integration of the route"
          empty=""
          items={[
            {
              at: ['apis', api.id, 'integrations', attached.id],
              text: `Edit ${integrationLabel(attached)}`,
            },
          ]}
        />
      ) : (
        <>
          <p className="gw-help">Requests to this route fail until it has an integration.</p>
          {api.protocol === 'HTTP' && <AddIntegration apiId={api.id} routeId={route.id} />}
        </>
      )}
    </>
  )
}
