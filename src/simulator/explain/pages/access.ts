import type { ServicePage } from './page.ts'

/** Who may call, and how often. */
export const access = {
  Authorization: {
    title: 'Authorization of a method',
    text: [
      'A method is open (`NONE`), wants a signed request (`AWS_IAM`), asks a Lambda authorizer (`CUSTOM`) or takes a token of a Cognito user pool (`COGNITO_USER_POOLS`). The resource policy of the API is asked beside it. API keys are no authorization: they say whose calls are counted.',
      'The preflight request of a browser carries no credentials, so OPTIONS has to stay open.',
    ],
    advice: 'Set the authorization under Method request, and call as somebody under Caller.',
    guide: 'apigateway-control-access-to-api',
  },
  Callers: {
    title: 'Callers',
    text: [
      'The console can call as somebody whom the design knows: it signs the request for an IAM principal, fetches a token for a user of a pool, and attaches an API key, as the code of a client would. The gateway then checks what it gets, and knows nothing of who was chosen.',
    ],
    advice: 'Choose the caller in the request; the trace shows the headers that were added.',
    guide: 'how-to-call-api',
  },
  'Resource policies': {
    title: 'Resource policies',
    text: [
      'The resource policy of an API says who may call which of its methods, from which addresses, accounts, VPCs or VPC endpoints. An explicit deny ends the call whatever else allows it.',
      'A method without authorization needs a policy that allows the call. Beside IAM either may allow it for a caller of the same account; for one of another account both must. A Lambda authorizer is not asked where the policy denies; after it either policy may allow the call. Beside a user pool the token is checked first, and then the resource policy alone has to allow the call.',
      'A private API needs a policy: without one nobody gets in. A changed policy takes effect with the next deployment.',
    ],
    advice:
      'Open the policy: each statement is told in a sentence, and the one that decided is named above.',
    guide: 'apigateway-authorization-flow',
  },
  'Policy evaluation': {
    title: 'Policy evaluation',
    text: [
      'Every statement whose action, resource, principal and conditions fit the call is read. One `Deny` is enough to refuse; else one `Allow` is enough to allow; with neither the call is denied implicitly.',
      'Resources are ARNs, `arn:aws:execute-api:region:account:apiId/stage/METHOD/path`, where `*` stands for any text and `?` for one character. A condition on a key that the call does not have does not fit, unless its operator ends in `IfExists` or is negated.',
    ],
    advice:
      'Compare the ARN of the call, part by part, with the `Resource` of the statement that should have allowed it.',
    guide: 'apigateway-control-access-using-iam-policies-to-invoke-api',
  },
  'Signature Version 4': {
    title: 'Signature Version 4',
    text: [
      'A method with `AWS_IAM` wants a signed request: the access key and a signature over method, path, query string, headers, body and date, in the `Authorization` header or in the query string. The gateway makes the signature again and compares.',
      'Without one the answer is 403 and `Missing Authentication Token`. A signature that differs, a date that is too far off or a session that has ended is refused in words of its own; a signature that differs is told the string that should have been signed.',
    ],
    advice:
      'Choose an IAM principal under Caller: the console signs for it. Outside, sign for the service `execute-api`, and sign exactly the bytes that are sent.',
    guide: 'api-gateway-control-access-using-iam-policies-to-invoke-api',
  },
  'Lambda authorizers': {
    title: 'Lambda authorizers',
    text: [
      'The function gets the token (type TOKEN) or the request (type REQUEST), and answers with a principal, a policy and, if it likes, a context of texts, numbers and booleans, which templates read as `$context.authorizer`.',
      'An error `Unauthorized` is answered with 401. Any other error, an answer that is no policy, a context that holds objects, or a function that cannot be called is the 500 of an authorizer that is set up wrongly. A policy that does not allow the method gives 403.',
    ],
    advice:
      'Run the test of the authorizer with the same token, and compare the `Resource` of its policy with the ARN of the method.',
    guide: 'apigateway-use-lambda-authorizer',
  },
  'Identity sources': {
    title: 'Identity sources',
    text: [
      'An authorizer names what identifies the caller: a header for types TOKEN and COGNITO_USER_POOLS; headers, query strings, stage variables or context values for type REQUEST, which needs some only while its answers are cached. A call that lacks one of them, or leaves it empty, is answered with 401 and the authorizer is not asked.',
      'They are the key of cached answers too: what is not named does not tell two callers apart.',
    ],
    advice:
      'Send every identity source, spelt as the authorizer spells it, and name everything that the answer depends on.',
    guide: 'configure-api-gateway-lambda-authorization',
  },
  'Token validation expression': {
    title: 'Token validation expression',
    text: [
      'A TOKEN authorizer may have a regular expression that the whole token must match. A token that does not is answered with 401, and the function is not called.',
      'An authorizer of user pools matches the audience of the token, its claim `aud`, instead. Access tokens have none, so every one of them is refused.',
    ],
    advice:
      'For type TOKEN match the header with its prefix: `Bearer` and the space are part of it.',
    guide: 'configure-api-gateway-lambda-authorization',
  },
  'Authorization caching': {
    title: 'Authorization caching',
    text: [
      'The answer of an authorizer is kept for its TTL, 300 seconds unless set, by the values of its identity sources. It is kept for the whole API and stage: a policy that allows only the method that was called first refuses every other one until it runs out.',
    ],
    advice: 'Let the function allow all methods that the caller may use, or set the TTL to 0.',
    guide: 'configure-api-gateway-lambda-authorization',
  },
  'Cognito user pools': {
    title: 'Cognito user pools',
    text: [
      'The token in the header is checked: signature and issuer of one of the pools, dates, and that it is an ID token or an access token. A method with scopes wants an access token that has one of them; a method without takes the token for an ID token. Anything else is answered with 401.',
      'Templates read the claims of the token as `$context.authorizer.claims`.',
    ],
    advice:
      'Choose a user of the pool under Caller: the console fetches a token for it, ID or access, with the scopes that you name.',
    guide: 'apigateway-integrate-with-cognito',
  },
  'API key source': {
    title: 'API key source',
    text: [
      'A method that requires an API key reads it from the header `X-API-Key`, or, where the source of the API is `AUTHORIZER`, takes the `usageIdentifierKey` that the Lambda authorizer gave. A key that is missing, unknown, disabled or in no usage plan of this stage is answered with 403 and `Forbidden`.',
    ],
    advice:
      'Attach a key under Caller, and see that a usage plan holds both the key and the stage.',
    guide: 'api-gateway-api-key-source',
  },
  'Usage plans': {
    title: 'Usage plans',
    text: [
      'A usage plan joins API keys with stages, and limits each key: a rate with a burst, a quota by day, week or month, and rates for single methods. A key may belong to one plan for a stage.',
      'Only methods that require a key count.',
    ],
    advice:
      'Add the stage to the plan, the key to the plan, and the requirement of a key to the method: all three are needed.',
    guide: 'api-gateway-api-usage-plans',
  },
  'Token bucket': {
    title: 'Throttling: a token bucket',
    text: [
      'Each limit is a bucket that holds `burstLimit` tokens and gets `rateLimit` new ones a second. A call takes one; an empty bucket answers 429 and `Too Many Requests`.',
      'Every bucket must have a token. They are asked in this order: the usage plan, by the limit of the method where it sets one; the method of the stage; the account. Limits are targets, not promises.',
    ],
    advice:
      'Wait, or move the simulated clock on under Stage; raise the limit that is named above.',
    guide: 'api-gateway-request-throttling',
  },
  Quota: {
    title: 'Quota',
    text: [
      'The quota of a usage plan counts the calls of each key by day, week or month, and starts anew at midnight UTC of the day on which a period begins. A call beyond it is answered with 429 and `Limit Exceeded`.',
    ],
    advice: 'Move the simulated clock on to the next period, or raise the quota of the plan.',
    guide: 'api-gateway-api-usage-plans',
  },
} satisfies Readonly<Record<string, ServicePage>>
