import { petsFunction } from '../../exampleParts.ts'
import { inMethod, testRule } from '../../testRule.ts'

testRule('shadowedPattern', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses', '502', 'selectionPattern'),
  alsoFound: {
    'a pattern that matches no status': [
      {
        methods: {
          'GET /pets': {
            integration: {
              integrationResponses: {
                '200': { statusCode: '200' },
                '500': { statusCode: '500', selectionPattern: '5xx' },
              },
            },
          },
        },
      },
      inMethod('GET /pets', 'integration', 'integrationResponses', '500', 'selectionPattern'),
    ],
    'a second default': [
      {
        methods: {
          'GET /pets': {
            integration: {
              integrationResponses: {
                '200': { statusCode: '200' },
                '201': { statusCode: '201' },
                '502': { statusCode: '502', selectionPattern: '[45]..' },
              },
            },
          },
        },
      },
      inMethod('GET /pets', 'integration', 'integrationResponses', '201', 'selectionPattern'),
    ],
  },
  alsoSound: {
    'patterns that share a part': {
      methods: {
        'GET /pets': {
          integration: {
            integrationResponses: {
              '200': { statusCode: '200' },
              '404': { statusCode: '404', selectionPattern: '404' },
              '502': { statusCode: '502', selectionPattern: '[45]..' },
            },
          },
        },
      },
    },
    'words that a function fails with': {
      methods: {
        'GET /pets': {
          integration: {
            type: 'AWS',
            uri: petsFunction,
            integrationResponses: {
              '200': { statusCode: '200' },
              '404': { statusCode: '404', selectionPattern: 'Not found.*' },
            },
          },
        },
      },
    },
  },
})
