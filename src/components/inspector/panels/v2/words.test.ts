import { describe, expect, it } from 'vitest'
import { serviceIntegration } from '../../../../model/index.ts'
import type { RouteIntegration } from '../../../../model/index.ts'
import { accessLogFormats } from './accessLogFormats.ts'
import { integrationLabel, integrationWords } from './integrationWords.ts'
import { invokeUrl } from './invokeUrl.ts'

const base: RouteIntegration = {
  id: 'i',
  integrationType: 'HTTP_PROXY',
  connectionType: 'INTERNET',
  requestParameters: {},
  responseParameters: {},
  requestTemplates: {},
  integrationResponses: {},
}

describe('the words for an integration', () => {
  it.each([
    [
      { integrationUri: 'https://a.example/x', integrationMethod: 'GET' },
      'GET https://a.example/x',
    ],
    [{ integrationUri: 'https://a.example/x' }, 'ANY https://a.example/x'],
    [
      {
        integrationType: 'AWS_PROXY',
        integrationUri: 'arn:aws:lambda:eu-west-1:111122223333:function:price:live',
      },
      'Lambda price',
    ],
    [
      {
        connectionType: 'VPC_LINK',
        integrationUri:
          'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/inner/1/2',
      },
      'Private inner',
    ],
    [serviceIntegration('SQS-SendMessage'), 'SQS-SendMessage'],
    [{ integrationType: 'MOCK' }, 'Mock'],
  ] satisfies [Partial<RouteIntegration>, string][])('name what %j calls', (settings, words) => {
    expect(integrationWords({ ...base, ...settings })).toBe(words)
  })

  it('are its description, when it has one', () => {
    expect(integrationLabel({ ...base, description: 'Prices' })).toBe('Prices')
    expect(integrationLabel({ ...base, description: '  ', integrationUri: 'https://a' })).toBe(
      'ANY https://a',
    )
  })
})

describe('the invoke URL', () => {
  it('ends with the stage, except for $default', () => {
    expect(invokeUrl({ id: 'x1', protocol: 'HTTP' }, '$default', 'eu-west-1')).toBe(
      'https://x1.execute-api.eu-west-1.amazonaws.com',
    )
    expect(invokeUrl({ id: 'x1', protocol: 'HTTP' }, 'dev')).toBe(
      'https://x1.execute-api.us-east-1.amazonaws.com/dev',
    )
  })

  it('of a WebSocket API begins with wss', () => {
    expect(invokeUrl({ id: 'x1', protocol: 'WEBSOCKET' }, 'dev')).toMatch(/^wss:\/\/x1\./)
  })
})

describe('the formats of access logs', () => {
  it.each(['HTTP', 'WEBSOCKET'] as const)(
    'of %s all name the request and its route',
    (protocol) => {
      const formats = accessLogFormats[protocol]
      expect(formats.map(({ label }) => label)).toEqual(['JSON', 'CLF', 'XML', 'CSV'])
      for (const { format } of formats) {
        expect(format).toContain('$context.requestId')
        expect(format).toContain('$context.routeKey')
      }
      expect(() => JSON.parse(formats[0]?.format ?? '') as unknown).not.toThrow()
    },
  )
})
