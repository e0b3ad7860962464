import { methodsOf } from '../../queries/resourceTree.ts'
import type { Rule } from '../rule.ts'

export const noDefaultResponse: Rule = {
  why: 'An answer that no selection pattern matches ends in a 500 unless there is a default integration response.',
  severity: 'warning',
  check: (api) =>
    methodsOf(api).flatMap(({ method, path, at }) => {
      const { integration } = method
      if (!integration || integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY')
        return []
      const responses = Object.values(integration.integrationResponses)
      const hasDefault = responses.some(
        ({ selectionPattern }) =>
          selectionPattern === undefined || selectionPattern === '' || selectionPattern === '.*',
      )
      if (hasDefault) return []
      return [
        {
          message: `${method.httpMethod} ${path} has no default integration response: what no pattern matches becomes a 500.`,
          at: [...at, 'integration', 'integrationResponses'],
        },
      ]
    }),
}
