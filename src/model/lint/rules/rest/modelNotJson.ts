import { modelFacts } from '../../modelSchemas.ts'
import type { Rule } from '../../rule.ts'

export const modelNotJson: Rule = {
  title: 'A model is not JSON',
  why: 'A model is a JSON Schema. Text that is not JSON validates nothing, and CreateModel refuses it.',
  advice: 'Mend the text of the schema.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: { api: { models: { Pet: { name: 'Pet', schema: '{"type": "object",}' } } } },
  good: { api: { models: { Pet: { name: 'Pet', schema: '{"type": "object"}' } } } },
  check: ({ api, at }) =>
    Object.values(api.models).flatMap((model) => {
      const { syntaxError } = modelFacts(model)
      if (syntaxError === undefined) return []
      return [
        {
          message: `The schema of the model ${model.name} is not JSON: ${syntaxError}.`,
          at: [...at, 'models', model.name, 'schema'],
        },
      ]
    }),
}
