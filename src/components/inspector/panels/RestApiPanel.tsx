import Button from '@cloudscape-design/components/button'
import { useId, useState } from 'react'
import {
  gatewayResponseTypes,
  nounOf,
  putGatewayResponse,
  updateRestApi,
} from '../../../model/index.ts'
import type {
  Address,
  Design,
  GatewayResponseType,
  NounName,
  RestApi,
  Result,
} from '../../../model/index.ts'
import { useStores } from '../../store/StoreContext.tsx'
import {
  NumberField,
  SelectField,
  TextField,
  ToggleField,
  choices,
  optional,
} from '../fields/fields.tsx'
import { MapField } from '../fields/MapField.tsx'
import { useKeptText } from '../../store/useTextDraft.ts'
import { PolicySection } from '../policy/PolicySection.tsx'
import { ApiNameFields } from './ApiNameFields.tsx'
import { DeleteApi } from './DeleteApi.tsx'
import { useRestApi } from './useRestApi.ts'

/** The settings of a REST API, and what can be added to it. */
export function RestApiPanel({ at }: { readonly at: Address }) {
  const [, apiId = ''] = at
  const api = useRestApi(apiId)
  if (!api) return <p>This API is no longer there.</p>
  const update = (change: Parameters<typeof updateRestApi>[1]['change']) => (design: Design) =>
    updateRestApi(design, { apiId, change })
  return (
    <>
      <ApiNameFields at={at} api={api} update={update} />
      <SelectField
        at={[...at, 'endpointConfiguration']}
        label="API endpoint type"
        value={api.endpointConfiguration.types[0] ?? 'EDGE'}
        options={choices(['REGIONAL', 'EDGE', 'PRIVATE'])}
        edit={(type) =>
          update({
            endpointConfiguration: {
              ...api.endpointConfiguration,
              types: [type as 'EDGE'],
              // only a private API has VPC endpoints
              ...(type !== 'PRIVATE' && { vpcEndpointIds: [] }),
              // a private API has no other
              ...(type === 'PRIVATE' && { ipAddressType: 'dualstack' as const }),
            },
          })
        }
      />
      <SelectField
        at={[...at, 'endpointConfiguration', 'ipAddressType']}
        label="IP address type"
        help="A private API has both."
        value={
          api.endpointConfiguration.ipAddressType ??
          (api.endpointConfiguration.types[0] === 'PRIVATE' ? 'dualstack' : 'ipv4')
        }
        options={[
          { value: 'ipv4', label: 'IPv4' },
          { value: 'dualstack', label: 'Dualstack' },
        ]}
        edit={(value) =>
          update({
            endpointConfiguration: {
              ...api.endpointConfiguration,
              ipAddressType: value === 'dualstack' ? 'dualstack' : 'ipv4',
            },
          })
        }
      />
      {api.endpointConfiguration.types[0] === 'PRIVATE' && (
        <TextField
          at={[...at, 'endpointConfiguration', 'vpcEndpointIds']}
          label="VPC endpoints"
          help="Their ids, separated by commas."
          value={api.endpointConfiguration.vpcEndpointIds.join(', ')}
          edit={(value) =>
            update({
              endpointConfiguration: {
                ...api.endpointConfiguration,
                vpcEndpointIds: listed(value),
              },
            })
          }
        />
      )}
      <SelectField
        at={[...at, 'apiKeySource']}
        label="API key source"
        value={api.apiKeySource}
        options={choices(['HEADER', 'AUTHORIZER'])}
        edit={(value) => update({ apiKeySource: value as 'HEADER' })}
      />
      <ToggleField
        at={[...at, 'disableExecuteApiEndpoint']}
        label="Disable the default endpoint"
        value={api.disableExecuteApiEndpoint}
        edit={(disableExecuteApiEndpoint) => update({ disableExecuteApiEndpoint })}
      />
      <TextField
        at={[...at, 'binaryMediaTypes']}
        label="Binary media types"
        help="Separated by commas: image/png, */*"
        value={api.binaryMediaTypes.join(', ')}
        edit={(value) => update({ binaryMediaTypes: listed(value) })}
      />
      <NumberField
        at={[...at, 'minimumCompressionSize']}
        label="Minimum compression size"
        help="In bytes. Leave empty to turn compression off."
        value={api.minimumCompressionSize}
        edit={(minimumCompressionSize) => update({ minimumCompressionSize })}
      />
      <PolicySection at={[...at, 'policy']} api={api} />
      <MapField
        at={[...at, 'tags']}
        label="Tags"
        nameLabel="Key"
        valueLabel="Value"
        entries={Object.entries(api.tags)}
        set={(key, value) => update({ tags: { ...api.tags, [key]: value } })}
        remove={(key) =>
          update({
            tags: Object.fromEntries(Object.entries(api.tags).filter(([name]) => name !== key)),
          })
        }
      />
      <SelectField
        at={[...at, 'endpointAccessMode']}
        label="Endpoint access mode"
        value={api.endpointAccessMode ?? ''}
        options={[{ value: '', label: 'Not set' }, ...choices(['BASIC', 'STRICT'])]}
        edit={(value) => update({ endpointAccessMode: optional(value) })}
      />
      <TextField
        at={[...at, 'securityPolicy']}
        label="Security policy"
        help="The TLS policy of the endpoint, as its name: TLS_1_2."
        value={api.securityPolicy ?? ''}
        edit={(value) => update({ securityPolicy: optional(value) })}
      />
      <AddParts api={api} />
      <DeleteApi apiId={apiId} />
    </>
  )
}

/** The items of a list that is typed with commas. */
function listed(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** The name of the field for the name of a new part. What is typed there is kept until a part gets it. */
const newPartLabel = 'Name of what is added'

/** What is added by its name alone, under the words of its button. */
const addedParts = {
  model: 'Model',
  requestValidator: 'Request validator',
  authorizer: 'Authorizer',
  stage: 'Stage',
  documentationPart: 'Documentation',
  documentationVersion: 'Documentation version',
} as const satisfies { readonly [N in NounName]?: string }

const addedNouns = Object.keys(addedParts) as (keyof typeof addedParts)[] // the table's own keys

function AddParts({ api }: { readonly api: RestApi }) {
  const { designStore, services, viewStore } = useStores()
  const [refusal, setRefusal] = useState<string>()
  const refusalId = useId()
  const apiId = api.id
  const at = ['apis', apiId]
  const [name, setName] = useKeptText(at, newPartLabel)
  const edit = (label: string, operation: (design: Design) => Result<Design>, to: Address) => {
    const result = designStore.getState().edit(label, operation)
    if (!result.ok) {
      designStore.getState().dismissRefusal()
      setRefusal(result.problems[0]?.message ?? 'Refused.')
      return
    }
    setName('')
    setRefusal(undefined)
    viewStore.getState().select(to)
  }
  const add = (noun: NounName) => {
    const { nextId, history } = designStore.getState()
    const context = { nextId, now: services.now(), apiId, name }
    const addition = nounOf(noun).add?.(history.present, context)
    if (addition) edit(`Add ${nounOf(noun).title}`, addition.operation, addition.at)
  }
  return (
    <fieldset className="gw-map-field">
      <legend>Add to this API</legend>
      <p className="gw-help">Enter a name, then choose what to add.</p>
      <div className="gw-map-row gw-map-new" data-bare="">
        <input
          aria-label={newPartLabel}
          placeholder="Name"
          value={name}
          aria-invalid={refusal !== undefined}
          aria-describedby={refusal === undefined ? undefined : refusalId}
          onChange={(event) => {
            setName(event.target.value)
            setRefusal(undefined)
          }}
        />
      </div>
      {refusal !== undefined && (
        <p id={refusalId} className="gw-refusal" role="alert">
          {refusal}
        </p>
      )}
      <div className="gw-row gw-wrap gw-tight">
        {addedNouns.map((noun) => (
          <Button key={noun} onClick={() => add(noun)}>
            {addedParts[noun]}
          </Button>
        ))}
      </div>
      <AddGatewayResponse api={api} add={edit} />
    </fieldset>
  )
}

/** Customize one type of gateway response. A type that is customized already is opened as it is. */
function AddGatewayResponse({
  api,
  add,
}: {
  readonly api: RestApi
  readonly add: (label: string, operation: (design: Design) => Result<Design>, to: Address) => void
}) {
  const { viewStore } = useStores()
  const [type, setType] = useState<GatewayResponseType>('DEFAULT_4XX')
  const at: Address = ['apis', api.id, 'gatewayResponses', type]
  const isCustomized = Object.hasOwn(api.gatewayResponses, type)
  const customize = () => {
    if (isCustomized) {
      viewStore.getState().select(at)
      return
    }
    const response = {
      responseType: type,
      responseParameters: {},
      responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
    }
    add(
      `Customize ${type}`,
      (design) => putGatewayResponse(design, { apiId: api.id, response }),
      at,
    )
  }
  return (
    <div className="gw-add-gateway-response">
      <select
        className="gw-field"
        aria-label="Gateway response"
        value={type}
        onChange={(event) =>
          setType(gatewayResponseTypes.find((each) => each === event.target.value) ?? type)
        }
      >
        {gatewayResponseTypes.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
      <Button onClick={customize}>
        {isCustomized ? 'Open gateway response' : 'Customize gateway response'}
      </Button>
    </div>
  )
}
