import { domainNameOf } from './apiGateway.ts'
import type { MadeThing } from './stack.ts'
import { asText } from './template.ts'

/** The key under which the writers of templates know what a resource made; `of` also says which API it belongs to. */
type KeyOf = (thing: MadeThing, text: (property: string) => string) => string

/** Things of one API, by type: the name of the API is their property RestApiId or ApiId. */
const keysOfApis: Readonly<Record<string, KeyOf>> = {
  'AWS::ApiGateway::Resource': ({ id }) => id,
  'AWS::ApiGateway::Method': (_thing, text) => `${text('ResourceId')} ${text('HttpMethod')}`,
  'AWS::ApiGateway::Model': ({ id }) => `model ${id}`,
  'AWS::ApiGateway::RequestValidator': ({ id }) => id,
  'AWS::ApiGateway::Authorizer': ({ id }) => id,
  'AWS::ApiGateway::GatewayResponse': (_thing, text) => `gateway response ${text('ResponseType')}`,
  'AWS::ApiGateway::DocumentationPart': ({ id }) => id,
  'AWS::ApiGateway::DocumentationVersion': ({ id }) => `documentation version ${id}`,
  'AWS::ApiGateway::Stage': ({ id }) => `stage ${id}`,
  'AWS::ApiGatewayV2::Authorizer': ({ id }) => id,
  'AWS::ApiGatewayV2::Integration': ({ id }) => id,
  'AWS::ApiGatewayV2::IntegrationResponse': ({ id }) => id,
  'AWS::ApiGatewayV2::Model': ({ id }) => `model ${id}`,
  'AWS::ApiGatewayV2::Route': ({ id }) => id,
  'AWS::ApiGatewayV2::RouteResponse': ({ id }) => id,
  'AWS::ApiGatewayV2::Stage': ({ id }) => `stage ${id}`,
}

/** Things that stand beside the APIs. */
const keysBeside: Readonly<Record<string, KeyOf>> = {
  'AWS::ApiGateway::UsagePlan': ({ id }) => `usage plan ${id}`,
  'AWS::ApiGateway::ApiKey': ({ id }) => `api key ${id}`,
  'AWS::ApiGateway::UsagePlanKey': (_thing, text) =>
    `plan key ${text('UsagePlanId')} ${text('KeyId')}`,
  'AWS::ApiGateway::VpcLink': ({ id }) => `vpc link ${id}`,
  'AWS::ApiGateway::ClientCertificate': ({ id }) => `client certificate ${id}`,
  'AWS::ApiGateway::DomainName': ({ id }) => `domain name ${id}`,
  'AWS::ApiGateway::BasePathMapping': (_thing, text) =>
    `base path mapping ${text('DomainName')} ${text('BasePath')}`,
  'AWS::ApiGatewayV2::DomainName': ({ id }) => `domain name ${id}`,
  'AWS::ApiGatewayV2::ApiMapping': (_thing, text) =>
    `base path mapping ${text('DomainName')} ${text('ApiMappingKey')}`,
  'AWS::ApiGatewayV2::VpcLink': ({ id }) => `vpc link v2 ${id}`,
  'AWS::ApiGateway::DomainNameV2': (_thing, text) => `domain name ${text('DomainName')}`,
  'AWS::ApiGateway::BasePathMappingV2': (_thing, text) =>
    `base path mapping ${domainNameOf(text('DomainNameArn'))} ${text('BasePath')}`,
}

const apiTypes: readonly string[] = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::Api',
  'AWS::Serverless::HttpApi',
  'AWS::Serverless::WebSocketApi',
]

/** For each API of a deployed template: the logical ids of its things by the keys that writers know them under. */
export function logicalIdsOf(things: readonly MadeThing[]): Record<string, Record<string, string>> {
  const apis = things.filter(({ type }) => apiTypes.includes(type))
  return Object.fromEntries(
    apis.map((api) => {
      const entries: [string, string][] = [[api.id, api.logicalId]]
      for (const thing of things) {
        const text = (property: string) => asText(thing.properties[property]) ?? ''
        const own = Object.hasOwn(keysOfApis, thing.type) ? keysOfApis[thing.type] : undefined
        const beside = Object.hasOwn(keysBeside, thing.type) ? keysBeside[thing.type] : undefined
        if (own && (text('RestApiId') || text('ApiId')) === api.id)
          entries.push([own(thing, text), thing.logicalId])
        else if (beside) entries.push([beside(thing, text), thing.logicalId])
      }
      const deployment = servedDeployment(things, api.id)
      if (deployment) entries.push(['deployment', deployment.logicalId])
      return [api.id, Object.fromEntries(entries)]
    }),
  )
}

/** The deployment that a stage of the API serves to those who are no canary: the one that is made anew by a change. */
function servedDeployment(things: readonly MadeThing[], apiId: string): MadeThing | undefined {
  const own = things.filter(
    ({ type, properties }) =>
      /^AWS::ApiGateway(V2)?::Deployment$/.test(type) &&
      asText(properties['RestApiId'] ?? properties['ApiId']) === apiId,
  )
  const served = things.flatMap(({ type, properties }) =>
    /^AWS::ApiGateway(V2)?::Stage$/.test(type) ? [asText(properties['DeploymentId'])] : [],
  )
  return own.find(({ id }) => served.includes(id)) ?? own[0]
}
