import { methodsOf } from '../../queries/resourceTree.ts'
import { putMethodResponse } from '../../operations/methods.ts'
import { ok } from '../../result.ts'
import type { HttpMethod } from '../../schema/method.ts'
import type { Rule } from '../rule.ts'

export const undeclaredMethodResponse: Rule = {
  why: 'An integration response that leads to a status which the method does not declare ends in a 500.',
  severity: 'error',
  check: (api) =>
    methodsOf(api).flatMap(({ method, path, at }) =>
      Object.keys(method.integration?.integrationResponses ?? {})
        .filter((statusCode) => !Object.hasOwn(method.methodResponses, statusCode))
        .map((statusCode) => ({
          message: `${method.httpMethod} ${path}: the integration response ${statusCode} has no method response, so the answer is a 500.`,
          at: [...at, 'integration', 'integrationResponses', statusCode],
        })),
    ),
  fix: (design, { at }) => {
    const [, apiId = '', , resourceId = '', , httpMethod, , , statusCode = ''] = at
    if (httpMethod === undefined) return ok(design)
    return putMethodResponse(design, {
      apiId,
      resourceId,
      httpMethod: httpMethod as HttpMethod, // addresses name methods by their verbs
      response: { statusCode, responseParameters: {}, responseModels: {} },
    })
  },
}
