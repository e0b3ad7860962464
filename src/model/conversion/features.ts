import type { Address } from '../address.ts'
import { methodsOf } from '../queries/resourceTree.ts'
import type { Api, Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { HttpApi } from '../schema/v2/apis.ts'
import type { Stage } from '../schema/stage.ts'
import type { Losses } from './losses.ts'

/** Whether a kind of API has a feature: `partly` in another way. */
export type Support = 'yes' | 'partly' | 'no'

/** A feature in which REST APIs and HTTP APIs differ, and where an API uses it. */
export interface ApiFeature {
  readonly title: string
  readonly REST: Support
  readonly HTTP: Support
  /** What the other kind does instead, in a sentence. */
  readonly note?: string
  /** Where a REST API uses it. */
  readonly usedByRest?: (api: RestApi, design: Design) => readonly Address[]
  /** Where an HTTP API uses it. */
  readonly usedByHttp?: (api: HttpApi, design: Design) => readonly Address[]
  /** What a REST API that uses it loses as an HTTP API. Absent: the conversion lists it in detail, part by part. */
  readonly loss?: string
}

/** The features in which the kinds differ. Source: developer guide, choose between REST APIs and HTTP APIs. */
export const apiFeatures = {
  edgeOptimized: {
    title: 'Edge-optimized endpoint',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: endpointUse('EDGE'),
    loss: 'The API gets a Regional endpoint: HTTP APIs are not edge-optimized.',
  },
  privateEndpoint: {
    title: 'Private endpoint',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: endpointUse('PRIVATE'),
    loss: 'The API gets a public endpoint: HTTP APIs have no private endpoints. Protect its routes before you deploy it.',
  },
  resourcePolicy: {
    title: 'Resource policy',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: ({ id, policy }) => (policy === undefined ? [] : [['apis', id, 'policy']]),
    loss: 'The API loses its resource policy: HTTP APIs have none. Protect its routes with IAM or an authorizer.',
  },
  apiKeys: {
    title: 'API keys',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: (api) =>
      methodsOf(api).flatMap(({ method, at }) =>
        method.apiKeyRequired ? [[...at, 'apiKeyRequired']] : [],
      ),
  },
  usagePlans: {
    title: 'Usage plans with quotas per client',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: ({ id }, { access }) =>
      Object.values(access.usagePlans).flatMap((plan) =>
        plan.apiStages.some(({ apiId }) => apiId === id) ? [['access', 'usagePlans', plan.id]] : [],
      ),
    loss: 'The usage plan no longer covers the API: HTTP APIs have no usage plans.',
  },
  iam: { title: 'IAM authorization', REST: 'yes', HTTP: 'yes' },
  lambdaAuthorizer: { title: 'Lambda authorizers', REST: 'yes', HTTP: 'yes' },
  jwtAuthorizer: {
    title: 'JWT authorizers',
    REST: 'no',
    HTTP: 'yes',
    note: 'A REST API accepts tokens of Cognito user pools; other issuers need a Lambda authorizer.',
    usedByHttp: ({ id, authorizers }) =>
      Object.values(authorizers).flatMap((authorizer) =>
        authorizer.authorizerType === 'JWT' ? [['apis', id, 'authorizers', authorizer.id]] : [],
      ),
  },
  cors: {
    title: 'CORS',
    REST: 'partly',
    HTTP: 'yes',
    note: 'A REST API answers preflights by OPTIONS methods that you add, and its backends send the headers.',
    usedByHttp: ({ id, corsConfiguration }) =>
      corsConfiguration ? [['apis', id, 'corsConfiguration']] : [],
  },
  requestValidation: {
    title: 'Request validation',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: (api) =>
      methodsOf(api).flatMap(({ method, at }) =>
        method.requestValidatorId === undefined ? [] : [[...at, 'requestValidatorId']],
      ),
    loss: 'The method no longer validates its requests: HTTP APIs have no request validation.',
  },
  models: {
    title: 'Models',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: ({ id, models }) =>
      Object.keys(models)
        .filter((name) => name !== 'Empty' && name !== 'Error')
        .map((name) => ['apis', id, 'models', name]),
    loss: 'The model is left out: HTTP APIs have no models.',
  },
  bodyTransformation: {
    title: 'Mapping templates',
    REST: 'yes',
    HTTP: 'no',
    note: 'An HTTP API maps parameters, not bodies.',
    usedByRest: (api) =>
      methodsOf(api).flatMap(({ method, at }) => {
        const { integration } = method
        const isUsed =
          (integration?.type === 'AWS' || integration?.type === 'HTTP') &&
          Object.keys(integration.requestTemplates).length > 0
        return isUsed ? [[...at, 'integration']] : []
      }),
  },
  mock: {
    title: 'Mock integrations',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: (api) =>
      methodsOf(api).flatMap(({ method, at }) =>
        method.integration?.type === 'MOCK' && method.httpMethod !== 'OPTIONS'
          ? [[...at, 'integration']]
          : [],
      ),
  },
  serviceParameters: {
    title: 'AWS service integrations',
    REST: 'yes',
    HTTP: 'partly',
    note: 'An HTTP API calls a fixed list of actions of EventBridge, SQS, Kinesis, Step Functions and AppConfig.',
    usedByRest: (api) =>
      methodsOf(api).flatMap(({ method, at }) => {
        const { integration } = method
        const isUsed = integration?.type === 'AWS' && !integration.uri.includes(':lambda:path/')
        return isUsed ? [[...at, 'integration']] : []
      }),
    usedByHttp: ({ id, integrations }) =>
      Object.values(integrations).flatMap((each) =>
        each.integrationSubtype === undefined ? [] : [['apis', id, 'integrations', each.id]],
      ),
  },
  payloadFormat2: {
    title: 'Lambda payload format 2.0',
    REST: 'no',
    HTTP: 'yes',
    usedByHttp: ({ id, integrations }) =>
      Object.values(integrations).flatMap((each) =>
        each.payloadFormatVersion === '2.0' ? [['apis', id, 'integrations', each.id]] : [],
      ),
  },
  privateIntegration: {
    title: 'Private integrations',
    REST: 'yes',
    HTTP: 'yes',
    note: 'Each kind has VPC links of its own. Only an HTTP API reaches AWS Cloud Map.',
  },
  gatewayResponses: {
    title: 'Custom gateway responses',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: ({ id, gatewayResponses }) =>
      Object.keys(gatewayResponses).map((type) => ['apis', id, 'gatewayResponses', type]),
    loss: 'The gateway response is left out: the error responses of HTTP APIs cannot be changed.',
  },
  caching: {
    title: 'Caching',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: stageUse('cacheClusterEnabled', (stage) => stage.cacheClusterEnabled),
    loss: 'The stage loses its cache: HTTP APIs have none.',
  },
  canary: {
    title: 'Canary releases',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: stageUse('canarySettings', (stage) => stage.canarySettings !== undefined),
    loss: 'The stage loses its canary: HTTP APIs have no canary releases.',
  },
  automaticDeployment: {
    title: 'Automatic deployment',
    REST: 'no',
    HTTP: 'yes',
    usedByHttp: ({ id, stages }) =>
      Object.values(stages).flatMap(({ stageName, autoDeploy }) =>
        autoDeploy ? [['apis', id, 'stages', stageName, 'autoDeploy']] : [],
      ),
  },
  executionLogs: {
    title: 'Execution logs',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: stageUse('methodSettings', ({ methodSettings }) =>
      Object.values(methodSettings).some(
        ({ loggingLevel }) => loggingLevel === 'INFO' || loggingLevel === 'ERROR',
      ),
    ),
    loss: 'The stage loses its execution logs: HTTP APIs write access logs only.',
  },
  firehoseLogs: {
    title: 'Access logs to Data Firehose',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: stageUse('accessLogSettings', ({ accessLogSettings }) =>
      /^arn:[^:]*:firehose:/.test(accessLogSettings?.destinationArn ?? ''),
    ),
    loss: 'The stage loses its access log: HTTP APIs write access logs to CloudWatch Logs only.',
  },
  tracing: {
    title: 'X-Ray tracing',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: stageUse('tracingEnabled', (stage) => stage.tracingEnabled),
    loss: 'The stage loses X-Ray tracing: HTTP APIs have none.',
  },
  webAcl: {
    title: 'AWS WAF',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: stageUse('webAclArn', (stage) => stage.webAclArn !== undefined),
    loss: 'The stage loses its web ACL: AWS WAF does not protect HTTP APIs.',
  },
  backendCertificates: {
    title: 'Client certificates for backends',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: stageUse('clientCertificateId', (stage) => stage.clientCertificateId !== undefined),
    loss: 'The stage loses its client certificate: HTTP APIs show none to backends.',
  },
  mutualTls: { title: 'Mutual TLS', REST: 'yes', HTTP: 'yes' },
  compression: {
    title: 'Content encoding',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: ({ id, minimumCompressionSize }) =>
      minimumCompressionSize === undefined ? [] : [['apis', id, 'minimumCompressionSize']],
    loss: 'The API no longer compresses responses: HTTP APIs return them as the backend sends them.',
  },
  documentation: {
    title: 'Documentation parts',
    REST: 'yes',
    HTTP: 'no',
    usedByRest: ({ id, documentationParts }) =>
      Object.keys(documentationParts).map((part) => ['apis', id, 'documentationParts', part]),
    loss: 'The documentation part is left out: HTTP APIs have none.',
  },
  testInvocation: {
    title: 'Test invocation in the console',
    REST: 'yes',
    HTTP: 'no',
  },
} satisfies Readonly<Record<string, ApiFeature>>

export type ApiFeatureName = keyof typeof apiFeatures

/** A feature with the places where an API uses it. */
export interface FeatureUse extends ApiFeature {
  readonly name: ApiFeatureName
  readonly uses: readonly Address[]
}

/** All features in the table's order, with where an API uses each. */
export function featureUses(design: Design, api: Api): readonly FeatureUse[] {
  return (Object.keys(apiFeatures) as ApiFeatureName[]).map((name) => {
    const feature: ApiFeature = apiFeatures[name]
    return { ...feature, name, uses: usesOf(feature, design, api) }
  })
}

function usesOf(feature: ApiFeature, design: Design, api: Api): readonly Address[] {
  if (api.protocol === 'REST') return feature.usedByRest?.(api, design) ?? []
  return api.protocol === 'HTTP' ? (feature.usedByHttp?.(api, design) ?? []) : []
}

/** Report every use of a feature that HTTP APIs do not have and that no other part of the conversion reports. */
export function featureLosses(design: Design, api: RestApi, losses: Losses): void {
  for (const { loss, name, uses } of featureUses(design, api)) {
    if (loss === undefined) continue
    for (const at of uses) losses.dropped(areaOf(name), loss, at)
  }
}

/** `resourcePolicy` as problems are named: `resource-policy`. */
function areaOf(name: string): string {
  return name.replace(/[A-Z0-9]/g, (letter) => `-${letter.toLowerCase()}`)
}

function endpointUse(type: 'EDGE' | 'PRIVATE') {
  return ({ id, endpointConfiguration }: RestApi): readonly Address[] =>
    endpointConfiguration.types.includes(type) ? [['apis', id, 'endpointConfiguration']] : []
}

function stageUse(member: string, isUsed: (stage: Stage) => boolean) {
  return ({ id, stages }: RestApi): readonly Address[] =>
    Object.values(stages)
      .filter(isUsed)
      .map(({ stageName }) => ['apis', id, 'stages', stageName, member])
}
