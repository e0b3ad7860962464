import type { Json } from '../../schema/json.ts'
import { isObject, itemsOf, membersOf, own } from './objects.ts'
import type { JsonObject } from './objects.ts'

/** How something that an import kept is said in the other format. What it cannot say is told, in half a sentence. */
export interface Translator {
  readonly operation: (kept: JsonObject) => JsonObject
  readonly pathItem: (kept: JsonObject) => JsonObject
  readonly root: (kept: JsonObject) => JsonObject
}

/** What a translator has to know of the document that it reads. */
export interface Translating {
  /** Follow a local reference. */
  readonly resolve: (value: Json) => Json
  readonly root: JsonObject
  /** Told what is left out: `callbacks, which Swagger 2.0 does not have`. */
  readonly tell: (what: string) => void
}

/** The words of a schema that Swagger 2.0 writes into the parameter itself. */
const flatWords = [
  'type',
  'format',
  'items',
  'default',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'enum',
  'multipleOf',
] as const

function picked(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)))
}

function omitted(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
}

function nameOf(value: JsonObject): string {
  const name = own(value, 'name')
  return typeof name === 'string' ? name : 'without a name'
}

function textsOf(value: Json | undefined): string[] {
  return itemsOf(value).filter((item): item is string => typeof item === 'string')
}

// ---- Swagger 2.0 to OpenAPI 3.0

/** What a Swagger 2.0 document said, in the words of OpenAPI 3.0. */
export function toOpenApi({ resolve, root, tell }: Translating): Translator {
  const parameter = (given: JsonObject): JsonObject => {
    const rest = omitted(given, [...flatWords, 'collectionFormat', 'schema'])
    const type = picked(given, flatWords)
    const place = own(given, 'in')
    const collection = own(given, 'collectionFormat')
    if (collection === 'tsv') tell(`tab-separated values of the parameter ${nameOf(given)}`)
    const style: JsonObject =
      collection === 'multi'
        ? { style: 'form', explode: true }
        : collection === 'ssv'
          ? { style: 'spaceDelimited', explode: false }
          : collection === 'pipes'
            ? { style: 'pipeDelimited', explode: false }
            : collection === 'csv'
              ? { style: place === 'query' ? 'form' : 'simple', explode: false }
              : {}
    return { ...rest, ...style, ...(Object.keys(type).length > 0 && { schema: type }) }
  }
  const contentOf = (schema: Json | undefined, examples: Json | undefined, types: Json) => {
    const named = textsOf(types)
    const wanted = new Set([
      ...(schema === undefined ? [] : named.length > 0 ? named : ['application/json']),
      ...membersOf(examples).map(([type]) => type),
    ])
    return Object.fromEntries(
      [...wanted].map((type): [string, Json] => {
        const example = isObject(examples) ? own(examples, type) : undefined
        return [
          type,
          { ...(schema !== undefined && { schema }), ...(example !== undefined && { example }) },
        ]
      }),
    )
  }
  const response = (given: JsonObject, produces: Json): JsonObject => {
    const { schema, examples, headers, ...rest } = given
    const content = contentOf(schema, examples, produces)
    return {
      ...rest,
      ...(isObject(headers) && {
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, header]) => [
            name,
            isObject(header) ? omitted(parameter(header), ['style', 'explode']) : header,
          ]),
        ),
      }),
      ...(Object.keys(content).length > 0 && { content }),
    }
  }
  const listed = (given: Json | undefined) => {
    const all = itemsOf(given).map(resolve).filter(isObject)
    const fields = all.filter((one) => own(one, 'in') === 'formData').map(nameOf)
    if (fields.length > 0) {
      tell(`the form fields ${fields.join(', ')}: API Gateway would make a model of them`)
    }
    return all.filter((one) => own(one, 'in') !== 'formData')
  }
  return {
    operation: (kept) => {
      const { consumes, produces, schemes, parameters, responses, ...rest } = kept
      if (schemes !== undefined) tell('its own schemes')
      const all = listed(parameters)
      const body = all.find((one) => own(one, 'in') === 'body')
      const types = consumes ?? own(root, 'consumes') ?? []
      return {
        ...rest,
        ...(parameters !== undefined && {
          parameters: all.filter((one) => own(one, 'in') !== 'body').map(parameter),
        }),
        ...(body && {
          requestBody: {
            ...omitted(body, ['in', 'name', 'schema']),
            content: contentOf(own(body, 'schema'), undefined, types),
          },
        }),
        ...(isObject(responses) && {
          responses: Object.fromEntries(
            Object.entries(responses).map(([code, one]) => {
              const found = resolve(one)
              return [
                code,
                isObject(found) ? response(found, produces ?? own(root, 'produces') ?? []) : found,
              ]
            }),
          ),
        }),
      }
    },
    pathItem: (kept) => ({
      ...omitted(kept, ['parameters']),
      ...(Object.hasOwn(kept, 'parameters') && {
        parameters: listed(own(kept, 'parameters'))
          .filter((one) => own(one, 'in') !== 'body')
          .map(parameter),
      }),
    }),
    root: (kept) => {
      const { host, basePath, schemes, consumes, produces, ...others } = kept
      const { parameters, responses, securityDefinitions, ...rest } = others
      void consumes
      const named = membersOf(parameters).filter(([, one]) => isObject(one))
      const fields = named.filter(([, one]) => isObject(one) && own(one, 'in') === 'formData')
      if (fields.length > 0) {
        tell(`the form fields ${fields.map(([name]) => name).join(', ')} of the document`)
      }
      const plain = named.flatMap(([name, one]): [string, Json][] => {
        const place = isObject(one) ? own(one, 'in') : undefined
        return isObject(one) && place !== 'body' && place !== 'formData'
          ? [[name, parameter(one)]]
          : []
      })
      const bodies = named.flatMap(([name, one]): [string, Json][] =>
        isObject(one) && own(one, 'in') === 'body'
          ? [
              [
                name,
                {
                  ...omitted(one, ['in', 'name', 'schema']),
                  content: contentOf(own(one, 'schema'), undefined, consumes ?? []),
                },
              ],
            ]
          : [],
      )
      const answers = membersOf(responses).map(([name, one]): [string, Json] => [
        name,
        isObject(one) ? response(one, produces ?? []) : one,
      ])
      const schemeNames = textsOf(schemes)
      const path = typeof basePath === 'string' ? basePath : ''
      const urls =
        typeof host === 'string'
          ? (schemeNames.length > 0 ? schemeNames : ['https']).map(
              (one) => `${one}://${host}${path}`,
            )
          : path !== ''
            ? [path]
            : []
      const members: readonly (readonly [string, [string, Json][]])[] = [
        ['parameters', plain],
        ['requestBodies', bodies],
        ['responses', answers],
        ['securitySchemes', membersOf(securityDefinitions).map(openApiScheme)],
      ]
      return {
        ...rest,
        ...(urls.length > 0 && { servers: urls.map((url) => ({ url })) }),
        components: Object.fromEntries(
          members.flatMap(([name, list]) =>
            list.length > 0 ? [[name, Object.fromEntries(list)]] : [],
          ),
        ),
      }
    },
  }
}

const openApiFlows: Readonly<Record<string, string>> = {
  implicit: 'implicit',
  password: 'password',
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
}

function openApiScheme([name, scheme]: [string, Json]): [string, Json] {
  if (!isObject(scheme)) return [name, scheme]
  const type = own(scheme, 'type')
  if (type === 'basic') return [name, { ...scheme, type: 'http', scheme: 'basic' }]
  if (type !== 'oauth2') return [name, scheme]
  const { flow, authorizationUrl, tokenUrl, scopes, ...rest } = scheme
  const flowName = typeof flow === 'string' ? (openApiFlows[flow] ?? 'implicit') : 'implicit'
  const urls: JsonObject = {
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
  }
  return [name, { ...rest, flows: { [flowName]: { ...urls, scopes: scopes ?? {} } } }]
}

// ---- OpenAPI 3.0 to Swagger 2.0

/** What an OpenAPI 3.0 document said, in the words of Swagger 2.0. */
export function toSwagger({ resolve, tell }: Translating): Translator {
  const parameter = (given: JsonObject, isHeader = false): JsonObject => {
    const { schema, style, explode, content, example, examples, deprecated, ...rest } = given
    const what = isHeader ? 'a header' : `the parameter ${nameOf(given)}`
    const found = schema === undefined ? undefined : resolve(schema)
    const type = isObject(found) ? picked(found, flatWords) : {}
    const lost = Object.keys(isObject(found) ? omitted(found, flatWords) : {}).filter(
      (name) => name !== 'description',
    )
    if (lost.length > 0) tell(`${lost.join(', ')} in the schema of ${what}`)
    if (content !== undefined) tell(`the content type of ${what}`)
    if (example !== undefined || examples !== undefined) tell(`the examples of ${what}`)
    if (deprecated !== undefined) tell(`that ${what} is deprecated`)
    const isArray = own(type, 'type') === 'array'
    const collectionFormat = isArray
      ? style === 'spaceDelimited'
        ? 'ssv'
        : style === 'pipeDelimited'
          ? 'pipes'
          : own(given, 'in') === 'query' && explode !== false
            ? 'multi'
            : 'csv'
      : undefined
    if (!isArray && style === 'deepObject') tell(`the style deepObject of ${what}`)
    return {
      ...rest,
      ...(typeof own(type, 'type') !== 'string' && { type: 'string' }),
      ...(typeof own(type, 'type') === 'string' ? type : omitted(type, ['type', 'items'])),
      ...(isArray && !Object.hasOwn(type, 'items') && { items: { type: 'string' } }),
      ...(collectionFormat !== undefined && { collectionFormat }),
    }
  }
  const exampleOf = (media: Json | undefined, type: string): Json | undefined => {
    if (!isObject(media)) return undefined
    const single = own(media, 'example')
    const [first, ...more] = membersOf(own(media, 'examples'))
    if (more.length > 0) tell(`all examples of ${type} but the first`)
    const value = first && resolve(first[1])
    const members = Object.keys(media).filter(
      (name) => !['schema', 'example', 'examples'].includes(name),
    )
    if (members.length > 0) tell(`${members.join(', ')} of ${type}`)
    return single ?? (isObject(value) ? own(value, 'value') : undefined)
  }
  const response = (given: JsonObject): JsonObject => {
    const { content, headers, links, ...rest } = given
    if (links !== undefined) tell('links')
    const media = membersOf(content)
    const schema = media
      .map(([, one]) => (isObject(one) ? own(one, 'schema') : undefined))
      .find((one) => one !== undefined)
    const examples = media.flatMap(([type, one]): [string, Json][] => {
      const example = exampleOf(one, type)
      return example === undefined ? [] : [[type, example]]
    })
    return {
      ...rest,
      ...(schema !== undefined && { schema }),
      ...(isObject(headers) && {
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, one]) => {
            const found = resolve(one)
            const { required, ...header } = isObject(found) ? parameter(found, true) : {}
            if (required === true) tell(`that the header ${name} is required`)
            return [name, header]
          }),
        ),
      }),
      ...(examples.length > 0 && { examples: Object.fromEntries(examples) }),
    }
  }
  const bodyOf = (given: JsonObject): JsonObject => {
    const { content, ...rest } = given
    const media = membersOf(content)
    for (const [type, one] of media) {
      if (exampleOf(one, type) !== undefined) tell(`the example of the request body as ${type}`)
    }
    const schema = media
      .map(([, one]) => (isObject(one) ? own(one, 'schema') : undefined))
      .find((one) => one !== undefined)
    return { in: 'body', name: 'body', ...rest, ...(schema !== undefined && { schema }) }
  }
  const listed = (given: Json | undefined) => {
    const all = itemsOf(given).map(resolve).filter(isObject)
    for (const one of all) {
      if (own(one, 'in') === 'cookie') tell(`the cookie ${nameOf(one)}`)
    }
    return all.filter((one) => own(one, 'in') !== 'cookie').map((one) => parameter(one))
  }
  return {
    operation: (kept) => {
      const { parameters, requestBody, responses, callbacks, servers, ...rest } = kept
      if (callbacks !== undefined) tell('callbacks')
      if (servers !== undefined) tell('its own servers')
      const body = requestBody === undefined ? undefined : resolve(requestBody)
      const consumes = isObject(body) ? membersOf(own(body, 'content')).map(([type]) => type) : []
      const found = membersOf(responses).map(([code, one]): [string, Json] => [code, resolve(one)])
      const produces = new Set(
        found.flatMap(([, one]) =>
          isObject(one) ? membersOf(own(one, 'content')).map(([type]) => type) : [],
        ),
      )
      return {
        ...rest,
        ...(consumes.length > 0 && { consumes }),
        ...(produces.size > 0 && { produces: [...produces] }),
        ...((parameters !== undefined || isObject(body)) && {
          parameters: [...listed(parameters), ...(isObject(body) ? [bodyOf(body)] : [])],
        }),
        ...(found.length > 0 && {
          responses: Object.fromEntries(
            found.map(([code, one]) => [code, isObject(one) ? response(one) : one]),
          ),
        }),
      }
    },
    pathItem: (kept) => {
      const { parameters, summary, description, servers, trace, ...rest } = kept
      if (summary !== undefined || description !== undefined) tell('the description of the path')
      if (servers !== undefined) tell('servers of the path')
      if (trace !== undefined) tell('TRACE')
      return { ...rest, ...(parameters !== undefined && { parameters: listed(parameters) }) }
    },
    root: (kept) => {
      const { servers, components, webhooks, jsonSchemaDialect, ...rest } = kept
      if (webhooks !== undefined) tell(`webhooks (${Object.keys(webhooks ?? {}).join(', ')})`)
      if (jsonSchemaDialect !== undefined) tell('jsonSchemaDialect')
      const parts = isObject(components) ? components : {}
      for (const name of Object.keys(parts)) {
        const isKnown = ['schemas', 'securitySchemes', 'parameters', 'requestBodies', 'responses']
        if (!isKnown.includes(name) && !name.startsWith('x-')) {
          tell(`components.${name} (${Object.keys(parts[name] ?? {}).join(', ')})`)
        }
      }
      const parameters = [
        ...membersOf(own(parts, 'parameters')).flatMap(([name, one]): [string, Json][] => {
          const found = resolve(one)
          if (isObject(found) && own(found, 'in') === 'cookie') {
            tell(`the cookie ${name}`)
            return []
          }
          return isObject(found) ? [[name, parameter(found)]] : []
        }),
        ...membersOf(own(parts, 'requestBodies')).flatMap(([name, one]): [string, Json][] => {
          const found = resolve(one)
          return isObject(found) ? [[name, bodyOf(found)]] : []
        }),
      ]
      const responses = membersOf(own(parts, 'responses')).map(([name, one]): [string, Json] => {
        const found = resolve(one)
        return [name, isObject(found) ? response(found) : found]
      })
      const schemes = membersOf(own(parts, 'securitySchemes')).flatMap(([name, one]) =>
        swaggerScheme(name, resolve(one), tell),
      )
      return {
        ...rest,
        ...addressOf(servers, tell),
        ...picked(
          parts,
          Object.keys(parts).filter((name) => name.startsWith('x-')),
        ),
        ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
        ...(responses.length > 0 && { responses: Object.fromEntries(responses) }),
        ...(schemes.length > 0 && { securityDefinitions: Object.fromEntries(schemes) }),
      }
    },
  }
}

/** `host`, `basePath` and `schemes` of the first server, with the defaults of its variables. */
function addressOf(servers: Json | undefined, tell: Translating['tell']): JsonObject {
  const [first, ...more] = itemsOf(servers).filter(isObject)
  if (!first) return {}
  const url = own(first, 'url')
  const variables = own(first, 'variables')
  const text = (typeof url === 'string' ? url : '').replace(/\{([^{}]*)\}/g, (whole, name) => {
    const variable = isObject(variables) ? own(variables, String(name)) : undefined
    const value = isObject(variable) ? own(variable, 'default') : undefined
    return typeof value === 'string' ? value : String(whole)
  })
  const parts = /^(?:([a-z]+):)?\/\/([^/]*)(.*)$/i.exec(text)
  const host = parts?.[2] ?? ''
  const path = (parts ? parts[3] : text) ?? ''
  const others = more.filter((one) => {
    const other = own(one, 'url')
    return !(typeof other === 'string' && other.endsWith(`//${host}${path}`))
  })
  if (others.length > 0) tell(`all servers but the first (${others.length} more)`)
  const schemes = [first, ...more.filter((one) => !others.includes(one))].flatMap((one) => {
    const scheme = /^([a-z]+):\/\//i.exec(String(own(one, 'url') ?? ''))?.[1]
    return scheme === undefined ? [] : [scheme]
  })
  const basePath = path.startsWith('/') ? path.replace(/(.)\/$/, '$1') : `/${path}`
  return {
    ...(host !== '' && { host }),
    basePath,
    ...(schemes.length > 0 && { schemes: [...new Set(schemes)] }),
  }
}

const swaggerFlows: Readonly<Record<string, string>> = {
  implicit: 'implicit',
  password: 'password',
  clientCredentials: 'application',
  authorizationCode: 'accessCode',
}

function swaggerScheme(name: string, scheme: Json, tell: Translating['tell']): [string, Json][] {
  if (!isObject(scheme)) return [[name, scheme]]
  const type = own(scheme, 'type')
  if (type === 'http' && own(scheme, 'scheme') === 'basic') {
    return [[name, { ...omitted(scheme, ['scheme']), type: 'basic' }]]
  }
  if (type === 'oauth2') {
    const { flows, ...rest } = scheme
    const [first, ...more] = membersOf(flows)
    if (more.length > 0) tell(`all flows of the security scheme ${name} but ${first?.[0] ?? ''}`)
    const flow = own(swaggerFlows, first?.[0] ?? '') ?? 'implicit'
    const details = first && isObject(first[1]) ? omitted(first[1], ['refreshUrl']) : {}
    return [[name, { ...rest, flow, ...details }]]
  }
  if (type === 'apiKey' && own(scheme, 'in') !== 'cookie') return [[name, scheme]]
  tell(`the security scheme ${name} of the type ${String(type)}`)
  return []
}
