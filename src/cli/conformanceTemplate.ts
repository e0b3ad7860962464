import {
  callService,
  deployTemplate,
  emptyDesign,
  randomIds,
  resourcesByPath,
  seededRandom,
} from '../model/index.ts'
import type { Deployed, Json, RestApi } from '../model/index.ts'
import { map, text } from './given.ts'
import type { Given } from './given.ts'
import { difference } from './matching.ts'
import type { Matching } from './matching.ts'

/** Deploy a template, apply its update, and compare what the case looks at. */
export function runTemplate(given: Given, read: (file: string) => string): string | undefined {
  const environment = {
    now: () => Date.UTC(2026, 0, 31, 12),
    nextId: randomIds(seededRandom(7)),
    accountId: '111111111111',
    region: 'us-east-1',
  }
  const s3 = Object.fromEntries(
    Object.entries(map(given['s3'])).map(([key, value]) => {
      const file = text(map(value)['$file'])
      return [key, file === '' ? JSON.stringify(value) : read(file)]
    }),
  )
  const deploy = (template: Given, parameters: Given, before?: Deployed) =>
    deployTemplate(
      template,
      emptyDesign('Conformance', () => 'design'),
      {
        environment,
        parameters,
        s3,
        ...(before && { before }),
      },
    )
  const first = deploy(map(given['template']), map(given['parameters']))
  const update = map(given['update'])
  const deployed =
    'update' in given
      ? deploy(
          map(update['template'] ?? given['template']),
          map(update['parameters'] ?? given['parameters']),
          first,
        )
      : first
  const refused = deployed.remarks.find(({ code }) => code === 'refused')
  if (refused) return refused.message
  const api = apiOf(deployed)
  if (!api) return 'the template made no REST API'
  const answer = (operation: string, input: Given): Json => {
    const { answer } = callService(deployed.account, 'apigateway', operation, input, environment)
    return 'body' in answer ? answer.body : { error: answer.error.message }
  }
  const restApiId = api.id
  const items = (value: Json, member = 'items') => map(value)[member] ?? []
  const looks: Readonly<Record<string, () => Json>> = {
    restApi: () => answer('GetRestApi', { restApiId }),
    resources: () =>
      resourcesByPath(api).map(({ resource, path }) => ({
        path,
        methods: Object.keys(resource.methods).sort(),
      })),
    models: () => items(answer('GetModels', { restApiId, limit: 500 })),
    requestValidators: () => items(answer('GetRequestValidators', { restApiId, limit: 500 })),
    authorizers: () => items(answer('GetAuthorizers', { restApiId, limit: 500 })),
    stages: () => items(answer('GetStages', { restApiId }), 'item'),
    stage: () => (items(answer('GetStages', { restApiId }), 'item') as Json[])[0] ?? null,
    deployments: () => items(answer('GetDeployments', { restApiId, limit: 500 })),
    deploymentCount: () => Object.keys(api.deployments).length,
    usagePlan: () => {
      const [plan] = Object.keys(deployed.account.design.access.usagePlans)
      return answer('GetUsagePlan', { usagePlanId: plan ?? '' })
    },
    sameDeploymentIdAsBefore: () => {
      const ids = (one: Deployed) => Object.keys(apiOf(one)?.deployments ?? {}).sort()
      return JSON.stringify(ids(first)) === JSON.stringify(ids(deployed))
    },
  }
  const matching: Matching = {
    bound: new Map(),
    ids: {
      resource: (path) => resourcesByPath(api).find((each) => each.path === path)?.resource.id,
      authorizer: (name) =>
        Object.values(api.authorizers).find((authorizer) => authorizer.name === name)?.id,
      validator: (name) =>
        Object.values(api.requestValidators).find((validator) => validator.name === name)?.id,
    },
  }
  for (const [name, expected] of Object.entries(map(given['expect']))) {
    const wanted = map(expected)
    const actual =
      name === 'method'
        ? methodAnswer(api, wanted, answer)
        : name === 'stage' && wanted['stageName'] !== undefined
          ? answer('GetStage', { restApiId, stageName: wanted['stageName'] })
          : Object.hasOwn(looks, name)
            ? looks[name]?.()
            : undefined
    if (actual === undefined) return `there is nothing called ${name} to look at`
    const compared = name === 'method' ? (wanted['definition'] ?? expected) : expected
    const found = difference(compared, actual, matching, true)
    if (found !== undefined) return `${name}${found}`
  }
  return undefined
}

function apiOf({ account }: Deployed): RestApi | undefined {
  return Object.values(account.design.apis).find((api) => api.protocol === 'REST')
}

/** The method that is looked at: the one named, or the only one. */
function methodAnswer(
  api: RestApi,
  wanted: Given,
  answer: (operation: string, input: Given) => Json,
): Json | undefined {
  const entry = resourcesByPath(api).find(
    ({ path, resource }) =>
      (wanted['path'] === undefined || wanted['path'] === path) &&
      Object.keys(resource.methods).length > 0,
  )
  const httpMethod = text(wanted['httpMethod']) || Object.keys(entry?.resource.methods ?? {})[0]
  if (!entry || httpMethod === undefined) return undefined
  const { id: resourceId } = entry.resource
  return answer('GetMethod', { restApiId: api.id, resourceId, httpMethod })
}
