import type { Rule } from '../../rule.ts'

export const corsWithoutOrigin: Rule = {
  title: 'The CORS settings allow no origin',
  why: 'Without an allowed origin no response gets CORS headers, the headers of the backend are dropped, and browsers refuse every response.',
  advice: 'Add the origins of the pages that call the API, or remove the CORS settings.',
  source: 'API Gateway developer guide, Configure CORS for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: { httpApi: { corsConfiguration: { allowMethods: ['GET'] } } },
  good: {
    httpApi: {
      corsConfiguration: {
        allowOrigins: ['https://app.example.com'],
        allowHeaders: ['authorization'],
        allowMethods: ['GET'],
      },
    },
  },
  check: ({ api, at }) =>
    api.corsConfiguration && (api.corsConfiguration.allowOrigins ?? []).length === 0
      ? [
          {
            message: `The CORS settings of ${api.name} allow no origin, so no response gets CORS headers.`,
            at: [...at, 'corsConfiguration', 'allowOrigins'],
          },
        ]
      : [],
}
