import { parseRouteKey, routeBackendReference } from '../../../model/index.ts'
import type { Address, Design, HttpApi, Route, RouteIntegration } from '../../../model/index.ts'
import {
  routeAuthorizationLabel,
  routeIntegrationLabel,
  routeIntegrationTarget,
} from '../map/routeWords.ts'
import { backendCard, noBackendCard } from './backendCard.ts'
import { stationItems } from './graph.ts'
import type { Card, Fact, FlowGraph } from './graph.ts'
import { httpShape, preflightShape } from './shapes.ts'

/** The stations of one route, with what is configured at each; `undefined` where there is no such route. */
export function buildHttpFlow(design: Design, routeAt: Address): FlowGraph | undefined {
  const [, apiId = '', , routeId = ''] = routeAt
  const api = own(design.apis, apiId)
  const route = api?.protocol === 'HTTP' ? own(api.routes, routeId) : undefined
  if (api?.protocol !== 'HTTP' || !route) return undefined
  const integration = own(api.integrations, route.target)
  const integrationAt =
    integration === undefined
      ? [...routeAt, 'target']
      : ['apis', api.id, 'integrations', integration.id]
  const key = parseRouteKey(route.routeKey)
  const [verb, path] =
    'kind' in key && key.kind === 'path' ? [key.method, key.path] : [route.routeKey, route.routeKey]
  const corsAt = ['apis', api.id, 'corsConfiguration']
  const cards = [
    client(api, routeAt, verb, path),
    cors(api, corsAt),
    authorizer(api, route, routeAt),
    routeCard(route, routeAt),
    requestMapping(integration, integrationAt),
    integrationCard(integration, integrationAt),
    backend(design, integration, integrationAt),
    responseMapping(integration, integrationAt),
  ]
  return {
    entryAt: routeAt,
    verb,
    path,
    apiName: api.name,
    stations: stationItems(cards, routeAt, [routeAt, integrationAt, corsAt]),
    shape: httpShape,
    preflightShape,
  }
}

function own<T>(items: Readonly<Record<string, T>>, id: string | undefined): T | undefined {
  return id !== undefined && Object.hasOwn(items, id) ? items[id] : undefined
}

function client(api: HttpApi, routeAt: Address, verb: string, path: string): Card {
  const stages = Object.keys(api.stages)
  const facts = [
    verb === path ? { label: '', value: 'Any other request' } : { label: verb, value: path },
    ...(stages.length > 0
      ? [{ label: stages.length === 1 ? 'Stage' : 'Stages', value: stages.join(', ') }]
      : []),
  ]
  const base = { station: 'client', title: 'Client', subtitle: '' } as const
  return { ...base, at: routeAt, editAt: routeAt, facts, isIdle: false }
}

function cors(api: HttpApi, at: Address): Card {
  const { corsConfiguration } = api
  const base = { station: 'cors', title: 'CORS', at, editAt: at } as const
  if (!corsConfiguration) {
    const facts = [{ label: '', value: 'Preflights go to routes' }]
    return { ...base, subtitle: 'Not configured', facts, isIdle: true }
  }
  const { allowOrigins = [], allowMethods = [], allowHeaders = [], maxAge } = corsConfiguration
  const list = (label: string, values: readonly string[], member: string): Fact[] =>
    values.length === 0 ? [] : [{ label, value: values.join(', '), at: [...at, member] }]
  return {
    ...base,
    subtitle: 'Answers preflights',
    facts: [
      ...list(allowOrigins.length === 1 ? 'Origin' : 'Origins', allowOrigins, 'allowOrigins'),
      ...list('Methods', allowMethods, 'allowMethods'),
      ...list('Headers', allowHeaders, 'allowHeaders'),
      ...(corsConfiguration.allowCredentials === true
        ? [{ label: '', value: 'Credentials allowed', at: [...at, 'allowCredentials'] }]
        : []),
      ...(maxAge === undefined
        ? []
        : [{ label: 'Max age', value: `${maxAge} s`, at: [...at, 'maxAge'] }]),
    ],
    isIdle: false,
  }
}

function authorizer(api: HttpApi, route: Route, routeAt: Address): Card {
  const found = own(api.authorizers, route.authorizerId)
  const isOpen = route.authorizationType === 'NONE'
  const at = found ? ['apis', api.id, 'authorizers', found.id] : [...routeAt, 'authorizationType']
  const facts: Fact[] = [
    ...(found ? [{ label: 'Name', value: found.name, at }] : []),
    ...(found?.identitySource ?? []).map((source) => ({ label: 'Identity', value: source })),
    ...route.authorizationScopes.map((scope) => ({
      label: 'Scope',
      value: scope,
      at: [...routeAt, 'authorizationScopes'],
    })),
    ...(isOpen ? [{ label: '', value: 'Anyone may call it' }] : []),
  ]
  const subtitle = routeAuthorizationLabel(route)
  return {
    station: 'authorizer',
    title: 'Authorizer',
    subtitle,
    at,
    editAt: at,
    facts,
    isIdle: isOpen,
  }
}

function routeCard(route: Route, at: Address): Card {
  const key = parseRouteKey(route.routeKey)
  const segments = 'kind' in key && key.kind === 'path' ? key.segments : []
  const facts: Fact[] = [
    ...(route.operationName === undefined
      ? []
      : [{ label: 'Operation', value: route.operationName, at: [...at, 'operationName'] }]),
    ...segments.flatMap((segment): Fact[] =>
      segment.kind === 'literal'
        ? []
        : [{ label: segment.kind === 'greedy' ? 'Rest of path' : 'Path', value: segment.name }],
    ),
  ]
  return {
    station: 'route',
    title: 'Route',
    subtitle: route.routeKey,
    at,
    editAt: [...at, 'routeKey'],
    facts,
    isIdle: false,
  }
}

function requestMapping(integration: RouteIntegration | undefined, integrationAt: Address): Card {
  const base = { station: 'requestMapping', title: 'Parameter mapping' } as const
  if (!integration) {
    const place = { at: integrationAt, editAt: integrationAt }
    return { ...base, ...place, subtitle: 'No integration yet', facts: [], isIdle: true }
  }
  const at = [...integrationAt, 'requestParameters']
  const facts = mappingFacts(integration.requestParameters, at)
  const subtitle =
    facts.length === 0
      ? 'Passes the request as it is'
      : integration.integrationSubtype === undefined
        ? counted(facts.length, 'mapping')
        : counted(facts.length, 'parameter')
  return { ...base, at, editAt: at, subtitle, facts, isIdle: facts.length === 0 }
}

/** `overwrite:header.X-Trace` to `$context.requestId`, as a line each. */
function mappingFacts(mappings: Readonly<Record<string, string>>, at: Address): Fact[] {
  return Object.entries(mappings).map(([key, value]) => ({
    label: key.replace(/^[a-z]+:(?=\w)/, ''),
    value,
    at: [...at, key],
  }))
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`
}

function integrationCard(integration: RouteIntegration | undefined, at: Address): Card {
  const base = { station: 'integration', title: 'Integration', at, editAt: at } as const
  if (!integration) {
    const facts = [{ label: '', value: 'Connect a backend' }]
    return { ...base, subtitle: 'No integration yet', facts, isIdle: true }
  }
  const { description, payloadFormatVersion, timeoutInMillis, integrationSubtype } = integration
  const facts: Fact[] = [
    ...(description === undefined || description === ''
      ? []
      : [{ label: '', value: description, at: [...at, 'description'] }]),
    ...(payloadFormatVersion === undefined || integrationSubtype !== undefined
      ? []
      : [{ label: 'Payload', value: payloadFormatVersion, at: [...at, 'payloadFormatVersion'] }]),
    ...(integration.connectionId === undefined
      ? []
      : [{ label: 'VPC link', value: integration.connectionId, at: [...at, 'connectionId'] }]),
    {
      label: 'Timeout',
      value: timeoutInMillis === undefined ? '30 s' : `${timeoutInMillis} ms`,
      at: [...at, 'timeoutInMillis'],
    },
  ]
  return { ...base, subtitle: routeIntegrationLabel(integration), facts, isIdle: false }
}

function backend(
  design: Design,
  integration: RouteIntegration | undefined,
  integrationAt: Address,
): Card {
  if (!integration) return noBackendCard('None yet', integrationAt)
  const reference = routeBackendReference(integration)
  if (!reference) return noBackendCard('None', integrationAt)
  const target = routeIntegrationTarget(integration)
  const calls =
    reference.kind === 'lambda'
      ? undefined
      : { label: 'Calls', value: target, at: [...integrationAt, 'integrationUri'] }
  return backendCard(design, reference, calls)
}

function responseMapping(integration: RouteIntegration | undefined, integrationAt: Address): Card {
  const base = { station: 'responseMapping', title: 'Response mapping' } as const
  if (!integration) {
    const place = { at: integrationAt, editAt: integrationAt }
    return { ...base, ...place, subtitle: 'No integration yet', facts: [], isIdle: true }
  }
  const at = [...integrationAt, 'responseParameters']
  const facts = Object.entries(integration.responseParameters).map(([status, mappings]) => ({
    label: status,
    value: Object.entries(mappings)
      .map(([key, value]) => `${key} ${value}`)
      .join(', '),
    at: [...at, status],
  }))
  const mapped = facts.length === 1 ? '1 status is mapped' : `${facts.length} statuses are mapped`
  const subtitle = facts.length === 0 ? 'Passes the response as it is' : mapped
  return { ...base, at, editAt: at, subtitle, facts, isIdle: facts.length === 0 }
}
