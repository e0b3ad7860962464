import { inRouteIntegration, testRule } from '../../testRule.ts'

testRule('refusedRouteIntegration', {
  at: inRouteIntegration('GET /pets', 'requestParameters', 'append:header.Via'),
  alsoFound: {
    'an HTTP integration without a method': [
      { routes: { 'GET /pets': { integration: { integrationMethod: '' } } } },
      inRouteIntegration('GET /pets', 'integrationMethod'),
    ],
    'a timeout above 30 s': [
      { routes: { 'GET /pets': { integration: { timeoutInMillis: 30_001 } } } },
      inRouteIntegration('GET /pets', 'timeoutInMillis'),
    ],
    'a VPC link that is gone': [
      {
        routes: {
          'GET /pets': {
            integration: {
              connectionType: 'VPC_LINK',
              connectionId: 'gone',
              integrationUri:
                'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/1/2',
            },
          },
        },
      },
      inRouteIntegration('GET /pets', 'connectionId'),
    ],
    'an AWS service without its parameters': [
      {
        routes: {
          'POST /pets': {
            integration: {
              integrationType: 'AWS_PROXY',
              integrationSubtype: 'SQS-SendMessage',
              requestParameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/1/pets' },
            },
          },
        },
      },
      inRouteIntegration('POST /pets', 'requestParameters', 'MessageBody'),
    ],
    'a mapping that reads an unknown source': [
      {
        routes: {
          'GET /pets': { integration: { requestParameters: { 'append:header.a': '$input.a' } } },
        },
      },
      inRouteIntegration('GET /pets', 'requestParameters', 'append:header.a'),
    ],
  },
})
