import { inRestApi, testRule } from '../../testRule.ts'

testRule('unusableModelPattern', {
  at: inRestApi('models', 'Pet', 'schema'),
  alsoFound: {
    'the name of a pattern property': [
      { api: { models: { Pet: { name: 'Pet', schema: '{"patternProperties": {"(": {}}}' } } } },
      inRestApi('models', 'Pet', 'schema'),
    ],
  },
  alsoSound: {
    'looking around and back': {
      api: {
        models: { Pet: { name: 'Pet', schema: '{"pattern": "^(?!x)(a)\\\\1$"}' } },
      },
    },
    'a property that is called pattern': {
      api: { models: { Pet: { name: 'Pet', schema: '{"properties": {"pattern": {}}}' } } },
    },
  },
})
