import { addAuthorizer, removeAuthorizer, updateAuthorizer } from '../operations/authorizers.ts'
import {
  addDocumentationVersion,
  putDocumentationPart,
  removeDocumentationPart,
  removeDocumentationVersion,
} from '../operations/documentation.ts'
import { resetGatewayResponse } from '../operations/gatewayResponses.ts'
import { addModel, removeModel, renameModel } from '../operations/models.ts'
import { addDeployment, addStage, removeDeployment, removeStage } from '../operations/stages.ts'
import {
  addRequestValidator,
  removeRequestValidator,
  updateRequestValidator,
} from '../operations/validators.ts'
import { own } from '../operations/within.ts'
import { ok } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { gatewayResponseTypes } from '../schema/gatewayResponse.ts'
import type { RestApi } from '../schema/restApi.ts'
import { collectionNoun, counted, freeName, thingNotFound } from './collection.ts'
import { restApi } from './apis.ts'
import type { Noun } from './noun.ts'
import { addressOf } from './places.ts'
import type { NounName } from './places.ts'
import { method, resource } from './resources.ts'

const of = ['REST'] as const

function restApiOf(design: Design, apiId: string | undefined): RestApi | undefined {
  const api = own(design.apis, apiId ?? '')
  return api?.protocol === 'REST' ? api : undefined
}

const model = collectionNoun('model', {
  title: 'Model',
  heading: 'Models',
  of,
  items: (design, apiId) => restApiOf(design, apiId)?.models,
  labelOf: ({ name }) => name,
  add: (design, { apiId = '', name }) => {
    const models = restApiOf(design, apiId)?.models ?? {}
    const title = name ?? freeName((each) => Object.hasOwn(models, each), counted('Model', ''))
    const $schema = 'http://json-schema.org/draft-04/schema#'
    const schema = JSON.stringify({ $schema, title, type: 'object', properties: {} }, null, 2)
    return {
      at: addressOf('model', apiId, title),
      operation: (from) =>
        addModel(from, { apiId, model: { name: title, contentType: 'application/json', schema } }),
    }
  },
  remove: (design, { apiId, id }) => removeModel(design, { apiId, name: id }),
  rename: (design, { apiId, id }, to) => renameModel(design, { apiId, name: id, to }),
  copy: (design, { apiId, id }) => {
    const models = restApiOf(design, apiId)?.models ?? {}
    const source = own(models, id)
    if (!source) return thingNotFound('model', apiId, id)
    const name = freeName((each) => Object.hasOwn(models, each), counted(`${id}Copy`, ''))
    const copied = addModel(design, { apiId, model: { ...source, name } })
    return copied.ok ? ok({ design: copied.value, at: addressOf('model', apiId, name) }) : copied
  },
})

const requestValidator = collectionNoun('requestValidator', {
  title: 'Request validator',
  heading: 'Request validators',
  of,
  items: (design, apiId) => restApiOf(design, apiId)?.requestValidators,
  labelOf: ({ name }) => name,
  add: (design, { apiId = '', nextId, name }) => {
    const id = nextId()
    const validators = restApiOf(design, apiId)?.requestValidators ?? {}
    const validator = {
      id,
      name: name ?? freeNameOf(validators, 'Validator'),
      validateRequestBody: true,
      validateRequestParameters: true,
    }
    return {
      at: addressOf('requestValidator', apiId, id),
      operation: (from) => addRequestValidator(from, { apiId, validator }),
    }
  },
  remove: removeRequestValidator,
  rename: (design, ref, name) => updateRequestValidator(design, { ...ref, change: { name } }),
  copy: (design, { apiId, id }, nextId) => {
    const validators = restApiOf(design, apiId)?.requestValidators ?? {}
    const source = own(validators, id)
    if (!source) return thingNotFound('requestValidator', apiId, id)
    const validator = { ...source, id: nextId(), name: freeNameOf(validators, source.name) }
    const copied = addRequestValidator(design, { apiId, validator })
    const at = addressOf('requestValidator', apiId, validator.id)
    return copied.ok ? ok({ design: copied.value, at }) : copied
  },
})

const authorizer = collectionNoun('authorizer', {
  title: 'Authorizer',
  heading: 'Authorizers',
  of,
  items: (design, apiId) => restApiOf(design, apiId)?.authorizers,
  labelOf: ({ name }) => name,
  add: (design, { apiId = '', nextId, name }) => {
    const id = nextId()
    const authorizers = restApiOf(design, apiId)?.authorizers ?? {}
    const added = {
      id,
      name: name ?? freeNameOf(authorizers, 'Authorizer'),
      type: 'TOKEN' as const,
      identitySource: 'method.request.header.Authorization',
      providerARNs: [],
    }
    return {
      at: addressOf('authorizer', apiId, id),
      operation: (from) => addAuthorizer(from, { apiId, authorizer: added }),
    }
  },
  remove: removeAuthorizer,
  rename: (design, ref, name) => updateAuthorizer(design, { ...ref, change: { name } }),
  copy: (design, { apiId, id }, nextId) => {
    const authorizers = restApiOf(design, apiId)?.authorizers ?? {}
    const source = own(authorizers, id)
    if (!source) return thingNotFound('authorizer', apiId, id)
    const copy = { ...source, id: nextId(), name: freeNameOf(authorizers, source.name) }
    const copied = addAuthorizer(design, { apiId, authorizer: copy })
    const at = addressOf('authorizer', apiId, copy.id)
    return copied.ok ? ok({ design: copied.value, at }) : copied
  },
})

const gatewayResponse = collectionNoun('gatewayResponse', {
  title: 'Gateway response',
  heading: 'Gateway responses',
  of,
  items: (design, apiId) => {
    const responses = restApiOf(design, apiId)?.gatewayResponses
    // listed as the service lists its types
    return (
      responses &&
      Object.fromEntries(
        gatewayResponseTypes.flatMap((type) => {
          const response = responses[type]
          return response ? [[type, response] as const] : []
        }),
      )
    )
  },
  labelOf: (_response, type) => type,
  remove: (design, { apiId, id }) => {
    const responseType = gatewayResponseTypes.find((type) => type === id)
    return responseType ? resetGatewayResponse(design, { apiId, responseType }) : ok(design)
  },
})

const stage = collectionNoun('stage', {
  title: 'Stage',
  heading: 'Stages',
  of,
  items: (design, apiId) => restApiOf(design, apiId)?.stages,
  labelOf: ({ stageName }) => stageName,
  add: (design, { apiId = '', name }) => {
    const stages = restApiOf(design, apiId)?.stages ?? {}
    const stageName = name ?? freeName((each) => Object.hasOwn(stages, each), counted('dev', ''))
    return {
      at: addressOf('stage', apiId, stageName),
      operation: (from) => addStage(from, { apiId, stage: { stageName } }),
    }
  },
  remove: (design, { apiId, id }) => removeStage(design, { apiId, stageName: id }),
})

const deployment = collectionNoun('deployment', {
  title: 'Deployment',
  heading: 'Deployments',
  of,
  items: (design, apiId) => restApiOf(design, apiId)?.deployments,
  labelOf: ({ description, createdDate }) => description ?? createdDate,
  add: (_design, { apiId = '', nextId, now, name }) => {
    const deploymentId = nextId()
    const createdDate = new Date(now).toISOString()
    const args = { apiId, deploymentId, createdDate, ...(name && { description: name }) }
    return {
      at: addressOf('deployment', apiId, deploymentId),
      operation: (from) => addDeployment(from, args),
    }
  },
  remove: removeDeployment,
})

const documentationPart = collectionNoun('documentationPart', {
  title: 'Documentation part',
  heading: 'Documentation',
  of,
  article: 'the documentation of',
  items: (design, apiId) => restApiOf(design, apiId)?.documentationParts,
  labelOf: ({ location }) => `${location.type} ${location.path ?? location.name ?? ''}`.trim(),
  add: (_design, { apiId = '', nextId, name = '' }) => {
    const id = nextId()
    const part = {
      id,
      location: { type: 'API' as const },
      properties: JSON.stringify({ description: name }, null, 2),
    }
    return {
      at: addressOf('documentationPart', apiId, id),
      operation: (from) => putDocumentationPart(from, { apiId, part }),
    }
  },
  remove: removeDocumentationPart,
})

const documentationVersion = collectionNoun('documentationVersion', {
  title: 'Documentation version',
  heading: 'Documentation versions',
  of,
  items: (design, apiId) => restApiOf(design, apiId)?.documentationVersions,
  labelOf: (_version, id) => id,
  add: (design, { apiId = '', now, name }) => {
    const versions = restApiOf(design, apiId)?.documentationVersions ?? {}
    const version = name ?? freeName((each) => Object.hasOwn(versions, each), String)
    const added = { version, createdDate: new Date(now).toISOString() }
    return {
      at: addressOf('documentationVersion', apiId, version),
      operation: (from) => addDocumentationVersion(from, { apiId, version: added }),
    }
  },
  remove: (design, { apiId, id }) => removeDocumentationVersion(design, { apiId, version: id }),
})

/** The nouns of REST APIs. */
export const restNouns = {
  restApi,
  resource,
  method,
  model,
  requestValidator,
  authorizer,
  gatewayResponse,
  stage,
  deployment,
  documentationPart,
  documentationVersion,
} satisfies { readonly [N in NounName]?: Noun }

function freeNameOf(
  items: Readonly<Record<string, { readonly name: string }>>,
  name: string,
): string {
  const taken = new Set(Object.values(items).map((item) => item.name))
  return freeName((each) => taken.has(each), counted(name))
}
