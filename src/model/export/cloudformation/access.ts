import type { Json } from '../../schema/json.ts'
import { present, ref, tagList, text, textMap } from './template.ts'
import type { ApiWriter, TemplateWriter } from './template.ts'

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
export function vpcLinkReference(writer: ApiWriter, id: string): Json {
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

/** The same for VPC links of HTTP APIs. */
export function vpcLinkV2Reference(writer: ApiWriter, id: string): Json {
  const { access, ids, resources } = writer
  const link = Object.hasOwn(access.vpcLinksV2, id) ? access.vpcLinksV2[id] : undefined
  if (!link) return text(id)
  const logicalId = ids.of(`vpc link v2 ${id}`, link.name, 'VpcLink')
  if (!resources.has(logicalId)) {
    resources.set(logicalId, {
      Type: 'AWS::ApiGatewayV2::VpcLink',
      Properties: present({
        Name: link.name,
        SubnetIds: link.subnetIds.map(text),
        SecurityGroupIds: link.securityGroupIds.map(text),
        Tags: textMap(link.tags),
      }),
    })
  }
  return ref(logicalId)
}

/** The same for client certificates. */
export function clientCertificateReference(writer: ApiWriter, id: string): Json {
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

/** `AWS::ApiGateway::Account` with the role that writes execution logs. Gives back what stages have to wait for. */
export function writeLoggingRole({ resources, ids, problems, api }: ApiWriter): string {
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
