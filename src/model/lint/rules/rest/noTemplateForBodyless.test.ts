import { inMethod, testRule } from '../../testRule.ts'

testRule('noTemplateForBodyless', {
  at: inMethod('GET /pets', 'integration', 'requestTemplates'),
  alsoSound: {
    'a method with a body': {
      methods: {
        'POST /pets': {
          integration: {
            requestTemplates: { 'application/xml': '<all/>' },
            passthroughBehavior: 'NEVER',
          },
        },
      },
    },
  },
})
