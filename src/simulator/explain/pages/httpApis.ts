import type { ServicePage } from './page.ts'

/** How HTTP APIs respond, where they differ from REST APIs. */
export const httpApis = {
  'HTTP API stages': {
    title: 'Stages of an HTTP API',
    text: [
      'The stage whose name is the first part of the path answers. Without one the `$default` stage answers, which has no part in the path; an API without it returns 404.',
      'A stage with automatic deployment serves every change at once. Any other stage serves what was deployed to it last.',
    ],
    advice: 'Call the path with the name of the stage, or add a `$default` stage.',
    guide: 'http-api-stages',
  },
  'HTTP API routes': {
    title: 'Routes of an HTTP API',
    text: [
      'A route that matches method and path in full comes first, then one with a greedy path variable such as `{proxy+}`, then `$default`. A literal part wins over a variable, and a method over `ANY`.',
      'A path with another method is not a 405: without another match it is a 404 with the message `Not Found`.',
    ],
    advice: 'Add a route for the method and path, `ANY /{proxy+}`, or `$default`.',
    guide: 'http-api-develop-routes',
  },
  'HTTP API CORS': {
    title: 'CORS of an HTTP API',
    text: [
      'An API with CORS settings answers preflight requests itself, with 204 and before any route or authorizer. It needs the headers `Origin` and `Access-Control-Request-Method`.',
      'To other requests with an allowed `Origin` it adds its CORS headers. Those of the backend are discarded. A request from another origin is still forwarded, and gets no CORS headers.',
    ],
    advice: 'List the origin of the page under `allowOrigins`, with its scheme and without a path.',
    guide: 'http-api-cors',
  },
  'JWT authorizers': {
    title: 'JWT authorizers',
    text: [
      'The token comes from the identity source, with or without `Bearer`. Its signature must be RS256, RS384 or RS512 by the key of the issuer that has the `kid` of the token. Then `iss`, `aud` (or `client_id` when there is no `aud`), `exp`, `nbf` and `iat` are checked: any failure is a 401.',
      'A route with scopes requires one of them in `scope` or `scp`: without it the response is a 403.',
      'Here the keys are those of a user pool of the design, or the key set that was pasted for the issuer. An issuer without keys lets nobody through.',
    ],
    advice: 'Read `error_description` in the header `www-authenticate`, which names the check.',
    guide: 'http-api-jwt-authorizer',
  },
  'HTTP API authorizers': {
    title: 'Lambda authorizers of an HTTP API',
    text: [
      'The function is not called when an identity source is missing: that is a 401. A policy that does not allow the route, or `isAuthorized` false, is a 403. A function that fails, or a result in another form, is a 500.',
      'With format 2.0 and simple responses the result is `{"isAuthorized": true}`, else a policy. A result is cached by the identity sources, for every route of the authorizer, unless `$context.routeKey` is one of them.',
    ],
    advice: 'Compare the result with the payload format version of the authorizer.',
    guide: 'http-api-lambda-authorizer',
  },
  'HTTP API parameter mapping': {
    title: 'Parameter mapping of an HTTP API',
    text: [
      'Mappings append, overwrite or remove headers and query string parameters, and overwrite the path, before the backend is called. For each status of the backend others change its headers and its status.',
      'Values come from `$request`, `$response`, `$context` and `$stageVariables`, or are constants. Headers such as `Authorization`, `Forwarded` and `x-amz-*` are reserved: no mapping changes them.',
    ],
    advice: 'Write `append:header.name` with a value such as `$request.header.name`.',
    guide: 'http-api-parameter-mapping',
  },
  'HTTP API integrations': {
    title: 'Integrations of an HTTP API',
    text: [
      'HTTP APIs have proxy integrations alone: a function, an HTTP endpoint, a private integration through a VPC link, or an action of an AWS service. There are no mapping templates.',
      'An HTTP endpoint gets the headers, the query string and the body of the client. `X-Forwarded-*` headers become `Forwarded`. The `$default` route appends its path to the URI, and a private integration gets the path with the stage.',
      'A backend that does not respond within the timeout, 30 seconds at most, is a 503.',
    ],
    advice: 'Overwrite the path with `$request.path` where the backend must not see the stage.',
    guide: 'http-api-develop-integrations',
  },
  'HTTP API payload formats': {
    title: 'Payload formats of a function',
    text: [
      'A function gets an event of format 1.0 or 2.0. With 2.0 a result without `statusCode` is the body of a 200; with 1.0 it is an error, as is anything else that is not a response.',
      'An error of the function, and a malformed result, is a 500 with the message `Internal Server Error`.',
    ],
    advice: 'Return `statusCode`, `headers` and `body`, and with format 2.0 `cookies`.',
    guide: 'http-api-develop-integrations-lambda',
  },
  'HTTP API errors': {
    title: 'Errors of an HTTP API',
    text: [
      'What the API refuses it answers with `{"message": "…"}`. HTTP APIs have no gateway responses, so neither the body nor its headers can be set, but for the CORS headers.',
    ],
    advice:
      'Find the reason in the access log: `$context.error.message`, `$context.authorizer.error` and `$context.integrationErrorMessage`.',
    guide: 'http-api-logging-variables',
  },
} as const satisfies Readonly<Record<string, ServicePage>>
