import { inMethod, testRule } from '../../testRule.ts'

testRule('templateOnBinary', {
  at: inMethod('OPTIONS /pets', 'integration', 'requestTemplates', 'application/json'),
  alsoSound: {
    'a binary type without a template': {
      methods: {
        'PUT /pets': {
          integration: {
            requestTemplates: { 'application/json': '{}' },
            passthroughBehavior: 'WHEN_NO_MATCH',
          },
        },
      },
      api: { binaryMediaTypes: ['image/png'] },
    },
  },
})
