import type { Address } from '../../address.ts'
import { own } from '../../operations/within.ts'
import { resourcesByPath } from '../../queries/resourceTree.ts'
import type { Json } from '../../schema/json.ts'
import type { Method } from '../../schema/method.ts'
import { integrationProperties } from './integrations.ts'
import { modelName } from './models.ts'
import { getAtt, present, ref } from './template.ts'
import type { TemplateWriter } from './template.ts'

/** `AWS::ApiGateway::Resource` and `AWS::ApiGateway::Method` for the whole tree. Gives back the methods' logical ids. */
export function writeResources(writer: TemplateWriter): string[] {
  const { api, ids, resources } = writer
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  const methodIds: string[] = []
  for (const { resource, path } of resourcesByPath(api)) {
    const isRoot = resource.id === api.rootResourceId
    const parentId = resource.parentId ?? api.rootResourceId
    const resourceId: Json = isRoot
      ? getAtt(apiLogicalId, 'RootResourceId')
      : ref(ids.of(resource.id, path, 'Resource'))
    if (!isRoot) {
      resources.set(ids.of(resource.id, path, 'Resource'), {
        Type: 'AWS::ApiGateway::Resource',
        Properties: {
          RestApiId: ref(apiLogicalId),
          ParentId:
            parentId === api.rootResourceId
              ? getAtt(apiLogicalId, 'RootResourceId')
              : ref(ids.known(parentId) ?? parentId),
          PathPart: resource.pathPart ?? '',
        },
      })
    }
    for (const method of Object.values(resource.methods)) {
      const at: Address = ['apis', api.id, 'resources', resource.id, 'methods', method.httpMethod]
      const words = `${path === '/' ? 'Root' : path}/${method.httpMethod.toLowerCase()}`
      const logicalId = ids.of(`${resource.id} ${method.httpMethod}`, words, 'Method')
      methodIds.push(logicalId)
      resources.set(logicalId, {
        Type: 'AWS::ApiGateway::Method',
        Properties: present({
          RestApiId: ref(apiLogicalId),
          ResourceId: resourceId,
          HttpMethod: method.httpMethod,
          ...methodProperties(method, writer, at),
        }),
      })
    }
  }
  return methodIds
}

function methodProperties(
  method: Method,
  writer: TemplateWriter,
  at: Address,
): { [name: string]: Json | undefined } {
  const { api, ids, problems } = writer
  if (!method.integration) {
    problems.push({
      code: 'cloudformation/no-integration',
      message: `The method ${method.httpMethod} has no integration; a deployment of the template would be refused.`,
      severity: 'error',
      at,
    })
  }
  const authorizer =
    method.authorizerId === undefined ? undefined : own(api.authorizers, method.authorizerId)
  const validator =
    method.requestValidatorId === undefined
      ? undefined
      : own(api.requestValidators, method.requestValidatorId)
  return {
    OperationName: method.operationName,
    AuthorizationType: method.authorizationType,
    AuthorizerId: authorizer && ref(ids.of(authorizer.id, authorizer.name, 'Authorizer')),
    AuthorizationScopes: method.authorizationScopes,
    ApiKeyRequired: method.apiKeyRequired || undefined,
    RequestParameters: method.requestParameters,
    RequestModels: modelNames(method.requestModels, writer),
    RequestValidatorId: validator && ref(ids.of(validator.id, validator.name, 'Validator')),
    Integration:
      method.integration &&
      integrationProperties(method.integration, writer, [...at, 'integration']),
    MethodResponses: Object.values(method.methodResponses).map((response) =>
      present({
        StatusCode: response.statusCode,
        ResponseParameters: response.responseParameters,
        ResponseModels: modelNames(response.responseModels, writer),
      }),
    ),
  }
}

function modelNames(models: Readonly<Record<string, string>>, writer: TemplateWriter): Json {
  return Object.fromEntries(
    Object.entries(models).map(([contentType, name]) => [contentType, modelName(writer, name)]),
  )
}
