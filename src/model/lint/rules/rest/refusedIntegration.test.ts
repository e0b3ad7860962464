import { inMethod, testRule } from '../../testRule.ts'

const place = (...rest: string[]) => inMethod('GET /pets', 'integration', ...rest)
const withIntegration = (integration: Readonly<Record<string, unknown>>) => ({
  methods: { 'GET /pets': { integration: integration as Record<string, string> } },
})
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:pets'
const invocation = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`
const responding = (source: string, target = 'method.response.header.X-A') =>
  withIntegration({
    type: 'MOCK',
    integrationResponses: {
      200: { statusCode: '200', responseParameters: { [target]: source } },
    },
  })
const responseAt = (target = 'method.response.header.X-A') =>
  place('integrationResponses', '200', 'responseParameters', target)
const requesting = (source: string) =>
  withIntegration({
    type: 'HTTP',
    requestParameters: { 'integration.request.header.X-A': source },
  })
const requestAt = place('requestParameters', 'integration.request.header.X-A')

testRule('refusedIntegration', {
  at: requestAt,
  alsoFound: {
    'a static value without quotes in a response': [responding('plain'), responseAt()],
    'a response header that is read from the request': [
      responding('method.request.header.X-A'),
      responseAt(),
    ],
    'a request header that is read from the response': [
      requesting('integration.response.header.X-A'),
      requestAt,
    ],
    'a quote that is not closed': [requesting("'open"), requestAt],
    'a target that is no header of the response': [
      responding("'a'", 'integration.response.header.X-A'),
      responseAt('integration.response.header.X-A'),
    ],
    'the ARN of a function as the URI': [
      withIntegration({ type: 'AWS_PROXY', uri: functionArn }),
      place('uri'),
    ],
    'a URL as the URI of a service': [
      withIntegration({ type: 'AWS', uri: 'https://example.com' }),
      place('uri'),
    ],
    'no URI of a function': [withIntegration({ type: 'AWS_PROXY', uri: '' }), place('uri')],
    'a timeout of less than 50 ms': [
      withIntegration({ type: 'MOCK', timeoutInMillis: 49 }),
      place('timeoutInMillis'),
    ],
    'an ARN as the URL of an HTTP backend': [
      withIntegration({ type: 'HTTP_PROXY', uri: invocation }),
      place('uri'),
    ],
    'a proxy of a table': [
      withIntegration({
        type: 'AWS_PROXY',
        uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query',
      }),
      place('uri'),
    ],
    'a template of no content type': [
      withIntegration({ type: 'HTTP', requestTemplates: { json: '{}' } }),
      place('requestTemplates', 'json'),
    ],
  },
  alsoSound: {
    'a function with its invocation ARN': withIntegration({ type: 'AWS_PROXY', uri: invocation }),
    'an ARN that CloudFormation fills in': withIntegration({
      type: 'AWS_PROXY',
      uri: 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations',
    }),
    'the name of a parameter of a template': withIntegration({ type: 'HTTP', uri: 'BackendUrl' }),
    'a URL in a stage variable': withIntegration({
      type: 'HTTP_PROXY',
      uri: '${stageVariables.url}/pets',
    }),
    'a header from the context': responding('context.requestId'),
    'a header from the body': responding('integration.response.body.items[0].id'),
  },
})
