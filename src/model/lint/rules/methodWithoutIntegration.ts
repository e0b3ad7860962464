import { methodsOf } from '../../queries/resourceTree.ts'
import type { Rule } from '../rule.ts'

export const methodWithoutIntegration: Rule = {
  why: 'A deployment is refused while a method has no integration.',
  severity: 'error',
  check: (api) =>
    methodsOf(api)
      .filter(({ method }) => !method.integration)
      .map(({ method, path, at }) => ({
        message: `${method.httpMethod} ${path} has no integration: choose what answers it.`,
        at: [...at, 'integration'],
      })),
}
