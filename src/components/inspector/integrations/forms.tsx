import { invocationUri, lambdaFunctionName, lambdaUri } from '../../../model/index.ts'
import type {
  Address,
  Design,
  Integration,
  IntegrationChange,
  Result,
} from '../../../model/index.ts'
import { SelectField, TextField, choices, optional } from '../fields/fields.tsx'

/** What the form of an integration type gets. */
export interface IntegrationFormProps {
  readonly integration: Integration
  readonly at: Address
  readonly update: (change: IntegrationChange) => (design: Design) => Result<Design>
}

const verbs = choices(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'])

/** A mock has nothing but its templates. */
export function MockForm() {
  return (
    <p className="gw-help">
      The request template has to render an object with the status: {'{"statusCode": 200}'}.
    </p>
  )
}

/** A URL. */
export function HttpForm({ integration, at, update }: IntegrationFormProps) {
  if (integration.type === 'MOCK') return null
  return (
    <>
      <TextField
        at={[...at, 'uri']}
        label="Endpoint URL"
        commits="leaving"
        placeholder="https://api.example.com/pets/{petId}"
        value={integration.uri}
        edit={(uri) => update({ uri })}
      />
      <SelectField
        at={[...at, 'httpMethod']}
        label="HTTP method"
        value={integration.httpMethod ?? 'ANY'}
        options={verbs}
        edit={(httpMethod) => update({ httpMethod })}
      />
      <Connection integration={integration} at={at} update={update} />
    </>
  )
}

/** An action of an AWS service. */
export function AwsForm({ integration, at, update }: IntegrationFormProps) {
  if (integration.type === 'MOCK') return null
  const parts = /^arn:([^:]*):apigateway:([^:]*):([^:]*):(.*)$/s.exec(integration.uri)
  const [, partition = 'aws', region = 'us-east-1', service = '', action = ''] = parts ?? []
  const arn = (change: {
    readonly region?: string
    readonly service?: string
    readonly action?: string
  }) =>
    update({
      uri: `arn:${partition}:apigateway:${change.region ?? region}:${change.service ?? service}:${change.action ?? action}`,
    })
  return (
    <>
      {parts && (
        <>
          <TextField
            at={[...at, 'uri', 'region']}
            label="AWS Region"
            commits="leaving"
            value={region}
            edit={(value) => arn({ region: value })}
          />
          <TextField
            at={[...at, 'uri', 'service']}
            label="AWS service"
            commits="leaving"
            help="dynamodb, sqs, kinesis, lambda, …"
            value={service}
            edit={(value) => arn({ service: value })}
          />
          <TextField
            at={[...at, 'uri', 'action']}
            label="Action or path"
            commits="leaving"
            help="action/Query or path/123456789012/my-queue"
            value={action}
            edit={(value) => arn({ action: value })}
          />
        </>
      )}
      <TextField
        at={[...at, 'uri']}
        label="Integration ARN"
        commits="leaving"
        value={integration.uri}
        edit={(uri) => update({ uri })}
      />
      <SelectField
        at={[...at, 'httpMethod']}
        label="HTTP method"
        value={integration.httpMethod ?? 'POST'}
        options={verbs}
        edit={(httpMethod) => update({ httpMethod })}
      />
      <TextField
        at={[...at, 'credentials']}
        label="Execution role"
        commits="leaving"
        placeholder="arn:aws:iam::123456789012:role/name"
        value={integration.credentials ?? ''}
        edit={(value) => update({ credentials: optional(value) })}
      />
      <Connection integration={integration} at={at} update={update} />
    </>
  )
}

/** A Lambda function that gets the proxy event. */
export function AwsProxyForm({ integration, at, update }: IntegrationFormProps) {
  if (integration.type === 'MOCK') return null
  const name = lambdaFunctionName(integration.uri)
  return (
    <>
      {name !== undefined && (
        <TextField
          at={[...at, 'uri', 'function']}
          label="Lambda function"
          commits="leaving"
          value={name}
          edit={(value) =>
            update({
              uri: invocationUri(lambdaUri(value), integration.responseTransferMode ?? 'BUFFERED'),
            })
          }
        />
      )}
      <TextField
        at={[...at, 'uri']}
        label="Invocation ARN"
        commits="leaving"
        value={integration.uri}
        edit={(uri) => update({ uri })}
      />
      <TextField
        at={[...at, 'credentials']}
        label="Execution role"
        commits="leaving"
        help="Empty: a permission on the function allows the call."
        value={integration.credentials ?? ''}
        edit={(value) => update({ credentials: optional(value) })}
      />
    </>
  )
}

function Connection({ integration, at, update }: IntegrationFormProps) {
  if (integration.type === 'MOCK') return null
  return (
    <>
      <SelectField
        at={[...at, 'connectionType']}
        label="Connection"
        value={integration.connectionType}
        options={[
          { value: 'INTERNET', label: 'Internet' },
          { value: 'VPC_LINK', label: 'VPC link' },
        ]}
        edit={(value) =>
          update(
            value === 'VPC_LINK'
              ? { connectionType: 'VPC_LINK', connectionId: integration.connectionId ?? 'vpclink' }
              : { connectionType: 'INTERNET', connectionId: undefined },
          )
        }
      />
      {integration.connectionType === 'VPC_LINK' && (
        <>
          <TextField
            at={[...at, 'connectionId']}
            label="VPC link"
            commits="leaving"
            value={integration.connectionId ?? ''}
            edit={(connectionId) => update({ connectionId })}
          />
          <TextField
            at={[...at, 'integrationTarget']}
            label="Integration target"
            help="The ARN of the load balancer or its listener, for a VPC link that leads to several."
            value={integration.integrationTarget ?? ''}
            edit={(value) => update({ integrationTarget: optional(value) })}
          />
        </>
      )}
    </>
  )
}
