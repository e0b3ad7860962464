import { patternsOfKind } from '../../modelPatterns.ts'
import { listed } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const unusableModelPattern: Rule = {
  title: 'A pattern of a model is not a regular expression',
  why: 'A pattern that cannot be read cannot be checked. The simulator refuses every body with a text at its place.',
  advice:
    'Correct the expression: close its brackets, and escape what is meant literally. Flags such as `(?i)` are not part of ECMA 262: write `[Aa]`.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: {
    api: {
      models: {
        Pet: {
          name: 'Pet',
          schema:
            '{"type": "object", "properties": {"code": {"type": "string", "pattern": "[A-Z"}}}',
        },
      },
    },
  },
  good: {
    api: {
      models: {
        Pet: {
          name: 'Pet',
          schema:
            '{"type": "object", "properties": {"code": {"type": "string", "pattern": "[A-Z]"}}}',
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.models).flatMap((model) => {
      const patterns = patternsOfKind(model, 'broken')
      if (patterns.length === 0) return []
      return [
        {
          message: `The model ${model.name} has patterns that are not regular expressions: ${listed(patterns)}.`,
          at: [...at, 'models', model.name, 'schema'],
        },
      ]
    }),
}
