import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import type { Api, Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { createLogicalIds } from './logicalIds.ts'
import type { LogicalIds } from './logicalIds.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { objectMember, propertiesOf, typeOf } from './resourceProperties.ts'

/** Write a new template of one API of a design. */
export type NewTemplateWriter = (
  design: Design,
  api: Api,
  createIds: () => LogicalIds,
) => Result<Json>

/** Keys of what APIs share in a template. Everything else belongs to one of them. */
const sharedKeys =
  /^(usage plan|api key|plan key|vpc link|client certificate|domain name|base path mapping|logging) /

/** Logical ids for several APIs of one template, none of which has a name that it or another uses already. */
function logicalIdsOfApis(reserved: Iterable<string>): (api: Api) => LogicalIds {
  const ids = createLogicalIds({}, reserved)
  return ({ id }) => {
    const placed = (key: string) => (sharedKeys.test(key) ? key : `${id} ${key}`)
    return {
      of: (key, words, suffix) => ids.of(placed(key), words, suffix),
      known: (key) => ids.known(placed(key)),
    }
  }
}

/** Write a new template of several APIs of a design. `reserved` are logical ids that it must not use. */
export function newTemplate(
  design: Design,
  apis: readonly Api[],
  write: NewTemplateWriter,
  reserved: Iterable<string> = [],
): Result<Json> {
  const [only, ...others] = apis
  if (only && others.length === 0) return write(design, only, () => createLogicalIds({}, reserved))
  const idsOf = logicalIdsOfApis(reserved)
  const joined = joinedTemplates(apis.map((api) => write(design, api, () => idsOf(api))))
  if (!joined.ok || !isObject(joined.value)) return joined
  const Description = `${design.name}: ${apis.length} Amazon API Gateway APIs`
  return ok({ ...joined.value, Description }, joined.problems)
}

/** The templates of several APIs as one. A usage plan of more than one of them covers the stages of all. */
export function joinedTemplates(results: readonly Result<Json>[]): Result<Json> {
  const problems: Problem[] = []
  let template: JsonObject = {}
  for (const result of results) {
    if (!result.ok) return result
    problems.push(...result.problems)
    const next = isObject(result.value) ? result.value : {}
    const [resources, others] = [template, next].map((each) => objectMember(each, 'Resources'))
    const outputs = { ...objectMember(template, 'Outputs'), ...objectMember(next, 'Outputs') }
    const shared = Object.entries(others ?? {}).map(([logicalId, resource]): [string, Json] => [
      logicalId,
      withStagesOf(resource, resources?.[logicalId]),
    ])
    template = {
      ...next,
      ...template,
      Resources: { ...resources, ...Object.fromEntries(shared) },
      ...(Object.keys(outputs).length > 0 && { Outputs: outputs }),
    }
  }
  const several = results.length > 1
  return ok(
    template,
    problems.filter(({ code }) => !(several && code === 'cloudformation/plan-of-several-apis')),
  )
}

function withStagesOf(plan: Json, other: Json | undefined): Json {
  if (typeOf(plan) !== 'AWS::ApiGateway::UsagePlan' || !isObject(plan) || !isObject(other)) {
    return plan
  }
  const lists = [other, plan].map((each) => propertiesOf(each)['ApiStages'] ?? [])
  const dependencies = [other, plan].map((each) => each['DependsOn'] ?? [])
  return {
    ...plan,
    DependsOn: [...new Set(dependencies.flat())],
    Properties: { ...propertiesOf(plan), ApiStages: lists.flat() },
  }
}
