import { methodsOf } from '../../queries/resourceTree.ts'
import type { Rule } from '../rule.ts'

export const unmappedPathVariable: Rule = {
  why: 'A variable in the endpoint of an HTTP integration stays as it is written unless it is mapped.',
  severity: 'warning',
  check: (api) =>
    methodsOf(api).flatMap(({ method, path, at }) => {
      const { integration } = method
      if (!integration || integration.type === 'MOCK' || integration.type === 'AWS_PROXY') return []
      const names = [...integration.uri.matchAll(/(?<!\$)\{([^{}]+?)\+?\}/g)].map(
        (match) => match[1] ?? '',
      )
      return names
        .filter(
          (name) =>
            !Object.hasOwn(integration.requestParameters, `integration.request.path.${name}`),
        )
        .map((name) => ({
          message: `${method.httpMethod} ${path}: {${name}} in the endpoint is not mapped from anything.`,
          at: [...at, 'integration', 'uri'],
        }))
    }),
}
