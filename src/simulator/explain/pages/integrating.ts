import type { ServicePage } from './page.ts'

/** From the method request to the backend. */
export const integrating = {
  'Request validation': {
    title: 'Request validation',
    text: [
      'The request validator of the method checks the parameters that the method declares as required, each of which must be there and not blank; names of headers are compared with their case. Then it checks the body against the model of its content type, JSON Schema draft 4.',
      'Without a Content-Type the model of `application/json` counts, and the model of `$default` for every other type. A type without a model is not checked. An empty body is checked as `{}`.',
      'The client is told 400 with the missing parameters, or `Invalid request body`; what is wrong with the body stands in the log, and in `$context.error.validationErrorString`.',
    ],
    advice: 'Compare the body with the model under Method request; the complaint names the member.',
    guide: 'api-gateway-method-request-validation',
  },
  'API caching': {
    title: 'API caching',
    text: [
      'A stage with a cache keeps answers for their TTL, 300 seconds unless set, at first of GET methods alone. The key is the resource with the parameters that the integration names as cache keys: what is not named makes no difference, so callers share an answer.',
      'A client that may do so throws an entry out with `Cache-Control: max-age=0`. One that may not is refused, or its wish is passed over, as the setting of the method says.',
    ],
    advice:
      'Name every parameter, and every header such as `Authorization`, that the answer depends on as a cache key.',
    guide: 'api-gateway-caching',
  },
  'Integration passthrough behaviors': {
    title: 'Integration passthrough behaviors',
    text: [
      'The request template is chosen by the Content-Type of the request, without its parameters; a request without one counts as `application/json`. The template of `$default` stands for types that have none. Where there is neither, the passthrough behaviour decides: `WHEN_NO_MATCH` passes the body on as it came, `WHEN_NO_TEMPLATES` only if the integration has no template at all, `NEVER` not at all. What is not passed on is answered with 415.',
      'Proxy integrations always pass the body on.',
    ],
    advice:
      'Use `NEVER` where a template guards the backend: another Content-Type walks around it otherwise.',
    guide: 'integration-passthrough-behaviors',
  },
  'Mapping templates': {
    title: 'Mapping templates',
    text: [
      'A mapping template is written in Velocity and makes the body of the integration request, or of the answer. What fails in it, a method on nothing, a number that is none, ends the call with 500; the client is not told why.',
      'A reference without a value prints nothing. A loop makes 1,000 rounds, and a template has 300 KB, at the most.',
    ],
    advice:
      'Open the template at the line that is named, and run it step by step with the body of this call.',
    guide: 'models-mappings',
  },
  'Parameter mapping': {
    title: 'Parameter mapping',
    text: [
      'Mappings fill headers, query strings and path parameters of the integration request from the method request, stage variables, `$context` or a text between single quotes. A source that the request does not have leaves its target out, without an error.',
      'A mapping from the body reads it as JSON: a body that looks like JSON and is none is answered with 400 and `Invalid JSON in request body`.',
    ],
    advice: 'Spell header names as the client sends them: mappings compare them with their case.',
    guide: 'request-response-data-mappings',
  },
  'Restricted headers': {
    title: 'Restricted headers',
    text: [
      'Some headers belong to the service. A mapping to `Content-Length`, `Transfer-Encoding`, `X-Amzn-Trace-Id` or `x-amzn-apigateway-api-id`, and for AWS services also to `Authorization`, `Connection`, `Expect`, `Proxy-Authenticate` or `TE`, ends the call with 500. Some others are dropped in silence.',
      'A header value with a line break in it is refused, wherever it comes from.',
    ],
    advice: 'Take the mapping out, or send the value under a name of its own.',
    guide: 'api-gateway-known-issues',
  },
  'Override parameters': {
    title: 'Override parameters',
    text: [
      'A template may write to `$context.requestOverride.header`, `.path` and `.querystring`, and to `$context.responseOverride.status` and `.header`. What it writes takes the place of what the mappings gave. Each parameter may be overridden once: the second time ends the call with a 5XX.',
      'A status that is not a whole number from 100 to 599 is passed over.',
    ],
    advice: 'Work the value out in a variable first, and override at the end of the template.',
    guide: 'apigateway-override-request-response-parameters',
  },
  'Binary payloads': {
    title: 'Binary payloads',
    text: [
      'Whether a payload is binary is decided by its media type: the Content-Type of the request, or of the answer of the backend, and the first type of Accept, each looked up in `binaryMediaTypes` of the API. The content handling then converts: `CONVERT_TO_TEXT` makes base64 of bytes, `CONVERT_TO_BINARY` makes bytes of base64. A body that should become bytes and is not base64 gives 500.',
      'A template works on text alone: on bytes it gives 500.',
    ],
    advice:
      'Set `CONVERT_TO_TEXT` where a template meets a binary type. With `*/*` that is every method, the MOCK of OPTIONS too.',
    guide: 'api-gateway-payload-encodings',
  },
  'MOCK integrations': {
    title: 'MOCK integrations',
    text: [
      'A MOCK has no backend: its request template must give an object with `statusCode`, a whole number, by which the integration response is chosen. The body that the client gets comes from the response template.',
      'A template that gives no such number, or gives it as a text, is answered with 500.',
    ],
    advice: 'Let the request template print `{"statusCode": 200}`.',
    guide: 'how-to-mock-integration',
  },
  'Integration endpoint': {
    title: 'Integration endpoint',
    text: [
      'The address of an integration is put together from its `uri`, the mapped path parameters and the stage variables. What comes out must be a sound address on port 80, 443 or 1024 to 65535; for an AWS service an ARN with `path` or `action`. Anything else is a configuration that cannot work, and answered with 500.',
      'An API with a method that has no integration cannot be deployed.',
    ],
    advice:
      'Look for a stage variable that this stage does not set, and for a `{name}` that no mapping fills.',
    guide: 'api-gateway-integration-settings-integration-request',
  },
  Backends: {
    title: 'Backends',
    text: [
      'Behind an integration stands an HTTP endpoint, an AWS service, a Lambda function or nothing (MOCK). Here each answers as the design says: with one answer, or with the first of its cases that fits the call, after the time that it is said to take. An address can be asked for real if that is turned on.',
    ],
    advice: 'Open the backend to set what it answers, how late, and for which calls.',
    guide: 'api-gateway-api-integration-types',
  },
  'Private integrations': {
    title: 'Private integrations',
    text: [
      'A VPC link leads to a load balancer inside a VPC. The host of the `uri` is sent as Host and for TLS; where the call goes is what the link says. A link that is still being made, is being deleted or has failed gives 500, as does an integration that names none. A link that the design does not hold is taken to be there.',
    ],
    advice: 'Choose a VPC link of the account, or set the stage variable that names it.',
    guide: 'set-up-private-integration',
  },
  'Execution role': {
    title: 'Execution role',
    text: [
      'Calls of AWS services are signed with a role that API Gateway may assume: the credentials of the integration. `arn:aws:iam::*:user/*` takes the caller instead. Without a role that trusts `apigateway.amazonaws.com` the call ends with 500.',
    ],
    advice:
      'Let the trust policy of the role name `apigateway.amazonaws.com`, and its permissions the action that is called.',
    guide: 'api-gateway-integration-settings-integration-request',
  },
  'Lambda permissions': {
    title: 'Lambda permissions',
    text: [
      'A function is called either with a role of the integration, or because the policy of the function lets `apigateway.amazonaws.com` call it for this API, stage and method. Where neither does, the client gets 500 and the log says `Invalid permissions on Lambda function`.',
      'Functions are called with POST, whatever the client used.',
    ],
    advice:
      'Add the permission for this method to the function: the export to CloudFormation writes it.',
    guide: 'permissions',
  },
  'Lambda proxy output format': {
    title: 'Lambda proxy output format',
    text: [
      'A proxy function answers with an object of `statusCode`, `headers`, `multiValueHeaders`, `body` and `isBase64Encoded`, and nothing beside them. `body` is a text, so an object has to be turned into JSON first. Anything else, an error of the function too, is answered with 502 and `Internal server error`.',
      'Integration responses and templates have no part in it.',
    ],
    advice: 'Return `{ statusCode: 200, headers: {}, body: JSON.stringify(value) }`.',
    guide: 'set-up-lambda-proxy-integrations',
  },
  'Lambda streaming output format': {
    title: 'Lambda streaming output format',
    text: [
      'A function whose answer is streamed writes metadata as JSON, eight bytes of zero, and then the body as it is. The metadata may hold `statusCode`, `headers`, `multiValueHeaders` and `cookies`, and have to end within 16 KB. Anything else is answered with 502 and `Internal server error`.',
      'The URI that calls such a function ends with `/response-streaming-invocations`.',
    ],
    advice:
      'Begin the stream with `awslambda.HttpResponseStream.from(stream, { statusCode: 200, headers: {} })`.',
    guide: 'response-transfer-mode-lambda',
  },
  'Response streaming': {
    title: 'Response streaming',
    text: [
      'With the response transfer mode `STREAM` the answer of an `HTTP_PROXY` or `AWS_PROXY` integration goes to the client as it comes: of any size and kind of bytes, for up to 15 minutes. It is neither cached nor packed. A stream that pauses too long ends: after 30 seconds for an edge-optimized API, after 5 minutes for others.',
    ],
    advice: 'Choose `BUFFERED` where the answer has to be cached or packed.',
    guide: 'response-transfer-mode',
  },
  'TLS verification': {
    title: 'TLS verification',
    text: [
      'The certificate of an HTTPS backend has to be issued by an authority that API Gateway trusts. `insecureSkipVerification` takes certificates of private authorities too; date, host name and a root still have to be right.',
    ],
    advice: 'Give the backend a certificate of a public authority, and leave the verification on.',
    guide: 'api-gateway-swagger-extensions-integration-tls-config',
  },
  'Integration timeout': {
    title: 'Integration timeout',
    text: [
      'The backend has as long as `timeoutInMillis` says, 29 seconds unless set. Then the client gets 504 and `Endpoint request timed out`; what the backend goes on doing nobody waits for. A backend that cannot be reached gives 504 and `Network error communicating with endpoint`.',
    ],
    advice:
      'Answer at once and do the work later: call the function with `X-Amz-Invocation-Type: Event`, or put a queue between.',
    guide: 'limits',
  },
} satisfies Readonly<Record<string, ServicePage>>
