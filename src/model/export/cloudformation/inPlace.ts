import { logicalIdsOf } from '../../import/cloudformation/logicalIds.ts'
import { readText } from '../../import/readText.ts'
import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import { sameValue } from '../../sameValue.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { TemplateSource } from '../../schema/template.ts'
import { followedEvents, withFollowedEvents } from '../sam/events.ts'
import { editedServerlessApi } from '../sam/inPlace.ts'
import { generatedPlanIds } from '../sam/usagePlan.ts'
import { writtenServerless } from '../sam/write.ts'
import { contentHash } from './contentHash.ts'
import { apiAgain, differenceProblems, differencesOf } from './deployedAgain.ts'
import { createLogicalIds } from './logicalIds.ts'
import type { LogicalIds } from './logicalIds.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { mergedResources } from './mergedResources.ts'
import { unresolvedReferences } from './referenceCheck.ts'
import { objectMember, propertiesOf, typeOf, withProperties } from './resourceProperties.ts'
import type { Dialect, TemplateOptions, TemplateWriter } from './template.ts'
import { assembled, bodyInside, openedTemplate } from './templateEdit.ts'
import type { ApiEdit, OpenedTemplate, TemplateEdit } from './templateEdit.ts'
import { resourcesPerTemplate, writtenTemplate } from './write.ts'

/** A template that was opened, and what it is now. */
export interface EditedTemplate {
  readonly source: TemplateSource
  readonly format: 'json' | 'yaml'
  readonly before: Json
  readonly after: Json
}

/** Types whose change an API has to be deployed for. */
const definitionTypes: readonly string[] = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::GatewayResponse',
]

/** The template that an API was read from. */
export function sourceOf(design: Design, apiId: string): TemplateSource | undefined {
  return Object.values(design.templates ?? {}).find(({ logicalIds }) =>
    Object.hasOwn(logicalIds, apiId),
  )
}

/**
 * The template that an API was read from, with what was changed since. What nobody changed stays as it is written:
 * parameters, conditions, functions, other resources. A changed definition is deployed anew.
 */
export function templateInPlace(
  design: Design,
  source: TemplateSource,
  options: TemplateOptions,
): Result<EditedTemplate> {
  const read = readText(source.text)
  if (!read.ok) return read
  const before = read.value.value
  const opened = openedTemplate(isObject(before) ? before : {}, source)
  const apiEdits = Object.entries(source.logicalIds).flatMap(
    ([apiId, logicalIds]) => apiEditOf(opened, design, apiId, logicalIds, options) ?? [],
  )
  const edit = apiEdits.reduce<TemplateEdit>(
    (edited, apiEdit) => withEditedApi(edited, opened, apiEdit),
    { resources: opened.raw, sections: opened.template, names: new Map(), problems: [] },
  )
  const after = assembled(edit)
  const problems = [...edit.problems, ...unresolvedReferences(after, before)]
  if (!sameValue(before, after)) {
    problems.push(...apiEdits.flatMap((apiEdit) => differences(apiEdit, source, after, edit.names)))
  }
  const count = Object.keys(objectMember(after, 'Resources')).length
  if (count > resourcesPerTemplate) problems.push(tooMany(count))
  return ok({ source, format: read.value.format, before, after }, problems)
}

/** Write one API before and after the edits; `undefined` where the template as it is makes no such API. */
function apiEditOf(
  { raw, deployed }: OpenedTemplate,
  design: Design,
  apiId: string,
  logicalIds: Readonly<Record<string, string>>,
  options: TemplateOptions,
): ApiEdit | undefined {
  const apiLogicalId = logicalIds[apiId] ?? ''
  const before = deployed.account.design
  const entry = Object.entries(logicalIdsOf(deployed.things)).find(
    ([id, ids]) => ids[id] === apiLogicalId,
  )
  const apiBefore = entry && before.apis[entry[0]]
  if (apiBefore?.protocol !== 'REST') return undefined
  const write = writerFor(raw, apiLogicalId)
  const reserved = [...Object.keys(raw), apiLogicalId]
  const generated = generatedPlanIds(before, apiBefore.id, apiLogicalId, entry?.[1] ?? {})
  const given = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  const api = given?.protocol === 'REST' ? given : undefined
  return {
    apiLogicalId,
    design,
    apiBefore,
    api,
    deploymentId: logicalIds['deployment'],
    generated: new Set(Object.values(generated)),
    was: write(
      apiBefore,
      before.access,
      createLogicalIds({ ...generated, ...entry?.[1] }, reserved),
      {
        ...options,
        loggingRole: false,
      },
    ),
    is:
      api &&
      write(
        api,
        design.access,
        createLogicalIds({ ...generated, ...logicalIds }, reserved),
        options,
      ),
  }
}

/** A template with the edits of one API. */
function withEditedApi(edit: TemplateEdit, opened: OpenedTemplate, apiEdit: ApiEdit): TemplateEdit {
  const { apiLogicalId, was, is, deploymentId } = apiEdit
  const type = typeOf(opened.raw[apiLogicalId])
  const isServerless = type === undefined || type === 'AWS::Serverless::Api'
  const reported = { ...edit, problems: [...edit.problems, ...newProblems(was, is)] }
  const edited = isServerless
    ? editedServerlessApi(reported, opened, apiEdit)
    : editedRestApi(reported, opened, apiEdit)
  return redeployed(edit, edited, opened, deploymentId)
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

/** Give the deployment of an API another logical id where its definition changed, so that it is deployed anew. */
function redeployed(
  before: TemplateEdit,
  edit: TemplateEdit,
  { raw }: OpenedTemplate,
  deploymentId: string | undefined,
): TemplateEdit {
  const { resources } = edit
  if (deploymentId === undefined || !Object.hasOwn(resources, deploymentId)) return edit
  const logicalIds = new Set([...Object.keys(before.resources), ...Object.keys(resources)])
  const isChanged = [...logicalIds].some(
    (logicalId) =>
      before.resources[logicalId] !== resources[logicalId] &&
      definitionTypes.includes(typeOf(resources[logicalId] ?? raw[logicalId]) ?? ''),
  )
  if (!isChanged) return edit
  const stem = deploymentId.replace(/(?:[0-9a-f]{8,}|\d{6,})$/, '') || 'Deployment'
  const name = `${stem}${contentHash(JSON.stringify(resources))}`
  return { ...edit, names: new Map([...edit.names, [deploymentId, name]]) }
}

function withoutAdded(resources: JsonObject, raw: JsonObject, type: string): JsonObject {
  return Object.fromEntries(
    Object.entries(resources).filter(
      ([logicalId, resource]) => Object.hasOwn(raw, logicalId) || typeOf(resource) !== type,
    ),
  )
}

/** Parts of an API that the edited template would make differently from the design. */
function differences(
  { apiLogicalId, design, api, apiBefore }: ApiEdit,
  { seed }: TemplateSource,
  after: Json,
  names: ReadonlyMap<string, string>,
): Problem[] {
  if (!api) return []
  const again = apiAgain(after, seed, names.get(apiLogicalId) ?? apiLogicalId)
  if (!again) return [notMade(api)]
  return differenceProblems(differencesOf(design, api, again, apiBefore), api, again.api)
}

function notMade(api: RestApi): Problem {
  return {
    code: 'cloudformation/differs',
    message: `The template no longer makes the API ${api.name}.`,
    severity: 'warning',
    at: ['apis', api.id],
  }
}

type Writer = (
  api: RestApi,
  access: Design['access'],
  ids: LogicalIds,
  options: TemplateOptions,
) => TemplateWriter

/** An API is written the way in which the template has it: by parts, by a body, for the serverless transform. */
function writerFor(raw: JsonObject, apiLogicalId: string): Writer {
  const properties = propertiesOf(raw[apiLogicalId])
  const type = typeOf(raw[apiLogicalId])
  const body = properties['Body'] ?? properties['DefinitionBody']
  const dialect: Dialect =
    isObject(body) && Object.hasOwn(body, 'swagger') ? 'swagger-2.0' : 'openapi-3.0'
  if (type === undefined || type === 'AWS::Serverless::Api') {
    return (api, access, ids, options) => writtenServerless(api, access, { ids, dialect, options })
  }
  const hasBody = body !== undefined || properties['BodyS3Location'] !== undefined
  return (api, access, ids, options) =>
    writtenTemplate(api, access, hasBody ? 'body' : 'parts', {
      ids,
      dialect,
      options,
      keepsStages: true,
    })
}

/** Problems of the template that were not there before the edits. */
function newProblems(was: TemplateWriter, is: TemplateWriter | undefined): Problem[] {
  const known = new Set(was.problems.map(({ code, message }) => `${code} ${message}`))
  return (is?.problems ?? []).filter(({ code, message }) => !known.has(`${code} ${message}`))
}

function tooMany(count: number): Problem {
  return {
    code: 'cloudformation/too-many-resources',
    message: `The template has ${count} resources, and CloudFormation takes ${resourcesPerTemplate}.`,
    severity: 'error',
    at: [],
  }
}
