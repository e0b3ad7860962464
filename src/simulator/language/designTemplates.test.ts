import { expect, test } from 'vitest'
import { designOf, mockOf } from '../pipeline/rest/testDesign.ts'
import { templateFacts, templateMethod, templateProblemAt, templatesOf } from './designTemplates.ts'

const integration = {
  type: 'HTTP',
  httpMethod: 'POST',
  uri: 'https://pets.example.com/',
  requestParameters: { 'integration.request.header.content-type': "'text/xml'" },
  requestTemplates: { 'application/json': '<a/>' },
  integrationResponses: {
    200: { statusCode: '200', responseTemplates: { 'text/plain': 'b' } },
  },
}
const design = designOf(
  { 'POST /pets': { integration }, 'GET /': mockOf('c'), 'PUT /pets': {} },
  {
    stages: {
      dev: { stageName: 'dev', variables: { env: 'dev', only: '1' } },
      prod: { stageName: 'prod', variables: { env: 'prod' } },
    },
    gatewayResponses: {
      DEFAULT_4XX: {
        responseType: 'DEFAULT_4XX',
        responseTemplates: { 'application/json': 'd' },
      },
    },
  },
)
const at = ['apis', 'api1', 'resources', 'pets', 'methods', 'POST', 'integration']
const requestAt = [...at, 'requestTemplates', 'application/json']
const responseAt = [...at, 'integrationResponses', '200', 'responseTemplates', 'text/plain']
const gatewayAt = [
  ...['apis', 'api1', 'gatewayResponses', 'DEFAULT_4XX', 'responseTemplates'],
  'application/json',
]

test('every mapping template is found with its address, and none of a gateway response', () => {
  const found = templatesOf(design)
  expect(found.map(({ text }) => text).sort()).toEqual(['<a/>', 'b', 'c', '{"statusCode": 200}'])
  expect(found).toContainEqual({ at: requestAt, text: '<a/>' })
  expect(found).toContainEqual({ at: responseAt, text: 'b' })
})

test('a request template makes what its mapping sends, any other one what it is kept under', () => {
  expect(templateFacts(design, requestAt)).toEqual({
    where: 'request',
    protocol: 'REST',
    contentType: 'text/xml',
    stageVariables: ['env', 'only'],
  })
  expect(templateFacts(design, responseAt)).toMatchObject({
    where: 'response',
    contentType: 'text/plain',
  })
  expect(templateFacts(design, gatewayAt)).toMatchObject({
    where: 'gatewayResponse',
    contentType: 'application/json',
  })
})

test('a template belongs to its method, those of gateway responses and of nothing to none', () => {
  expect(templateMethod(design, requestAt)?.httpMethod).toBe('POST')
  expect(templateMethod(design, gatewayAt)).toBeUndefined()
  expect(templateMethod(design, ['apis', 'none'])).toBeUndefined()
  expect(templateFacts(design, ['apis', '__proto__', 'x'])).toMatchObject({ stageVariables: [] })
})

test('a finding becomes a problem at the line and column of its template', () => {
  const finding = { code: 'vtl/unclosed-string', message: 'The text is not closed', line: 2 }
  expect(templateProblemAt({ ...finding, severity: 'error', column: 3 }, requestAt)).toEqual({
    code: 'vtl/unclosed-string',
    message: 'The mapping template cannot be read: The text is not closed.',
    severity: 'error',
    at: requestAt,
    position: { line: 2, column: 3 },
  })
})
