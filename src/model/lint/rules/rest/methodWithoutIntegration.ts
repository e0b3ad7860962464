import type { Rule } from '../../rule.ts'

export const methodWithoutIntegration: Rule = {
  title: 'A method has no integration',
  why: 'A deployment is refused while a method has no integration.',
  advice: 'Draw an edge to a backend, or choose MOCK for an answer without one.',
  appliesTo: 'method',
  severity: 'error',
  bad: { methods: { 'GET /pets': { integration: null } } },
  good: { methods: { 'GET /pets': { integration: { type: 'MOCK' } } } },
  check: ({ name, integration, integrationAt }) =>
    integration
      ? []
      : [{ message: `${name} has no integration: choose what answers it.`, at: integrationAt }],
}
