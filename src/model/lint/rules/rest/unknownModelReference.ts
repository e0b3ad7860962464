import { modelFacts } from '../../modelSchemas.ts'
import type { Rule } from '../../rule.ts'

export const unknownModelReference: Rule = {
  title: 'A model refers to nothing',
  why: 'A schema whose $ref leads nowhere cannot be used: the service refuses the model, and a validator would refuse every body.',
  advice: 'Add the model or the definition, or correct the reference.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: {
    api: {
      models: {
        Pets: {
          name: 'Pets',
          schema:
            '{"type": "array", "items": {"$ref": "https://apigateway.amazonaws.com/restapis/a/models/Pet"}}',
        },
      },
    },
  },
  good: {
    api: {
      models: {
        Pet: { name: 'Pet', schema: '{"type": "object"}' },
        Pets: {
          name: 'Pets',
          schema:
            '{"type": "array", "items": {"$ref": "https://apigateway.amazonaws.com/restapis/a/models/Pet"}}',
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.models).flatMap((model) => {
      const { schema, schemas, models: referred } = modelFacts(model)
      if (!schema) return []
      const { name } = model
      const models = referred.filter((each) => !Object.hasOwn(api.models, each))
      const definitions = schemas.flatMap((each) => {
        const reference = Object.hasOwn(each, '$ref') ? each['$ref'] : undefined
        if (typeof reference !== 'string' || !reference.startsWith('#/')) return []
        return leadsSomewhere(schema, reference) ? [] : [reference]
      })
      return [...new Set([...models, ...definitions])].map((missing) => ({
        message: `The model ${name} refers to ${missing}, which is not there.`,
        at: [...at, 'models', name, 'schema'],
      }))
    }),
}

function leadsSomewhere(root: Readonly<Record<string, unknown>>, reference: string): boolean {
  let place: unknown = root
  for (const part of reference.slice(2).split('/')) {
    const name = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, name)) return false
    place = (place as Readonly<Record<string, unknown>>)[name] // an own property, checked above
  }
  return true
}

function decoded(part: string): string {
  return part.replace(/%([0-7][0-9a-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
