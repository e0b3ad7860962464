import { inRestApi, testRule } from '../../testRule.ts'

testRule('modelBeyondDraft4', {
  at: inRestApi('models', 'Pet', 'schema'),
  alsoFound: {
    'another dialect': [
      {
        api: {
          models: {
            Pet: {
              name: 'Pet',
              schema: '{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object"}',
            },
          },
        },
      },
      inRestApi('models', 'Pet', 'schema'),
    ],
    'a number as exclusive minimum': [
      { api: { models: { Pet: { name: 'Pet', schema: '{"exclusiveMinimum": 0}' } } } },
      inRestApi('models', 'Pet', 'schema'),
    ],
  },
  alsoSound: {
    'properties that are called like keywords': {
      api: {
        models: {
          Pet: { name: 'Pet', schema: '{"properties": {"const": {}, "if": {"type": "string"}}}' },
        },
      },
    },
    'values that look like schemas': {
      api: { models: { Pet: { name: 'Pet', schema: '{"enum": [{"const": 1}]}' } } },
    },
  },
})
