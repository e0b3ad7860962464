import type { Rule } from '../../rule.ts'

export const reservedPath: Rule = {
  title: 'A path is taken by the service',
  why: 'The service answers /ping and /sping by itself for its health checks: below a custom domain name such a method is never called.',
  advice: 'Choose another path, such as /health.',
  appliesTo: 'method',
  severity: 'warning',
  bad: { methods: { 'GET /ping': {} } },
  good: { methods: { 'GET /health': {} } },
  check: ({ name, path, at }) =>
    path === '/ping' || path === '/sping'
      ? [
          {
            message: `${name} is never called below a custom domain name: the service answers it by itself.`,
            at: at.slice(0, 4),
          },
        ]
      : [],
}
