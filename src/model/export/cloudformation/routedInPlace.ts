import { differingParts } from '../../queries/comparableApi.ts'
import { comparableRoutedApi, isUnusedIntegration } from '../../queries/comparableRoutedApi.ts'
import type { Problem } from '../../result.ts'
import { sameValue } from '../../sameValue.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { hasOwnDefinition } from '../sam/definition.ts'
import { writtenServerlessHttp } from '../sam/httpApi.ts'
import type { ServerlessForm } from '../sam/httpApi.ts'
import { editedHttpApi } from '../sam/httpInPlace.ts'
import { settingsBeside } from './httpBody.ts'
import { createLogicalIds } from './logicalIds.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { mergedResources } from './mergedResources.ts'
import { newProblems, notMade, redeployed } from './plannedEdit.ts'
import type { OpenedApi, PlannedEdit } from './plannedEdit.ts'
import { objectMember, propertiesOf, typeOf, withProperties } from './resourceProperties.ts'
import { routedAgain } from './routedAgain.ts'
import type { RoutedEdit } from './routedAgain.ts'
import { writtenRouted } from './routedWrite.ts'
import type { RoutedForm } from './routedWrite.ts'
import type { RoutedWriter } from './template.ts'
import { bodyInside } from './templateEdit.ts'
import type { TemplateEdit } from './templateEdit.ts'
import type { GivenToWriter } from './writer.ts'

type RoutedApi = RoutedWriter['api']

/** Plan the edits of an HTTP or WebSocket API. */
export function planRoutedEdit(given: OpenedApi<RoutedApi>): PlannedEdit {
  const { opened, api, logicalIds } = given
  const editor = editorOf(given)
  const routedEdit = { ...given, ...writers(given) }
  const { was, is } = routedEdit
  return {
    isEdited: isEdited(routedEdit),
    apply: (edit) => {
      const reported = { ...edit, problems: [...edit.problems, ...newProblems(was, is)] }
      const edited = editor(reported, routedEdit)
      return redeployed(edit, edited, opened, logicalIds['deployment'])
    },
    differences: (after, names) => (api ? differencesOf(given, api, after, names) : []),
  }
}

function isEdited({ opened, design, apiBefore, api, was, is }: RoutedEdit): boolean {
  if (!api || !is || !sameValue([...was.resources], [...is.resources])) return true
  const before = comparableRoutedApi(opened.deployed.account.design, apiBefore)
  return differingParts(before, comparableRoutedApi(design, api)).length > 0
}

/** The form that the author chose. */
function formOf({ opened, apiLogicalId }: OpenedApi): RoutedForm {
  const {
    Target: target,
    Body: body,
    BodyS3Location: location,
  } = propertiesOf(opened.raw[apiLogicalId])
  if (body !== undefined || location !== undefined) return 'body'
  return target === undefined ? 'parts' : 'quick'
}

type Editor = (edit: TemplateEdit, routedEdit: RoutedEdit) => TemplateEdit

function editorOf(given: OpenedApi): Editor {
  if (isServerless(given)) return editedHttpApi
  const type = typeOf(given.opened.raw[given.apiLogicalId])
  return type === 'AWS::Serverless::WebSocketApi' ? withoutDeletedApi : withEditedParts
}

/** An API whose edits are not written: the differences that remain are reported. */
const withoutDeletedApi: Editor = (edit, { apiLogicalId, api }) => {
  if (api) return edit
  const { [apiLogicalId]: _deleted, ...resources } = edit.resources
  return { ...edit, resources }
}

/** True for an API that the serverless transform makes, as a resource or of the events that name none. */
function isServerless({ opened, apiLogicalId }: OpenedApi): boolean {
  const type = typeOf(opened.raw[apiLogicalId])
  return type === undefined || type === 'AWS::Serverless::HttpApi'
}

/** An API of the serverless transform has its routes in a definition, or in the events of functions. */
function serverlessFormOf({ opened, apiLogicalId }: OpenedApi): ServerlessForm {
  return hasOwnDefinition(opened.raw[apiLogicalId]) ? 'definition' : 'settings'
}

function writers(given: OpenedApi<RoutedApi>) {
  const { opened, design, apiLogicalId, api, apiBefore, logicalIds, logicalIdsBefore } = given
  const { options } = given
  const { raw, types, deployed } = opened
  const reserved = [...Object.keys(raw), apiLogicalId]
  const { access } = deployed.account.design
  const before = createLogicalIds(logicalIdsBefore, reserved)
  const after = createLogicalIds(logicalIds, reserved)
  const write = (each: RoutedApi, from: Design['access'], more: GivenToWriter) =>
    isServerless(given)
      ? writtenServerlessHttp(each, from, serverlessFormOf(given), more)
      : writtenRouted(each, from, formOf(given), more)
  const globals = objectMember(objectMember(opened.template, 'Globals'), 'HttpApi')
  const settings = settingsBeside(
    propertiesOf(raw[apiLogicalId]),
    isServerless(given) ? globals : {},
  )
  const was = write(apiBefore, access, {
    ids: before,
    types,
    settings,
    options: { ...options, loggingRole: false },
  })
  const is = api && write(api, design.access, { ids: after, types, options, settings })
  return { was, is }
}

/** The edits of an API that the template has as `AWS::ApiGatewayV2::Api`. */
function withEditedParts(edit: TemplateEdit, routedEdit: RoutedEdit): TemplateEdit {
  const { opened, apiLogicalId, api, was, is } = routedEdit
  const isQuick = formOf(routedEdit) === 'quick'
  const merge = (before: RoutedWriter, resources: JsonObject) =>
    mergedResources(resources, before.resources, is?.resources ?? new Map(), opened.settle)
      .resources
  if (!isQuick)
    return withBodyInside({ ...edit, resources: merge(was, edit.resources) }, routedEdit)
  const isStillQuick = is?.resources.get(apiLogicalId)?.Properties['Target'] !== undefined
  const wasQuick = was.resources.get(apiLogicalId)?.Properties['Target'] !== undefined
  if (!is || !api) {
    return { ...edit, resources: withoutOverrides(merge(was, edit.resources), apiLogicalId) }
  }
  const parts = ({ resources }: RoutedWriter) =>
    [...resources].filter(([, { Type }]) => Type !== 'AWS::ApiGatewayV2::Api')
  if ((isStillQuick && wasQuick) || sameValue(parts(was), parts(is))) {
    return { ...edit, resources: merge(was, edit.resources) }
  }
  const {
    Target: _target,
    RouteKey: _key,
    CredentialsArn: _role,
    ...properties
  } = propertiesOf(edit.resources[apiLogicalId])
  const start = {
    ...withoutOverrides(edit.resources, apiLogicalId),
    [apiLogicalId]: withProperties(edit.resources[apiLogicalId], properties),
  }
  const bare = {
    ...was,
    resources: new Map([...was.resources].filter(([logicalId]) => Object.hasOwn(start, logicalId))),
  }
  return {
    ...edit,
    resources: merge(bare, start),
    problems: [...edit.problems, writtenOut(api, apiLogicalId)],
  }
}

/** An API whose body was in S3 and is in the template now. */
function withBodyInside(edit: TemplateEdit, { api, apiLogicalId }: RoutedEdit): TemplateEdit {
  const { BodyS3Location: location, ...properties } = propertiesOf(edit.resources[apiLogicalId])
  if (!api || location === undefined || properties['Body'] === undefined) return edit
  const inside = withProperties(edit.resources[apiLogicalId], properties)
  return {
    ...edit,
    resources: { ...edit.resources, [apiLogicalId]: inside },
    problems: [...edit.problems, bodyInside(api.id, apiLogicalId)],
  }
}

/** Resources without the overrides of what quick create made for an API. */
function withoutOverrides(resources: JsonObject, apiLogicalId: string): JsonObject {
  return Object.fromEntries(
    Object.entries(resources).filter(([, resource]) => {
      if (typeOf(resource) !== 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides') return true
      const { ApiId: id } = propertiesOf(resource)
      return !(isObject(id) && id['Ref'] === apiLogicalId)
    }),
  )
}

function writtenOut(api: RoutedApi, logicalId: string): Problem {
  return {
    code: 'cloudformation/quick-create-written-out',
    message: `The Target of ${logicalId} cannot express the edit. The route, the integration and the stage that it made are resources of the template now: delete the ones that it made before you update the stack.`,
    severity: 'warning',
    at: ['apis', api.id],
  }
}

/** The parts of an API that a template makes differently from the design. */
function differingRoutedParts(
  { design, source, apiLogicalId }: OpenedApi<RoutedApi>,
  api: RoutedApi,
  after: Json,
  names: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  const again = routedAgain(after, source.seed, names.get(apiLogicalId) ?? apiLogicalId)
  return (
    again &&
    differingParts(comparableRoutedApi(design, api), comparableRoutedApi(again.design, again.api))
  )
}

function differencesOf(
  given: OpenedApi<RoutedApi>,
  api: RoutedApi,
  after: Json,
  names: ReadonlyMap<string, string>,
): Problem[] {
  const parts = differingRoutedParts(given, api, after, names)
  if (!parts) return [notMade(api)]
  return parts
    .filter((part) => !isUnusedIntegration(part))
    .map((part) => {
      const route = Object.values(api.routes).find(({ routeKey }) => routeKey === part)
      const what = part === 'settings' ? 'The settings of the API' : part
      return {
        code: 'cloudformation/differs',
        message: `${what} would not be deployed exactly as drawn.`,
        severity: 'warning',
        at: route ? ['apis', api.id, 'routes', route.id] : ['apis', api.id],
      }
    })
}
