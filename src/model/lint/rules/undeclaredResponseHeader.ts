import { methodsOf } from '../../queries/resourceTree.ts'
import type { Rule } from '../rule.ts'

export const undeclaredResponseHeader: Rule = {
  why: 'The service maps a header only to one that the method response declares.',
  severity: 'warning',
  check: (api) =>
    methodsOf(api).flatMap(({ method, path, at }) =>
      Object.values(method.integration?.integrationResponses ?? {}).flatMap(
        ({ statusCode, responseParameters }) => {
          const declared = method.methodResponses[statusCode]?.responseParameters ?? {}
          return Object.keys(responseParameters)
            .filter((target) => !Object.hasOwn(declared, target))
            .map((target) => ({
              message: `${method.httpMethod} ${path}: the header ${target.split('.').slice(3).join('.')} is mapped and the method response ${statusCode} does not declare it.`,
              at: [
                ...at,
                'integration',
                'integrationResponses',
                statusCode,
                'responseParameters',
                target,
              ],
            }))
        },
      ),
    ),
}
