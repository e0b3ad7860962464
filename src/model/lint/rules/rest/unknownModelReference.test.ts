import { inApi, testRule } from '../../testRule.ts'

testRule('unknownModelReference', {
  at: inApi('models', 'Pets', 'schema'),
  alsoFound: {
    'a definition that is missing': [
      {
        api: {
          models: {
            Pet: { name: 'Pet', schema: '{"properties": {"a": {"$ref": "#/definitions/A"}}}' },
          },
        },
      },
      inApi('models', 'Pet', 'schema'),
    ],
  },
  alsoSound: {
    'a definition that is there, and the schema itself': {
      api: {
        models: {
          Pet: {
            name: 'Pet',
            schema:
              '{"definitions": {"A": {}}, "properties": {"a": {"$ref": "#/definitions/A"}, "b": {"$ref": "#"}}}',
          },
        },
      },
    },
    'a property named $ref': {
      api: {
        models: {
          Pet: { name: 'Pet', schema: '{"properties": {"$ref": {"type": "string"}}}' },
        },
      },
    },
  },
})
