import { logicalIdsOf } from '../../import/cloudformation/logicalIds.ts'
import { own } from '../../operations/within.ts'
import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import { sameValue } from '../../sameValue.ts'
import type { Api, Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { TemplateSource } from '../../schema/template.ts'
import type { OpenedApi, PlannedEdit } from './plannedEdit.ts'
import { unresolvedReferences } from './referenceCheck.ts'
import { objectMember } from './resourceProperties.ts'
import { planRestEdit } from './restInPlace.ts'
import { planRoutedEdit } from './routedInPlace.ts'
import type { TemplateOptions } from './template.ts'
import { assembled, openedSource } from './templateEdit.ts'
import type { OpenedTemplate, TemplateEdit } from './templateEdit.ts'
import { resourcesPerTemplate } from './writer.ts'

/** A template that was opened, and what it is now. */
export interface EditedTemplate {
  readonly source: TemplateSource
  readonly format: 'json' | 'yaml'
  readonly before: Json
  readonly after: Json
}

/** The template that an API was read from. */
export function sourceOf(design: Design, apiId: string): TemplateSource | undefined {
  return Object.values(design.templates ?? {}).find(({ logicalIds }) =>
    Object.hasOwn(logicalIds, apiId),
  )
}

/** True for an API that the template makes, as it was opened or edited. One that was converted to another protocol is new. */
export function isMadeBy(source: TemplateSource, { id, protocol }: Api): boolean {
  const read = openedSource(source)
  const logicalId = source.logicalIds[id]?.[id]
  if (!read.ok || logicalId === undefined) return false
  const { deployed } = read.value.opened
  const made = Object.entries(logicalIdsOf(deployed.things)).find(
    ([apiId, ids]) => ids[apiId] === logicalId,
  )
  return own(deployed.account.design.apis, made?.[0] ?? '')?.protocol === protocol
}

/**
 * The template that an API was read from, with what was changed since. What nobody changed stays as it is written:
 * parameters, conditions, functions, other resources. A changed definition is deployed again. `add` adds the resources of
 * APIs that the template does not have.
 */
export function templateInPlace(
  design: Design,
  source: TemplateSource,
  options: TemplateOptions,
  add: (edit: TemplateEdit, opened: OpenedTemplate) => TemplateEdit = (edit) => edit,
): Result<EditedTemplate> {
  const read = openedSource(source)
  if (!read.ok) return read
  const { format, value: before, opened } = read.value
  const planned = plannedEdits(opened, source, design, options)
  const start: TemplateEdit = {
    resources: opened.raw,
    sections: opened.template,
    names: new Map(),
    problems: [],
  }
  const edit = add(
    planned.reduce((edited, each) => each.apply(edited), start),
    opened,
  )
  const after = assembled(edit)
  const problems = [...edit.problems, ...unresolvedReferences(after, before)]
  const isEdited = !sameValue(before, after)
  for (const each of planned) {
    // an edit that no form of the template expresses leaves the template unchanged
    if (isEdited || each.isEdited) problems.push(...each.differences(after, edit.names))
  }
  const count = Object.keys(objectMember(after, 'Resources')).length
  if (count > resourcesPerTemplate) problems.push(tooManyResources(count))
  return ok({ source, format, before, after }, problems)
}

/** How the edits of an API are planned, by protocol. */
const planners = {
  REST: planRestEdit,
  HTTP: planRoutedEdit,
  WEBSOCKET: planRoutedEdit,
} satisfies {
  [P in Api['protocol']]: (given: OpenedApi<Extract<Api, { protocol: P }>>) => PlannedEdit
}

/** The edits of the APIs of a template, without those that the template as it is does not make. */
function plannedEdits(
  opened: OpenedTemplate,
  source: TemplateSource,
  design: Design,
  options: TemplateOptions,
): PlannedEdit[] {
  const idsBefore = Object.entries(logicalIdsOf(opened.deployed.things))
  return Object.entries(source.logicalIds).flatMap(([apiId, logicalIds]) => {
    const apiLogicalId = logicalIds[apiId] ?? ''
    const [idBefore, logicalIdsBefore] =
      idsBefore.find(([id, ids]) => ids[id] === apiLogicalId) ?? []
    const apiBefore = own(opened.deployed.account.design.apis, idBefore ?? '')
    if (!apiBefore || !logicalIdsBefore) return []
    const given = own(design.apis, apiId)
    const api = given?.protocol === apiBefore.protocol ? given : undefined
    const common = { opened, source, design, apiLogicalId, logicalIds, logicalIdsBefore, options }
    // each planner takes the APIs of its own protocol, and both APIs have the same one
    const plan = planners[apiBefore.protocol] as (given: OpenedApi) => PlannedEdit
    return [plan({ ...common, apiBefore, api })]
  })
}

/** Report a template with more resources than CloudFormation accepts. */
export function tooManyResources(count: number): Problem {
  return {
    code: 'cloudformation/too-many-resources',
    message: `The template has ${count} resources, and CloudFormation takes ${resourcesPerTemplate}.`,
    severity: 'error',
    at: [],
  }
}
