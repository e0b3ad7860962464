import type { Address } from '../../address.ts'
import type {
  AddressedIntegration,
  Integration,
  IntegrationType,
  MockIntegration,
} from '../../schema/integrations/index.ts'
import type { JsonObject } from './objects.ts'
import type { OpenApiWriter } from './writer.ts'

type Write<I> = (integration: I) => JsonObject

/** The members that an integration type has on top of what all have. */
const writers = {
  MOCK: (_integration: MockIntegration) => ({}),
  HTTP: addressed,
  HTTP_PROXY: addressed,
  AWS: addressed,
  AWS_PROXY: addressed,
} satisfies { [T in IntegrationType]: Write<Extract<Integration, { type: T }>> }

function addressed(integration: AddressedIntegration): JsonObject {
  const { credentials, connectionId, tlsConfig, responseTransferMode, integrationTarget } =
    integration
  return {
    ...(integration.httpMethod !== undefined && { httpMethod: integration.httpMethod }),
    uri: integration.uri,
    ...(credentials !== undefined && { credentials }),
    ...(integration.connectionType !== 'INTERNET' && {
      connectionType: integration.connectionType,
    }),
    ...(connectionId !== undefined && { connectionId }),
    ...(tlsConfig && { tlsConfig }),
    ...(responseTransferMode !== undefined && { responseTransferMode }),
    ...(integrationTarget !== undefined && { integrationTarget }),
  }
}

/** `x-amazon-apigateway-integration`. The default response stands under `default`, the others under their patterns. */
export function writeIntegration(
  writer: OpenApiWriter,
  integration: Integration,
  at: Address,
): JsonObject {
  const write = writers[integration.type] as Write<Integration> // each takes the integration of its own key
  const kept = writer.kept.alike(integration.retained)
  const responses = responsesOf(writer, integration, at)
  const { contentHandling, cacheNamespace, cacheKeyParameters, timeoutInMillis } = integration
  const type = { type: integration.type.toLowerCase() }
  return {
    ...(writer.dialect === 'swagger-2.0' && type),
    ...write(integration),
    ...(Object.keys(responses).length > 0 && { responses }),
    ...(Object.keys(integration.requestParameters).length > 0 && {
      requestParameters: integration.requestParameters,
    }),
    ...(Object.keys(integration.requestTemplates).length > 0 && {
      requestTemplates: integration.requestTemplates,
    }),
    passthroughBehavior: integration.passthroughBehavior.toLowerCase(),
    ...(contentHandling !== undefined && { contentHandling }),
    ...(timeoutInMillis !== 29000 && { timeoutInMillis }),
    ...(cacheNamespace !== undefined && { cacheNamespace }),
    ...(cacheKeyParameters.length > 0 && { cacheKeyParameters }),
    ...(writer.dialect === 'openapi-3.0' && type),
    ...kept,
  }
}

function responsesOf(writer: OpenApiWriter, integration: Integration, at: Address): JsonObject {
  const responses = new Map<string, JsonObject>()
  for (const response of Object.values(integration.integrationResponses)) {
    const pattern = response.selectionPattern
    const key = pattern === undefined || pattern === '' ? 'default' : pattern
    if (responses.has(key)) {
      writer.problems.push({
        code: 'openapi/same-pattern',
        message: `Two integration responses have the pattern ${key}; a document holds one, so that of ${response.statusCode} is left out.`,
        severity: 'warning',
        at: [...at, 'integration', 'integrationResponses', response.statusCode],
      })
      continue
    }
    responses.set(key, {
      statusCode: response.statusCode,
      ...(Object.keys(response.responseParameters).length > 0 && {
        responseParameters: response.responseParameters,
      }),
      ...(Object.keys(response.responseTemplates).length > 0 && {
        responseTemplates: response.responseTemplates,
      }),
      ...(response.contentHandling !== undefined && { contentHandling: response.contentHandling }),
      ...writer.kept.alike(response.retained),
    })
  }
  return Object.fromEntries(responses)
}
