import type { ComponentType } from 'react'
import {
  integrationSubtypes,
  lambdaFunctionArn,
  lambdaFunctionNames,
  routeBackendReference,
  routeMethods,
  serviceIntegration,
} from '../../../../model/index.ts'
import type {
  Address,
  Design,
  Result,
  RouteIntegration,
  RouteIntegrationKind,
} from '../../../../model/index.ts'
import { useDesign } from '../../../store/StoreContext.tsx'
import { SelectField, TextField, choices, optional } from '../../fields/fields.tsx'
import { FunctionAnswers } from '../FunctionAnswers.tsx'
import { ServiceParameters } from './ServiceParameters.tsx'
import type { UpdateIntegration } from './updates.ts'

export interface IntegrationFormProps {
  readonly at: Address
  readonly integration: RouteIntegration
  readonly update: UpdateIntegration
  /** Sources that mapping values can read. */
  readonly sources: readonly string[]
}

/** The form of each kind of integration of an HTTP API. */
export const routeIntegrationForms = {
  lambda: LambdaForm,
  http: HttpForm,
  private: PrivateForm,
  service: ServiceForm,
} satisfies { readonly [K in RouteIntegrationKind]: ComponentType<IntegrationFormProps> }

function LambdaForm({ at, integration, update }: IntegrationFormProps) {
  const design = useDesign((present) => present)
  const { integrationUri = '' } = integration
  const name = routeBackendReference(integration)?.name ?? ''
  return (
    <>
      <TextField
        at={[...at, 'integrationUri', 'function']}
        label="Lambda function"
        commits="leaving"
        help="The name of a function of this design or of another one."
        suggestions={lambdaFunctionNames(design)}
        value={name}
        edit={(functionName) => update({ integrationUri: lambdaFunctionArn(functionName.trim()) })}
      />
      <FunctionAnswers name={name} purpose="is the response of a simulated request." />
      <TextField
        at={[...at, 'integrationUri']}
        label="Function ARN or invocation ARN"
        commits="leaving"
        value={integrationUri}
        edit={(uri) => update({ integrationUri: uri })}
      />
      <SelectField
        at={[...at, 'payloadFormatVersion']}
        label="Payload format version"
        help="The shape of the event. With 2.0, the function may return any JSON value."
        value={integration.payloadFormatVersion ?? ''}
        options={choices(['2.0', '1.0'])}
        edit={(version) => update({ payloadFormatVersion: version === '1.0' ? '1.0' : '2.0' })}
      />
      <CredentialsField
        at={at}
        integration={integration}
        update={update}
        help="Leave empty to invoke the function with its resource-based policy."
      />
    </>
  )
}

function HttpForm({ at, integration, update }: IntegrationFormProps) {
  return (
    <>
      <MethodField at={at} integration={integration} update={update} />
      <TextField
        at={[...at, 'integrationUri']}
        label="URL"
        commits="leaving"
        help="May contain path variables of its routes, {petId}, and ${stageVariables.name}."
        placeholder="https://api.example.com/pets/{petId}"
        value={integration.integrationUri ?? ''}
        edit={(integrationUri) => update({ integrationUri })}
      />
    </>
  )
}

function PrivateForm({ at, integration, update }: IntegrationFormProps) {
  const links = useDesign(({ access }) => access.vpcLinksV2)
  return (
    <>
      <SelectField
        at={[...at, 'connectionId']}
        label="VPC link"
        value={integration.connectionId ?? ''}
        options={Object.values(links).map(({ id, name }) => ({ value: id, label: name }))}
        edit={(connectionId) => update({ connectionId })}
      />
      <MethodField at={at} integration={integration} update={update} />
      <TextField
        at={[...at, 'integrationUri']}
        label="Listener or Cloud Map service ARN"
        commits="leaving"
        help="The listener of an Application or Network Load Balancer, or a Cloud Map service."
        placeholder="arn:aws:servicediscovery:us-east-1:123456789012:service/srv-id?stage=prod"
        value={integration.integrationUri ?? ''}
        edit={(integrationUri) => update({ integrationUri })}
      />
      <TextField
        at={[...at, 'tlsConfig', 'serverNameToVerify']}
        label="Secure server name"
        commits="leaving"
        help="Calls the target by HTTPS and verifies this host name on its certificate. Leave empty for HTTP."
        placeholder="internal.example.com"
        value={integration.tlsConfig?.serverNameToVerify ?? ''}
        edit={(serverNameToVerify) =>
          update({ tlsConfig: serverNameToVerify === '' ? undefined : { serverNameToVerify } })
        }
      />
      <p className="gw-help">
        The target gets the path with the stage name, unless the stage is $default. Map
        overwrite:path to $request.path to leave the stage name out.
      </p>
    </>
  )
}

function ServiceForm({ at, integration, update, sources }: IntegrationFormProps) {
  const { integrationSubtype = '' } = integration
  return (
    <>
      <SelectField
        at={[...at, 'integrationSubtype']}
        label="Action"
        help="Another action keeps the parameters that it has too."
        value={integrationSubtype}
        options={choices(Object.keys(integrationSubtypes))}
        edit={(subtype) => update(serviceIntegration(subtype, integration))}
      />
      <ServiceParameters at={at} integration={integration} update={update} sources={sources} />
      <CredentialsField
        at={at}
        integration={integration}
        update={update}
        help="The role must allow the action. AWS service integrations require one."
      />
    </>
  )
}

function MethodField({
  at,
  integration,
  update,
}: Pick<IntegrationFormProps, 'at' | 'integration' | 'update'>) {
  return (
    <SelectField
      at={[...at, 'integrationMethod']}
      label="HTTP method"
      help="ANY sends the method of the request."
      value={integration.integrationMethod ?? ''}
      options={choices(routeMethods)}
      edit={(integrationMethod) => update({ integrationMethod })}
    />
  )
}

function CredentialsField({
  at,
  integration,
  update,
  help,
}: {
  readonly at: Address
  readonly integration: RouteIntegration
  readonly update: (change: {
    credentialsArn: string | undefined
  }) => (design: Design) => Result<Design>
  readonly help: string
}) {
  return (
    <TextField
      at={[...at, 'credentialsArn']}
      label="Invoke role ARN"
      commits="leaving"
      help={help}
      placeholder="arn:aws:iam::123456789012:role/name"
      value={integration.credentialsArn ?? ''}
      edit={(arn) => update({ credentialsArn: optional(arn) })}
    />
  )
}
