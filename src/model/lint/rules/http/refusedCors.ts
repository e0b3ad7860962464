import { corsRefusal } from '../../../operations/v2/httpApis.ts'
import type { Rule } from '../../rule.ts'

export const refusedCors: Rule = {
  title: 'The service refuses the CORS settings',
  why: 'The import or the deployment of the API fails with this message. Credentials cannot be allowed to the origin `*`, and an origin is a scheme and a host without a path.',
  advice: 'Name the origins, or do not allow credentials.',
  source: 'API Gateway developer guide, Configure CORS for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'error',
  bad: { httpApi: { corsConfiguration: { allowOrigins: ['*'], allowCredentials: true } } },
  good: {
    httpApi: {
      corsConfiguration: {
        allowOrigins: ['https://app.example.com'],
        allowHeaders: ['authorization'],
        allowCredentials: true,
      },
    },
  },
  check: ({ api, at }) =>
    (corsRefusal(api.corsConfiguration, [...at, 'corsConfiguration'])?.problems ?? []).map(
      (problem) => ({
        message: `The service refuses the CORS settings: ${problem.message}`,
        at: problem.at,
      }),
    ),
}
