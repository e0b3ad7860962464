import type { Json } from '../../schema/json.ts'
import { httpApiDocument } from '../openapi/http/write.ts'
import { vpcLinkV2Reference } from './access.ts'
import { inTemplate } from './bodyValues.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { objectMember } from './resourceProperties.ts'
import type { RoutedWriter } from './template.ts'
import type { BodySetting } from './writer.ts'

/** The OpenAPI document of an HTTP API as a template holds it; `undefined` for a WebSocket API, which has none. */
export function httpBodyOf(writer: RoutedWriter): JsonObject | undefined {
  const { api } = writer
  if (api.protocol !== 'HTTP') return undefined
  const { document, problems } = httpApiDocument(api, {
    dialect: 'openapi-3.0',
    extensions: new Set(['apigateway', 'authorizers', 'documentation']),
    retain: true,
    stageName: undefined,
    createdDate: '1.0',
    region: 'us-east-1',
  })
  writer.problems.push(...problems)
  // where the API is served and its tags are for properties to say
  const { servers: _servers, tags: _tags, ...rest } = document
  const body = inTemplate(rest, (id) => vpcLinkV2Reference(writer, id))
  return isObject(body) ? body : {}
}

/** A document without what a property of its API says instead. */
const withoutSetting = {
  Auth: (body) => {
    const { securitySchemes: _schemes, ...components } = objectMember(body, 'components')
    const { components: _components, ...rest } = body
    return Object.keys(components).length === 0 ? rest : { ...rest, components }
  },
  CorsConfiguration: ({ 'x-amazon-apigateway-cors': _cors, ...rest }) => rest,
} satisfies { readonly [S in BodySetting]: (body: JsonObject) => JsonObject }

/**
 * A document and the properties beside it, so that each setting is in one of them: in a property if it is one of
 * `settings`, else in the document. Changes `properties`.
 */
export function settledBody(
  properties: { [name: string]: Json },
  body: JsonObject,
  settings: readonly BodySetting[],
): Json {
  const names: readonly BodySetting[] = ['Auth', 'CorsConfiguration']
  return names.reduce<JsonObject>((document, name) => {
    if (settings.includes(name)) return withoutSetting[name](document)
    delete properties[name]
    return document
  }, body)
}

/** The settings that the author has as properties of an API, in the resource or in `shared`, the settings of Globals. */
export function settingsBeside(properties: JsonObject, shared: JsonObject): BodySetting[] {
  const hasAuthorizers = [properties, shared].some(
    (each) => Object.keys(objectMember(objectMember(each, 'Auth'), 'Authorizers')).length > 0,
  )
  const hasCors = [properties, shared].some((each) => each['CorsConfiguration'] !== undefined)
  return [
    ...(hasAuthorizers ? (['Auth'] as const) : []),
    ...(hasCors ? (['CorsConfiguration'] as const) : []),
  ]
}
