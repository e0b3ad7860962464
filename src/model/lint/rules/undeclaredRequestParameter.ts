import { methodsOf } from '../../queries/resourceTree.ts'
import type { Rule } from '../rule.ts'

export const undeclaredRequestParameter: Rule = {
  why: 'A mapping reads a parameter of the method request only when the method declares it.',
  severity: 'warning',
  check: (api) =>
    methodsOf(api).flatMap(({ method, path, at }) =>
      Object.entries(method.integration?.requestParameters ?? {}).flatMap(([target, source]) => {
        const name = source
          .replace('multivaluequerystring', 'querystring')
          .replace('multivalueheader', 'header')
        if (!/^method\.request\.(?:path|querystring|header)\./.test(name)) return []
        if (Object.hasOwn(method.requestParameters, name)) return []
        return [
          {
            message: `${method.httpMethod} ${path}: ${target} is mapped from ${source}, which the method does not declare.`,
            at: [...at, 'integration', 'requestParameters', target],
          },
        ]
      }),
    ),
}
