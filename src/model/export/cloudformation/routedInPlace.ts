import { carriedOut } from '../../import/cloudformation/read.ts'
import { logicalIdsOf } from '../../import/cloudformation/logicalIds.ts'
import { own } from '../../operations/within.ts'
import { differingParts } from '../../queries/comparableApi.ts'
import { comparableRoutedApi } from '../../queries/comparableRoutedApi.ts'
import type { Problem } from '../../result.ts'
import { sameValue } from '../../sameValue.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { createLogicalIds } from './logicalIds.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { mergedResources } from './mergedResources.ts'
import { newProblems, notMade, redeployed } from './plannedEdit.ts'
import type { OpenedApi, PlannedEdit } from './plannedEdit.ts'
import { propertiesOf, typeOf, withProperties } from './resourceProperties.ts'
import { writtenRouted } from './routedWrite.ts'
import type { RoutedForm } from './routedWrite.ts'
import type { RoutedWriter } from './template.ts'
import type { TemplateEdit } from './templateEdit.ts'

type RoutedApi = RoutedWriter['api']

/** One HTTP or WebSocket API of an opened template, as it is written before and after the edits. */
export interface RoutedEdit extends OpenedApi<RoutedApi> {
  readonly was: RoutedWriter
  readonly is: RoutedWriter | undefined
}

/** Plan the edits of an HTTP or WebSocket API. */
export function planRoutedEdit(given: OpenedApi<RoutedApi>): PlannedEdit {
  const { opened, api, logicalIds } = given
  const routedEdit = { ...given, ...writers(given, formOf(given)) }
  const { was, is } = routedEdit
  return {
    isEdited: !sameValue([...was.resources], [...(is?.resources ?? [])]),
    apply: (edit) => {
      const reported = { ...edit, problems: [...edit.problems, ...newProblems(was, is)] }
      const edited = withEditedParts(reported, routedEdit)
      return redeployed(edit, edited, opened, logicalIds['deployment'])
    },
    differences: (after, names) => (api ? differencesOf(given, api, after, names) : []),
  }
}

/** The form that the author chose. */
function formOf({ opened, apiLogicalId }: OpenedApi): RoutedForm {
  return propertiesOf(opened.raw[apiLogicalId])['Target'] === undefined ? 'parts' : 'quick'
}

function writers(given: OpenedApi<RoutedApi>, form: RoutedForm) {
  const { opened, design, apiLogicalId, api, apiBefore, logicalIds, logicalIdsBefore } = given
  const { options } = given
  const { raw, types, deployed } = opened
  const reserved = [...Object.keys(raw), apiLogicalId]
  const { access } = deployed.account.design
  const before = createLogicalIds(logicalIdsBefore, reserved)
  const after = createLogicalIds(logicalIds, reserved)
  const was = writtenRouted(apiBefore, access, form, {
    ids: before,
    types,
    options: { ...options, loggingRole: false },
  })
  const is = api && writtenRouted(api, design.access, form, { ids: after, types, options })
  return { was, is }
}

/** The edits of an API that the template has as `AWS::ApiGatewayV2::Api`. */
function withEditedParts(edit: TemplateEdit, routedEdit: RoutedEdit): TemplateEdit {
  const { opened, apiLogicalId, api, was, is } = routedEdit
  const isQuick = formOf(routedEdit) === 'quick'
  const merge = (before: RoutedWriter, resources: JsonObject) =>
    mergedResources(resources, before.resources, is?.resources ?? new Map(), opened.settle)
      .resources
  if (!isQuick) return { ...edit, resources: merge(was, edit.resources) }
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

/** The HTTP or WebSocket API that a template makes under a logical id. */
export function routedAgain(
  template: Json,
  seed: string,
  apiLogicalId: string,
): { readonly design: Design; readonly api: RoutedApi } | undefined {
  const { things, account } = carriedOut(isObject(template) ? template : {}, '', seed)
  const ids = logicalIdsOf(things)
  const id = Object.keys(ids).find((apiId) => ids[apiId]?.[apiId] === apiLogicalId)
  const api = own(account.design.apis, id ?? '')
  return api && api.protocol !== 'REST' ? { design: account.design, api } : undefined
}

/** The parts of an API that a template makes differently from the design. */
export function differingRoutedParts(
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
  return parts.map((part) => {
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
