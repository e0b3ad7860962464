import type { Rule } from '../../rule.ts'

const origin = 'https://app.example.com'

export const corsStarWithCredentials: Rule = {
  title: 'A * in the CORS settings has no effect with credentials',
  why: 'For requests with credentials, browsers take * in the allowed headers, the allowed methods and the exposed headers for a name, so it allows nothing.',
  advice: 'List the names, or do not allow credentials.',
  source: 'Fetch standard, CORS protocol and credentials',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    httpApi: {
      corsConfiguration: {
        allowOrigins: [origin],
        allowHeaders: ['authorization', '*'],
        allowCredentials: true,
      },
    },
  },
  good: {
    httpApi: {
      corsConfiguration: {
        allowOrigins: [origin],
        allowHeaders: ['authorization', 'x-page'],
        allowCredentials: true,
      },
    },
  },
  check: ({ api, at }) => {
    const cors = api.corsConfiguration
    if (cors?.allowCredentials !== true) return []
    return (['allowHeaders', 'allowMethods', 'exposeHeaders'] as const)
      .filter((name) => cors[name]?.includes('*'))
      .map((name) => ({
        message: `${name} has a *, which browsers ignore because credentials are allowed.`,
        at: [...at, 'corsConfiguration', name],
      }))
  },
}
