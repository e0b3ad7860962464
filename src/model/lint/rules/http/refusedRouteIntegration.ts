import { httpIntegrationRefusal } from '../../../operations/v2/httpIntegrationRules.ts'
import type { Rule } from '../../rule.ts'

export const refusedRouteIntegration: Rule = {
  title: 'The service refuses the integration of an HTTP API',
  why: 'The import or the deployment of the API fails with this message: a type, a URI, a payload format, a timeout, a VPC link, a role or a parameter mapping is not one that the service accepts.',
  advice:
    'Correct what the message names. An HTTP integration needs a method and a URL, a private one a VPC link, a Lambda integration a payload format, an AWS service a role and its required parameters. Timeouts are 50 to 30,000 ms. Mappings cannot change reserved headers.',
  source: 'API Gateway developer guide, Create integrations for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'error',
  bad: {
    routes: {
      'GET /pets': { integration: { requestParameters: { 'append:header.Via': 'gateway' } } },
    },
  },
  good: {
    routes: {
      'GET /pets': { integration: { requestParameters: { 'append:header.X-Via': 'gateway' } } },
    },
  },
  check: ({ design, integrations }) =>
    integrations.flatMap(({ integration, name, at }) =>
      (httpIntegrationRefusal(design, integration, at)?.problems ?? []).map((problem) => ({
        message: `The service refuses the integration ${name}: ${problem.message}`,
        at: problem.at,
      })),
    ),
}
