import { inRestApi, testRule } from '../../testRule.ts'

const throttled = (responseParameters: Record<string, string>) => ({
  api: { gatewayResponses: { THROTTLED: { responseType: 'THROTTLED', responseParameters } } },
})
const parameterAt = (name: string) =>
  inRestApi('gatewayResponses', 'THROTTLED', 'responseParameters', name)
const authorizer = (more: Record<string, string>) => ({
  api: { authorizers: { z: { id: 'z', name: 'gate', providerARNs: [], ...more } } },
})
const identityAt = inRestApi('authorizers', 'z', 'identitySource')
const logging = (accessLogSettings: Record<string, string>) => ({
  api: { stages: { live: { stageName: 'live', accessLogSettings } } },
})
const destinationArn = 'arn:aws:logs:us-east-1:123456789012:log-group:calls'
const format = '$context.requestId $context.status'
const logAt = (name: string) => inRestApi('stages', 'live', 'accessLogSettings', name)

testRule('refusedSetting', {
  at: parameterAt('gatewayresponse.header.Retry-After'),
  alsoFound: {
    'a gateway response that maps a method response header': [
      throttled({ 'method.response.header.X-A': "'*'" }),
      parameterAt('method.response.header.X-A'),
    ],
    'a gateway response header that is read from the backend': [
      throttled({ 'gatewayresponse.header.X-A': 'integration.response.header.X-A' }),
      parameterAt('gatewayresponse.header.X-A'),
    ],
    'a token in the query string': [
      authorizer({ type: 'TOKEN', identitySource: 'method.request.querystring.token' }),
      identityAt,
    ],
    'a token in two headers': [
      authorizer({
        type: 'TOKEN',
        identitySource: 'method.request.header.A,method.request.header.B',
      }),
      identityAt,
    ],
    'a token of a user pool in the query string': [
      authorizer({ type: 'COGNITO_USER_POOLS', identitySource: 'method.request.querystring.jwt' }),
      identityAt,
    ],
    'an identity source that is the body': [
      authorizer({
        type: 'REQUEST',
        identitySource: 'method.request.header.A, method.request.body',
      }),
      identityAt,
    ],
    'an access log format of several lines': [
      logging({ destinationArn, format: '{\n "id": "$context.requestId"\n}' }),
      logAt('format'),
    ],
    'an access log format with a carriage return': [
      logging({ destinationArn, format: 'a\rb' }),
      logAt('format'),
    ],
    'an empty access log format': [logging({ destinationArn, format: '' }), logAt('format')],
    'an empty access log destination': [
      logging({ destinationArn: '', format }),
      logAt('destinationArn'),
    ],
  },
  alsoSound: {
    'a header from the error': throttled({ 'gatewayresponse.header.X-A': 'context.error.message' }),
    'a header from the request': throttled({
      'gatewayresponse.header.X-A': 'method.request.header.X-A',
    }),
    'a token in a header': authorizer({
      type: 'TOKEN',
      identitySource: 'method.request.header.X-Token_1.a',
    }),
    'all places of a REQUEST authorizer': authorizer({
      type: 'REQUEST',
      identitySource:
        'method.request.header.A, method.request.querystring.b,stageVariables.c,context.identity.sourceIp',
    }),
    'a line break at the end of the access log format': logging({
      destinationArn,
      format: `${format}\n`,
    }),
  },
})
