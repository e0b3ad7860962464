import { sameValue } from '../../sameValue.ts'
import type { Design } from '../../schema/design.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { followedEvents, withFollowedEvents } from '../sam/events.ts'
import { editedServerlessApi } from '../sam/inPlace.ts'
import { generatedPlanIds } from '../sam/usagePlan.ts'
import { writtenServerless } from '../sam/write.ts'
import { apiAgain, differenceProblems, differencesOf } from './deployedAgain.ts'
import { createLogicalIds } from './logicalIds.ts'
import type { LogicalIds } from './logicalIds.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { mergedResources } from './mergedResources.ts'
import { newProblems, notMade, redeployed } from './plannedEdit.ts'
import type { OpenedApi, PlannedEdit } from './plannedEdit.ts'
import { propertiesOf, typeOf, withProperties } from './resourceProperties.ts'
import type { Dialect, TemplateOptions, TemplateWriter } from './template.ts'
import { bodyInside } from './templateEdit.ts'
import type { ApiEdit, OpenedTemplate, TemplateEdit } from './templateEdit.ts'
import { writtenTemplate } from './write.ts'

/** Write one REST API before and after the edits. */
export function planRestEdit(given: OpenedApi<RestApi>): PlannedEdit {
  const { opened, source, design, apiLogicalId, api, apiBefore } = given
  const apiEdit = apiEditOf(given)
  const { was, is, deploymentId } = apiEdit
  return {
    isEdited: !sameValue([...was.resources], [...(is?.resources ?? [])]),
    apply: (edit) => {
      const type = typeOf(opened.raw[apiLogicalId])
      const isServerless = type === undefined || type === 'AWS::Serverless::Api'
      const reported = { ...edit, problems: [...edit.problems, ...newProblems(was, is)] }
      const edited = isServerless
        ? editedServerlessApi(reported, opened, apiEdit)
        : editedRestApi(reported, opened, apiEdit)
      return redeployed(edit, edited, opened, deploymentId)
    },
    differences: (after, names) => {
      if (!api) return []
      const again = apiAgain(after, source.seed, names.get(apiLogicalId) ?? apiLogicalId)
      if (!again) return [notMade(api)]
      return differenceProblems(differencesOf(design, api, again, apiBefore), api, again.api)
    },
  }
}

function apiEditOf(given: OpenedApi<RestApi>): ApiEdit {
  const { opened, design, apiLogicalId, api, apiBefore, logicalIds, logicalIdsBefore } = given
  const { raw, deployed } = opened
  const before = deployed.account.design
  const write = writerFor(opened, apiLogicalId)
  const reserved = [...Object.keys(raw), apiLogicalId]
  const generated = generatedPlanIds(before, apiBefore.id, apiLogicalId, logicalIdsBefore)
  const idsBefore = createLogicalIds({ ...generated, ...logicalIdsBefore }, reserved)
  return {
    apiLogicalId,
    design,
    apiBefore,
    api,
    deploymentId: logicalIds['deployment'],
    generated: new Set(Object.values(generated)),
    was: write(apiBefore, before.access, idsBefore, { ...given.options, loggingRole: false }),
    is:
      api &&
      write(
        api,
        design.access,
        createLogicalIds({ ...generated, ...logicalIds }, reserved),
        given.options,
      ),
  }
}

/** The edits of an API that the template has as `AWS::ApiGateway::RestApi`. */
function editedRestApi(
  edit: TemplateEdit,
  { raw, settle, deployed }: OpenedTemplate,
  { apiLogicalId, apiBefore, api, was, is, deploymentId }: ApiEdit,
): TemplateEdit {
  const merged = mergedResources(edit.resources, was.resources, is?.resources ?? new Map(), settle)
  const hasStages = api !== undefined && Object.keys(api.stages).length > 0
  // a template that deploys nothing is not made to by an edit of its methods
  const undeployed =
    deploymentId === undefined && !hasStages
      ? withoutAdded(merged.resources, raw, 'AWS::ApiGateway::Deployment')
      : merged.resources
  const events = deployed.events.filter(({ apiId }) => apiId === apiBefore.id)
  const resources = withFollowedEvents(undeployed, followedEvents(events, apiBefore, api).events)
  const { BodyS3Location: location, ...properties } = propertiesOf(resources[apiLogicalId])
  if (!api || location === undefined || properties['Body'] === undefined) {
    return { ...edit, resources }
  }
  return {
    ...edit,
    resources: {
      ...resources,
      [apiLogicalId]: withProperties(resources[apiLogicalId], properties),
    },
    problems: [...edit.problems, bodyInside(api.id, apiLogicalId)],
  }
}

function withoutAdded(resources: JsonObject, raw: JsonObject, type: string): JsonObject {
  return Object.fromEntries(
    Object.entries(resources).filter(
      ([logicalId, resource]) => Object.hasOwn(raw, logicalId) || typeOf(resource) !== type,
    ),
  )
}

type Writer = (
  api: RestApi,
  access: Design['access'],
  ids: LogicalIds,
  options: TemplateOptions,
) => TemplateWriter

/** An API is written the way in which the template has it: by parts, by a body, for the serverless transform. */
function writerFor({ raw, types }: OpenedTemplate, apiLogicalId: string): Writer {
  const properties = propertiesOf(raw[apiLogicalId])
  const type = typeOf(raw[apiLogicalId])
  const body = properties['Body'] ?? properties['DefinitionBody']
  const dialect: Dialect =
    isObject(body) && Object.hasOwn(body, 'swagger') ? 'swagger-2.0' : 'openapi-3.0'
  if (type === undefined || type === 'AWS::Serverless::Api') {
    return (api, access, ids, options) =>
      writtenServerless(api, access, { ids, dialect, options, types })
  }
  const hasBody = body !== undefined || properties['BodyS3Location'] !== undefined
  return (api, access, ids, options) =>
    writtenTemplate(api, access, hasBody ? 'body' : 'parts', {
      ids,
      dialect,
      options,
      keepsStages: true,
      types,
    })
}
