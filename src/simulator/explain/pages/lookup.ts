import type { access } from './access.ts'
import type { answering } from './answering.ts'
import type { arriving } from './arriving.ts'
import type { httpApis } from './httpApis.ts'
import type { integrating } from './integrating.ts'

/** The rules of the service that have a page, by their titles in the trace. */
export type ServiceRule =
  | keyof typeof arriving
  | keyof typeof access
  | keyof typeof integrating
  | keyof typeof answering
  | keyof typeof httpApis

/** The rule that a problem is about, by its code; the first word of a code stands for all that begin with it. */
const rulesOfCodes: Readonly<Record<string, ServiceRule>> = {
  'api-key': 'API key source',
  'api-key/no-plan': 'Usage plans',
  authorization: 'Signature Version 4',
  'authorization/missing': 'Identity sources',
  'authorization/token-pattern': 'Token validation expression',
  authorizer: 'Lambda authorizers',
  'authorizer/missing': 'Authorization',
  'authorizer/pattern-unusable': 'Token validation expression',
  backend: 'Integration timeout',
  'backend/answer-too-large': 'Payload limits',
  cache: 'API caching',
  caller: 'Callers',
  'gateway-response': 'Gateway responses',
  host: 'Custom domain names',
  'host/client-certificate': 'Mutual TLS',
  'http-authorizer': 'HTTP API authorizers',
  'http-integration': 'HTTP API integrations',
  'http-integration/no-vpc-link': 'Private integrations',
  'http-integration/vpc-link-not-available': 'Private integrations',
  'http-mapping': 'HTTP API parameter mapping',
  'http-request': 'Payload limits',
  'http-response': 'HTTP API payload formats',
  'http-route': 'HTTP API routes',
  'http-stage': 'HTTP API stages',
  integration: 'Integration endpoint',
  'integration/lambda-not-post': 'Lambda permissions',
  'integration/mock-status': 'MOCK integrations',
  'integration/no-vpc-link': 'Private integrations',
  'integration/not-base64': 'Binary payloads',
  'integration/role-not-assumable': 'Execution role',
  'integration/template-on-binary': 'Binary payloads',
  'integration/transfer-mode': 'Response streaming',
  'integration/unsupported-media-type': 'Integration passthrough behaviors',
  'integration/vpc-link-not-available': 'Private integrations',
  jsonpath: 'Mapping templates',
  jwt: 'JWT authorizers',
  lambda: 'Lambda proxy output format',
  'lambda/event-too-large': 'Payload limits',
  'lambda/not-permitted': 'Lambda permissions',
  'lambda/refused': 'Lambda permissions',
  mapping: 'Restricted headers',
  'mapping/body-not-json': 'Parameter mapping',
  override: 'Override parameters',
  payload: 'Mapping templates',
  policy: 'Resource policies',
  quota: 'Quota',
  request: 'Request syntax',
  'request/content-encoding': 'Payload compression',
  'request/headers-too-large': 'Payload limits',
  'request/too-large': 'Payload limits',
  response: 'Selection pattern',
  'response/not-base64': 'Binary payloads',
  'response/template-on-binary': 'Binary payloads',
  'response/undeclared-status': 'Method response',
  route: 'Routing precedence',
  stage: 'Stages',
  'stage/web-acl': 'AWS WAF',
  'test-invoke': 'Test invoke',
  throttle: 'Token bucket',
  token: 'Cognito user pools',
  'token/audience': 'Token validation expression',
  validation: 'Request validation',
  vtl: 'Mapping templates',
  'web-acl': 'AWS WAF',
}

/** The rule that the problem of a code is about; `undefined` where none is known. */
export function ruleOfCode(code: string): ServiceRule | undefined {
  const [family = ''] = code.split('/')
  const key = [code, family].find((each) => Object.hasOwn(rulesOfCodes, each))
  return key === undefined ? undefined : rulesOfCodes[key]
}
