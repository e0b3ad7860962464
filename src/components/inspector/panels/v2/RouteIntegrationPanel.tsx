import {
  changeToKind,
  fail,
  httpTimeoutMs,
  removeRouteIntegration,
  routeIntegrationKind,
  routeIntegrationKinds,
  updateRouteIntegration,
} from '../../../../model/index.ts'
import type { Address, HttpApi, RouteIntegration } from '../../../../model/index.ts'
import { NumberField, SelectField, TextField, optional } from '../../fields/fields.tsx'
import { without } from '../../fields/lists.ts'
import { AddRow } from '../../fields/AddRow.tsx'
import { ListHeading, RemoveItem } from '../../fields/RemoveItem.tsx'
import { useStores } from '../../../store/StoreContext.tsx'
import { Remove } from '../Remove.tsx'
import { integrationKindLabels, integrationWords } from './integrationWords.ts'
import { UsingRoutes } from './Links.tsx'
import { MappingsField } from './MappingsField.tsx'
import { valueSuggestions } from './mappingRows.ts'
import { routeIntegrationForms } from './routeIntegrationForms.tsx'
import type { UpdateIntegration } from './updates.ts'
import { useRoutedApi } from './useRoutedApi.ts'
import { WebSocketIntegrationFields } from './WebSocketFields.tsx'

/** An integration of an HTTP or WebSocket API, which routes share. */
export function RouteIntegrationPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const api = useRoutedApi(apiId)
  const integration = api?.integrations[id]
  if (!api || !integration) return <p>This integration is no longer there.</p>
  const update: UpdateIntegration = (change) => (design) =>
    updateRouteIntegration(design, { apiId, id, change })
  const words = integrationWords(integration)
  return (
    <>
      <p className="gw-path">{words}</p>
      {api.protocol === 'HTTP' ? (
        <HttpIntegrationFields at={at} api={api} integration={integration} update={update} />
      ) : (
        <WebSocketIntegrationFields at={at} integration={integration} update={update} />
      )}
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={integration.description ?? ''}
        edit={(value) => update({ description: optional(value) })}
      />
      <UsingRoutes
        apiId={apiId}
        routes={api.routes}
        isUsed={(routeId) => api.routes[routeId]?.target === id}
        empty="No route uses this integration."
      />
      <p className="gw-help">
        Integration ID: <code>{id}</code>
      </p>
      <Remove
        label="Delete the integration"
        done={`Deleted the integration ${words}.`}
        apiId={apiId}
        operation={(design) => removeRouteIntegration(design, { apiId, id })}
      />
    </>
  )
}

function HttpIntegrationFields({
  at,
  api,
  integration,
  update,
}: {
  readonly at: Address
  readonly api: HttpApi
  readonly integration: RouteIntegration
  readonly update: UpdateIntegration
}) {
  const kind = routeIntegrationKind(integration)
  const Form = routeIntegrationForms[kind]
  const sources = valueSuggestions(api, integration.id, 'request')
  return (
    <>
      <SelectField
        at={[...at, 'integrationType']}
        label="Integration type"
        value={kind}
        options={routeIntegrationKinds.map((value) => ({
          value,
          label: integrationKindLabels[value],
        }))}
        edit={(value) => (design) => {
          const chosen = routeIntegrationKinds.find((each) => each === value) ?? kind
          const change = changeToKind(design, integration, chosen)
          if (change) return update(change)(design)
          const message = 'A private integration requires a VPC link. Add one to the design first.'
          return fail('integration/connection', message, [...at, 'connectionId'])
        }}
      />
      <Form at={at} integration={integration} update={update} sources={sources} />
      <NumberField
        at={[...at, 'timeoutInMillis']}
        label="Timeout"
        help={`In milliseconds, ${httpTimeoutMs.least} to ${httpTimeoutMs.most.toLocaleString('en-US')}. Default: ${httpTimeoutMs.most.toLocaleString('en-US')}.`}
        value={integration.timeoutInMillis}
        edit={(timeoutInMillis) => update({ timeoutInMillis })}
      />
      {kind !== 'service' && (
        <>
          <MappingsField
            at={[...at, 'requestParameters']}
            label="Request parameter mapping"
            side="request"
            mappings={integration.requestParameters}
            sources={sources}
            set={(requestParameters) => update({ requestParameters })}
          />
          <ResponseMappings at={at} api={api} integration={integration} update={update} />
        </>
      )}
    </>
  )
}

/** Response parameter mappings, by the status code that the backend returns. */
function ResponseMappings({
  at,
  api,
  integration,
  update,
}: Parameters<typeof HttpIntegrationFields>[0]) {
  const { designStore } = useStores()
  const { responseParameters } = integration
  const place = [...at, 'responseParameters']
  const sources = valueSuggestions(api, integration.id, 'response')
  return (
    <div className="gw-fields" data-list="">
      <ListHeading text="Response parameter mapping" />
      {Object.entries(responseParameters).map(([status, mappings]) => (
        <section key={status} className="gw-response" aria-label={`Mapping of status ${status}`}>
          <MappingsField
            at={[...place, status]}
            label={`Status code ${status}`}
            side="response"
            mappings={mappings}
            sources={sources}
            set={(next) =>
              update({ responseParameters: { ...responseParameters, [status]: next } })
            }
          />
          <RemoveItem
            label={`Remove the mapping of status ${status}`}
            done={`Removed the response mapping of status ${status}.`}
            operation={update({ responseParameters: without(responseParameters, status) })}
          />
        </section>
      ))}
      <AddRow
        at={place}
        list="Response parameter mapping"
        nameLabel="Status code"
        placeholder="Status code: 404"
        button="Add a status code"
        buttonLabel="Add a status code"
        existing={Object.keys(responseParameters)}
        add={(status) =>
          designStore
            .getState()
            .edit(
              `Map responses of status ${status}`,
              update({ responseParameters: { ...responseParameters, [status]: {} } }),
            )
        }
      />
    </div>
  )
}
