import type { ServicePage } from './page.ts'

/** From the host to the method. */
export const arriving = {
  'Custom domain names': {
    title: 'Custom domain names',
    text: [
      'A call reaches an API by its host. The own endpoint, `{apiId}.execute-api.{region}.amazonaws.com`, takes the first part of the path for the stage. A custom domain name has mappings instead: each leads from a base path to one stage of one API, and the longest base path that fits wins.',
      'A host without a fitting mapping, a stage that is not there and an endpoint that is disabled are answered with 403 and `Forbidden`, before anything of the API is looked at. The paths `/ping` and `/sping` of a domain name are kept for health checks.',
    ],
    advice:
      'Map the base path to a stage, or call the own endpoint. With `disableExecuteApiEndpoint` the domain name is the only way in.',
    guide: 'how-to-custom-domains',
  },
  'Edge-optimized endpoints': {
    title: 'Edge-optimized endpoints',
    text: [
      'Calls of an edge-optimized API, or of an edge-optimized domain name, come through CloudFront. It adds `Via`, `X-Amz-Cf-Id` and headers on the device and the country of the caller, `CloudFront-Is-Mobile-Viewer` for one, and stands in `X-Forwarded-For` behind the caller. Templates, mappings, functions and HTTP proxies see them.',
      'The answer gets `X-Cache`, `Via`, `X-Amz-Cf-Pop` and `X-Amz-Cf-Id`. CloudFront keeps no answer of an API: `X-Cache` says Miss, or Error.',
    ],
    advice:
      'Make the endpoint regional where callers are near it or a distribution of your own stands before it.',
    guide: 'api-gateway-api-endpoint-types',
  },
  'Mutual TLS': {
    title: 'Mutual TLS',
    text: [
      'A custom domain name with a truststore asks every client for a certificate while the connection is made. Without one that the truststore knows and that is valid today, the call goes no further.',
      'What the certificate says is in `$context.identity.clientCert`. The own endpoint of the API knows nothing of it: leave it on, and clients walk around the certificate.',
    ],
    advice:
      'Give the call a client certificate under Caller, and disable the own endpoint of an API that is behind mutual TLS.',
    guide: 'rest-api-mutual-tls',
  },
  'Payload limits': {
    title: 'Payload limits',
    text: [
      'A request may have 10 MB of body (10,485,760 bytes), 10,240 bytes of request line and headers, and 8,000 bytes of headers on a private API. None of them can be raised. More body is answered with 413 in plain text, which no gateway response changes.',
      'A Lambda function takes 6 MB, of which base64 and the rest of the event use some: a body that the gateway takes may still be too much for the function.',
    ],
    advice:
      'Send large files to Amazon S3 with a presigned URL, and only their keys through the API.',
    guide: 'limits',
  },
  'Dropped request headers': {
    title: 'Dropped request headers',
    text: [
      'Some headers of the client end at the gateway: `Connection`, `Content-Length`, `Content-MD5`, `Expect`, `Max-Forwards`, `Proxy-Authenticate`, `Server`, `TE`, `Transfer-Encoding`, `Trailer`, `Upgrade` and `WWW-Authenticate`. No mapping, template or function sees them. An `Authorization` header that is a signature is taken away too.',
    ],
    advice: 'Let the client send what the backend needs under a name of its own.',
    guide: 'api-gateway-known-issues',
  },
  'Request syntax': {
    title: 'Request syntax',
    text: [
      'A request that is no sound HTTP is refused before the API is looked at: a line break inside a header, a raw `|`, `{` or `}` in the query string, a path that is too long.',
      'The query string splits at `&` and at `;`. Of a name that comes several times single-value views keep the last value.',
    ],
    advice:
      'Percent-encode everything in a path or query string that is not a letter, a digit or one of `- _ . ~`.',
    guide: 'api-gateway-known-issues',
  },
  'Payload compression': {
    title: 'Payload compression',
    text: [
      'A body with the `Content-Encoding` gzip or deflate is unpacked before anything looks at it; identity changes nothing; another encoding, or a body that cannot be unpacked, is answered with 415.',
      'Answers are packed where the API sets `minimumCompressionSize`, the body has at least so many bytes, and the client accepts gzip or deflate by `Accept-Encoding`. A body that the backend packed is left alone.',
    ],
    advice: 'Set the minimum compression size of the API; 0 packs everything.',
    guide: 'api-gateway-gzip-compression-decompression',
  },
  Stages: {
    title: 'Stages',
    text: [
      'A stage is a name for a deployment, with variables, logging, throttling and a cache of its own. Calls are answered by what was deployed to the stage, not by what was edited since.',
      'Here an edit can be tried at once: a stage answers with the design as it is now, unless the call is sent to what was deployed. Beside a canary both answer with what was deployed to them.',
      'Stage variables are read as `$stageVariables.name` in templates and `${stageVariables.name}` in addresses. One that is not set gives nothing, and says nothing.',
    ],
    advice:
      'Deploy to the stage after an edit, and set each variable in every stage that the design names it for.',
    guide: 'stage-variables',
  },
  'Canary release': {
    title: 'Canary release',
    text: [
      'A stage with a canary has two deployments. The canary answers the share of calls that `percentTraffic` says, chosen by chance for each call; the stage itself answers the others. Variables of the canary stand in front of those of the stage.',
    ],
    advice:
      'Set the share to 100 to see the canary alone, and promote or delete it when it has shown what it should.',
    guide: 'canary-release',
  },
  'AWS WAF': {
    title: 'AWS WAF',
    text: [
      'A web ACL of the stage looks at a call before resource policies, authorizers and API keys do. What it blocks is answered with 403 by the gateway response `WAF_FILTERED`, or with the answer that the web ACL itself sets.',
      'Its rules are no part of an API: here the request says under Caller what the web ACL would say.',
    ],
    advice: 'Look at the sampled requests of the web ACL for the rule that blocked.',
    guide: 'apigateway-control-access-aws-waf',
  },
  'Routing precedence': {
    title: 'Routing precedence',
    text: [
      'The path is matched part by part: a literal part wins over `{variable}`, which wins over `{greedy+}`, whichever was created first. Path and method are matched as a pair: where a resource has no such method, the gateway goes back and tries the next best resource.',
      '`ANY` takes every method that the resource has not set by itself. HEAD is a method of its own. `{greedy+}` needs at least one part. A slash at the end changes nothing.',
      'A path or a method that is not there is answered with 403 and `Missing Authentication Token`, not with 404. A request that carries an `Authorization` header is taken for a signed one there: a bearer token is told 403 and what is wrong with its signature.',
    ],
    advice:
      'Look at the path first: the stage name in front of it, a part that is misspelt, a method that the resource lacks, or an API that was not deployed since.',
    guide: 'api-gateway-method-settings-method-request',
  },
  'Test invoke': {
    title: 'Test invoke',
    text: [
      'The Test of the console runs the method alone: no host, no stage, no resource policy, no authorizer, no API key, no throttling, no cache. It takes every body for `application/json`, and fills `$context` with values of its own.',
    ],
    advice: 'Send the request to the stage to see what a client gets.',
    guide: 'how-to-test-method',
  },
} satisfies Readonly<Record<string, ServicePage>>
