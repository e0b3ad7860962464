import { Suspense, lazy } from 'react'
import {
  lambdaFunctionName,
  putGatewayResponse,
  removeAuthorizer,
  removeModel,
  removeRequestValidator,
  renameModel,
  resetGatewayResponse,
  updateAuthorizer,
  updateModel,
  updateRequestValidator,
} from '../../../model/index.ts'
import type { Address, Design, GatewayResponseType } from '../../../model/index.ts'
import { useStores } from '../../store/StoreContext.tsx'
import {
  AreaField,
  NumberField,
  SelectField,
  TextField,
  ToggleField,
  choices,
  optional,
} from '../fields/fields.tsx'
import { MapField } from '../fields/MapField.tsx'
import { schemaCause } from '../fields/schemaCause.ts'
import { TemplatesField } from '../fields/TemplatesField.tsx'
import { FunctionAnswers } from './FunctionAnswers.tsx'
import { Remove } from './Remove.tsx'
import { useRestApi } from './useRestApi.ts'

// the first screen shows no authorizer: it waits for less without the form of its test
const AuthorizerTestForm = lazy(async () => ({
  default: (await import('../authorizer/AuthorizerTestForm.tsx')).AuthorizerTestForm,
}))

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
        commits="leaving"
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
        explain={model.contentType.includes('json') ? schemaCause : undefined}
        value={model.schema}
        edit={(schema) => update({ schema })}
      />
      <Remove
        label={`Delete the model ${name}`}
        done={`Deleted the model ${name}.`}
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
        commits="leaving"
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
        done={`Deleted the request validator ${validator.name}.`}
        apiId={apiId}
        operation={(design) => removeRequestValidator(design, { apiId, id })}
      />
    </>
  )
}

/** An authorizer. */
export function AuthorizerPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const api = useRestApi(apiId)
  const authorizer = api?.authorizers[id]
  if (!api || !authorizer) return <p>This authorizer is no longer there.</p>
  const update = (change: Parameters<typeof updateAuthorizer>[1]['change']) => (design: Design) =>
    updateAuthorizer(design, { apiId, id, change })
  const isCognito = authorizer.type === 'COGNITO_USER_POOLS'
  const { authorizerUri } = authorizer
  const functionName = authorizerUri === undefined ? undefined : lambdaFunctionName(authorizerUri)
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Name"
        commits="leaving"
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
            commits="leaving"
            value={authorizer.authorizerUri ?? ''}
            edit={(value) => update({ authorizerUri: optional(value) })}
          />
          {functionName !== undefined && (
            <FunctionAnswers
              name={functionName}
              purpose="decides which simulated requests are let through."
            />
          )}
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
        help={
          authorizer.type === 'REQUEST'
            ? 'For example method.request.header.X-Who, stageVariables.region: several with commas.'
            : 'The header with the token: method.request.header.Authorization.'
        }
        value={authorizer.identitySource ?? ''}
        edit={(value) => update({ identitySource: optional(value) })}
      />
      {(authorizer.type === 'TOKEN' || authorizer.identityValidationExpression !== undefined) && (
        <TextField
          at={[...at, 'identityValidationExpression']}
          label="Token validation"
          help="A regular expression that the token has to match."
          value={authorizer.identityValidationExpression ?? ''}
          edit={(value) => update({ identityValidationExpression: optional(value) })}
        />
      )}
      <NumberField
        at={[...at, 'authorizerResultTtlInSeconds']}
        label="Authorization caching"
        help="Seconds, 0 to 3600. With 0, the authorizer is called for every request."
        value={authorizer.authorizerResultTtlInSeconds}
        edit={(authorizerResultTtlInSeconds) => update({ authorizerResultTtlInSeconds })}
      />
      <Suspense>
        <AuthorizerTestForm key={id} api={api} authorizer={authorizer} />
      </Suspense>
      <Remove
        label="Delete the authorizer"
        done={`Deleted the authorizer ${authorizer.name}.`}
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
      <p className="gw-path">{type}</p>
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
        exampleName="Access-Control-Allow-Origin"
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
      <TemplatesField
        at={[...at, 'responseTemplates']}
        label="Response templates"
        templates={response.responseTemplates}
      />
      <Remove
        label="Reset to the default"
        text="Reset to the default"
        done={`Reset ${type} to the default.`}
        apiId={apiId}
        operation={(design) =>
          resetGatewayResponse(design, { apiId, responseType: response.responseType })
        }
      />
    </>
  )
}
