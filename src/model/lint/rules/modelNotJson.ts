import type { Rule } from '../rule.ts'

export const modelNotJson: Rule = {
  why: 'A model is a JSON Schema; text that is not JSON validates nothing.',
  severity: 'error',
  check: (api) =>
    Object.values(api.models).flatMap(({ name, schema }) => {
      try {
        JSON.parse(schema)
        return []
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
        return [
          {
            message: `The schema of the model ${name} is not JSON: ${error.message}.`,
            at: ['apis', api.id, 'models', name, 'schema'],
          },
        ]
      }
    }),
}
