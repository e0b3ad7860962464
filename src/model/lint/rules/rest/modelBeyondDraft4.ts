import { modelFacts } from '../../modelSchemas.ts'
import { listed } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const modelBeyondDraft4: Rule = {
  title: 'A model is written for a later draft of JSON Schema',
  why: 'The service reads models as JSON Schema draft 4. Keywords of later drafts are not known to it: they validate nothing.',
  advice:
    'Write it in draft 4: enum with one value for const, exclusiveMinimum as true beside minimum.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    api: {
      models: {
        Pet: {
          name: 'Pet',
          schema: '{"type": "object", "properties": {"kind": {"const": "dog"}}}',
        },
      },
    },
  },
  good: {
    api: {
      models: {
        Pet: {
          name: 'Pet',
          schema: '{"type": "object", "properties": {"kind": {"enum": ["dog"]}}}',
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.models).flatMap((model) => {
      const { schema, schemas } = modelFacts(model)
      if (!schema) return []
      const { name } = model
      const dialect = schema['$schema']
      const odd = new Set<string>()
      if (typeof dialect === 'string' && !/draft-04\/(?:hyper-)?schema/.test(dialect)) {
        if (/json-schema\.org\//.test(dialect)) odd.add(`$schema ${dialect}`)
      }
      for (const each of schemas) {
        for (const keyword of laterKeywords) if (Object.hasOwn(each, keyword)) odd.add(keyword)
        for (const keyword of ['exclusiveMinimum', 'exclusiveMaximum']) {
          if (typeof each[keyword] === 'number') odd.add(`${keyword} with a number`)
        }
      }
      if (odd.size === 0) return []
      return [
        {
          message: `The model ${name} is not draft 4: ${listed([...odd])}.`,
          at: [...at, 'models', name, 'schema'],
        },
      ]
    }),
}

const laterKeywords = [
  'const',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
  '$defs',
  '$dynamicRef',
  'dependentRequired',
  'dependentSchemas',
  'prefixItems',
  'unevaluatedProperties',
  'unevaluatedItems',
  'minContains',
  'maxContains',
]
