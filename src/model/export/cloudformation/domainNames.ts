import { own } from '../../operations/within.ts'
import type { BasePathMapping, DomainName } from '../../schema/access.ts'
import type { Json } from '../../schema/json.ts'
import { getAtt, present, ref, tagList, text, textMap } from './template.ts'
import type { ApiWriter } from './template.ts'

/** How a template writes a custom domain name and the mappings of its paths. */
interface DomainForm {
  readonly properties: (name: string, domain: DomainName) => { [name: string]: Json | undefined }
}

const textOf = (value: string | undefined): Json | undefined =>
  value === undefined ? undefined : text(value)

/** Properties that both types of the first version have. */
function firstVersion(name: string, domain: DomainName): { [name: string]: Json | undefined } {
  const { endpointConfiguration: endpoint, mutualTlsAuthentication: mutual } = domain
  return {
    DomainName: text(name),
    CertificateArn: textOf(domain.certificateArn),
    SecurityPolicy: domain.securityPolicy,
    EndpointAccessMode: domain.endpointAccessMode,
    RoutingMode: domain.routingMode,
    EndpointConfiguration:
      endpoint && present({ Types: endpoint.types, IpAddressType: endpoint.ipAddressType }),
    MutualTlsAuthentication: mutual && truststore(mutual),
    Tags: tagList(domain.tags),
  }
}

function truststore(mutual: NonNullable<DomainName['mutualTlsAuthentication']>): Json {
  return present({
    TruststoreUri: mutual.truststoreUri,
    TruststoreVersion: mutual.truststoreVersion,
  })
}

/** The forms of custom domain names by their resource types. */
const domainForms = {
  'AWS::ApiGateway::DomainName': {
    properties: (name, domain) => ({
      ...firstVersion(name, domain),
      RegionalCertificateArn: textOf(domain.regionalCertificateArn),
      OwnershipVerificationCertificateArn: textOf(domain.ownershipVerificationCertificateArn),
    }),
  },
  // private names
  'AWS::ApiGateway::DomainNameV2': { properties: firstVersion },
  'AWS::ApiGatewayV2::DomainName': {
    properties: (name, domain) => ({
      DomainName: text(name),
      DomainNameConfigurations: [
        present({
          CertificateArn: textOf(domain.regionalCertificateArn ?? domain.certificateArn),
          EndpointType: domain.endpointConfiguration?.types?.[0] ?? 'REGIONAL',
          IpAddressType: domain.endpointConfiguration?.ipAddressType,
          OwnershipVerificationCertificateArn: textOf(domain.ownershipVerificationCertificateArn),
          SecurityPolicy: domain.securityPolicy,
        }),
      ],
      MutualTlsAuthentication:
        domain.mutualTlsAuthentication && truststore(domain.mutualTlsAuthentication),
      RoutingMode: domain.routingMode,
      Tags: textMap(domain.tags),
    }),
  },
} satisfies { readonly [type: string]: DomainForm }
type DomainType = keyof typeof domainForms

/** What a mapping leads to: an API, and one of its stages. */
interface MappingTarget {
  readonly domainId: string
  readonly api: Json
  readonly stage: Json | undefined
  readonly basePath: string | undefined
}

/** The properties of mappings by their resource types. */
const mappingForms = {
  'AWS::ApiGateway::BasePathMapping': ({ domainId, api, stage, basePath }) => ({
    DomainName: ref(domainId),
    BasePath: basePath,
    RestApiId: api,
    Stage: stage,
  }),
  'AWS::ApiGateway::BasePathMappingV2': ({ domainId, api, stage, basePath }) => ({
    DomainNameArn: getAtt(domainId, 'DomainNameArn'),
    BasePath: basePath,
    RestApiId: api,
    Stage: stage,
  }),
  'AWS::ApiGatewayV2::ApiMapping': ({ domainId, api, stage, basePath }) => ({
    DomainName: ref(domainId),
    ApiMappingKey: basePath,
    ApiId: api,
    Stage: stage,
  }),
} satisfies {
  readonly [type: string]: (target: MappingTarget) => { [name: string]: Json | undefined }
}
type MappingType = keyof typeof mappingForms

function isKey<T extends object>(forms: T, type: string | undefined): type is keyof T & string {
  return type !== undefined && Object.hasOwn(forms, type)
}

/** Only API mappings have several parts in their path, and only they lead to HTTP and WebSocket APIs. */
function needsApiMapping({ api }: ApiWriter, { basePath }: BasePathMapping): boolean {
  return api.protocol !== 'REST' || basePath.includes('/')
}

function domainTypeOf(
  writer: ApiWriter,
  domainId: string,
  domain: DomainName,
  mappings: readonly BasePathMapping[],
): DomainType {
  const known = writer.types.get(domainId)
  if (isKey(domainForms, known)) return known
  // AWS::ApiGateway::DomainName takes edge-optimized and regional names only
  if (domain.endpointConfiguration?.types?.includes('PRIVATE') === true) {
    return 'AWS::ApiGateway::DomainNameV2'
  }
  return mappings.some((mapping) => needsApiMapping(writer, mapping))
    ? 'AWS::ApiGatewayV2::DomainName'
    : 'AWS::ApiGateway::DomainName'
}

function mappingTypeOf(
  writer: ApiWriter,
  logicalId: string,
  domainType: DomainType,
  mapping: BasePathMapping,
): MappingType {
  const known = writer.types.get(logicalId)
  if (isKey(mappingForms, known)) return known
  if (domainType === 'AWS::ApiGateway::DomainNameV2') return 'AWS::ApiGateway::BasePathMappingV2'
  return needsApiMapping(writer, mapping)
    ? 'AWS::ApiGatewayV2::ApiMapping'
    : 'AWS::ApiGateway::BasePathMapping'
}

/** The custom domain names that lead to a stage of the API, and their mappings. */
export function writeDomainNames(writer: ApiWriter): void {
  const { api, ids, resources, access } = writer
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  for (const [name, domain] of Object.entries(access.domainNames)) {
    const mappings = domain.basePathMappings.filter(({ apiId }) => apiId === api.id)
    if (mappings.length === 0) continue
    const domainId = ids.of(`domain name ${name}`, name, 'DomainName')
    const domainType = domainTypeOf(writer, domainId, domain, mappings)
    resources.set(domainId, {
      Type: domainType,
      Properties: present(domainForms[domainType].properties(name, domain)),
    })
    for (const mapping of mappings) {
      const { basePath, stage } = mapping
      const key = `base path mapping ${name} ${basePath}`
      const logicalId = ids.of(key, `${name} ${basePath}`, 'Mapping')
      const type = mappingTypeOf(writer, logicalId, domainType, mapping)
      const properties = mappingForms[type]({
        domainId,
        api: ref(apiLogicalId),
        stage: stage === undefined ? undefined : stageReference(writer, apiLogicalId, stage),
        basePath: basePath === '' ? undefined : basePath,
      })
      resources.set(logicalId, { Type: type, Properties: present(properties) })
    }
  }
}

/** A stage as a mapping refers to it. The serverless transform makes the stage of an HTTP or WebSocket API itself. */
function stageReference(writer: ApiWriter, apiLogicalId: string, stage: string): Json {
  const { ids, resources, api } = writer
  const stageId = ids.known(`stage ${stage}`)
  if (stageId !== undefined) return ref(stageId)
  const isServerless = resources.get(apiLogicalId)?.Type.startsWith('AWS::Serverless::') === true
  const isMade = api.protocol !== 'REST' && own<unknown>(api.stages, stage) !== undefined
  return isServerless && isMade ? ref(`${apiLogicalId}.Stage`) : stage
}
