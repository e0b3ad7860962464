import { inMethod, testRule } from '../../testRule.ts'

testRule('unmappedPathVariable', {
  at: inMethod('GET /pets/{petId}', 'integration', 'uri'),
  alsoSound: {
    'a path that a template overrides': {
      methods: {
        'GET /pets': {
          integration: {
            uri: 'https://pets.example.com/pets/{petId}',
            passthroughBehavior: 'NEVER',
            requestTemplates: {
              'application/json': '#set($context.requestOverride.path.petId = "1"){}',
            },
          },
        },
      },
    },
    'a stage variable': {
      methods: { 'GET /pets': { integration: { uri: 'https://${stageVariables.host}/' } } },
    },
  },
})
