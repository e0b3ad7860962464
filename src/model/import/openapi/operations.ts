import type { Json } from '../../schema/json.ts'
import type { HttpMethod, Method, MethodResponse } from '../../schema/method.ts'
import { withMember } from '../../operations/within.ts'
import { sameValue } from '../../sameValue.ts'
import { readIntegration } from './integrations.ts'
import { modelOf } from './models.ts'
import { dereferenced, entries, isObject, member, tell, textMember, without } from './reader.ts'
import type { JsonObject, Reader } from './reader.ts'
import { absentResponses } from './placeholders.ts'
import { readAuthorization } from './security.ts'

/** The members of a path item that are operations. */
export const verbs: Readonly<Record<string, HttpMethod>> = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  options: 'OPTIONS',
  head: 'HEAD',
  patch: 'PATCH',
  'x-amazon-apigateway-any-method': 'ANY',
}

/** A method from an operation. */
export function readMethod(
  reader: Reader,
  operation: JsonObject,
  where: {
    readonly path: string
    readonly verb: HttpMethod
    readonly pointer: readonly string[]
    readonly pathItem: JsonObject
  },
): Method {
  const { verb, pointer, pathItem } = where
  const requestParameters: [string, boolean][] = []
  const requestModels: [string, string][] = []
  const parameters = [
    ...listed(pathItem, 'parameters').map((value, i) => ({
      value,
      at: [...pointer.slice(0, -1), 'parameters', String(i)],
    })),
    ...listed(operation, 'parameters').map((value, i) => ({
      value,
      at: [...pointer, 'parameters', String(i)],
    })),
  ]
  const consumes = mediaTypes(operation, reader.root, 'consumes')
  const produces = mediaTypes(operation, reader.root, 'produces')
  for (const { value, at } of parameters) {
    const parameter = dereferenced(reader, value, at)
    const place = textMember(parameter, 'in')
    const name = textMember(parameter, 'name')
    if (place === 'body') {
      const model = modelOf(reader, member(parameter, 'schema'), [...at, 'schema'])
      for (const type of consumes) if (model !== undefined) requestModels.push([type, model])
    } else if (
      name !== undefined &&
      (place === 'path' || place === 'query' || place === 'header')
    ) {
      if (!/^[a-zA-Z0-9._$-]+$/.test(name)) {
        tell(
          reader,
          'warning',
          'parameter-name',
          `The parameter ${name} has a name that the service refuses and is left out.`,
          at,
        )
        continue
      }
      const kind = place === 'query' ? 'querystring' : place
      const key = `method.request.${kind}.${name}`
      const isRequired = member(parameter, 'required') === true || place === 'path'
      const index = requestParameters.findIndex(([known]) => known === key)
      if (index >= 0) requestParameters.splice(index, 1)
      requestParameters.push([key, isRequired])
    } else if (place !== undefined) {
      tell(
        reader,
        'info',
        'parameter-place',
        `The service takes no parameters in ${place}; ${name ?? 'this one'} is kept for the export alone.`,
        at,
      )
    }
  }
  // the service declares the path variables that a document forgets
  for (const match of where.path.matchAll(/\{([^{}]+?)\+?\}/g)) {
    const key = `method.request.path.${match[1] ?? ''}`
    if (!requestParameters.some(([known]) => known === key)) requestParameters.push([key, true])
  }
  const requestBody = dereferenced(reader, member(operation, 'requestBody'), [
    ...pointer,
    'requestBody',
  ])
  for (const [type, media] of entries(member(requestBody, 'content'))) {
    const model = modelOf(reader, member(media, 'schema'), [
      ...pointer,
      'requestBody',
      'content',
      type,
      'schema',
    ])
    if (model !== undefined) requestModels.push([type, model])
  }
  const operationName = textMember(operation, 'operationId')
  const integration = readIntegration(reader, operation, where)
  const validatorName =
    textMember(operation, 'x-amazon-apigateway-request-validator') ??
    textMember(reader.root, 'x-amazon-apigateway-request-validator')
  const requestValidatorId =
    validatorName === undefined ? undefined : reader.validatorIds.get(validatorName)
  if (validatorName !== undefined && requestValidatorId === undefined) {
    tell(
      reader,
      'warning',
      'validator',
      `The request validator ${validatorName} is not defined in the document.`,
      [...pointer, 'x-amazon-apigateway-request-validator'],
    )
  }
  return {
    httpMethod: verb,
    ...(operationName !== undefined && { operationName }),
    ...readAuthorization(reader, operation, pointer),
    requestParameters: Object.fromEntries(requestParameters),
    requestModels: Object.fromEntries(requestModels),
    ...(requestValidatorId !== undefined && { requestValidatorId }),
    ...(integration && { integration }),
    methodResponses: readResponses(reader, operation, produces, [...pointer, 'responses']),
    retained: { [reader.dialect]: retainedOperation(operation) },
  }
}

/** Everything that the export gives back under what the model says. */
function retainedOperation(operation: JsonObject): Json {
  return without(operation, [
    'x-amazon-apigateway-integration',
    'x-amazon-apigateway-request-validator',
    'operationId',
  ])
}

function listed(value: JsonObject, name: string): readonly Json[] {
  const list = member(value, name)
  return Array.isArray(list) ? list : []
}

function mediaTypes(operation: Json, root: Json, name: string): readonly string[] {
  const list = member(operation, name) ?? member(root, name)
  const given = Array.isArray(list)
    ? list.filter((type): type is string => typeof type === 'string')
    : []
  return given.length > 0 ? given : ['application/json']
}

function readResponses(
  reader: Reader,
  operation: Json,
  produces: readonly string[],
  pointer: readonly string[],
): Record<string, MethodResponse> {
  let responses: Record<string, MethodResponse> = {}
  for (const [statusCode, given] of entries(member(operation, 'responses'))) {
    const at = [...pointer, statusCode]
    if (!/^[1-5]\d\d$/.test(statusCode)) {
      const isPlaceholder = statusCode === 'default' && sameValue(given, absentResponses.default)
      if (!statusCode.startsWith('x-') && !isPlaceholder) {
        tell(
          reader,
          'info',
          'response-status',
          `The service declares responses by status; ${statusCode} is kept for the export alone.`,
          at,
        )
      }
      continue
    }
    const response = dereferenced(reader, given, at)
    const responseParameters = entries(member(response, 'headers')).map(
      ([name]): [string, boolean] => [`method.response.header.${name}`, false],
    )
    const models: [string, string][] = []
    if (reader.dialect === 'swagger-2.0') {
      const model = modelOf(reader, member(response, 'schema'), [...at, 'schema'])
      for (const type of produces) if (model !== undefined) models.push([type, model])
    } else {
      for (const [type, media] of entries(member(response, 'content'))) {
        const model = modelOf(reader, member(media, 'schema'), [...at, 'content', type, 'schema'])
        if (model !== undefined) models.push([type, model])
      }
    }
    if (!isObject(response)) continue
    responses = withMember(responses, statusCode, {
      statusCode,
      responseParameters: Object.fromEntries(responseParameters),
      responseModels: Object.fromEntries(models),
    })
  }
  return responses
}
