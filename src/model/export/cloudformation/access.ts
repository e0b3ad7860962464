import type { Design } from '../../schema/design.ts'
import { present, ref, tagList } from './template.ts'
import type { TemplateWriter } from './template.ts'

type Access = Design['access']

/** `AWS::ApiGateway::UsagePlan`, `ApiKey` and `UsagePlanKey` of the plans that cover a stage of the API. */
export function writeAccess(writer: TemplateWriter, access: Access): void {
  const { api, ids, resources } = writer
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
