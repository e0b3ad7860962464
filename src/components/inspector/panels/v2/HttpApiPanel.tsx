import { updateHttpApi } from '../../../../model/index.ts'
import type { Address, Design } from '../../../../model/index.ts'
import { SelectField, ToggleField } from '../../fields/fields.tsx'
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
import { CorsFields } from './CorsFields.tsx'
import { QuickCreate } from './QuickCreate.tsx'
import { useHttpApi } from './useRoutedApi.ts'

/** The settings of an HTTP API, and its parts. */
export function HttpApiPanel({ at }: { readonly at: Address }) {
  const [, apiId = ''] = at
  const api = useHttpApi(apiId)
  if (!api) return <p>This API is no longer there.</p>
  const update = (change: Parameters<typeof updateHttpApi>[1]['change']) => (design: Design) =>
    updateHttpApi(design, { apiId, change })
  return (
    <>
      <ApiNameFields at={at} api={api} update={update} />
      {Object.keys(api.routes).length === 0 && <QuickCreate apiId={apiId} />}
      <RoutesOfApi api={api} />
      <IntegrationsOfApi api={api} />
      <AuthorizersOfApi api={api} />
      <StagesOfApi api={api} />
      <DeploymentsOfApi api={api} />
      <CorsFields
        at={at}
        cors={api.corsConfiguration}
        set={(corsConfiguration) => update({ corsConfiguration })}
      />
      <h3>Endpoint and tags</h3>
      <ToggleField
        at={[...at, 'disableExecuteApiEndpoint']}
        label="Disable the default endpoint"
        help="Only custom domain names then reach the API; the execute-api host returns 404."
        value={api.disableExecuteApiEndpoint}
        edit={(disableExecuteApiEndpoint) => update({ disableExecuteApiEndpoint })}
      />
      <IpAddressTypeField at={at} value={api.ipAddressType} edit={update} />
      <TagsField at={at} tags={api.tags} edit={(tags) => update({ tags })} />
      <p className="gw-help">
        API ID: <code>{apiId}</code>
      </p>
      <DeleteApi apiId={apiId} />
    </>
  )
}

/** Whether clients reach the API by IPv4 alone or by IPv6 too. */
export function IpAddressTypeField({
  at,
  value,
  edit,
}: {
  readonly at: Address
  readonly value: 'ipv4' | 'dualstack' | undefined
  readonly edit: (change: {
    readonly ipAddressType: 'ipv4' | 'dualstack'
  }) => (design: Design) => ReturnType<typeof updateHttpApi>
}) {
  return (
    <SelectField
      at={[...at, 'ipAddressType']}
      label="IP address type"
      value={value ?? 'ipv4'}
      options={[
        { value: 'ipv4', label: 'IPv4' },
        { value: 'dualstack', label: 'Dualstack' },
      ]}
      edit={(type) => edit({ ipAddressType: type === 'dualstack' ? 'dualstack' : 'ipv4' })}
    />
  )
}
