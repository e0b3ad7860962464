import { apiIdOf } from '../../nouns/places.ts'
import type { Problem } from '../../result.ts'
import { sameValue } from '../../sameValue.ts'
import type { Json } from '../../schema/json.ts'
import type { Method } from '../../schema/method.ts'
import { guardOf } from '../../queries/comparableApi.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { apiAgain, differencesOf } from '../cloudformation/deployedAgain.ts'
import type { ApiAgain, Differences } from '../cloudformation/deployedAgain.ts'
import { expressionsOf, lostExpressions, withExpressions } from '../cloudformation/expressions.ts'
import type { Expressions } from '../cloudformation/expressions.ts'
import { isFunction } from '../cloudformation/merge.ts'
import type { JsonObject } from '../cloudformation/merge.ts'
import { mergedResources } from '../cloudformation/mergedResources.ts'
import type { Resources } from '../cloudformation/mergedResources.ts'
import { calledFunction } from '../cloudformation/permissions.ts'
import {
  freeName,
  objectMember,
  propertiesOf,
  typeOf,
  withProperties,
} from '../cloudformation/resourceProperties.ts'
import { assembled, bodyInside } from '../cloudformation/templateEdit.ts'
import type { ApiEdit, OpenedTemplate, TemplateEdit } from '../cloudformation/templateEdit.ts'
import {
  hasOwnDefinition,
  isDefinedOutside,
  sharesDefinitions,
  withOwnDefinitions,
  withWholeDefinition,
  withoutSharedDefinitions,
} from './definition.ts'
import {
  followedEvents,
  withBareEvents,
  withEvent,
  withFollowedEvents,
  withNamedApi,
  withNewEvent,
} from './events.ts'
import type { FollowedEvents, PlacedMethod } from './events.ts'
import { withEditedUsagePlan } from './usagePlan.ts'

/** The logical id of the API that functions share when they name none. */
const implicitApi = 'ServerlessRestApi'

/** The API that the transform makes when functions name none, written out. */
const implicitApiResource: Json = {
  Type: 'AWS::Serverless::Api',
  Properties: { Name: { Ref: 'AWS::StackName' }, StageName: 'Prod' },
}

/** A template after one way of writing an edit, and how far the API that it makes is from the one that is drawn. */
interface Attempt {
  readonly edit: TemplateEdit
  readonly again: ApiAgain | undefined
  readonly differences: Differences
}

/**
 * The edits of an API that the serverless transform makes. Where its routes come from the events of functions, the events
 * and the author's settings are edited; only if that cannot make the API as it is drawn, the API gets a DefinitionBody.
 */
export function editedServerlessApi(
  edit: TemplateEdit,
  opened: OpenedTemplate,
  apiEdit: ApiEdit,
): TemplateEdit {
  const planned = withEditedUsagePlan(edit, opened, apiEdit)
  return editedDefinition(planned.edit, opened, planned.apiEdit)
}

function editedDefinition(
  edit: TemplateEdit,
  opened: OpenedTemplate,
  apiEdit: ApiEdit,
): TemplateEdit {
  const { apiLogicalId, apiBefore, api, was, is, generated } = apiEdit
  const events = opened.deployed.events.filter(({ apiId }) => apiId === apiBefore.id)
  if (!api || !is) {
    const merged = mergedResources(edit.resources, was.resources, new Map(), opened.settle)
    const gone = followedEvents(events, apiBefore, undefined)
    return { ...edit, resources: withFollowedEvents(merged.resources, gone.events) }
  }
  if (sameValue(withoutGenerated(was.resources, generated), [...is.resources])) return edit
  const followed = followedEvents(events, apiBefore, api)
  if (hasOwnDefinition(opened.raw[apiLogicalId])) {
    return ownDefinition(edit, opened, apiEdit, followed)
  }
  const isOutside = isDefinedOutside(opened.raw[apiLogicalId])
  const isBodyEdited = !sameValue(
    definitionOf(was.resources.get(apiLogicalId)?.Properties),
    definitionOf(is.resources.get(apiLogicalId)?.Properties),
  )
  if (isOutside && !isBodyEdited) {
    return withoutBodyProblems(authorsForm(edit, opened, apiEdit, followed).edit, api)
  }
  const form = isOutside ? undefined : guardedForm(edit, opened, apiEdit, followed)
  if (form?.differences.serious.length === 0) return withoutBodyProblems(form.edit, api)
  const whole = wholeDefinition(edit, opened, apiEdit, followed)
  const isCloser = !form || whole.differences.serious.length < form.differences.serious.length
  if (!isCloser) return withoutBodyProblems(form.edit, api)
  const problem = isOutside ? bodyInside(api.id, apiLogicalId) : writtenOut(api, apiLogicalId)
  return { ...whole.edit, problems: [...whole.edit.problems, problem] }
}

function withoutGenerated(resources: Resources, generated: ReadonlySet<string>) {
  return [...resources].filter(([logicalId]) => !generated.has(logicalId))
}

/** An edit without the problems of an OpenAPI document that is not written after all. */
function withoutBodyProblems(edit: TemplateEdit, api: RestApi): TemplateEdit {
  const problems = edit.problems.filter(
    ({ code, at }) => !(code.startsWith('openapi/') && apiIdOf(at) === api.id),
  )
  return { ...edit, problems }
}

/**
 * The edit written into the DefinitionBody that the author wrote. A method that the transform no longer adds to it as it is
 * drawn, such as the answer to preflight requests of a path without other methods, is written out.
 */
function ownDefinition(
  edit: TemplateEdit,
  opened: OpenedTemplate,
  apiEdit: ApiEdit,
  followed: FollowedEvents,
): TemplateEdit {
  const { apiLogicalId, api, was, is } = apiEdit
  const written = withoutCoveredPermissions(apiEdit, followed, edit.resources)
  const merged = mergedResources(edit.resources, was.resources, written, opened.settle)
  const first = attempted(
    { ...edit, resources: withFollowedEvents(merged.resources, followed.events) },
    opened,
    apiEdit,
  )
  if (!api || !is || first.differences.serious.length === 0) return first.edit
  const full = objectMember(
    objectMember(is.resources.get(apiLogicalId)?.Properties ?? {}, 'DefinitionBody'),
    'paths',
  )
  const { resources } = first.edit
  const properties = propertiesOf(resources[apiLogicalId])
  const body = objectMember(properties, 'DefinitionBody')
  const paths = methodsOf(api)
    .filter(({ path, method }) =>
      first.differences.serious.includes(`${method.httpMethod} ${path}`),
    )
    .reduce<JsonObject>(
      (changed, { path, method }) => {
        const verb =
          method.httpMethod === 'ANY'
            ? 'x-amazon-apigateway-any-method'
            : method.httpMethod.toLowerCase()
        const operation = objectMember(full, path)[verb]
        if (operation === undefined || isFunction(changed[path])) return changed
        const operations = { ...objectMember(changed, path), [verb]: opened.settle(operation) }
        return { ...changed, [path]: operations }
      },
      objectMember(body, 'paths'),
    )
  const defined = withProperties(resources[apiLogicalId], {
    ...properties,
    DefinitionBody: { ...body, paths },
  })
  const second = attempted(
    { ...first.edit, resources: { ...resources, [apiLogicalId]: defined } },
    opened,
    apiEdit,
  )
  const isBetter = second.differences.serious.length < first.differences.serious.length
  return isBetter ? second.edit : first.edit
}

/** The routes of a DefinitionBody and what they need, without what the properties of the API say as well. */
function definitionOf(properties: JsonObject | undefined): Json {
  const { info: _info, ...definition } = objectMember(properties ?? {}, 'DefinitionBody')
  return definition
}

/** The edit written into the author's events and settings. */
function authorsForm(
  edit: TemplateEdit,
  opened: OpenedTemplate,
  apiEdit: ApiEdit,
  followed: FollowedEvents,
): { readonly edit: TemplateEdit; readonly events: FollowedEvents } {
  const { apiLogicalId, was } = apiEdit
  const written = withoutCoveredPermissions(apiEdit, followed, edit.resources)
  const [before, after] = [was.resources, written].map((resources) =>
    withoutDefinitionBody(resources, apiLogicalId),
  )
  const isEdited = !sameValue(
    before?.get(apiLogicalId)?.Properties,
    after?.get(apiLogicalId)?.Properties,
  )
  const start = isEdited ? withExplicitApi(edit, apiLogicalId) : edit
  const merged = mergedResources(
    start.resources,
    before ?? new Map(),
    after ?? new Map(),
    opened.settle,
  )
  const moved = withFollowedEvents(merged.resources, followed.events)
  const added = withNewEvents({ ...start, resources: moved }, opened, apiEdit, followed)
  return { edit: withEventsNamingTheApi(added.edit), events: added.events }
}

/** The author's form, with the authorization of events changed where the design has another one for their methods. */
function guardedForm(
  edit: TemplateEdit,
  opened: OpenedTemplate,
  apiEdit: ApiEdit,
  followed: FollowedEvents,
): Attempt {
  const form = authorsForm(edit, opened, apiEdit, followed)
  const first = attempted(form.edit, opened, apiEdit)
  const { api } = apiEdit
  if (first.differences.serious.length === 0 || !api || !first.again) return first
  const made = new Map(
    methodsOf(first.again.api).map((each) => [`${each.method.httpMethod} ${each.path}`, each]),
  )
  const { api: madeApi } = first.again
  const hasDefault = hasDefaultAuthorizer(form.edit, apiEdit.apiLogicalId)
  const resources = form.events.events.reduce((changed, { event, target }) => {
    const twin = target && made.get(`${target.method.httpMethod} ${target.path}`)
    if (!target || !twin) return changed
    if (guardOf(api, target.method) === guardOf(madeApi, twin.method)) return changed
    return withEvent(changed, event, (settings) => ({
      ...settings,
      Auth: eventAuth(objectMember(settings, 'Auth'), api, target.method, hasDefault),
    }))
  }, form.edit.resources)
  return resources === form.edit.resources
    ? first
    : attempted({ ...form.edit, resources }, opened, apiEdit)
}

function hasDefaultAuthorizer({ resources, sections, names }: TemplateEdit, apiLogicalId: string) {
  const globals = objectMember(objectMember(sections, 'Globals'), 'Api')
  const own = propertiesOf(resources[apiLogicalId] ?? resources[names.get(apiLogicalId) ?? ''])
  return [globals, own].some(
    (settings) => objectMember(settings, 'Auth')['DefaultAuthorizer'] !== undefined,
  )
}

/** The Auth of an event for a method as it is drawn. */
function eventAuth(
  auth: JsonObject,
  api: RestApi,
  { authorizationType, authorizerId, authorizationScopes, apiKeyRequired }: Method,
  hasDefault: boolean,
): JsonObject {
  const { Authorizer: _authorizer, AuthorizationScopes: _scopes, ...others } = auth
  const named = authorizerId === undefined ? undefined : api.authorizers[authorizerId]?.name
  const unnamed = hasDefault ? 'NONE' : undefined
  const authorizer = authorizationType === 'AWS_IAM' ? 'AWS_IAM' : (named ?? unnamed)
  return {
    ...others,
    ...(authorizer !== undefined && { Authorizer: authorizer }),
    ...(authorizationScopes.length > 0 && { AuthorizationScopes: authorizationScopes }),
    ...((apiKeyRequired || others['ApiKeyRequired'] !== undefined) && {
      ApiKeyRequired: apiKeyRequired,
    }),
  }
}

/**
 * The API with its whole definition inside. Auth, Cors and the like leave Globals with it, so other APIs get copies of them.
 * The API that functions share has no resource for a copy: Globals keeps its settings where they add nothing to the
 * definition, else that API becomes a resource.
 */
function wholeDefinition(
  edit: TemplateEdit,
  opened: OpenedTemplate,
  apiEdit: ApiEdit,
  followed: FollowedEvents,
): Attempt {
  const start = withExplicitApi(edit, apiEdit.apiLogicalId)
  const { resources, expressions } = withDefinition(start, opened, apiEdit, followed)
  const isShared =
    opened.deployed.things.some(({ logicalId }) => logicalId === implicitApi) &&
    !Object.hasOwn(resources, implicitApi) &&
    sharesDefinitions(start.sections)
  if (isShared) {
    const kept = attempted({ ...start, resources }, opened, apiEdit)
    if (kept.differences.serious.length === 0) return withLost(kept, apiEdit, expressions)
  }
  const explicit = isShared
    ? withExplicitApi({ ...start, resources }, implicitApi)
    : { ...start, resources }
  const whole = new Set([apiEdit.apiLogicalId])
  const separate = withEventsNamingTheApi({
    ...explicit,
    resources: withOwnDefinitions(explicit.resources, start.sections, whole),
    sections: withoutSharedDefinitions(start.sections),
    problems: [
      ...explicit.problems,
      ...(isShared ? [sharedApiNamed(apiEdit, explicit.names.get(implicitApi) ?? '')] : []),
    ],
  })
  return withLost(attempted(separate, opened, apiEdit), apiEdit, expressions)
}

/** The resources with the API's definition inside, and events that only name the methods that may call their function. */
function withDefinition(
  start: TemplateEdit,
  opened: OpenedTemplate,
  apiEdit: ApiEdit,
  followed: FollowedEvents,
): { readonly resources: JsonObject; readonly expressions: Expressions } {
  const { apiLogicalId, was, is } = apiEdit
  const written = withoutCoveredPermissions(apiEdit, followed, start.resources)
  const merged = mergedResources(start.resources, was.resources, written, opened.settle)
  const expressions = expressionsOf(opened)
  const body = is?.resources.get(apiLogicalId)?.Properties['DefinitionBody'] ?? {}
  const defined = withWholeDefinition(
    merged.resources[apiLogicalId],
    opened.settle(withExpressions(body, expressions)),
    start.sections,
  )
  const resources = { ...merged.resources, [apiLogicalId]: defined }
  const moved = withFollowedEvents(resources, followed.events)
  return { resources: withBareEvents(moved, followed.events), expressions }
}

/** An attempt that reports the author's functions whose values the definition of the API has instead. */
function withLost(attempt: Attempt, { apiLogicalId }: ApiEdit, expressions: Expressions): Attempt {
  const ofApi = expressions.filter(
    ({ pointer }) => pointer[0] === 'Globals' || pointer[1] === apiLogicalId,
  )
  const lost = lostExpressions(assembled(attempt.edit), ofApi)
  return {
    ...attempt,
    edit: { ...attempt.edit, problems: [...attempt.edit.problems, ...lost] },
  }
}

/** Carry out an edited template, and compare what it makes with what is drawn. */
function attempted(edit: TemplateEdit, { source }: OpenedTemplate, apiEdit: ApiEdit): Attempt {
  const { api, design, apiLogicalId } = apiEdit
  const again = apiAgain(assembled(edit), source.seed, edit.names.get(apiLogicalId) ?? apiLogicalId)
  const differences =
    api && again
      ? differencesOf(design, api, again, apiEdit.apiBefore)
      : { serious: ['api'], minor: [] }
  return { edit, again, differences }
}

/** An implicit API as a resource of the template, under a name that is free for it. */
function withExplicitApi(edit: TemplateEdit, apiLogicalId: string): TemplateEdit {
  const { resources, names } = edit
  if (apiLogicalId !== implicitApi || Object.hasOwn(resources, implicitApi)) return edit
  return {
    ...edit,
    resources: { ...resources, [implicitApi]: implicitApiResource },
    names: new Map([...names, [implicitApi, freeName('RestApi', resources)]]),
  }
}

/** Events that name no API name the one that they share, if that is a resource now. */
function withEventsNamingTheApi(edit: TemplateEdit): TemplateEdit {
  const name = edit.names.get(implicitApi)
  if (name === undefined) return edit
  return { ...edit, resources: withNamedApi(edit.resources, name) }
}

function withoutDefinitionBody(resources: Resources, apiLogicalId: string): Resources {
  const api = resources.get(apiLogicalId)
  if (!api) return resources
  const { DefinitionBody: _body, ...properties } = api.Properties
  return new Map([...resources, [apiLogicalId, { ...api, Properties: properties }]])
}

/** The written resources without permissions that the transform makes from the events of functions. */
function withoutCoveredPermissions(
  { is }: ApiEdit,
  { events }: FollowedEvents,
  raw: JsonObject,
): Resources {
  if (!is) return new Map()
  const keys = events.flatMap(({ target }) =>
    target ? [`permission ${target.resourceId} ${target.method.httpMethod}`] : [],
  )
  const stages = Object.keys(is.api.stages)
  const covered = new Set(
    keys
      .flatMap((key) => [key, ...stages.map((stage) => `${key} ${stage}`)])
      .flatMap((key) => is.ids.known(key) ?? [])
      .filter((logicalId) => !Object.hasOwn(raw, logicalId)),
  )
  return new Map([...is.resources].filter(([logicalId]) => !covered.has(logicalId)))
}

/** Add events for new methods that call functions of the template. */
function withNewEvents(
  edit: TemplateEdit,
  opened: OpenedTemplate,
  apiEdit: ApiEdit,
  followed: FollowedEvents,
): { readonly edit: TemplateEdit; readonly events: FollowedEvents } {
  const { apiBefore, apiLogicalId } = apiEdit
  const known = new Set(methodsOf(apiBefore).map((each) => JSON.stringify(placeOf(each))))
  const reference = apiLogicalId === implicitApi ? undefined : { Ref: apiLogicalId }
  const start = { edit, events: followed }
  return followed.others.reduce((state, other) => {
    const { resourceId, method } = other
    if (known.has(JSON.stringify([resourceId, method.httpMethod]))) return state
    const owner = ownerOf(opened, other)
    if (owner === undefined) return state
    const { resources, name } = withNewEvent(state.edit.resources, owner, other, reference)
    const event = { owner, name, apiId: apiBefore.id, resourceId, httpMethod: method.httpMethod }
    return {
      edit: { ...state.edit, resources: withoutPermission(resources, apiEdit, other) },
      events: {
        events: [...state.events.events, { event, pathBefore: other.path, target: other }],
        others: state.events.others.filter((each) => each !== other),
      },
    }
  }, start)
}

function withoutPermission(
  resources: JsonObject,
  { is }: ApiEdit,
  { resourceId, method }: PlacedMethod,
): JsonObject {
  const logicalId = is?.ids.known(`permission ${resourceId} ${method.httpMethod}`) ?? ''
  const { [logicalId]: _permission, ...others } = resources
  return others
}

function placeOf(each: ReturnType<typeof methodsOf>[number]): [string, string] {
  return [each.resource.id, each.method.httpMethod]
}

/** The logical id of the function of the template that a method calls by Lambda proxy. */
function ownerOf({ deployed, raw }: OpenedTemplate, { method }: PlacedMethod): string | undefined {
  const { integration } = method
  if (integration?.type !== 'AWS_PROXY') return undefined
  const written = deployed.arns.get(calledFunction(integration.uri) ?? '')
  const owner = written?.replace(/\.Arn$/, '')
  return owner !== undefined && typeOf(raw[owner]) === 'AWS::Serverless::Function'
    ? owner
    : undefined
}

function writtenOut(api: RestApi, logicalId: string): Problem {
  return {
    code: 'sam/written-out',
    message: `The events of functions and the settings of ${logicalId} cannot express the edit. The API is written as a DefinitionBody, and Auth, Cors and other settings that it contains are removed beside it.`,
    severity: 'info',
    at: ['apis', api.id],
  }
}

function sharedApiNamed({ api, apiBefore, apiLogicalId }: ApiEdit, name: string): Problem {
  return {
    code: 'sam/shared-api-named',
    message: `The settings of Globals are in the DefinitionBody of ${apiLogicalId} now. The API of the events that name none has its own copy of them, for which it becomes the resource ${name}: the next deployment replaces that API, and its URL changes.`,
    severity: 'warning',
    at: ['apis', (api ?? apiBefore).id],
  }
}
