import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import type { Api, Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { TemplateSource } from '../../schema/template.ts'
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

/** Logical ids that APIs have already: by the id of the API, and by the keys of the writers. */
export type GivenIds = ReadonlyMap<string, Readonly<Record<string, string>>>

/** Logical ids for several APIs of one template, none of which has a name that it or another uses already. */
export function logicalIdsOfApis(
  given: GivenIds,
  reserved: Iterable<string>,
): (apiId: string) => LogicalIds {
  const placed = (apiId: string, key: string) => (sharedKeys.test(key) ? key : `${apiId} ${key}`)
  const known = [...given].flatMap(([apiId, ids]) =>
    Object.entries(ids).map(([key, logicalId]): [string, string] => [
      placed(apiId, key),
      logicalId,
    ]),
  )
  const ids = createLogicalIds(Object.fromEntries(known), reserved)
  return (apiId) => ({
    of: (key, words, suffix) => ids.of(placed(apiId, key), words, suffix),
    known: (key) => ids.known(placed(apiId, key)),
  })
}

/**
 * Write a new template of several APIs of a design. `reserved` are logical ids that it must not use.
 */
export function newTemplate(
  design: Design,
  apis: readonly Api[],
  write: NewTemplateWriter,
  reserved: Iterable<string> = [],
  given: GivenIds = new Map(),
): Result<Json> {
  const [only, ...others] = apis
  if (only && others.length === 0) {
    return write(design, only, () => createLogicalIds(given.get(only.id), reserved))
  }
  const idsOf = logicalIdsOfApis(given, reserved)
  const joined = joinedTemplates(apis.map((api) => write(design, api, () => idsOf(api.id))))
  if (!joined.ok || !isObject(joined.value)) return joined
  const Description = `${design.name}: ${apis.length} Amazon API Gateway APIs`
  return ok({ ...joined.value, Description }, joined.problems)
}

/** The logical ids that a template had for APIs, which they keep when they are converted to another protocol. */
export function namesOfApis(apis: readonly Api[], { logicalIds }: TemplateSource): GivenIds {
  return new Map(
    apis.flatMap(({ id }): [string, Readonly<Record<string, string>>][] => {
      const known = logicalIds[id]?.[id]
      return known === undefined ? [] : [[id, { [id]: known }]]
    }),
  )
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
