/** Items that an HTTP or WebSocket API may have. Source: developer guide, quotas for HTTP and WebSocket APIs. */
export const routedQuotas = {
  routes: { most: 300, name: 'Routes' },
  integrations: { most: 300, name: 'Integrations' },
  authorizers: { most: 10, name: 'Authorizers' },
  stages: { most: 10, name: 'Stages' },
} as const

/** The collections of an API that have a quota. */
export const routedQuotaNames = [
  'routes',
  'integrations',
  'authorizers',
  'stages',
] as const satisfies readonly (keyof typeof routedQuotas)[]
