import { designSchema, restApiSchema } from '../model/index.ts'
import type { Design, Json, RestApi } from '../model/index.ts'
import { map, text } from './given.ts'
import type { Given } from './given.ts'

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** The API with the endpoint type and the source of API keys that a case gives beside the document. An endpoint is of the edge unless the case says otherwise. */
export function withCaseSettings(api: RestApi, given: Given): RestApi {
  const { endpointConfiguration, apiKeySource } = restApiSchema.shape
  return {
    ...api,
    endpointConfiguration: endpointConfiguration.parse({
      types: [text(given['endpointType']) || 'EDGE'],
    }),
    ...('apiKeySource' in given && { apiKeySource: apiKeySource.parse(given['apiKeySource']) }),
  }
}

/** The usage plans of a case, with their keys: they cover stages of the one API. */
export function accessOf(usagePlans: Json | undefined, apiId: string): Design['access'] {
  const plans = list(usagePlans).map((plan, planIndex) => {
    const id = `plan${planIndex}`
    const { apiStages, keys, ...rest } = map(plan)
    const apiKeys = list(keys).map((key, i) => ({ id: `${id}-key${i}`, ...map(key) }))
    const stages = list(apiStages).map((stage) => ({ apiId, stage: text(stage) }))
    const keyIds = apiKeys.map((key) => key.id)
    return { apiKeys, plan: { ...rest, id, name: id, apiStages: stages, keyIds } }
  })
  return designSchema.shape.access.parse({
    apiKeys: Object.fromEntries(
      plans.flatMap(({ apiKeys }) => apiKeys.map((key) => [key.id, key] as const)),
    ),
    usagePlans: Object.fromEntries(plans.map(({ plan }) => [plan.id, plan])),
  })
}
