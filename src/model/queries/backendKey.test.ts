import { describe, expect, test } from 'vitest'
import { routeBackendReference } from './backendKey.ts'

const functionArn = 'arn:aws:lambda:us-east-1:111111111111:function:orders'

describe('the backend of an HTTP API integration', () => {
  test.each<[string, Partial<Parameters<typeof routeBackendReference>[0]>, string | undefined]>([
    ['a function ARN', { integrationUri: functionArn }, 'lambda:orders'],
    ['an ARN with an alias', { integrationUri: `${functionArn}:live` }, 'lambda:orders'],
    [
      'an invocation ARN',
      {
        integrationUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      },
      'lambda:orders',
    ],
    [
      'a URL',
      { integrationType: 'HTTP_PROXY', integrationUri: 'https://orders.example.com/a' },
      'http:orders.example.com',
    ],
    [
      'a listener',
      {
        integrationType: 'HTTP_PROXY',
        connectionType: 'VPC_LINK',
        integrationUri:
          'arn:aws:elasticloadbalancing:us-east-1:111111111111:listener/app/inner/1a2b/3c4d',
      },
      'http:inner',
    ],
    ['a queue', { integrationSubtype: 'SQS-SendMessage' }, 'aws:sqs'],
    ['a configuration', { integrationSubtype: 'AppConfig-GetConfiguration' }, 'aws:appconfig'],
    ['a subtype that does not exist', { integrationSubtype: 'constructor' }, undefined],
  ])('%s', (_what, integration, key) => {
    const reference = routeBackendReference({
      integrationType: 'AWS_PROXY',
      connectionType: 'INTERNET',
      ...integration,
    })
    expect(reference?.key).toBe(key)
  })
})
