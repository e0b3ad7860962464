import { methodsOf } from '../../queries/resourceTree.ts'
import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { isObject, membersOf } from './objects.ts'

/**
 * What Swagger 2.0 cannot say of a method: it has one schema for all content types of a body, and one list of
 * content types for all responses.
 */
export function swaggerLosses(api: RestApi): Problem[] {
  return [...methodLosses(api), ...schemaLosses(api)]
}

function methodLosses(api: RestApi): Problem[] {
  return methodsOf(api).flatMap(({ path, method, at }): Problem[] => {
    const name = `${method.httpMethod} ${path}`
    const responses = Object.values(method.methodResponses).filter(
      ({ responseModels }) => Object.keys(responseModels).length > 0,
    )
    const produced = new Set(responses.flatMap(({ responseModels }) => Object.keys(responseModels)))
    const losses = responses.flatMap(({ statusCode, responseModels }) => {
      const models = new Set(Object.values(responseModels))
      const place = [...at, 'methodResponses', statusCode, 'responseModels']
      if (models.size > 1) {
        return [
          problem(
            `${name}: Swagger 2.0 has one schema for a response, so the ${statusCode} response keeps the first of its ${models.size} models.`,
            place,
          ),
        ]
      }
      if (Object.keys(responseModels).length < produced.size) {
        return [
          problem(
            `${name}: Swagger 2.0 has one list of content types for all responses, so the ${statusCode} response is read back with ${[...produced].join(', ')}.`,
            place,
          ),
        ]
      }
      return []
    })
    const requestModels = new Set(Object.values(method.requestModels))
    if (requestModels.size < 2) return losses
    const message = `${name}: Swagger 2.0 has one schema for a request, so the first of its ${requestModels.size} models is kept.`
    return [problem(message, [...at, 'requestModels']), ...losses]
  })
}

/** Words of JSON Schema that OpenAPI 3 took in and Swagger 2.0 did not. */
const newerWords = ['oneOf', 'anyOf', 'not', 'nullable', 'writeOnly', 'deprecated', 'const']

/** Schemas are written as they are: what reads the document back understands them, other tools may not. */
function schemaLosses(api: RestApi): Problem[] {
  return Object.values(api.models).flatMap(({ name, schema }): Problem[] => {
    let words: Set<string>
    try {
      words = wordsOf(JSON.parse(schema) as Json) // JSON.parse gives nothing but JSON values
    } catch (error) {
      if (error instanceof SyntaxError) return []
      throw error
    }
    const newer = newerWords.filter((word) => words.has(word))
    if (newer.length === 0) return []
    return [
      {
        code: 'openapi/newer-schema',
        message: `Swagger 2.0 knows no ${newer.join(', ')}: the schema of ${name} is written with them, and other tools may refuse it.`,
        severity: 'info',
        at: ['apis', api.id, 'models', name, 'schema'],
      },
    ]
  })
}

/** The words of a schema and of those in it; names of properties are none. */
function wordsOf(root: Json): Set<string> {
  const words = new Set<string>()
  const open: Json[] = [root]
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (!isObject(schema)) continue
    for (const [word, value] of Object.entries(schema)) {
      words.add(word)
      if (['properties', 'patternProperties', 'definitions'].includes(word)) {
        open.push(...membersOf(value).map(([, member]) => member))
      } else if (Array.isArray(value)) open.push(...value)
      else if (!['default', 'example', 'enum'].includes(word)) open.push(value)
    }
  }
  return words
}

function problem(message: string, at: readonly string[]): Problem {
  return { code: 'openapi/one-schema', message, severity: 'warning', at: [...at] }
}
