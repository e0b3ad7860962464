import { patternsOfKind } from '../../modelPatterns.ts'
import { listed } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const unsimulatedModelPattern: Rule = {
  title: 'A pattern of a model is beyond the simulator',
  why: 'The simulator matches patterns for a limited time. It does not match very long ones, nor rare escapes next to looking around. It refuses a body that it cannot check.',
  advice:
    'Nothing has to be done for the service. To simulate the method, write a shorter pattern, or one without looking around.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    api: {
      models: {
        Pet: {
          name: 'Pet',
          schema: '{"type": "object", "properties": {"code": {"pattern": "(?=\\\\cJ).*"}}}',
        },
      },
    },
  },
  good: {
    api: {
      models: {
        Pet: {
          name: 'Pet',
          schema: '{"type": "object", "properties": {"code": {"pattern": "(?=.*[0-9]).*"}}}',
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.models).flatMap((model) => {
      const patterns = patternsOfKind(model, 'beyond')
      if (patterns.length === 0) return []
      return [
        {
          message: `The model ${model.name} has patterns that are not simulated: ${listed(patterns)}. Bodies with a text at their place are refused here.`,
          at: [...at, 'models', model.name, 'schema'],
        },
      ]
    }),
}
