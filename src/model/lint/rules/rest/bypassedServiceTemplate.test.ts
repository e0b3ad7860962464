import { inMethod, testRule } from '../../testRule.ts'

testRule('bypassedServiceTemplate', {
  at: inMethod('POST /pets', 'integration', 'passthroughBehavior'),
  alsoSound: {
    'a template for every type': {
      methods: {
        'POST /pets': {
          integration: {
            type: 'AWS',
            requestTemplates: { $default: '{}' },
            passthroughBehavior: 'WHEN_NO_MATCH',
          },
        },
      },
    },
    'a service that gets bodies as they are': {
      methods: {
        'PUT /pets': {
          integration: {
            type: 'AWS',
            uri: 'arn:aws:apigateway:us-east-1:s3:path/bucket/key',
            requestTemplates: {},
            passthroughBehavior: 'WHEN_NO_MATCH',
          },
        },
      },
    },
  },
})
