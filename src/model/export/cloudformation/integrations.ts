import type { Address } from '../../address.ts'
import type { IntegrationResponse } from '../../schema/integrations/common.ts'
import type {
  AddressedIntegration,
  Integration,
  IntegrationType,
  MockIntegration,
} from '../../schema/integrations/index.ts'
import type { Json } from '../../schema/json.ts'
import { vpcLinkReference } from './access.ts'
import { literalMap, present, text } from './template.ts'
import type { TemplateWriter } from './template.ts'

type IntegrationWriter<I> = (
  integration: I,
  writer: TemplateWriter,
  at: Address,
) => { [name: string]: Json }

const writers = {
  MOCK: (integration: MockIntegration) => commonProperties(integration),
  HTTP: addressedProperties,
  HTTP_PROXY: addressedProperties,
  AWS: addressedProperties,
  AWS_PROXY: addressedProperties,
} satisfies {
  [T in IntegrationType]: IntegrationWriter<Extract<Integration, { type: T }>>
}

/** The `Integration` property of an `AWS::ApiGateway::Method`. What its schema has no place for becomes a problem. */
export function integrationProperties(
  integration: Integration,
  writer: TemplateWriter,
  at: Address,
): { [name: string]: Json } {
  // each writer takes the integration of its own key, which the registry's type holds
  const write = writers[integration.type] as IntegrationWriter<Integration>
  return write(integration, writer, at)
}

function commonProperties(integration: Integration): { [name: string]: Json } {
  return present({
    Type: integration.type,
    RequestParameters: literalMap(integration.requestParameters),
    RequestTemplates: literalMap(integration.requestTemplates),
    PassthroughBehavior: integration.passthroughBehavior,
    ContentHandling: integration.contentHandling,
    TimeoutInMillis:
      integration.timeoutInMillis === 29000 ? undefined : integration.timeoutInMillis,
    CacheNamespace: integration.cacheNamespace,
    CacheKeyParameters: integration.cacheKeyParameters,
    IntegrationResponses: Object.values(integration.integrationResponses).map(
      integrationResponseProperties,
    ),
  })
}

function addressedProperties(
  integration: AddressedIntegration,
  writer: TemplateWriter,
  at: Address,
): { [name: string]: Json } {
  if (integration.tlsConfig?.insecureSkipVerification) {
    writer.problems.push({
      code: 'cloudformation/no-tls-config',
      message:
        'AWS::ApiGateway::Method has no property for tlsConfig.insecureSkipVerification; the template leaves it out.',
      severity: 'warning',
      at: [...at, 'tlsConfig'],
    })
  }
  return {
    ...present({
      Type: integration.type,
      IntegrationHttpMethod: integration.httpMethod,
      Uri: text(integration.uri),
      Credentials:
        integration.credentials === undefined ? undefined : text(integration.credentials),
      ConnectionType:
        integration.connectionType === 'INTERNET' ? undefined : integration.connectionType,
      ConnectionId:
        integration.connectionId === undefined
          ? undefined
          : vpcLinkReference(writer, integration.connectionId),
      ResponseTransferMode: integration.responseTransferMode,
      IntegrationTarget: integration.integrationTarget,
    }),
    ...commonProperties(integration),
  }
}

function integrationResponseProperties(response: IntegrationResponse): Json {
  return present({
    StatusCode: response.statusCode,
    SelectionPattern: response.selectionPattern === '' ? undefined : response.selectionPattern,
    ResponseParameters: literalMap(response.responseParameters),
    ResponseTemplates: literalMap(response.responseTemplates),
    ContentHandling: response.contentHandling,
  })
}
