import { inMethod, testRule } from '../../testRule.ts'

testRule('templateNeverSelected', {
  at: inMethod('POST /pets', 'integration', 'requestTemplates', 'application/json; charset=utf-8'),
  alsoFound: {
    'a wildcard': [
      {
        methods: {
          'POST /pets': { integration: { requestTemplates: { 'text/*': '{}' } } },
        },
      },
      inMethod('POST /pets', 'integration', 'requestTemplates', 'text/*'),
    ],
  },
  alsoSound: {
    'a template for every other type': {
      methods: { 'POST /pets': { integration: { requestTemplates: { $default: '{}' } } } },
    },
  },
})
