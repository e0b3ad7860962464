import { implicitHttpApiId } from '../../import/cloudformation/serverlessHttpApi.ts'
import { own } from '../../operations/within.ts'
import { differingParts } from '../../queries/comparableApi.ts'
import {
  comparableRoutedApi,
  isUnusedIntegration,
  routeGuardOf,
} from '../../queries/comparableRoutedApi.ts'
import type { Problem } from '../../result.ts'
import { sameValue } from '../../sameValue.ts'
import type { Json } from '../../schema/json.ts'
import type { Route } from '../../schema/v2/route.ts'
import type { JsonObject } from '../cloudformation/merge.ts'
import { mergedResources } from '../cloudformation/mergedResources.ts'
import type { Resources } from '../cloudformation/mergedResources.ts'
import {
  freeName,
  objectMember,
  propertiesOf,
  typeOf,
  withProperties,
} from '../cloudformation/resourceProperties.ts'
import { routedAgain } from '../cloudformation/routedAgain.ts'
import type { RoutedAgain, RoutedEdit } from '../cloudformation/routedAgain.ts'
import { functionOfUri } from '../cloudformation/routedPermissions.ts'
import type { RoutedWriter } from '../cloudformation/template.ts'
import { assembled, bodyInside } from '../cloudformation/templateEdit.ts'
import type { TemplateEdit } from '../cloudformation/templateEdit.ts'
import { hasOwnDefinition, isDefinedOutside } from './definition.ts'
import { writtenServerlessHttp } from './httpApi.ts'
import { withEvent } from './events.ts'
import {
  followedRoutes,
  routeEventAuth,
  withFollowedRoutes,
  withNamedHttpApi,
  withNewRouteEvent,
} from './routeEvents.ts'
import type { FollowedRoute } from './routeEvents.ts'

type RoutedApi = RoutedWriter['api']

/** An edit of an API that is still in the design. */
interface HttpEdit extends RoutedEdit {
  readonly api: RoutedApi
  readonly is: RoutedWriter
}

/** A template after one way of writing an edit, and the parts of the API that it makes differently from the design. */
interface Attempt {
  readonly edit: TemplateEdit
  readonly again: RoutedAgain | undefined
  readonly differing: readonly string[]
}

/**
 * The edits of an `AWS::Serverless::HttpApi`. Where its routes come from the events of functions, the events and the
 * author's settings are edited; only if that cannot make the API as it is drawn, the API gets a DefinitionBody.
 */
export function editedHttpApi(edit: TemplateEdit, routedEdit: RoutedEdit): TemplateEdit {
  const { opened, apiLogicalId, apiBefore, api, was, is, design } = routedEdit
  const events = opened.deployed.routeEvents.filter(({ apiId }) => apiId === apiBefore.id)
  const followed = followedRoutes(events, apiBefore, api)
  if (!api || !is) {
    const merged = mergedResources(edit.resources, was.resources, new Map(), opened.settle)
    const resources = withFollowedRoutes(merged.resources, followed, apiBefore, undefined)
    return { ...edit, resources }
  }
  const before = comparableRoutedApi(opened.deployed.account.design, apiBefore)
  const changed = differingParts(before, comparableRoutedApi(design, api))
  if (changed.length === 0 && sameValue([...was.resources], [...is.resources])) return edit
  const httpEdit = { ...routedEdit, api, is }
  const raw = opened.raw[apiLogicalId]
  if (hasOwnDefinition(raw)) {
    return settingsForm(edit, httpEdit, followed)
  }
  const isOutside = isDefinedOutside(raw)
  const form = guardedForm(edit, httpEdit, followed, isOutside)
  if (form.differing.length === 0) return form.edit
  const whole = wholeDefinition(edit, httpEdit, followed)
  if (whole.differing.length >= form.differing.length) return form.edit
  const problem = isOutside ? bodyInside(api.id, apiLogicalId) : writtenOut(api, apiLogicalId)
  return { ...whole.edit, problems: [...whole.edit.problems, problem] }
}

/** The edit written into the author's settings, and into the definition if the author wrote one. */
function settingsForm(
  edit: TemplateEdit,
  httpEdit: HttpEdit,
  followed: readonly FollowedRoute[],
): TemplateEdit {
  const { apiLogicalId, apiBefore, api, was, is, opened } = httpEdit
  const after = withoutCoveredPermissions(is, followed, edit)
  const isEdited = !sameValue(
    was.resources.get(apiLogicalId)?.Properties,
    after.get(apiLogicalId)?.Properties,
  )
  const start = isEdited ? withExplicitApi(edit, apiLogicalId) : edit
  const merged = mergedResources(start.resources, was.resources, after, opened.settle)
  const resources = withFollowedRoutes(merged.resources, followed, apiBefore, api)
  return withDefaultAuthorizer({ ...start, resources }, httpEdit)
}

/** Let DefaultAuthorizer follow the authorizer that it names. */
function withDefaultAuthorizer(edit: TemplateEdit, httpEdit: HttpEdit): TemplateEdit {
  const { apiLogicalId, apiBefore, api } = httpEdit
  const properties = propertiesOf(edit.resources[apiLogicalId])
  const { DefaultAuthorizer: name, ...auth } = objectMember(properties, 'Auth')
  const before = Object.values(apiBefore.authorizers).find((each) => each.name === name)
  if (!before) return edit
  const now = own(api.authorizers, before.id)?.name
  if (now === name) return edit
  const Auth = { ...auth, ...(now !== undefined && { DefaultAuthorizer: now }) }
  const next = withProperties(edit.resources[apiLogicalId], { ...properties, Auth })
  return { ...edit, resources: { ...edit.resources, [apiLogicalId]: next } }
}

/** The edit in the author's form, with events for new routes and the authorization of events as it is drawn. */
function guardedForm(
  edit: TemplateEdit,
  httpEdit: HttpEdit,
  followed: readonly FollowedRoute[],
  isOutside: boolean,
): Attempt {
  const { api, apiLogicalId } = httpEdit
  const form = settingsForm(edit, httpEdit, followed)
  const added = isOutside
    ? { edit: form, events: followed }
    : withNewEvents(form, httpEdit, followed)
  const first = attempted(named(added.edit), httpEdit)
  if (first.differing.length === 0 || !first.again) return first
  const { api: made } = first.again
  const madeRoutes = new Map(Object.values(made.routes).map((route) => [route.routeKey, route]))
  const hasDefault = defaultAuthorizerOf(added.edit, apiLogicalId) !== undefined
  const resources = added.events.reduce((changed, { event, target }) => {
    const twin = target && madeRoutes.get(target.routeKey)
    // a route whose authorizer is gone was not made
    if (!target || (twin && routeGuardOf(api, target) === routeGuardOf(made, twin))) return changed
    return withEvent(changed, event, (settings) => withAuth(settings, api, target, hasDefault))
  }, added.edit.resources)
  const needsIam = added.events.some(({ target }) => target?.authorizationType === 'AWS_IAM')
  const guarded = { ...added.edit, resources }
  return attempted(named(needsIam ? withIam(guarded, apiLogicalId) : guarded), httpEdit)
}

function withAuth(
  { Auth: auth = {}, ...settings }: JsonObject,
  api: RoutedApi,
  target: Route,
  hasDefault: boolean,
): JsonObject {
  const next = routeEventAuth(objectMember({ auth }, 'auth'), api, target, hasDefault)
  return { ...settings, ...(Object.keys(next).length > 0 && { Auth: next }) }
}

function settingsOf({ resources, sections }: TemplateEdit, apiLogicalId: string): JsonObject[] {
  const globals = objectMember(objectMember(sections, 'Globals'), 'HttpApi')
  return [propertiesOf(resources[apiLogicalId]), globals].map((each) => objectMember(each, 'Auth'))
}

function defaultAuthorizerOf(edit: TemplateEdit, apiLogicalId: string): Json | undefined {
  const [own, shared] = settingsOf(edit, apiLogicalId)
  return own?.['DefaultAuthorizer'] ?? shared?.['DefaultAuthorizer']
}

/** Routes with IAM authorization need EnableIamAuthorizer. */
function withIam(edit: TemplateEdit, apiLogicalId: string): TemplateEdit {
  if (settingsOf(edit, apiLogicalId).some((auth) => auth['EnableIamAuthorizer'] === true))
    return edit
  const explicit = withExplicitApi(edit, apiLogicalId)
  const properties = propertiesOf(explicit.resources[apiLogicalId])
  const Auth = { ...objectMember(properties, 'Auth'), EnableIamAuthorizer: true }
  const next = withProperties(explicit.resources[apiLogicalId], { ...properties, Auth })
  return { ...explicit, resources: { ...explicit.resources, [apiLogicalId]: next } }
}

/** Add events for new routes that call functions of the template. */
function withNewEvents(
  edit: TemplateEdit,
  { api, apiBefore, apiLogicalId, opened, is }: HttpEdit,
  followed: readonly FollowedRoute[],
): { readonly edit: TemplateEdit; readonly events: readonly FollowedRoute[] } {
  const targets = new Set(followed.map(({ target }) => target?.id))
  const reference = apiLogicalId === implicitHttpApiId ? undefined : { Ref: apiLogicalId }
  const routes = Object.values(api.routes).filter(
    ({ id }) => !targets.has(id) && !own(apiBefore.routes, id),
  )
  return routes.reduce(
    (state, route) => {
      const integration = own(api.integrations, route.target ?? '')
      const arn = functionOfUri(integration?.integrationUri)
      const owner = opened.deployed.arns.get(arn ?? '')?.replace(/\.Arn$/, '')
      if (!integration || owner === undefined) return state
      if (typeOf(opened.raw[owner]) !== 'AWS::Serverless::Function') return state
      const { [is.ids.known(`permission ${route.id}`) ?? '']: _permission, ...resources } =
        state.edit.resources
      const added = withNewRouteEvent(resources, owner, route, integration, reference)
      const event = { owner, name: added.name }
      return {
        edit: { ...state.edit, resources: added.resources },
        events: [...state.events, { event, before: undefined, target: route }],
      }
    },
    { edit, events: followed },
  )
}

/** The written resources without permissions that the transform makes from the events of functions. */
function withoutCoveredPermissions(
  { ids, resources, api }: RoutedWriter,
  followed: readonly FollowedRoute[],
  edit: TemplateEdit,
): Resources {
  const keys = followed.flatMap(({ target }) => (target ? [`permission ${target.id}`] : []))
  const stages = Object.keys(api.stages)
  const covered = new Set(
    keys
      .flatMap((key) => [key, ...stages.map((stage) => `${key} ${stage}`)])
      .flatMap((key) => ids.known(key) ?? [])
      .filter((logicalId) => !Object.hasOwn(edit.resources, logicalId)),
  )
  return new Map([...resources].filter(([logicalId]) => !covered.has(logicalId)))
}

/** The API with its whole definition inside; its events only let their functions be called. */
function wholeDefinition(
  edit: TemplateEdit,
  httpEdit: HttpEdit,
  followed: readonly FollowedRoute[],
): Attempt {
  const { apiLogicalId, opened, api, design, is } = httpEdit
  const { ids, types, options } = is
  const written = writtenServerlessHttp(api, design.access, 'definition', { ids, types, options })
  const start = withExplicitApi(edit, apiLogicalId)
  const form = settingsForm(start, { ...httpEdit, is: withLinks(is, written) }, followed)
  const { DefinitionBody: body = {} } = written.resources.get(apiLogicalId)?.Properties ?? {}
  const {
    Auth: _auth,
    CorsConfiguration: _cors,
    DefinitionUri: _location,
    ...properties
  } = propertiesOf(form.resources[apiLogicalId])
  const defined = withProperties(form.resources[apiLogicalId], {
    ...properties,
    DefinitionBody: opened.settle(body),
  })
  const bare = followed.reduce(
    (changed, { event, target }) =>
      target ? withEvent(changed, event, ({ Auth: _own, ...settings }) => settings) : changed,
    { ...form.resources, [apiLogicalId]: defined },
  )
  return attempted(named({ ...form, resources: bare }), httpEdit)
}

/** What is written of an API, with the VPC links that its definition refers to. */
function withLinks(is: RoutedWriter, { resources }: RoutedWriter): RoutedWriter {
  const links = [...resources].filter(([, { Type }]) => Type === 'AWS::ApiGatewayV2::VpcLink')
  return { ...is, resources: new Map([...is.resources, ...links]) }
}

/** Carry out an edited template, and compare what it makes with what is drawn. */
function attempted(edit: TemplateEdit, { apiLogicalId, source, design, api }: HttpEdit): Attempt {
  const name = edit.names.get(apiLogicalId) ?? apiLogicalId
  const again = routedAgain(assembled(edit), source.seed, name)
  const differing = again
    ? differingParts(comparableRoutedApi(design, api), comparableRoutedApi(again.design, again.api))
    : ['api']
  return { edit, again, differing: differing.filter((part) => !isUnusedIntegration(part)) }
}

/** The API that functions share as a resource of the template, under a name that is free for it. */
function withExplicitApi(edit: TemplateEdit, apiLogicalId: string): TemplateEdit {
  const { resources, names } = edit
  if (apiLogicalId !== implicitHttpApiId || Object.hasOwn(resources, apiLogicalId)) return edit
  return {
    ...edit,
    resources: {
      ...resources,
      [apiLogicalId]: {
        Type: 'AWS::Serverless::HttpApi',
        Properties: { Name: { Ref: 'AWS::StackName' } },
      },
    },
    names: new Map([...names, [apiLogicalId, freeName('HttpApi', resources)]]),
  }
}

/** Events that name no API name the one that they share, if that is a resource now. */
function named(edit: TemplateEdit): TemplateEdit {
  const name = edit.names.get(implicitHttpApiId)
  return name === undefined ? edit : { ...edit, resources: withNamedHttpApi(edit.resources, name) }
}

function writtenOut(api: RoutedApi, logicalId: string): Problem {
  return {
    code: 'sam/written-out',
    message: `The events of functions and the settings of ${logicalId} cannot express the edit. The API is written as a DefinitionBody, and Auth and CorsConfiguration are removed beside it.`,
    severity: 'info',
    at: ['apis', api.id],
  }
}
