import Button from '@cloudscape-design/components/button'
import {
  deploy,
  putDocumentationPart,
  putGatewayResponse,
  removeAuthorizer,
  removeDocumentationPart,
  removeModel,
  removeRequestValidator,
  removeStage,
  removeStageVariable,
  removeTemplate,
  renameModel,
  resetGatewayResponse,
  setStageVariable,
  setTemplate,
  updateAuthorizer,
  updateModel,
  updateRequestValidator,
  updateStage,
} from '../../../model/index.ts'
import type { Address, Design, GatewayResponseType, Result, RestApi } from '../../../model/index.ts'
import { useDesign, useStores } from '../../store/StoreContext.tsx'
import {
  AreaField,
  MapField,
  SelectField,
  TextField,
  ToggleField,
  choices,
  optional,
} from '../fields/fields.tsx'

function useRestApi(apiId: string): RestApi | undefined {
  const api = useDesign((design) => design.apis[apiId])
  return api?.protocol === 'REST' ? api : undefined
}

function Remove({
  label,
  operation,
  apiId,
}: {
  readonly label: string
  readonly operation: (design: Design) => Result<Design>
  readonly apiId: string
}) {
  const { designStore, viewStore } = useStores()
  const remove = () => {
    const result = designStore.getState().edit(label, operation)
    if (!result.ok) {
      viewStore
        .getState()
        .notify({ type: 'error', text: result.problems[0]?.message ?? 'Refused.' })
      return
    }
    viewStore.getState().select(['apis', apiId])
    const undo = () => designStore.getState().undo()
    viewStore
      .getState()
      .notify({ type: 'success', text: `${label}: done.`, action: { label: 'Undo', run: undo } })
  }
  return <Button onClick={remove}>{label}</Button>
}

/** A model: its name, its schema. */
export function ModelPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , name = ''] = at
  const { viewStore } = useStores()
  const model = useRestApi(apiId)?.models[name]
  if (!model) return <p>This model is no longer there.</p>
  const update = (change: Parameters<typeof updateModel>[1]['change']) => (design: Design) =>
    updateModel(design, { apiId, name, change })
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Model name"
        value={model.name}
        edit={(to) => (design) => {
          const result = renameModel(design, { apiId, name, to })
          if (result.ok)
            queueMicrotask(() => viewStore.getState().select(['apis', apiId, 'models', to]))
          return result
        }}
      />
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={model.description ?? ''}
        edit={(value) => update({ description: optional(value) })}
      />
      <TextField
        at={[...at, 'contentType']}
        label="Content type"
        value={model.contentType}
        edit={(contentType) => update({ contentType })}
      />
      <AreaField
        at={[...at, 'schema']}
        label="Model schema"
        help="JSON Schema, draft 4."
        rows={18}
        value={model.schema}
        edit={(schema) => update({ schema })}
      />
      <Remove
        label={`Delete the model ${name}`}
        apiId={apiId}
        operation={(design) => removeModel(design, { apiId, name })}
      />
    </>
  )
}

/** A request validator. */
export function ValidatorPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const validator = useRestApi(apiId)?.requestValidators[id]
  if (!validator) return <p>This request validator is no longer there.</p>
  const update =
    (change: Parameters<typeof updateRequestValidator>[1]['change']) => (design: Design) =>
      updateRequestValidator(design, { apiId, id, change })
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Name"
        value={validator.name}
        edit={(name) => update({ name })}
      />
      <ToggleField
        at={[...at, 'validateRequestBody']}
        label="Validate the body"
        value={validator.validateRequestBody}
        edit={(validateRequestBody) => update({ validateRequestBody })}
      />
      <ToggleField
        at={[...at, 'validateRequestParameters']}
        label="Validate query string parameters and headers"
        value={validator.validateRequestParameters}
        edit={(validateRequestParameters) => update({ validateRequestParameters })}
      />
      <Remove
        label="Delete the request validator"
        apiId={apiId}
        operation={(design) => removeRequestValidator(design, { apiId, id })}
      />
    </>
  )
}

/** An authorizer. */
export function AuthorizerPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const authorizer = useRestApi(apiId)?.authorizers[id]
  if (!authorizer) return <p>This authorizer is no longer there.</p>
  const update = (change: Parameters<typeof updateAuthorizer>[1]['change']) => (design: Design) =>
    updateAuthorizer(design, { apiId, id, change })
  const isCognito = authorizer.type === 'COGNITO_USER_POOLS'
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Name"
        value={authorizer.name}
        edit={(name) => update({ name })}
      />
      <SelectField
        at={[...at, 'type']}
        label="Type"
        value={authorizer.type}
        options={choices(['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'])}
        edit={(type) => update({ type: type as 'TOKEN' })}
      />
      {isCognito ? (
        <TextField
          at={[...at, 'providerARNs']}
          label="User pool ARNs"
          help="Separated by commas."
          value={authorizer.providerARNs.join(', ')}
          edit={(value) =>
            update({
              providerARNs: value
                .split(',')
                .map((arn) => arn.trim())
                .filter((arn) => arn !== ''),
            })
          }
        />
      ) : (
        <>
          <TextField
            at={[...at, 'authorizerUri']}
            label="Function invocation ARN"
            value={authorizer.authorizerUri ?? ''}
            edit={(value) => update({ authorizerUri: optional(value) })}
          />
          <TextField
            at={[...at, 'authorizerCredentials']}
            label="Invocation role"
            value={authorizer.authorizerCredentials ?? ''}
            edit={(value) => update({ authorizerCredentials: optional(value) })}
          />
        </>
      )}
      <TextField
        at={[...at, 'identitySource']}
        label="Identity source"
        help="method.request.header.Authorization; several with commas."
        value={authorizer.identitySource ?? ''}
        edit={(value) => update({ identitySource: optional(value) })}
      />
      <TextField
        at={[...at, 'identityValidationExpression']}
        label="Token validation"
        help="A regular expression that the token has to match."
        value={authorizer.identityValidationExpression ?? ''}
        edit={(value) => update({ identityValidationExpression: optional(value) })}
      />
      <TextField
        at={[...at, 'authorizerResultTtlInSeconds']}
        label="Authorization caching"
        help="Seconds, 0 to 3600."
        type="number"
        value={
          authorizer.authorizerResultTtlInSeconds === undefined
            ? ''
            : String(authorizer.authorizerResultTtlInSeconds)
        }
        edit={(value) =>
          update({ authorizerResultTtlInSeconds: value === '' ? undefined : Number(value) })
        }
      />
      <Remove
        label="Delete the authorizer"
        apiId={apiId}
        operation={(design) => removeAuthorizer(design, { apiId, id })}
      />
    </>
  )
}

/** A customised gateway response. */
export function GatewayResponsePanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , type = ''] = at
  const response = useRestApi(apiId)?.gatewayResponses[type as GatewayResponseType] // addresses name them by type
  if (!response) return <p>This gateway response is as the service has it.</p>
  const put =
    (change: {
      readonly statusCode?: string | undefined
      readonly responseParameters?: Record<string, string>
    }) =>
    (design: Design) => {
      const { statusCode: _before, ...rest } = response
      const statusCode = 'statusCode' in change ? change.statusCode : response.statusCode
      return putGatewayResponse(design, {
        apiId,
        response: {
          ...rest,
          ...(statusCode !== undefined && { statusCode }),
          ...(change.responseParameters && { responseParameters: change.responseParameters }),
        },
      })
    }
  return (
    <>
      <TextField
        at={[...at, 'statusCode']}
        label="Status code"
        help="Empty: the default."
        value={response.statusCode ?? ''}
        edit={(value) => put({ statusCode: optional(value) })}
      />
      <MapField
        at={[...at, 'responseParameters']}
        label="Response headers"
        nameLabel="Header"
        valueLabel="Value"
        newName="Access-Control-Allow-Origin"
        newValue="'*'"
        entries={Object.entries(response.responseParameters).map(
          ([name, value]) => [name.replace('gatewayresponse.header.', ''), value] as const,
        )}
        set={(name, value) =>
          put({
            responseParameters: {
              ...response.responseParameters,
              [`gatewayresponse.header.${name}`]: value,
            },
          })
        }
        remove={(name) =>
          put({
            responseParameters: Object.fromEntries(
              Object.entries(response.responseParameters).filter(
                ([key]) => key !== `gatewayresponse.header.${name}`,
              ),
            ),
          })
        }
      />
      <MapField
        at={[...at, 'responseTemplates']}
        label="Response templates"
        nameLabel="Content type"
        valueLabel="Template"
        newName="application/json"
        entries={Object.entries(response.responseTemplates)}
        set={(contentType, text) => (design) =>
          setTemplate(design, { at: [...at, 'responseTemplates', contentType], text })
        }
        remove={(contentType) => (design) =>
          removeTemplate(design, { at: [...at, 'responseTemplates', contentType] })
        }
      />
      <Remove
        label="Reset to the default"
        apiId={apiId}
        operation={(design) =>
          resetGatewayResponse(design, { apiId, responseType: response.responseType })
        }
      />
    </>
  )
}

/** A stage: its variables and settings. */
export function StagePanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , stageName = ''] = at
  const { designStore, services, viewStore } = useStores()
  const stage = useRestApi(apiId)?.stages[stageName]
  if (!stage) return <p>This stage is no longer there.</p>
  const update = (change: Parameters<typeof updateStage>[1]['change']) => (design: Design) =>
    updateStage(design, { apiId, stageName, change })
  const all = stage.methodSettings['*/*'] ?? {}
  const deployNow = () => {
    const { edit, nextId } = designStore.getState()
    const createdDate = new Date(services.now()).toISOString()
    const result = edit(`Deploy to ${stageName}`, (design) =>
      deploy(design, { apiId, stageName, deploymentId: nextId(), createdDate }),
    )
    viewStore
      .getState()
      .notify(
        result.ok
          ? { type: 'success', text: `The API as it stands is deployed to ${stageName}.` }
          : { type: 'error', text: result.problems[0]?.message ?? 'Refused.' },
      )
  }
  return (
    <>
      <p className="gw-help">
        {stage.deploymentId === undefined
          ? 'Nothing is deployed here yet. Runs always use the design as it stands.'
          : `Serves the deployment ${stage.deploymentId}.`}
      </p>
      <Button onClick={deployNow}>Deploy the API here</Button>
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={stage.description ?? ''}
        edit={(value) => update({ description: optional(value) })}
      />
      <MapField
        at={[...at, 'variables']}
        label="Stage variables"
        nameLabel="Name"
        valueLabel="Value"
        entries={Object.entries(stage.variables)}
        set={(name, value) => (design) =>
          setStageVariable(design, { apiId, stageName, name, value })
        }
        remove={(name) => (design) => removeStageVariable(design, { apiId, stageName, name })}
      />
      <ToggleField
        at={[...at, 'cacheClusterEnabled']}
        label="Cache cluster"
        value={stage.cacheClusterEnabled}
        edit={(cacheClusterEnabled) => update({ cacheClusterEnabled })}
      />
      <ToggleField
        at={[...at, 'tracingEnabled']}
        label="X-Ray tracing"
        value={stage.tracingEnabled}
        edit={(tracingEnabled) => update({ tracingEnabled })}
      />
      <SelectField
        at={[...at, 'methodSettings']}
        label="Execution logging of all methods"
        value={all.loggingLevel ?? 'OFF'}
        options={choices(['OFF', 'ERROR', 'INFO'])}
        edit={(value) =>
          update({
            methodSettings: {
              ...stage.methodSettings,
              '*/*': { ...all, loggingLevel: value as 'OFF' },
            },
          })
        }
      />
      <TextField
        at={[...at, 'accessLogSettings']}
        label="Access log format"
        value={stage.accessLogSettings?.format ?? ''}
        edit={(format) =>
          update({
            accessLogSettings: format === '' ? undefined : { ...stage.accessLogSettings, format },
          })
        }
      />
      <TextField
        at={[...at, 'clientCertificateId']}
        label="Client certificate"
        value={stage.clientCertificateId ?? ''}
        edit={(value) => update({ clientCertificateId: optional(value) })}
      />
      <Remove
        label="Delete the stage"
        apiId={apiId}
        operation={(design) => removeStage(design, { apiId, stageName })}
      />
    </>
  )
}

/** A documentation part. */
export function DocumentationPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const part = useRestApi(apiId)?.documentationParts[id]
  if (!part) return <p>This documentation part is no longer there.</p>
  return (
    <>
      <p className="gw-path">
        {part.location.type} {part.location.path} {part.location.method} {part.location.name}
      </p>
      <AreaField
        at={[...at, 'properties']}
        label="Properties"
        help="A JSON object."
        rows={10}
        value={part.properties}
        edit={(properties) => (design) =>
          putDocumentationPart(design, { apiId, part: { ...part, properties } })
        }
      />
      <Remove
        label="Delete the documentation part"
        apiId={apiId}
        operation={(design) => removeDocumentationPart(design, { apiId, id })}
      />
    </>
  )
}
