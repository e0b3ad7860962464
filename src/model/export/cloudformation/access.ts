import type { Json } from '../../schema/json.ts'
import { getAtt, present, ref, tagList, text } from './template.ts'
import type { TemplateWriter } from './template.ts'

/** `AWS::ApiGateway::UsagePlan`, `ApiKey` and `UsagePlanKey` of the plans that cover a stage of the API. */
export function writeAccess(writer: TemplateWriter): void {
  const { api, ids, resources, access } = writer
  const plans = Object.values(access.usagePlans).filter(({ apiStages }) =>
    apiStages.some(({ apiId }) => apiId === api.id),
  )
  for (const plan of plans) {
    const planId = ids.of(`usage plan ${plan.id}`, plan.name, 'UsagePlan')
    const stages = plan.apiStages.filter(({ apiId }) => apiId === api.id)
    const stageIds = stages.flatMap(({ stage }) => ids.known(`stage ${stage}`) ?? [])
    if (stages.length < plan.apiStages.length) {
      writer.problems.push({
        code: 'cloudformation/plan-of-several-apis',
        message: `The usage plan ${plan.name} covers stages of other APIs too: the template has those of ${api.name} alone.`,
        severity: 'warning',
        at: ['access', 'usagePlans', plan.id],
      })
    }
    resources.set(planId, {
      Type: 'AWS::ApiGateway::UsagePlan',
      ...(stageIds.length > 0 && { DependsOn: stageIds }),
      Properties: present({
        UsagePlanName: plan.name,
        Description: plan.description,
        ApiStages: stages.map(({ stage, throttle }) =>
          present({
            ApiId: ref(ids.of(api.id, api.name, 'Api')),
            Stage: stage,
            Throttle:
              throttle &&
              Object.fromEntries(
                Object.entries(throttle).map(([method, limits]) => [
                  method,
                  throttleProperties(limits),
                ]),
              ),
          }),
        ),
        Throttle: plan.throttle && throttleProperties(plan.throttle),
        Quota:
          plan.quota &&
          present({
            Limit: plan.quota.limit,
            Offset: plan.quota.offset,
            Period: plan.quota.period,
          }),
        Tags: tagList(plan.tags),
      }),
    })
    for (const id of plan.keyIds) {
      const key = access.apiKeys[id]
      if (!key) continue
      const keyId = ids.of(`api key ${key.id}`, key.name ?? 'Key', 'ApiKey')
      resources.set(keyId, {
        Type: 'AWS::ApiGateway::ApiKey',
        // a value in a template is a secret in a file: the service makes one instead
        Properties: present({
          Name: key.name,
          Description: key.description,
          CustomerId: key.customerId,
          Enabled: key.enabled,
          Tags: tagList(key.tags),
        }),
      })
      resources.set(
        ids.of(
          `plan key ${plan.id} ${key.id}`,
          `${plan.name} ${key.name ?? 'Key'}`,
          'UsagePlanKey',
        ),
        {
          Type: 'AWS::ApiGateway::UsagePlanKey',
          Properties: { KeyId: ref(keyId), KeyType: 'API_KEY', UsagePlanId: ref(planId) },
        },
      )
    }
  }
}

function throttleProperties(limits: {
  readonly burstLimit?: number | undefined
  readonly rateLimit?: number | undefined
}) {
  return present({ BurstLimit: limits.burstLimit, RateLimit: limits.rateLimit })
}

/** A reference to the VPC link of the design with an id, which is written at its first use; other ids stand as they are. */
export function vpcLinkReference(writer: TemplateWriter, id: string): Json {
  const { access, ids, resources } = writer
  const link = Object.hasOwn(access.vpcLinks, id) ? access.vpcLinks[id] : undefined
  if (!link) return text(id)
  const logicalId = ids.of(`vpc link ${id}`, link.name, 'VpcLink')
  if (!resources.has(logicalId)) {
    resources.set(logicalId, {
      Type: 'AWS::ApiGateway::VpcLink',
      Properties: present({
        Name: link.name,
        Description: link.description,
        TargetArns: link.targetArns.map(text),
        Tags: tagList(link.tags),
      }),
    })
  }
  return ref(logicalId)
}

/** The same for client certificates. */
export function clientCertificateReference(writer: TemplateWriter, id: string): Json {
  const { access, ids, resources } = writer
  const certificate = Object.hasOwn(access.clientCertificates, id)
    ? access.clientCertificates[id]
    : undefined
  if (!certificate) return text(id)
  const logicalId = ids.of(`client certificate ${id}`, 'Client', 'Certificate')
  resources.set(logicalId, {
    Type: 'AWS::ApiGateway::ClientCertificate',
    Properties: present({
      Description: certificate.description,
      Tags: tagList(certificate.tags),
    }),
  })
  return ref(logicalId)
}

const textOf = (value: string | undefined): Json | undefined =>
  value === undefined ? undefined : text(value)

/**
 * `AWS::ApiGateway::DomainName` and `BasePathMapping` of the names that lead to a stage of the API; for private names the
 * types that end in `V2`.
 */
export function writeDomainNames(writer: TemplateWriter): void {
  const { api, ids, resources, access } = writer
  for (const [name, value] of Object.entries(access.domainNames)) {
    const mappings = value.basePathMappings.filter(({ apiId }) => apiId === api.id)
    if (mappings.length === 0) continue
    const domainId = ids.of(`domain name ${name}`, name, 'DomainName')
    const { endpointConfiguration: endpoint, mutualTlsAuthentication: mutual } = value
    // AWS::ApiGateway::DomainName takes edge-optimized and regional names only
    const isPrivate = endpoint?.types?.includes('PRIVATE') === true
    resources.set(domainId, {
      Type: isPrivate ? 'AWS::ApiGateway::DomainNameV2' : 'AWS::ApiGateway::DomainName',
      Properties: present({
        DomainName: text(name),
        CertificateArn: textOf(value.certificateArn),
        ...(!isPrivate && {
          RegionalCertificateArn: textOf(value.regionalCertificateArn),
          OwnershipVerificationCertificateArn: textOf(value.ownershipVerificationCertificateArn),
        }),
        SecurityPolicy: value.securityPolicy,
        EndpointAccessMode: value.endpointAccessMode,
        RoutingMode: value.routingMode,
        EndpointConfiguration:
          endpoint && present({ Types: endpoint.types, IpAddressType: endpoint.ipAddressType }),
        MutualTlsAuthentication:
          mutual &&
          present({
            TruststoreUri: mutual.truststoreUri,
            TruststoreVersion: mutual.truststoreVersion,
          }),
        Tags: tagList(value.tags),
      }),
    })
    for (const { basePath, stage } of mappings) {
      const stageId = stage === undefined ? undefined : ids.known(`stage ${stage}`)
      resources.set(
        ids.of(`base path mapping ${name} ${basePath}`, `${name} ${basePath}`, 'Mapping'),
        {
          Type: isPrivate
            ? 'AWS::ApiGateway::BasePathMappingV2'
            : 'AWS::ApiGateway::BasePathMapping',
          Properties: present({
            ...(isPrivate
              ? { DomainNameArn: getAtt(domainId, 'DomainNameArn') }
              : { DomainName: ref(domainId) }),
            BasePath: basePath === '' ? undefined : basePath,
            RestApiId: ref(ids.of(api.id, api.name, 'Api')),
            Stage: stageId === undefined ? stage : ref(stageId),
          }),
        },
      )
    }
  }
}

/** `AWS::ApiGateway::Account` with the role that writes execution logs. Gives back what stages have to wait for. */
export function writeLoggingRole({ resources, ids, problems, api }: TemplateWriter): string {
  const roleId = ids.of('logging role', 'ApiGatewayLogs', 'Role')
  const accountId = ids.of('logging account', 'ApiGateway', 'Account')
  resources.set(roleId, {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'apigateway.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      ManagedPolicyArns: [
        {
          'Fn::Sub':
            'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
        },
      ],
    },
  })
  resources.set(accountId, {
    Type: 'AWS::ApiGateway::Account',
    Properties: { CloudWatchRoleArn: { 'Fn::GetAtt': [roleId, 'Arn'] } },
  })
  problems.push({
    code: 'cloudformation/account-wide-role',
    message:
      'AWS::ApiGateway::Account holds for every API of the account in the region: this template replaces the role that is set there.',
    severity: 'info',
    at: ['apis', api.id],
  })
  return accountId
}
