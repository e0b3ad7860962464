import { webSocketTimeoutMs } from '../../../../model/index.ts'
import type { Address, RouteIntegration } from '../../../../model/index.ts'
import { NumberField, SelectField, TextField, choices, optional } from '../../fields/fields.tsx'
import type { UpdateIntegration } from './updateIntegration.ts'

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
