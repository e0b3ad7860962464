import { describe, expect, it } from 'vitest'
import { Payload } from '../../message/payload.ts'
import { authorizerEventOne, authorizerEventTwo, eventOne, eventTwo } from './lambdaEvent.ts'
import type { HttpEventSource } from './lambdaEvent.ts'

const source: HttpEventSource = {
  accountId: '123456789012',
  apiId: 'api0000001',
  stage: '$default',
  domainName: 'api0000001.execute-api.us-east-1.amazonaws.com',
  requestId: 'JKJaXmPLvHcESHA=',
  startedAt: Date.UTC(2026, 2, 12, 19, 3, 58),
  method: 'POST',
  rawPath: '/pets/7',
  rawQueryString: '',
  query: [],
  headers: [
    ['accept', '*/*'],
    ['host', 'api0000001.execute-api.us-east-1.amazonaws.com'],
  ],
  sourceIp: '192.0.2.1',
  userAgent: 'curl/8',
  routeKey: 'POST /pets/{id}',
  pathParameters: {},
  stageVariables: {},
  body: Payload.ofText(''),
}

/** The event as plain JSON. */
const shown = (event: unknown) => JSON.parse(JSON.stringify(event)) as Record<string, unknown>

describe('an event of format 2.0', () => {
  it('leaves out what has no value, in the service’s order', () => {
    const event = shown(eventTwo(source))
    expect(Object.keys(event)).toEqual([
      'version',
      'routeKey',
      'rawPath',
      'rawQueryString',
      'headers',
      'requestContext',
      'isBase64Encoded',
    ])
    expect(event['requestContext']).toEqual({
      accountId: '123456789012',
      apiId: 'api0000001',
      domainName: 'api0000001.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'api0000001',
      http: {
        method: 'POST',
        path: '/pets/7',
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'curl/8',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: 'POST /pets/{id}',
      stage: '$default',
      time: '12/Mar/2026:19:03:58 +0000',
      timeEpoch: Date.UTC(2026, 2, 12, 19, 3, 58),
    })
  })

  it('joins values of one name with commas and lists cookies apart', () => {
    const event = shown(
      eventTwo({
        ...source,
        rawQueryString: 'a=1&a=2&b=x%20y',
        query: [
          ['a', '1'],
          ['a', '2'],
          ['b', 'x y'],
        ],
        headers: [
          ['X-Many', '1'],
          ['cookie', 'a=1; b=2'],
          ['x-many', '2'],
        ],
        pathParameters: { id: '7' },
        stageVariables: { env: 'dev' },
      }),
    )
    expect(event).toMatchObject({
      rawQueryString: 'a=1&a=2&b=x%20y',
      cookies: ['a=1', 'b=2'],
      headers: { 'x-many': '1,2' },
      queryStringParameters: { a: '1,2', b: 'x y' },
      pathParameters: { id: '7' },
      stageVariables: { env: 'dev' },
    })
    expect(event['headers']).not.toHaveProperty('cookie')
  })

  it.each([
    ['application/json', '{"a":1}', '{"a":1}', false],
    ['text/plain; charset=utf-8', 'x', 'x', false],
    [undefined, 'x', 'x', false],
    ['application/vnd.api+json', '{}', '{}', false],
    ['application/x-www-form-urlencoded', 'a=1', 'a=1', false],
    ['image/png', 'x', 'eA==', true],
    ['multipart/form-data; boundary=b', 'x', 'eA==', true],
  ])('has a body of %s as text or base64', (type, text, body, isBase64Encoded) => {
    const event = eventTwo({
      ...source,
      headers: type === undefined ? [] : [['content-type', type]],
      body: Payload.ofText(text),
    })
    expect(event).toMatchObject({ body, isBase64Encoded })
  })

  it('shows the caller by the kind of authorization', () => {
    const authorizer = (value: HttpEventSource['authorizer']) =>
      shown(eventTwo({ ...source, ...(value && { authorizer: value }) }))['requestContext']
    expect(authorizer({ kind: 'jwt', claims: { exp: '1' }, scopes: null })).toMatchObject({
      authorizer: { jwt: { claims: { exp: '1' }, scopes: null } },
    })
    expect(authorizer({ kind: 'lambda', context: null })).toMatchObject({
      authorizer: { lambda: null },
    })
    expect(authorizer({ kind: 'lambda', context: { n: 1, list: [1] } })).toMatchObject({
      authorizer: { lambda: { n: 1, list: [1] } },
    })
    expect(authorizer({ kind: 'iam', iam: { accessKey: 'AKIA' } })).toMatchObject({
      authorizer: { iam: { accessKey: 'AKIA' } },
    })
    expect(authorizer(undefined)).not.toHaveProperty('authorizer')
  })
})

describe('an event of format 1.0', () => {
  it('has null where there is no value, and all values of a name', () => {
    const event = shown(
      eventOne({
        ...source,
        query: [
          ['a', '1'],
          ['a', '2'],
        ],
      }),
    )
    expect(Object.keys(event)).toEqual([
      'version',
      'resource',
      'path',
      'httpMethod',
      'headers',
      'multiValueHeaders',
      'queryStringParameters',
      'multiValueQueryStringParameters',
      'requestContext',
      'pathParameters',
      'stageVariables',
      'body',
      'isBase64Encoded',
    ])
    expect(event).toMatchObject({
      resource: '/pets/{id}',
      queryStringParameters: { a: '2' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
      pathParameters: null,
      stageVariables: null,
      body: null,
      requestContext: {
        authorizer: { claims: null, scopes: null },
        extendedRequestId: 'JKJaXmPLvHcESHA=',
        resourceId: null,
        resourcePath: '/pets/{id}',
      },
    })
  })
})

describe('the event of a Lambda authorizer', () => {
  it('lists the identity sources in format 2.0 and has no body', () => {
    const routeArn = 'arn:aws:execute-api:us-east-1:123456789012:api0000001/$default/POST/pets/7'
    const event = shown(
      authorizerEventTwo(
        { ...source, body: Payload.ofText('x') },
        { routeArn, identitySource: ['Bearer foo'] },
      ),
    )
    expect(Object.keys(event)).toEqual([
      'version',
      'type',
      'routeArn',
      'identitySource',
      'routeKey',
      'rawPath',
      'rawQueryString',
      'headers',
      'requestContext',
    ])
    expect(event).toMatchObject({ type: 'REQUEST', routeArn, identitySource: ['Bearer foo'] })
  })

  it('joins them in format 1.0', () => {
    const event = shown(
      authorizerEventOne(source, { methodArn: 'arn', identitySource: ['user1', '123'] }),
    )
    expect(event).toMatchObject({
      version: '1.0',
      methodArn: 'arn',
      identitySource: 'user1,123',
      authorizationToken: 'user1,123',
      pathParameters: {},
    })
  })
})
