import { RE2JS } from 're2js'
import { methodsOf } from '../../queries/resourceTree.ts'
import type { Rule } from '../rule.ts'

export const unusablePattern: Rule = {
  why: 'A selection pattern is a Java regular expression that has to match the whole text.',
  severity: 'error',
  check: (api) =>
    methodsOf(api).flatMap(({ method, path, at }) =>
      Object.values(method.integration?.integrationResponses ?? {}).flatMap(
        ({ statusCode, selectionPattern }) => {
          const reason = selectionPattern === undefined ? undefined : refusal(selectionPattern)
          if (reason === undefined) return []
          return [
            {
              message: `${method.httpMethod} ${path}: the selection pattern of ${statusCode} cannot be used: ${reason}.`,
              at: [...at, 'integration', 'integrationResponses', statusCode, 'selectionPattern'],
            },
          ]
        },
      ),
    ),
}

function refusal(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
