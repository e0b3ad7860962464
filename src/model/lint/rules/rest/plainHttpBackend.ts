import type { Rule } from '../../rule.ts'

export const plainHttpBackend: Rule = {
  title: 'A backend is called without encryption',
  why: 'Between the gateway and a backend on the internet an http:// call can be read and changed on the way, whatever the client used.',
  advice: 'Use https://, or reach the backend through a VPC link.',
  severity: 'warning',
  bad: { methods: { 'GET /pets': { integration: { uri: 'http://pets.example.com/pets' } } } },
  good: { methods: { 'GET /pets': { integration: { uri: 'https://pets.example.com/pets' } } } },
  checkMethod: ({ name, integration, integrationAt }) => {
    if (integration?.type !== 'HTTP' && integration?.type !== 'HTTP_PROXY') return []
    if (integration.connectionType !== 'INTERNET' || !/^http:/i.test(integration.uri)) return []
    return [
      {
        message: `${name} calls its backend over the internet without encryption: http://.`,
        at: [...integrationAt, 'uri'],
      },
    ]
  },
}
