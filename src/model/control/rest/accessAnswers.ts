import type {
  ApiKey,
  BasePathMapping,
  ClientCertificate,
  DomainName,
  UsagePlan,
  VpcLink,
} from '../../schema/access.ts'
import type { Json } from '../../schema/json.ts'
import { noteAt, present } from '../account.ts'
import type { Account, JsonObject } from '../account.ts'

/** An ApiKey; lists leave its value out unless they are asked for it. */
export function apiKeyAnswer(
  account: Account,
  key: ApiKey,
  shown: { readonly value: boolean; readonly tags: boolean },
): JsonObject {
  const note = noteAt(account, ['access', 'apiKeys', key.id])
  return {
    ...present({
      id: key.id,
      value: shown.value ? key.value : undefined,
      name: key.name,
      customerId: key.customerId,
      description: key.description,
      createdDate: note.createdDate,
      lastUpdatedDate: note.lastUpdatedDate ?? note.createdDate,
    }),
    enabled: key.enabled,
    stageKeys: [],
    ...((shown.tags || Object.keys(key.tags).length > 0) && { tags: key.tags }),
  }
}

export function usagePlanAnswer(plan: UsagePlan, withTags: boolean): JsonObject {
  const { id, name, description, productCode, throttle, quota } = plan
  return {
    ...present({
      id,
      name,
      description,
      productCode,
      throttle: throttle && present(throttle),
      quota: quota && present(quota),
    }),
    apiStages: plan.apiStages.map(({ apiId, stage, throttle: limits }) =>
      present({ apiId, stage, throttle: limits as Json | undefined }),
    ),
    ...((withTags || Object.keys(plan.tags).length > 0) && { tags: plan.tags }),
  }
}

/** A key of a usage plan. */
export function usagePlanKeyAnswer({ id, name, value }: ApiKey): JsonObject {
  return present({ id, type: 'API_KEY', value, name })
}

export function vpcLinkAnswer(link: VpcLink): JsonObject {
  const { id, name, description, targetArns, status, statusMessage, tags } = link
  return {
    ...present({ id, name, description }),
    targetArns,
    status: status ?? 'AVAILABLE',
    ...present({ statusMessage }),
    ...(Object.keys(tags).length > 0 && { tags }),
  }
}

export function clientCertificateAnswer(certificate: ClientCertificate): JsonObject {
  const { tags, ...members } = certificate
  return { ...present(members), ...(Object.keys(tags).length > 0 && { tags }) }
}

/** A custom domain name. */
export function domainNameAnswer(domain: DomainName): JsonObject {
  const { basePathMappings: _answeredApart, tags, endpointConfiguration, ...members } = domain
  return {
    ...present(members as { readonly [name: string]: Json | undefined }),
    domainNameStatus: 'AVAILABLE',
    securityPolicy: domain.securityPolicy ?? 'TLS_1_2',
    endpointConfiguration: present({ types: ['EDGE'], ...endpointConfiguration }),
    ...(Object.keys(tags).length > 0 && { tags }),
  }
}

/** A base path mapping; one for every path is told as `(none)`. */
export function basePathMappingAnswer({ basePath, apiId, stage }: BasePathMapping): JsonObject {
  return present({ basePath: basePath === '' ? '(none)' : basePath, restApiId: apiId, stage })
}
