import {
  invocationUri,
  isStreamed,
  methodRefAt,
  putIntegrationResponse,
  removeIntegrationResponse,
  setIntegrationType,
  updateIntegration,
} from '../../../model/index.ts'
import type {
  Address,
  Design,
  Integration,
  IntegrationChange,
  IntegrationResponse,
  IntegrationType,
  Method,
} from '../../../model/index.ts'
import {
  RequiredNumberField,
  SelectField,
  TextField,
  ToggleField,
  choices,
  optional,
} from '../fields/fields.tsx'
import { MapField } from '../fields/MapField.tsx'
import { Revealed } from '../fields/Revealed.tsx'
import { TemplatesField } from '../fields/TemplatesField.tsx'
import { integrationForms } from '../integrations/index.ts'

const types: readonly { value: IntegrationType; label: string }[] = [
  { value: 'MOCK', label: 'Mock' },
  { value: 'HTTP', label: 'HTTP' },
  { value: 'HTTP_PROXY', label: 'HTTP proxy' },
  { value: 'AWS', label: 'AWS service or Lambda function' },
  { value: 'AWS_PROXY', label: 'Lambda proxy' },
]
const handling = [
  { value: '', label: 'Passthrough' },
  ...choices(['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']),
]

interface Props {
  readonly method: Method
  readonly at: Address
}

/** The integration request: what is reached, and how the request gets there. */
export function IntegrationRequestFields({ method, at }: Props) {
  const ref = methodRefAt(at)
  const { integration } = method
  const place = [...at, 'integration']
  if (!ref) return null
  const update = (change: IntegrationChange) => (design: Design) =>
    updateIntegration(design, { ...ref, change })
  return (
    <>
      <SelectField
        at={[...place, 'type']}
        label="Integration type"
        value={integration?.type ?? ''}
        options={types}
        edit={(type) => (design) =>
          setIntegrationType(design, { ...ref, type: type as IntegrationType })
        }
      />
      {!integration && (
        <p className="gw-help">
          Choose what answers this method. A mock answers by itself; the others reach a backend.
        </p>
      )}
      {integration && (
        <>
          <TypeForm integration={integration} at={place} update={update} />
          <MapField
            at={[...place, 'requestParameters']}
            label="Parameter mappings"
            help="integration.request.header.X from method.request.header.X, stageVariables.x, context.x or 'text'."
            nameLabel="Target"
            valueLabel="Source"
            exampleName="integration.request.header.X-Name"
            entries={Object.entries(integration.requestParameters)}
            set={(name, value) =>
              update({ requestParameters: { ...integration.requestParameters, [name]: value } })
            }
            remove={(name) =>
              update({
                requestParameters: Object.fromEntries(
                  Object.entries(integration.requestParameters).filter(([key]) => key !== name),
                ),
              })
            }
          />
          <TemplatesField
            at={[...place, 'requestTemplates']}
            templates={integration.requestTemplates}
          />
          <SelectField
            at={[...place, 'passthroughBehavior']}
            label="Request body passthrough"
            value={integration.passthroughBehavior}
            options={[
              { value: 'WHEN_NO_MATCH', label: 'When no template matches the content type' },
              { value: 'WHEN_NO_TEMPLATES', label: 'When there are no templates defined' },
              { value: 'NEVER', label: 'Never' },
            ]}
            edit={(value) => update({ passthroughBehavior: value as 'NEVER' })}
          />
          <SelectField
            at={[...place, 'contentHandling']}
            label="Content handling"
            value={integration.contentHandling ?? ''}
            options={handling}
            edit={(value) =>
              update({ contentHandling: value === '' ? undefined : (value as 'CONVERT_TO_TEXT') })
            }
          />
          <RequiredNumberField
            at={[...place, 'timeoutInMillis']}
            label="Integration timeout"
            help={`Milliseconds, 50 to ${isStreamed(integration) ? 900000 : 29000}.`}
            value={integration.timeoutInMillis}
            edit={(timeoutInMillis) => update({ timeoutInMillis })}
          />
          <TextField
            at={[...place, 'cacheKeyParameters']}
            label="Cache key parameters"
            help="Separated by commas."
            value={integration.cacheKeyParameters.join(', ')}
            edit={(value) =>
              update({
                cacheKeyParameters: value
                  .split(',')
                  .map((name) => name.trim())
                  .filter((name) => name !== ''),
              })
            }
          />
          <TextField
            at={[...place, 'cacheNamespace']}
            label="Cache namespace"
            help="Empty: the id of the resource, so that its methods share their cache."
            value={integration.cacheNamespace ?? ''}
            edit={(value) => update({ cacheNamespace: value === '' ? undefined : value })}
          />
          {integration.type !== 'MOCK' && (
            <>
              {isProxy(integration) && (
                <SelectField
                  at={[...place, 'responseTransferMode']}
                  label="Response transfer mode"
                  help="A streamed answer goes on as it comes: of any size, neither cached nor packed."
                  value={integration.responseTransferMode ?? 'BUFFERED'}
                  options={[
                    { value: 'BUFFERED', label: 'Buffered' },
                    { value: 'STREAM', label: 'Stream' },
                  ]}
                  edit={(value) =>
                    update({
                      responseTransferMode: value === 'STREAM' ? 'STREAM' : undefined,
                      uri: invocationUri(
                        integration.uri,
                        value === 'STREAM' ? 'STREAM' : 'BUFFERED',
                      ),
                    })
                  }
                />
              )}
              {isHttp(integration) && (
                <ToggleField
                  at={[...place, 'tlsConfig']}
                  label="Skip verification of the backend's certificate"
                  value={integration.tlsConfig?.insecureSkipVerification ?? false}
                  edit={(value) =>
                    update({ tlsConfig: value ? { insecureSkipVerification: true } : undefined })
                  }
                />
              )}
            </>
          )}
        </>
      )}
    </>
  )
}

const isHttp = ({ type }: Integration) => type === 'HTTP' || type === 'HTTP_PROXY'
const isProxy = ({ type }: Integration) => type === 'HTTP_PROXY' || type === 'AWS_PROXY'

function TypeForm(props: {
  readonly integration: Integration
  readonly at: Address
  readonly update: (
    change: IntegrationChange,
  ) => (design: Design) => ReturnType<typeof updateIntegration>
}) {
  const Form = integrationForms[props.integration.type]
  return <Form {...props} />
}

/** The integration responses: which answer becomes which method response, and how. */
export function IntegrationResponseFields({ method, at }: Props) {
  const ref = methodRefAt(at)
  const { integration } = method
  if (!ref || !integration) return <p className="gw-help">There is no integration yet.</p>
  if (integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY') {
    return (
      <p className="gw-help">A proxy passes the answer through: there is nothing to set here.</p>
    )
  }
  const place = [...at, 'integration', 'integrationResponses']
  const responses = Object.values(integration.integrationResponses)
  const blank = (statusCode: string): IntegrationResponse => ({
    statusCode,
    responseParameters: {},
    responseTemplates: {},
  })
  return (
    <>
      {responses.map((response) => {
        const responseAt = [...place, response.statusCode]
        const put =
          (change: {
            readonly [K in keyof IntegrationResponse]?: IntegrationResponse[K] | undefined
          }) =>
          (design: Design) => {
            const merged = Object.entries({ ...response, ...change }).filter(
              ([, value]) => value !== undefined,
            )
            return putIntegrationResponse(design, {
              ...ref,
              response: Object.fromEntries(merged) as IntegrationResponse,
            }) // members of one
          }
        return (
          <Revealed key={response.statusCode} at={responseAt} isExact>
            <section
              className="gw-response"
              aria-label={`Integration response ${response.statusCode}`}
            >
              <h4>
                {response.selectionPattern === undefined || response.selectionPattern === ''
                  ? 'Default'
                  : response.selectionPattern}{' '}
                → {response.statusCode}
              </h4>
              <TextField
                at={[...responseAt, 'selectionPattern']}
                label="Selection pattern"
                commits="leaving"
                help="A regular expression for the whole status, or for a Lambda error message. Empty: the default."
                value={response.selectionPattern ?? ''}
                edit={(value) => put({ selectionPattern: optional(value) })}
              />
              <MapField
                at={[...responseAt, 'responseParameters']}
                label="Header mappings"
                nameLabel="Response header"
                valueLabel="Mapping value"
                exampleName="X-Name"
                entries={Object.entries(response.responseParameters).map(
                  ([name, value]) => [name.split('.').slice(3).join('.'), value] as const,
                )}
                set={(name, value) =>
                  put({
                    responseParameters: {
                      ...response.responseParameters,
                      [`method.response.header.${name}`]: value,
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
              <TemplatesField
                at={[...responseAt, 'responseTemplates']}
                templates={response.responseTemplates}
              />
              <SelectField
                at={[...responseAt, 'contentHandling']}
                label="Content handling"
                value={response.contentHandling ?? ''}
                options={handling}
                edit={(value) =>
                  put({ contentHandling: value === '' ? undefined : (value as 'CONVERT_TO_TEXT') })
                }
              />
            </section>
          </Revealed>
        )
      })}
      <MapField
        at={place}
        label="Integration responses"
        nameLabel="Status code"
        valueLabel="Status"
        exampleName="Status code: 400"
        isBare
        isExact
        entries={responses.map(({ statusCode }) => [statusCode, ''] as const)}
        set={(statusCode) => (design) =>
          putIntegrationResponse(design, {
            ...ref,
            response: integration.integrationResponses[statusCode] ?? blank(statusCode),
          })
        }
        remove={(statusCode) => (design) =>
          removeIntegrationResponse(design, { ...ref, statusCode })
        }
      />
    </>
  )
}
