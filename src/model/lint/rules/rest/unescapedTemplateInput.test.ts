import { inMethod, testRule } from '../../testRule.ts'

testRule('unescapedTemplateInput', {
  at: inMethod('GET /pets', 'integration', 'requestTemplates', 'application/json'),
  alsoFound: {
    'two values in one line of a response': [
      {
        methods: {
          'GET /pets': {
            integration: {
              type: 'MOCK',
              integrationResponses: {
                '200': {
                  statusCode: '200',
                  responseTemplates: {
                    'application/json':
                      '{"a": "${input.params("a")}", "b": "two: $input.params(\'b\')"}',
                  },
                },
              },
            },
          },
        },
      },
      inMethod(
        'GET /pets',
        'integration',
        'integrationResponses',
        '200',
        'responseTemplates',
        'application/json',
      ),
    ],
    'a member of the request body': [
      {
        methods: {
          'POST /pets': {
            integration: {
              requestTemplates: { 'application/json': '{\n  "name": "$input.path(\'$.name\')"\n}' },
            },
          },
        },
      },
      inMethod('POST /pets', 'integration', 'requestTemplates', 'application/json'),
    ],
  },
  alsoSound: {
    'a number outside of quotation marks': {
      methods: {
        'GET /pets': {
          integration: {
            requestTemplates: { 'application/json': '{"page": $input.params(\'page\')}' },
          },
        },
      },
    },
    'what a directive sets': {
      methods: {
        'GET /pets': {
          integration: {
            requestTemplates: {
              'application/json': '#set($kind = "$input.params(\'kind\')")\n{"a": 1}',
            },
          },
        },
      },
    },
    'JSON text, which brings its own quotation marks': {
      methods: {
        'GET /pets': {
          integration: {
            requestTemplates: { 'application/json': '{"name": $input.json(\'$.name\')}' },
          },
        },
      },
    },
    'an argument of a call': {
      methods: {
        'GET /pets': {
          integration: {
            requestTemplates: {
              'application/json': '{"id": "$util.urlEncode($input.params(\'id\'))"}',
            },
          },
        },
      },
    },
  },
})
