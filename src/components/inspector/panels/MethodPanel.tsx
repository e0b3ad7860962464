import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import {
  isWithin,
  methodRefAt,
  pathInThing,
  putMethodResponse,
  removeMethodResponse,
  removeRequestModel,
  removeRequestParameter,
  resourcePath,
  setRequestModel,
  setRequestParameter,
  thingAddress,
  updateMethod,
} from '../../../model/index.ts'
import type { Address, AuthorizationType, Design, Method, RestApi } from '../../../model/index.ts'
import type { ReactNode } from 'react'
import { useRun } from '../../commands/runCommand.ts'
import { useDesign, useStores, useView } from '../../store/StoreContext.tsx'
import { openFlow } from '../../canvas/verbs.ts'
import { SelectField, TextField, ToggleField, choices, optional } from '../fields/fields.tsx'
import { MapField } from '../fields/MapField.tsx'
import { Revealed } from '../fields/Revealed.tsx'
import { FormDelete } from '../FormActions.tsx'
import { IntegrationRequestFields, IntegrationResponseFields } from './IntegrationFields.tsx'

const requiredness = [
  { value: 'true', label: 'required' },
  { value: 'false', label: 'optional' },
]

/** A method, in the four parts that the console has. */
export function MethodPanel({ at }: { readonly at: Address }) {
  const ref = methodRefAt(at)
  const api = useDesign((design) => design.apis[ref?.apiId ?? ''])
  const reveal = useView((state) => state.reveal)
  const run = useRun()
  const stores = useStores()
  const { viewStore } = stores
  const method =
    ref && api?.protocol === 'REST'
      ? api.resources[ref.resourceId]?.methods[ref.httpMethod]
      : undefined
  if (!ref || api?.protocol !== 'REST' || !method) return <p>This method is no longer there.</p>
  const methodAt = thingAddress(at)
  const part = reveal && isWithin(reveal.at, methodAt) ? partOf(reveal.at) : 'integrationRequest'
  return (
    <>
      <p className="gw-path">
        <span className="gw-verb" style={{ color: `var(--gw-verb-${ref.httpMethod})` }}>
          {ref.httpMethod}
        </span>{' '}
        {resourcePath(api, ref.resourceId)}
      </p>
      <div className="gw-row gw-wrap gw-tight">
        <Button onClick={() => openFlow(stores, methodAt)}>Open the flow</Button>
        <Button onClick={() => viewStore.getState().change({ workbenchTab: 'test' })}>Test</Button>
      </div>
      <FormDelete
        label="Delete the method"
        onDelete={() => {
          viewStore.getState().select(methodAt)
          run('canvas.delete')
        }}
      />
      <Part
        key={`request ${part === 'methodRequest'}`}
        name="Method request"
        isOpen={part === 'methodRequest'}
      >
        <MethodRequestFields api={api} method={method} at={methodAt} />
      </Part>
      <Part
        key={`integration ${part === 'integrationRequest'}`}
        name="Integration request"
        isOpen={part === 'integrationRequest'}
      >
        <IntegrationRequestFields method={method} at={methodAt} />
      </Part>
      <Part
        key={`responses ${part === 'integrationResponse'}`}
        name="Integration response"
        isOpen={part === 'integrationResponse'}
      >
        <IntegrationResponseFields method={method} at={methodAt} />
      </Part>
      <Part
        key={`method responses ${part === 'methodResponse'}`}
        name="Method response"
        isOpen={part === 'methodResponse'}
      >
        <MethodResponseFields api={api} method={method} at={methodAt} />
      </Part>
    </>
  )
}

function partOf(
  at: Address,
): 'methodRequest' | 'integrationRequest' | 'integrationResponse' | 'methodResponse' {
  const [property, inner] = pathInThing(at)
  if (property === 'methodResponses') return 'methodResponse'
  if (property !== 'integration') return property ? 'methodRequest' : 'integrationRequest'
  return inner === 'integrationResponses' ? 'integrationResponse' : 'integrationRequest'
}

function Part({
  name,
  isOpen,
  children,
}: {
  readonly name: string
  readonly isOpen: boolean
  readonly children: ReactNode
}) {
  return (
    <ExpandableSection headerText={name} defaultExpanded={isOpen} headingTagOverride="h3">
      <div className="gw-fields">{children}</div>
    </ExpandableSection>
  )
}

interface PartProps {
  readonly api: RestApi
  readonly method: Method
  readonly at: Address
}

function MethodRequestFields({ api, method, at }: PartProps) {
  const ref = methodRefAt(at)
  if (!ref) return null
  const update = (change: Parameters<typeof updateMethod>[1]['change']) => (design: Design) =>
    updateMethod(design, { ...ref, change })
  const authorizers = Object.values(api.authorizers)
  const authorize = (value: string) => {
    const authorizer = api.authorizers[value]
    if (!authorizer) return update({ authorizationType: value as AuthorizationType })
    const authorizationType =
      authorizer.type === 'COGNITO_USER_POOLS' ? 'COGNITO_USER_POOLS' : 'CUSTOM'
    return update({ authorizationType, authorizerId: authorizer.id })
  }
  const models = choices(Object.keys(api.models))
  return (
    <>
      <SelectField
        at={[...at, 'authorizationType']}
        label="Authorization"
        value={method.authorizerId ?? method.authorizationType}
        options={[
          { value: 'NONE', label: 'None' },
          { value: 'AWS_IAM', label: 'AWS IAM' },
          ...authorizers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        edit={authorize}
      />
      {method.authorizationType === 'COGNITO_USER_POOLS' && (
        <TextField
          at={[...at, 'authorizationScopes']}
          label="Authorization scopes"
          help="Separated by blanks."
          value={method.authorizationScopes.join(' ')}
          edit={(value) =>
            update({ authorizationScopes: value.split(/\s+/).filter((scope) => scope !== '') })
          }
        />
      )}
      <ToggleField
        at={[...at, 'apiKeyRequired']}
        label="API key required"
        value={method.apiKeyRequired}
        edit={(apiKeyRequired) => update({ apiKeyRequired })}
      />
      <SelectField
        at={[...at, 'requestValidatorId']}
        label="Request validator"
        value={method.requestValidatorId ?? ''}
        options={[
          { value: '', label: 'None' },
          ...Object.values(api.requestValidators).map(({ id, name }) => ({
            value: id,
            label: name,
          })),
        ]}
        edit={(value) => update({ requestValidatorId: optional(value) })}
      />
      <TextField
        at={[...at, 'operationName']}
        label="Operation name"
        commits="leaving"
        value={method.operationName ?? ''}
        edit={(value) => update({ operationName: optional(value) })}
      />
      {(['path', 'querystring', 'header'] as const).map((kind) => (
        <MapField
          key={kind}
          at={[...at, 'requestParameters']}
          label={
            kind === 'path'
              ? 'Path parameters'
              : kind === 'querystring'
                ? 'URL query string parameters'
                : 'HTTP request headers'
          }
          nameLabel="Name"
          valueLabel="Requiredness"
          values={requiredness}
          newValue="false"
          entries={Object.entries(method.requestParameters)
            .filter(([name]) => name.startsWith(`method.request.${kind}.`))
            .map(
              ([name, isRequired]) =>
                [name.split('.').slice(3).join('.'), String(isRequired)] as const,
            )}
          set={(name, value) => (design) =>
            setRequestParameter(design, {
              ...ref,
              name: `method.request.${kind}.${name}`,
              required: value === 'true',
            })
          }
          remove={(name) => (design) =>
            removeRequestParameter(design, { ...ref, name: `method.request.${kind}.${name}` })
          }
        />
      ))}
      <MapField
        at={[...at, 'requestModels']}
        label="Request body"
        nameLabel="Content type"
        valueLabel="Model"
        newName="application/json"
        values={models}
        newValue={models[0]?.value ?? ''}
        entries={Object.entries(method.requestModels)}
        set={(contentType, modelName) => (design) =>
          setRequestModel(design, { ...ref, contentType, modelName })
        }
        remove={(contentType) => (design) => removeRequestModel(design, { ...ref, contentType })}
      />
    </>
  )
}

function MethodResponseFields({ api, method, at }: PartProps) {
  const ref = methodRefAt(at)
  if (!ref) return null
  const models = choices(Object.keys(api.models))
  return (
    <>
      {Object.values(method.methodResponses).map((response) => {
        const place = [...at, 'methodResponses', response.statusCode]
        const put = (change: Partial<typeof response>) => (design: Design) =>
          putMethodResponse(design, { ...ref, response: { ...response, ...change } })
        return (
          <Revealed key={response.statusCode} at={place} isExact>
            <section className="gw-response" aria-label={`Method response ${response.statusCode}`}>
              <h4>{response.statusCode}</h4>
              <MapField
                at={[...place, 'responseParameters']}
                label="Response headers"
                nameLabel="Header"
                valueLabel="Requiredness"
                values={requiredness}
                newValue="false"
                entries={Object.entries(response.responseParameters).map(
                  ([name, isRequired]) =>
                    [name.split('.').slice(3).join('.'), String(isRequired)] as const,
                )}
                set={(name, value) =>
                  put({
                    responseParameters: {
                      ...response.responseParameters,
                      [`method.response.header.${name}`]: value === 'true',
                    },
                  })
                }
                remove={(name) =>
                  put({
                    responseParameters: Object.fromEntries(
                      Object.entries(response.responseParameters).filter(
                        ([key]) => key !== `method.response.header.${name}`,
                      ),
                    ),
                  })
                }
              />
              <MapField
                at={[...place, 'responseModels']}
                label="Response body"
                nameLabel="Content type"
                valueLabel="Model"
                newName="application/json"
                values={models}
                newValue={models[0]?.value ?? ''}
                entries={Object.entries(response.responseModels)}
                set={(type, model) =>
                  put({ responseModels: { ...response.responseModels, [type]: model } })
                }
                remove={(type) =>
                  put({
                    responseModels: Object.fromEntries(
                      Object.entries(response.responseModels).filter(([key]) => key !== type),
                    ),
                  })
                }
              />
            </section>
          </Revealed>
        )
      })}
      <MapField
        at={[...at, 'methodResponses']}
        label="Status codes"
        nameLabel="Status code"
        valueLabel="Status"
        exampleName="Status code: 404"
        isBare
        isExact
        entries={Object.keys(method.methodResponses).map((code) => [code, ''] as const)}
        set={(statusCode) => (design) =>
          putMethodResponse(design, {
            ...ref,
            response: method.methodResponses[statusCode] ?? {
              statusCode,
              responseParameters: {},
              responseModels: {},
            },
          })
        }
        remove={(statusCode) => (design) => removeMethodResponse(design, { ...ref, statusCode })}
      />
    </>
  )
}
