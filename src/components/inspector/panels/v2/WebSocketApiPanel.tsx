import { updateWebSocketApi } from '../../../../model/index.ts'
import type { Address, Design } from '../../../../model/index.ts'
import { SelectField, TextField, ToggleField, choices } from '../../fields/fields.tsx'
import { TagsField } from '../../fields/TagsField.tsx'
import { ApiNameFields } from '../ApiNameFields.tsx'
import { DeleteApi } from '../DeleteApi.tsx'
import {
  AuthorizersOfApi,
  DeploymentsOfApi,
  IntegrationsOfApi,
  RoutesOfApi,
  StagesOfApi,
} from './ApiParts.tsx'
import { IpAddressTypeField } from './HttpApiPanel.tsx'
import { useRoutedApi } from './useRoutedApi.ts'
import { WebSocketNote } from './WebSocketFields.tsx'

/** The settings of a WebSocket API, and its parts. */
export function WebSocketApiPanel({ at }: { readonly at: Address }) {
  const [, apiId = ''] = at
  const api = useRoutedApi(apiId)
  if (api?.protocol !== 'WEBSOCKET') return <p>This API is no longer there.</p>
  const update = (change: Parameters<typeof updateWebSocketApi>[1]['change']) => (design: Design) =>
    updateWebSocketApi(design, { apiId, change })
  return (
    <>
      <WebSocketNote />
      <ApiNameFields at={at} api={api} update={update} />
      <TextField
        at={[...at, 'routeSelectionExpression']}
        label="Route selection expression"
        commits="leaving"
        help="Its value in a message is the key of the route."
        placeholder="$request.body.action"
        value={api.routeSelectionExpression}
        edit={(routeSelectionExpression) => update({ routeSelectionExpression })}
      />
      <SelectField
        at={[...at, 'apiKeySelectionExpression']}
        label="API key selection expression"
        value={api.apiKeySelectionExpression}
        options={choices(['$request.header.x-api-key', '$context.authorizer.usageIdentifierKey'])}
        edit={(apiKeySelectionExpression) => update({ apiKeySelectionExpression })}
      />
      <ToggleField
        at={[...at, 'disableSchemaValidation']}
        label="Disable schema validation"
        value={api.disableSchemaValidation}
        edit={(disableSchemaValidation) => update({ disableSchemaValidation })}
      />
      <RoutesOfApi api={api} />
      <IntegrationsOfApi api={api} />
      <AuthorizersOfApi api={api} />
      <StagesOfApi api={api} />
      <DeploymentsOfApi api={api} />
      <h3>Endpoint and tags</h3>
      <ToggleField
        at={[...at, 'disableExecuteApiEndpoint']}
        label="Disable the default endpoint"
        value={api.disableExecuteApiEndpoint}
        edit={(disableExecuteApiEndpoint) => update({ disableExecuteApiEndpoint })}
      />
      <IpAddressTypeField at={at} value={api.ipAddressType} edit={update} />
      <TagsField at={at} tags={api.tags} edit={(tags) => update({ tags })} />
      <DeleteApi apiId={apiId} />
    </>
  )
}
