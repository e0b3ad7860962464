import { inRestApi, testRule } from '../../testRule.ts'

testRule('unusedModel', {
  at: inRestApi('models', 'Pet'),
  alsoSound: {
    'a model that a used one refers to': {
      methods: {
        'GET /pets': {
          integration: { type: 'MOCK' },
          methodResponses: {
            '200': { statusCode: '200', responseModels: { 'application/json': 'Pets' } },
          },
        },
      },
      api: {
        models: {
          Pet: { name: 'Pet', schema: '{"type": "object"}' },
          Pets: {
            name: 'Pets',
            schema: '{"items": {"$ref": "https://apigateway.amazonaws.com/restapis/a/models/Pet"}}',
          },
        },
      },
    },
    'the models that every API has': {
      api: { models: { Empty: { name: 'Empty', schema: '{}' } } },
    },
  },
})
