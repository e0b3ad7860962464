import type { Part } from '../../rule.ts'
import { inRouteIntegration, testRule } from '../../testRule.ts'

const returning = (result: Part | readonly string[]) => ({
  'lambda:pets': {
    key: 'lambda:pets',
    name: 'pets',
    kind: 'lambda',
    answer: { lambda: { result } },
  },
})

testRule('resultOfOtherFormat', {
  at: inRouteIntegration('GET /pets', 'payloadFormatVersion'),
  alsoFound: {
    'headers with several values in format 2.0': [
      {
        routes: { 'GET /pets': { integration: { integrationType: 'AWS_PROXY' } } },
        backends: returning({ statusCode: 200, multiValueHeaders: { a: ['1', '2'] } }),
      },
      inRouteIntegration('GET /pets', 'payloadFormatVersion'),
    ],
    'cookies in format 1.0': [
      {
        routes: {
          'GET /pets': {
            integration: { integrationType: 'AWS_PROXY', payloadFormatVersion: '1.0' },
          },
        },
        backends: returning({ statusCode: 200, cookies: ['a=1'] }),
      },
      inRouteIntegration('GET /pets', 'payloadFormatVersion'),
    ],
  },
  alsoSound: {
    'any JSON in format 2.0': {
      routes: { 'GET /pets': { integration: { integrationType: 'AWS_PROXY' } } },
      backends: returning(['Rex']),
    },
    'a function without a canned response': {
      routes: {
        'GET /pets': {
          integration: { integrationType: 'AWS_PROXY', payloadFormatVersion: '1.0' },
        },
      },
    },
  },
})
