import type { Rule } from '../../rule.ts'

export const corsAnySiteWithCredentials: Rule = {
  title: 'Every site may send the credentials of a user',
  why: 'The origin https://* or http://* allows all sites of that scheme. With credentials, any page can call the API with the cookies of its visitor and read the response.',
  advice: 'Name the origins, or do not allow credentials.',
  source: 'API Gateway developer guide, Configure CORS for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    httpApi: {
      corsConfiguration: {
        allowOrigins: ['https://*'],
        allowHeaders: ['authorization'],
        allowCredentials: true,
      },
    },
  },
  good: {
    httpApi: {
      corsConfiguration: {
        allowOrigins: ['https://app.example.com'],
        allowHeaders: ['authorization'],
        allowCredentials: true,
      },
    },
  },
  check: ({ api, at }) => {
    const { allowOrigins = [], allowCredentials } = api.corsConfiguration ?? {}
    const open = allowOrigins.find((origin) => /^https?:\/\/\*$/.test(origin))
    if (allowCredentials !== true || open === undefined) return []
    return [
      {
        message: `The CORS settings of ${api.name} allow credentials to ${open}, which is every site.`,
        at: [...at, 'corsConfiguration', 'allowOrigins'],
      },
    ]
  },
}
