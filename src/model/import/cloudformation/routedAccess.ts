import { own, withMember } from '../../operations/within.ts'
import { vpcLinkV2 as vpcLinkSchema } from '../../schema/access.ts'
import { changeAccess, mapBasePath, putDomainName } from './apiGateway.ts'
import type { ResourceType, Stack } from './stack.ts'
import type { JsonObject } from './intrinsics.ts'
import { given, input, present, tagsOf } from './properties.ts'
import { madeBy } from './routedApis.ts'
import { asList, asObject, asText } from './template.ts'

/** A custom domain name with the properties of `AWS::ApiGatewayV2::DomainName`. */
export function putRoutedDomainName(stack: Stack, name: string, properties: JsonObject): void {
  const [configuration] = asList(properties['DomainNameConfigurations']).map(asObject)
  const { EndpointType: type, IpAddressType: ipAddressType, ...certificate } = configuration ?? {}
  putDomainName(stack, name, {
    ...input(properties, {
      MutualTlsAuthentication: 'MutualTlsAuthentication',
      RoutingMode: 'RoutingMode',
      Tags: 'Tags',
    }),
    ...input(certificate, {
      CertificateArn: 'RegionalCertificateArn',
      OwnershipVerificationCertificateArn: 'OwnershipVerificationCertificateArn',
      SecurityPolicy: 'SecurityPolicy',
    }),
    ...(configuration && {
      EndpointConfiguration: present({
        Types: [asText(type) ?? 'REGIONAL'],
        IpAddressType: ipAddressType,
      }),
    }),
  })
}

const domainName: ResourceType = (properties, stack) => {
  const name = asText(properties['DomainName']) ?? stack.logicalId
  putRoutedDomainName(stack, name, properties)
  const { region, accountId } = stack.options.environment
  return {
    id: name,
    attributes: {
      DomainNameArn: `arn:aws:apigateway:${region}:${accountId}:/domainnames/${name}`,
      RegionalDomainName: `d-1234567890.execute-api.${region}.amazonaws.com`,
      RegionalHostedZoneId: 'Z1UJRXOUMOOFQ8',
    },
  }
}

/** Map a path of a custom domain name to a stage, also where the service would refuse the mapping. */
export function mapApi(
  stack: Stack,
  name: string,
  mapping: { readonly basePath: string; readonly apiId: string; readonly stage: string },
): string | undefined {
  const { basePath, apiId, stage } = mapping
  // the name of a parameter without a value is not a host, and that is not a mistake in the template
  const isKnown = own(stack.design().access.domainNames, name) !== undefined && name.includes('.')
  const made =
    isKnown &&
    stack.callRouted('CreateApiMapping', {
      domainName: name,
      apiId,
      stage,
      apiMappingKey: basePath,
    })
  if (made) return asText(made['apiMappingId'])
  mapBasePath(stack, name, mapping)
  return undefined
}

const apiMapping: ResourceType = (properties, stack) => {
  const id = mapApi(stack, asText(properties['DomainName']) ?? '', {
    basePath: asText(properties['ApiMappingKey']) ?? '',
    apiId: asText(properties['ApiId']) ?? '',
    stage: asText(properties['Stage']) ?? '',
  })
  const mappingId = id ?? stack.logicalId
  return { id: mappingId, attributes: { ApiMappingId: mappingId } }
}

const vpcLink: ResourceType = (properties, stack) => {
  const members = present({
    name: asText(properties['Name']) ?? stack.logicalId,
    securityGroupIds: properties['SecurityGroupIds'],
    subnetIds: properties['SubnetIds'],
    tags: given(properties['Tags'], tagsOf),
  })
  const made = madeBy(stack.callRouted('CreateVpcLink', members), 'VpcLinkId')
  if (made) return made
  const id = stack.options.environment.nextId()
  const parsed = vpcLinkSchema.safeParse({ ...members, id })
  if (!parsed.success) return undefined
  changeAccess(stack, ({ vpcLinksV2 }) => ({ vpcLinksV2: withMember(vpcLinksV2, id, parsed.data) }))
  return { id, attributes: { VpcLinkId: id } }
}

/** The types through which HTTP and WebSocket APIs are reached, and reach others. */
export const routedAccessTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ApiGatewayV2::ApiMapping': apiMapping,
  'AWS::ApiGatewayV2::DomainName': domainName,
  'AWS::ApiGatewayV2::VpcLink': vpcLink,
}
