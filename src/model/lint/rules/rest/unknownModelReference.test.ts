import { inRestApi, testRule } from '../../testRule.ts'

testRule('unknownModelReference', {
  at: inRestApi('models', 'Pets', 'schema'),
  alsoFound: {
    'a definition that is missing': [
      {
        api: {
          models: {
            Pet: { name: 'Pet', schema: '{"properties": {"a": {"$ref": "#/definitions/A"}}}' },
          },
        },
      },
      inRestApi('models', 'Pet', 'schema'),
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
