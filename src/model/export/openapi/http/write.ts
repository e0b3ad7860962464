import { countingIds } from '../../../ids.ts'
import { readHttpApi } from '../../../import/openapi/http/read.ts'
import type { Problem } from '../../../result.ts'
import type { HttpApi } from '../../../schema/v2/apis.ts'
import type { Route } from '../../../schema/v2/route.ts'
import { isAskedFor, withoutExtensions } from '../extensions.ts'
import { definedMembers, own } from '../objects.ts'
import type { JsonObject } from '../objects.ts'
import { changedOriginal, originalOf } from '../original.ts'
import { suppliedVersion } from '../write.ts'
import type { OpenApiOptions, WrittenDocument } from '../write.ts'
import { schemesOf } from './authorizers.ts'
import { writtenIntegrations } from './integrations.ts'

/**
 * An HTTP API as OpenAPI 3.0. Where it was opened from a document, the document comes back as it was, with what was
 * changed since in its places.
 */
export function httpApiDocument(api: HttpApi, options: OpenApiOptions): WrittenDocument {
  const problems: Problem[] = []
  const written = documentOf(api, options, problems)
  const original = options.retain ? originalOf(api, 'openapi-3.0') : undefined
  const opened = original === undefined ? undefined : openedApi(original, api)
  if (original === undefined || opened === undefined) {
    if (options.retain && api.version === undefined) problems.push(suppliedVersion(api, options))
    return { document: written, problems }
  }
  const before = documentOf(opened, options, [])
  const document = withoutExtensions(original, options.extensions)
  return { document: changedOriginal(document, before, written), problems }
}

/** The API as it was when its document was opened. */
function openedApi(original: JsonObject, present: HttpApi): HttpApi | undefined {
  const read = readHttpApi(
    { value: original, format: 'json', positionOf: () => undefined },
    { nextId: countingIds('opened') },
  )
  return read.ok ? { ...read.value, id: present.id } : undefined
}

function documentOf(api: HttpApi, options: OpenApiOptions, problems: Problem[]): JsonObject {
  const { extensions } = options
  const withAll = extensions.has('apigateway')
  const { version = options.createdDate, description } = api
  const integrations = writtenIntegrations(api)
  const schemes = schemesOf(api, problems)
  const withIntegrations = isAskedFor('integrations', extensions)
  const withAuthorizers = isAskedFor('authorizers', extensions)
  const securitySchemes = withAuthorizers
    ? schemes.schemes
    : withoutExtensions(schemes.schemes, extensions)
  const tags = Object.entries(api.tags).map(([name, value]) => ({
    name,
    ...(withAll && value !== '' && { 'x-amazon-apigateway-tag-value': value }),
  }))
  const components: JsonObject = {
    ...(Object.keys(securitySchemes).length > 0 && { securitySchemes }),
    ...(withIntegrations &&
      Object.keys(integrations.shared).length > 0 && {
        'x-amazon-apigateway-integrations': integrations.shared,
      }),
  }
  const operationOf = (route: Route): JsonObject => {
    const integration = own(integrations.byId, route.target ?? '')
    return {
      ...(route.operationName !== undefined && { operationId: route.operationName }),
      ...(withAuthorizers && securityOf(route, schemes.names)),
      responses: { default: { description: `Default response for ${route.routeKey}` } },
      ...(route.routeKey === '$default' && { isDefaultRoute: true }),
      ...(withIntegrations &&
        integration !== undefined && { 'x-amazon-apigateway-integration': integration }),
    }
  }
  return {
    openapi: '3.0.1',
    info: { title: api.name, ...(description !== undefined && { description }), version },
    servers: [serverOf(api, options, withAll)],
    ...(tags.length > 0 && { tags }),
    paths: pathsOf(api, operationOf),
    ...(Object.keys(components).length > 0 && { components }),
    ...(withAll && extensionsOf(api)),
  }
}

function extensionsOf({ corsConfiguration: cors }: HttpApi): JsonObject {
  return {
    ...(cors && { 'x-amazon-apigateway-cors': definedMembers(cors) }),
    'x-amazon-apigateway-importexport-version': '1.0',
  }
}

function serverOf(api: HttpApi, options: OpenApiOptions, withAll: boolean): JsonObject {
  const { disableExecuteApiEndpoint, ipAddressType } = api
  const endpoint: JsonObject = {
    ...(disableExecuteApiEndpoint && { disableExecuteApiEndpoint }),
    ...(ipAddressType !== undefined && { ipAddressType }),
  }
  const { stageName = '$default' } = options
  return {
    url: `https://${api.id}.execute-api.${options.region}.amazonaws.com/{basePath}`,
    variables: { basePath: { default: stageName === '$default' ? '' : stageName } },
    ...(withAll &&
      Object.keys(endpoint).length > 0 && {
        'x-amazon-apigateway-endpoint-configuration': endpoint,
      }),
  }
}

const verbOrder: readonly string[] = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'x-amazon-apigateway-any-method',
]

/** The routes by their paths. The default route has a path of its own. */
function pathsOf(api: HttpApi, operationOf: (route: Route) => JsonObject): JsonObject {
  const paths = new Map<string, [string, JsonObject][]>()
  for (const route of Object.values(api.routes)) {
    const isDefault = route.routeKey === '$default'
    const [method = '', path = ''] = isDefault ? ['ANY', '/$default'] : route.routeKey.split(' ')
    const name = method === 'ANY' ? 'x-amazon-apigateway-any-method' : method.toLowerCase()
    const operations = paths.get(path) ?? []
    operations.push([name, operationOf(route)])
    paths.set(path, operations)
  }
  return Object.fromEntries(
    [...paths].map(([path, operations]): [string, JsonObject] => {
      const sorted = operations.sort(
        ([left], [right]) => verbOrder.indexOf(left) - verbOrder.indexOf(right),
      )
      return [path, Object.fromEntries(sorted)]
    }),
  )
}

/** What guards a route: IAM has an extension of its own, an authorizer is a security requirement. */
function securityOf(route: Route, names: ReadonlyMap<string, string>): JsonObject {
  if (route.authorizationType === 'AWS_IAM') {
    return { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }
  }
  const name = names.get(route.authorizerId ?? '')
  if (route.authorizationType === 'NONE') return {}
  // a requirement that nothing meets: the route lets nobody through until it has an authorizer
  return { security: [{ [name ?? 'missing-authorizer']: [...route.authorizationScopes] }] }
}
