import { describe, expect, test } from 'vitest'
import { gatewayResponseTypes } from '../../../model/index.ts'
import type { CustomisedGatewayResponses, GatewayResponseType } from '../../../model/index.ts'
import type { MappingSources } from './expressions.ts'
import { renderGatewayResponse } from './gatewayResponse.ts'
import { designOf, headerOf, mockOf, send, textOf } from './testDesign.ts'

const sources: MappingSources = {
  headers: [['X-Who', 'me']],
  query: [['q', 'asked']],
  pathParameters: { id: '7' },
  stageVariables: { env: 'test' },
  context: { requestId: 'r1', identity: { sourceIp: '192.0.2.1' }, path: '/dev/a' },
  body: () => '{"a": 1}',
}

/** Each type with its status, the text of the service, and the exception that it names. */
const types: readonly (readonly [GatewayResponseType, number, string, string | undefined])[] = [
  ['ACCESS_DENIED', 403, '{"Message":"m"}', 'AccessDeniedException'],
  ['API_CONFIGURATION_ERROR', 500, '{"message": "m"}', 'InternalServerErrorException'],
  ['AUTHORIZER_CONFIGURATION_ERROR', 500, '{"message":"m"}', 'AuthorizerConfigurationException'],
  ['AUTHORIZER_FAILURE', 500, '{"message":"m"}', 'AuthorizerFailureException'],
  ['BAD_REQUEST_BODY', 400, '{"message": "m"}', 'BadRequestException'],
  ['BAD_REQUEST_PARAMETERS', 400, '{"message": "m"}', 'BadRequestException'],
  ['DEFAULT_4XX', 400, '{"message": "m"}', 'BadRequestException'],
  ['DEFAULT_5XX', 500, '{"message": "m"}', 'InternalServerErrorException'],
  ['EXPIRED_TOKEN', 403, '{"message":"m"}', 'ExpiredTokenException'],
  ['INTEGRATION_FAILURE', 504, '{"message": "m"}', 'InternalServerErrorException'],
  ['INTEGRATION_TIMEOUT', 504, '{"message": "m"}', 'InternalServerErrorException'],
  ['INVALID_API_KEY', 403, '{"message":"m"}', 'ForbiddenException'],
  ['INVALID_SIGNATURE', 403, '{"message":"m"}', 'InvalidSignatureException'],
  ['MISSING_AUTHENTICATION_TOKEN', 403, '{"message":"m"}', 'MissingAuthenticationTokenException'],
  ['QUOTA_EXCEEDED', 429, '{"message":"m"}', 'LimitExceededException'],
  ['REQUEST_TOO_LARGE', 413, 'm', undefined],
  ['RESOURCE_NOT_FOUND', 404, '{"message":"m"}', 'NotFoundException'],
  ['THROTTLED', 429, '{"message":"m"}', 'TooManyRequestsException'],
  ['UNAUTHORIZED', 401, '{"message":"m"}', 'UnauthorizedException'],
  ['UNSUPPORTED_MEDIA_TYPE', 415, '{"message": "m"}', 'BadRequestException'],
  ['WAF_FILTERED', 403, '{"message":"m"}', 'ForbiddenException'],
]

const failureOf = (type: string, status: number) => ({
  type,
  status,
  message: 'm',
  validationErrorString: 'detail',
})
const render = (
  customised: CustomisedGatewayResponses,
  type: string,
  status: number,
  accepted?: string,
) => renderGatewayResponse(customised, failureOf(type, status), sources, accepted)
const own = (responseType: GatewayResponseType, more: object = {}) => ({
  [responseType]: { responseType, responseParameters: {}, responseTemplates: {}, ...more },
})

test('all types are told of', () => {
  expect(types.map(([type]) => type).sort()).toEqual([...gatewayResponseTypes].sort())
})

describe.each(types)('%s', (type, status, body, errorType) => {
  const family = status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'
  const cannotBeCustomised = type === 'REQUEST_TOO_LARGE'

  test(`is ${status} with the exception ${errorType ?? 'that is none'}`, () => {
    const plain = render({}, type, status)
    expect(plain).toMatchObject({ status, body })
    const headers = Object.fromEntries(plain.headers)
    expect(headers['x-amzn-ErrorType']).toBe(errorType)
    expect(headers['Content-Type']).toBe(cannotBeCustomised ? 'text/plain' : 'application/json')
  })
  test('is answered by its family where it is not customised itself', () => {
    const template = { 'application/json': '$context.error.responseType' }
    const more = { statusCode: '418', responseTemplates: template }
    const byFamily = render(own(family, more), type, status)
    const other = family === 'DEFAULT_4XX' ? 'DEFAULT_5XX' : 'DEFAULT_4XX'
    const byOther = render(own(other, more), type, status)
    expect(byFamily).toMatchObject(
      cannotBeCustomised ? { status, body } : { status: 418, body: type, customisedBy: family },
    )
    expect(byOther).toMatchObject({ status, body })
  })
  test('keeps its status and its body where its family sets only headers', () => {
    const more = { responseParameters: { 'gatewayresponse.header.X': "'y'" } }
    const said = render(own(family, more), type, status)
    expect(said).toMatchObject({ status, body })
    expect(said.headers.some(([name]) => name === 'X')).toBe(!cannotBeCustomised)
  })
  test('is answered by its own definition before its family is asked', () => {
    const both = { ...own(family, { statusCode: '400' }), ...own(type, { statusCode: '422' }) }
    expect(render(both, type, status).status).toBe(cannotBeCustomised ? status : 422)
  })
})

describe('a template of a gateway response', () => {
  const filled = (template: string) =>
    render(
      own('BAD_REQUEST_BODY', { responseTemplates: { 'application/json': template } }),
      'BAD_REQUEST_BODY',
      400,
    ).body
  test.each([
    ['$context.error.message', 'm'],
    ['$context.error.messageString', '"m"'],
    ['$context.error.responseType', 'BAD_REQUEST_BODY'],
    ['$context.error.validationErrorString', 'detail'],
    ['$context.requestId', 'r1'],
    ['${context.requestId}!', 'r1!'],
    ['$context.identity.sourceIp', '192.0.2.1'],
    ['$context.identity.user', ''],
    ['$context.nothing', ''],
    ['$stageVariables.env', 'test'],
    ['$stageVariables.gone', ''],
    ['$method.request.header.X-Who', 'me'],
    ['$method.request.querystring.q', 'asked'],
    ['$method.request.path.id', '7'],
    ['$method.request.path.__proto__', ''],
    ['#set($x = 1)$x', '#set($x = 1)$x'],
    ['$input.body $util.urlEncode("a b")', '$input.body $util.urlEncode("a b")'],
    ['costs $5 and {$context.requestId}', 'costs $5 and {r1}'],
  ])('%s gives %j', (template, text) => {
    expect(filled(template)).toBe(text)
  })
  test('is chosen by what the client accepts', () => {
    const responseTemplates = { 'application/json': 'json', 'application/xml': 'xml' }
    const customised = own('THROTTLED', { responseTemplates })
    const body = (accepted?: string) => render(customised, 'THROTTLED', 429, accepted).body
    expect([body(), body('application/xml'), body('text/csv')]).toEqual(['json', 'xml', 'json'])
  })
})

test.each([
  ["'fixed'", 'fixed'],
  ['method.request.header.X-Who', 'me'],
  ['method.request.querystring.q', 'asked'],
  ['method.request.path.id', '7'],
  ['method.request.multivalueheader.X-Who', 'me'],
  ['method.request.multivaluequerystring.q', 'asked'],
  ['method.request.body', '{"a": 1}'],
  ['method.input.params.id', '7'],
  ['method.input.params.q', 'asked'],
  ['method.input.params.X-Who', 'me'],
  ['context.requestId', 'r1'],
  ['stageVariables.env', 'test'],
  ['context.error.message', 'm'],
  ['context.error.messageString', '"m"'],
  ['context.error.responseType', 'THROTTLED'],
  ['context.error.validationErrorString', 'detail'],
  ['context.error', undefined],
  ['method.request.header.Gone', undefined],
  ['integration.response.header.X-Who', undefined],
])('a header of a gateway response can be %s', (expression, value) => {
  const responseParameters = { 'gatewayresponse.header.X': expression }
  const said = render(own('THROTTLED', { responseParameters }), 'THROTTLED', 429)
  expect(Object.fromEntries(said.headers)['X']).toBe(value)
})

test('parameters of a gateway response that are no headers make none', () => {
  const responseParameters = {
    'gatewayresponse.path.header.X': "'a'",
    'gatewayresponse.querystring.header.Y': "'b'",
    'gatewayresponse.header.Z.header.z': "'c'",
  }
  const said = render(own('THROTTLED', { responseParameters }), 'THROTTLED', 429)
  const names = said.headers.map(([name]) => name)
  expect(names).toContain('Z.header.z')
  expect(names).not.toContain('X')
  expect(names).not.toContain('Y')
})

test('a gateway response has the ids of the request, and no trace id', async () => {
  const regional = { endpointConfiguration: { types: ['REGIONAL'] } }
  const said = await send(designOf({}, regional), { path: '/nowhere' })
  expect(said.headers.map(([name]) => name)).toEqual([
    'Content-Type',
    'x-amzn-ErrorType',
    'x-amzn-RequestId',
    'x-amz-apigw-id',
    'Date',
    'Content-Length',
    'Connection',
  ])
  expect(headerOf(said, 'x-amz-apigw-id')).toMatch(/=$/)
})

describe('an error without a type of its own', () => {
  const customised = own('DEFAULT_4XX', {
    statusCode: '418',
    responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
  })
  test('of an ARN that is too long is answered by DEFAULT_4XX', async () => {
    const policy = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
    })
    const design = designOf({ 'GET /{p+}': mockOf('x') }, { policy, gatewayResponses: customised })
    const said = await send(design, { path: `/${'x'.repeat(1600)}` })
    expect([said.status, textOf(said)]).toEqual([418, '{"message":"Request URI too long"}'])
    expect(headerOf(said, 'x-amzn-ErrorType')).toBeUndefined()
  })
  test('of a bearer token for no route has no headers of the design', async () => {
    const headers = [['Authorization', 'Bearer x']] as const
    const said = await send(designOf({}, { gatewayResponses: customised }), { path: '/x', headers })
    expect([said.status, headerOf(said, 'Access-Control-Allow-Origin')]).toEqual([403, undefined])
  })
})
