import { webSocketTimeoutMs } from '../../../../model/index.ts'
import type { Address, Route, RouteIntegration } from '../../../../model/index.ts'
import {
  NumberField,
  SelectField,
  TextField,
  ToggleField,
  choices,
  optional,
} from '../../fields/fields.tsx'
import type { UpdateIntegration, UpdateRoute } from './updates.ts'

/** Tells that the simulator does not run WebSocket APIs. */
export function WebSocketNote() {
  return (
    <p className="gw-help" role="note">
      WebSocket APIs are kept and exported. Gatewright does not simulate them yet.
    </p>
  )
}

/** What an integration of a WebSocket API calls. */
export function WebSocketIntegrationFields({
  at,
  integration,
  update,
}: {
  readonly at: Address
  readonly integration: RouteIntegration
  readonly update: UpdateIntegration
}) {
  const isMock = integration.integrationType === 'MOCK'
  return (
    <>
      <WebSocketNote />
      {!isMock && (
        <>
          <TextField
            at={[...at, 'integrationUri']}
            label="Integration URI"
            commits="leaving"
            value={integration.integrationUri ?? ''}
            edit={(uri) => update({ integrationUri: optional(uri) })}
          />
          <TextField
            at={[...at, 'integrationMethod']}
            label="HTTP method"
            commits="leaving"
            value={integration.integrationMethod ?? ''}
            edit={(method) => update({ integrationMethod: optional(method) })}
          />
          <TextField
            at={[...at, 'credentialsArn']}
            label="Invoke role ARN"
            commits="leaving"
            value={integration.credentialsArn ?? ''}
            edit={(arn) => update({ credentialsArn: optional(arn) })}
          />
        </>
      )}
      <TextField
        at={[...at, 'templateSelectionExpression']}
        label="Template selection expression"
        commits="leaving"
        placeholder="${request.body.action}"
        value={integration.templateSelectionExpression ?? ''}
        edit={(expression) => update({ templateSelectionExpression: optional(expression) })}
      />
      <SelectField
        at={[...at, 'contentHandlingStrategy']}
        label="Content handling"
        value={integration.contentHandlingStrategy ?? ''}
        options={[
          { value: '', label: 'Passthrough' },
          ...choices(['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']),
        ]}
        edit={(value) =>
          update({
            contentHandlingStrategy:
              value === 'CONVERT_TO_BINARY' || value === 'CONVERT_TO_TEXT' ? value : undefined,
          })
        }
      />
      <NumberField
        at={[...at, 'timeoutInMillis']}
        label="Timeout"
        help={`In milliseconds, ${webSocketTimeoutMs.least} to ${webSocketTimeoutMs.most.toLocaleString('en-US')}.`}
        value={integration.timeoutInMillis}
        edit={(timeoutInMillis) => update({ timeoutInMillis })}
      />
    </>
  )
}

/** The settings that only routes of WebSocket APIs have. */
export function WebSocketRouteFields({
  at,
  route,
  update,
}: {
  readonly at: Address
  readonly route: Route
  readonly update: UpdateRoute
}) {
  return (
    <>
      <ToggleField
        at={[...at, 'apiKeyRequired']}
        label="API key required"
        value={route.apiKeyRequired}
        edit={(apiKeyRequired) => update({ apiKeyRequired })}
      />
      <TextField
        at={[...at, 'modelSelectionExpression']}
        label="Model selection expression"
        commits="leaving"
        placeholder="${request.body.action}"
        value={route.modelSelectionExpression ?? ''}
        edit={(value) => update({ modelSelectionExpression: optional(value) })}
      />
      <ToggleField
        at={[...at, 'routeResponseSelectionExpression']}
        label="Two-way communication"
        help="Clients get the response of the integration (route response selection expression $default)."
        value={route.routeResponseSelectionExpression !== undefined}
        edit={(isOn) => update({ routeResponseSelectionExpression: isOn ? '$default' : undefined })}
      />
      <WebSocketNote />
    </>
  )
}
