import { jsonFault } from '../../import/jsonError.ts'
import type { Json } from '../../schema/json.ts'
import { literalMap, present, ref, tagList, text } from './template.ts'
import type { TemplateWriter } from './template.ts'

/** `AWS::ApiGateway::RestApi`. */
export function writeRestApi({ api, ids, resources, problems }: TemplateWriter): void {
  const { endpointConfiguration } = api
  let policy: Json | undefined
  if (api.policy !== undefined) {
    try {
      policy = JSON.parse(api.policy) as Json // JSON.parse gives nothing but JSON values
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      problems.push({
        code: 'cloudformation/policy-not-json',
        message: `The resource policy is not JSON (${jsonFault(api.policy)}); the template leaves it out.`,
        severity: 'error',
        at: ['apis', api.id, 'policy'],
      })
    }
  }
  resources.set(ids.of(api.id, api.name, 'Api'), {
    Type: 'AWS::ApiGateway::RestApi',
    Properties: present({
      Name: api.name,
      Description: api.description,
      Version: api.version,
      ApiKeySourceType: api.apiKeySource === 'HEADER' ? undefined : api.apiKeySource,
      BinaryMediaTypes: api.binaryMediaTypes,
      MinimumCompressionSize: api.minimumCompressionSize,
      DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint || undefined,
      EndpointConfiguration: present({
        Types: endpointConfiguration.types,
        IpAddressType: endpointConfiguration.ipAddressType,
        VpcEndpointIds: endpointConfiguration.vpcEndpointIds,
      }),
      EndpointAccessMode: api.endpointAccessMode,
      SecurityPolicy: api.securityPolicy,
      Policy: policy,
      Tags: tagList(api.tags),
    }),
  })
}

/** `AWS::ApiGateway::RequestValidator`. */
export function writeRequestValidators({ api, ids, resources }: TemplateWriter): void {
  for (const validator of Object.values(api.requestValidators)) {
    resources.set(ids.of(validator.id, validator.name, 'Validator'), {
      Type: 'AWS::ApiGateway::RequestValidator',
      Properties: {
        RestApiId: ref(ids.of(api.id, api.name, 'Api')),
        Name: validator.name,
        ValidateRequestBody: validator.validateRequestBody,
        ValidateRequestParameters: validator.validateRequestParameters,
      },
    })
  }
}

/** `AWS::ApiGateway::Authorizer`. */
export function writeAuthorizers({ api, ids, resources }: TemplateWriter): void {
  for (const authorizer of Object.values(api.authorizers)) {
    resources.set(ids.of(authorizer.id, authorizer.name, 'Authorizer'), {
      Type: 'AWS::ApiGateway::Authorizer',
      Properties: present({
        RestApiId: ref(ids.of(api.id, api.name, 'Api')),
        Name: authorizer.name,
        Type: authorizer.type,
        AuthType: authorizer.authType,
        AuthorizerUri: optionalText(authorizer.authorizerUri),
        AuthorizerCredentials: optionalText(authorizer.authorizerCredentials),
        IdentitySource: authorizer.identitySource,
        IdentityValidationExpression: authorizer.identityValidationExpression,
        AuthorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
        ProviderARNs: authorizer.providerARNs.map(text),
      }),
    })
  }
}

/** `AWS::ApiGateway::GatewayResponse`. Gives back their logical ids. */
export function writeGatewayResponses({ api, ids, resources }: TemplateWriter): string[] {
  return Object.values(api.gatewayResponses).map((response) => {
    const words = response.responseType.toLowerCase()
    const logicalId = ids.of(`gateway response ${response.responseType}`, words, 'GatewayResponse')
    resources.set(logicalId, {
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: present({
        RestApiId: ref(ids.of(api.id, api.name, 'Api')),
        ResponseType: response.responseType,
        StatusCode: response.statusCode,
        ResponseParameters: literalMap(response.responseParameters),
        ResponseTemplates: literalMap(response.responseTemplates),
      }),
    })
    return logicalId
  })
}

/** `AWS::ApiGateway::DocumentationPart` and `AWS::ApiGateway::DocumentationVersion`. */
export function writeDocumentation({ api, ids, resources }: TemplateWriter): void {
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  const partIds: string[] = []
  for (const part of Object.values(api.documentationParts)) {
    const { location } = part
    const words = [
      location.type.toLowerCase(),
      location.path,
      location.method,
      location.statusCode,
      location.name,
    ]
    const logicalId = ids.of(part.id, words.filter(Boolean).join('/'), 'Documentation')
    partIds.push(logicalId)
    resources.set(logicalId, {
      Type: 'AWS::ApiGateway::DocumentationPart',
      Properties: {
        RestApiId: ref(apiLogicalId),
        Location: present({
          Type: location.type,
          Path: location.path,
          Method: location.method,
          StatusCode: location.statusCode,
          Name: location.name,
        }),
        Properties: part.properties,
      },
    })
  }
  for (const version of Object.values(api.documentationVersions)) {
    const key = `documentation version ${version.version}`
    resources.set(ids.of(key, version.version, 'DocumentationVersion'), {
      Type: 'AWS::ApiGateway::DocumentationVersion',
      ...(partIds.length > 0 && { DependsOn: partIds }),
      Properties: present({
        RestApiId: ref(apiLogicalId),
        DocumentationVersion: version.version,
        Description: version.description,
      }),
    })
  }
}

function optionalText(value: string | undefined): Json | undefined {
  return value === undefined ? undefined : text(value)
}
