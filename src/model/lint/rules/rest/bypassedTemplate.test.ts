import { inMethod, testRule } from '../../testRule.ts'

testRule('bypassedTemplate', {
  at: inMethod('POST /pets', 'integration', 'passthroughBehavior'),
  alsoSound: {
    'a method without a body': {
      methods: {
        'GET /pets': { integration: { requestTemplates: { 'application/json': '{}' } } },
      },
    },
  },
})
