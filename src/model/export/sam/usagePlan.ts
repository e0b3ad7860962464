import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { isObject, merge } from '../cloudformation/merge.ts'
import type { JsonObject } from '../cloudformation/merge.ts'
import { objectMember, propertiesOf, withProperties } from '../cloudformation/resourceProperties.ts'
import type { ApiEdit, OpenedTemplate, TemplateEdit } from '../cloudformation/templateEdit.ts'

/**
 * The logical ids that the serverless transform gives to the usage plan of an API and to its key, by the keys under which
 * writers know them. Empty when the template has the plan as a resource, or there is none.
 */
export function generatedPlanIds(
  { access }: Design,
  apiId: string,
  apiLogicalId: string,
  known: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const plans = Object.values(access.usagePlans).filter(
    ({ id, apiStages }) =>
      known[`usage plan ${id}`] === undefined && apiStages.some((stage) => stage.apiId === apiId),
  )
  const [plan] = plans
  if (!plan) return {}
  const isShared = plan.apiStages.length > 1 || plan.name === 'ServerlessUsagePlan'
  const stem = isShared ? 'Serverless' : apiLogicalId
  const [keyId] = plan.keyIds
  return {
    [`usage plan ${plan.id}`]: `${stem}UsagePlan`,
    ...(keyId !== undefined && {
      [`api key ${keyId}`]: `${stem}ApiKey`,
      [`plan key ${plan.id} ${keyId}`]: `${stem}UsagePlanKey`,
    }),
  }
}

/**
 * Write the edits of a usage plan that the transform makes into the settings that it is made from. The API's own resources
 * come back without the plan and its key.
 */
export function withEditedUsagePlan(
  edit: TemplateEdit,
  { settle }: OpenedTemplate,
  apiEdit: ApiEdit,
): { readonly edit: TemplateEdit; readonly apiEdit: ApiEdit } {
  const { was, is, generated, apiLogicalId } = apiEdit
  if (generated.size === 0 || !is) return { edit, apiEdit }
  const [before, after] = [was, is].map(({ resources }) =>
    [...resources].find(
      ([logicalId, { Type }]) => generated.has(logicalId) && Type === 'AWS::ApiGateway::UsagePlan',
    ),
  )
  const resources = new Map([...is.resources].filter(([logicalId]) => !generated.has(logicalId)))
  const rest = { ...apiEdit, is: { ...is, resources } }
  if (!before) return { edit, apiEdit: rest }
  const [was_, is_] = [before, after].map((each) => each && settingsOf(each[1].Properties))
  const change = (plan: JsonObject): JsonObject => {
    if (!is_) return { CreateUsagePlan: 'NONE' }
    const { CreateUsagePlan: kind, ...settings } = plan
    const merged = merge(settings, was_, is_, settle)
    return { ...(kind !== undefined && { CreateUsagePlan: kind }), ...(isObject(merged) && merged) }
  }
  const properties = propertiesOf(edit.resources[apiLogicalId])
  if (objectMember(properties, 'Auth')['UsagePlan'] !== undefined) {
    const changed = withPlan(properties, change)
    if (changed === properties) return { edit, apiEdit: rest }
    const api = withProperties(edit.resources[apiLogicalId], changed)
    return {
      edit: { ...edit, resources: { ...edit.resources, [apiLogicalId]: api } },
      apiEdit: rest,
    }
  }
  const globals = objectMember(edit.sections, 'Globals')
  const shared = objectMember(globals, 'Api')
  const changed = withPlan(shared, change)
  if (changed === shared) return { edit, apiEdit: rest }
  const sections = { ...edit.sections, Globals: { ...globals, Api: changed } }
  return { edit: { ...edit, sections }, apiEdit: rest }
}

/** Settings of an API with a changed usage plan; the same settings where nothing changes. */
function withPlan(settings: JsonObject, change: (plan: JsonObject) => JsonObject): JsonObject {
  const auth = objectMember(settings, 'Auth')
  const plan = objectMember(auth, 'UsagePlan')
  const next = change(plan)
  if (JSON.stringify(next) === JSON.stringify(plan)) return settings
  return { ...settings, Auth: { ...auth, UsagePlan: next } }
}

/** What the setting UsagePlan says of a plan. */
function settingsOf({ ApiStages: _stages, ...settings }: { readonly [name: string]: Json }): Json {
  return settings
}
