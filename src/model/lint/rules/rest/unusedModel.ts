import { usedModels } from '../../modelSchemas.ts'
import type { Rule } from '../../rule.ts'

/** The service makes these with every API. */
const standard: ReadonlySet<string> = new Set(['Empty', 'Error'])

export const unusedModel: Rule = {
  title: 'A model is not used',
  why: 'A model that no method and no used model refers to describes nothing. Often a method was meant to use it.',
  advice: 'Use it as the model of a request or a response, or remove it.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: { api: { models: { Pet: { name: 'Pet', schema: '{"type": "object"}' } } } },
  good: {
    methods: {
      'GET /pets': {
        integration: { type: 'MOCK' },
        methodResponses: {
          '200': { statusCode: '200', responseModels: { 'application/json': 'Pet' } },
        },
      },
    },
    api: { models: { Pet: { name: 'Pet', schema: '{"type": "object"}' } } },
  },
  check: (facts) => {
    const used = usedModels(facts)
    return Object.keys(facts.api.models)
      .filter((name) => !used.has(name) && !standard.has(name))
      .map((name) => ({
        message: `The model ${name} is not used by any method.`,
        at: [...facts.at, 'models', name],
      }))
  },
}
