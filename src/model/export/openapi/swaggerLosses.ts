import { methodsOf } from '../../queries/resourceTree.ts'
import type { Problem } from '../../result.ts'
import type { RestApi } from '../../schema/restApi.ts'

/**
 * What Swagger 2.0 cannot say of a method: it has one schema for all content types of a body, and one list of
 * content types for all responses.
 */
export function swaggerLosses(api: RestApi): Problem[] {
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

function problem(message: string, at: readonly string[]): Problem {
  return { code: 'openapi/one-schema', message, severity: 'warning', at: [...at] }
}
