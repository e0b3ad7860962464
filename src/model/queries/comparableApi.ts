import type { Design } from '../schema/design.ts'
import type { Method } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import { methodsOf, resourcesByPath } from './resourceTree.ts'

/** The parts of an API, each as text without ids: `GET /pets`, `authorizer Tokens`, `stage live`. */
export type ComparableApi = ReadonlyMap<string, string>

/**
 * Describe an API so that two copies of it, each with ids of its own, can be compared part by part.
 * Left out: deployments, what is retained of a document, and what OpenAPI supplies or cannot say, which has no effect on
 * requests (version `1.0`, parameters for the variables of a path, required response headers).
 */
export function comparableApi(design: Design, api: RestApi): ComparableApi {
  const labels = labelsOf(design, api)
  const written = (value: unknown): string => writtenWithout(value, labels)
  const { resources: _resources, deployments: _deployments, ...others } = api
  const { stages, models, authorizers, requestValidators, gatewayResponses, ...rest } = others
  const { documentationParts, documentationVersions, rootResourceId: _root, ...settings } = rest
  const { version, ...unversioned } = settings
  const parts: [string, string][] = [
    ['settings', written(version === '1.0' ? unversioned : settings)],
  ]
  for (const { path, resource } of resourcesByPath(api)) parts.push([path, written(resource.id)])
  for (const { path, method } of methodsOf(api)) {
    parts.push([`${method.httpMethod} ${path}`, written(inEffect(method, path))])
  }
  const named: readonly (readonly [string, Readonly<Record<string, { readonly name: string }>>])[] =
    [
      ['model', models],
      ['authorizer', authorizers],
      ['validator', requestValidators],
    ]
  for (const [kind, things] of named) {
    for (const thing of Object.values(things)) parts.push([`${kind} ${thing.name}`, written(thing)])
  }
  for (const stage of Object.values(stages)) {
    parts.push([`stage ${stage.stageName}`, written(stage)])
  }
  for (const response of Object.values(gatewayResponses)) {
    parts.push([`gateway response ${response.responseType}`, written(response)])
  }
  for (const { location, properties } of Object.values(documentationParts)) {
    parts.push([`documentation ${written(location)}`, written(properties)])
  }
  for (const version of Object.values(documentationVersions)) {
    parts.push([`documentation version ${version.version}`, written(version.description)])
  }
  for (const plan of Object.values(design.access.usagePlans)) {
    const isOurs = plan.apiStages.some(({ apiId }) => apiId === api.id)
    if (isOurs) parts.push([`usage plan ${plan.name}`, written(plan)])
  }
  for (const [name, value] of Object.entries(design.access.domainNames)) {
    const isOurs = value.basePathMappings.some(({ apiId }) => apiId === api.id)
    if (isOurs) parts.push([`domain name ${name}`, written(value)])
  }
  return new Map(parts)
}

/** The names of the parts that only one of two APIs has, or that differ. */
export function differingParts(left: ComparableApi, right: ComparableApi): string[] {
  const names = [...new Set([...left.keys(), ...right.keys()])]
  return names.filter((name) => left.get(name) !== right.get(name))
}

/** How strictly a method is protected, for a comparison that leaves all else out. */
export function guardOf(api: RestApi, method: Method): string {
  const { authorizationType, authorizerId, authorizationScopes, apiKeyRequired } = method
  const authorizer = authorizerId === undefined ? undefined : api.authorizers[authorizerId]?.name
  return JSON.stringify([authorizationType, authorizer, authorizationScopes, apiKeyRequired])
}

function inEffect(method: Method, path: string): unknown {
  const variables = new Set(
    [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => `method.request.path.${name ?? ''}`),
  )
  const { authorizerId, ...others } = method
  const hasAuthorizer =
    method.authorizationType !== 'NONE' && method.authorizationType !== 'AWS_IAM'
  return {
    ...others,
    ...(hasAuthorizer && { authorizerId }),
    requestParameters: Object.fromEntries(
      Object.entries(method.requestParameters).filter(([name]) => !variables.has(name)),
    ),
    methodResponses: Object.values(method.methodResponses).map((response) => ({
      ...response,
      responseParameters: Object.keys(response.responseParameters).sort(),
    })),
  }
}

/** A name for each id of the design that texts of the API may hold. */
function labelsOf(design: Design, api: RestApi): ReadonlyMap<string, string> {
  const { vpcLinks, clientCertificates, apiKeys, usagePlans } = design.access
  return new Map([
    [api.id, 'api'],
    ...resourcesByPath(api).map(({ resource, path }): [string, string] => [resource.id, path]),
    ...Object.values({ ...api.authorizers, ...api.requestValidators }).map(
      ({ id, name }): [string, string] => [id, name],
    ),
    ...Object.keys(api.documentationParts).map((id): [string, string] => [id, '']),
    ...Object.keys(api.deployments).map((id): [string, string] => [id, 'deployment']),
    ...Object.values(vpcLinks).map(({ id, name }): [string, string] => [id, name]),
    ...Object.keys(clientCertificates).map((id): [string, string] => [id, 'certificate']),
    ...Object.values(apiKeys).map(({ id, name }): [string, string] => [id, name ?? 'key']),
    ...Object.values(usagePlans).map(({ id, name }): [string, string] => [id, name]),
  ])
}

/** JSON with sorted properties, with labels for ids and without what is retained. */
function writtenWithout(value: unknown, labels: ReadonlyMap<string, string>): string {
  const text = JSON.stringify(value, (name, item: unknown) => {
    if (name === 'retained' || name === 'deploymentId' || name === 'createdDate') return undefined
    if (typeof item === 'string') {
      return item.replace(/[A-Za-z0-9_-]+/g, (word) => labels.get(word) ?? word)
    }
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    const sorted = Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1))
    return Object.fromEntries(sorted)
  })
  return text ?? ''
}
