import type { ServicePage } from './page.ts'

/** From the backend's answer to the client. */
export const answering = {
  'Selection pattern': {
    title: 'Selection pattern',
    text: [
      'The integration response is the first, by its status code, whose selection pattern matches the whole value; the one without a pattern is the default. The value is the status of the backend, for HTTP, MOCK and AWS services. For a Lambda function it is the `errorMessage` of its answer, or an empty text where it has none: its status counts for nothing.',
      'Patterns are Java regular expressions. `Malformed` alone does not match `Malformed input`, and `.` does not match a line break. Where nothing matches and there is no default, the client gets 500.',
    ],
    advice: 'Write `Malformed.*` or `4\\d{2}`, and keep a default for what nobody thought of.',
    guide: 'handle-errors-in-lambda-integration',
  },
  'Integration response': {
    title: 'Integration response',
    text: [
      'The integration response sets the status that the client gets, fills the headers that the method response declares, and makes the body with the template for what the client accepts: the first type of Accept, else `application/json`, else the first template. Without a template the body of the backend passes unchanged.',
      'Headers of the backend that are not mapped do not reach the client.',
    ],
    advice:
      'Declare header and status in the method response, then map the header from `integration.response.header.NAME`.',
    guide: 'api-gateway-integration-settings-integration-response',
  },
  'Method response': {
    title: 'Method response',
    text: [
      'A method declares the statuses that it answers with, and their headers. An integration response with a status that is not declared gives 500.',
      'The service adds headers of its own: `x-amzn-RequestId`, `x-amz-apigw-id`, `Date`, `Content-Length`, `Connection`, and, but for MOCK and HTTP proxies, the trace id `X-Amzn-Trace-Id`.',
    ],
    advice: 'Add the status to the method response.',
    guide: 'api-gateway-method-settings-method-response',
  },
  'Header remapping': {
    title: 'Header remapping',
    text: [
      'Some headers of an answer belong to the service. They come out under another name, `x-amzn-Remapped-NAME`: always `Connection`, `Content-Length`, `Date`, `Server` and `WWW-Authenticate`, and where they are mapped also `Authorization`, `Host`, `User-Agent` and some more. `Transfer-Encoding` is dropped.',
    ],
    advice: 'Let the backend use a name of its own, or let the client read the remapped one.',
    guide: 'api-gateway-known-issues',
  },
  'Gateway responses': {
    title: 'Gateway responses',
    text: [
      'What the gateway answers by itself, before or instead of the backend, has one of 21 types, each with a status, headers and templates that can be set. A type that is not set takes what `DEFAULT_4XX` or `DEFAULT_5XX` say, else the built-in answer: `{"message": ...}` and the header `x-amzn-ErrorType`.',
      'Their templates are no Velocity: variables are put in their places and nothing else. Headers of CORS must be set here too, or a browser hides the error from the page.',
    ],
    advice: 'Set the type, or both defaults, under Gateway responses of the API.',
    guide: 'api-gateway-gatewayResponse-definition',
  },
} satisfies Readonly<Record<string, ServicePage>>
