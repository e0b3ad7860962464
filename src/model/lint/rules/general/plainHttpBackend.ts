import { formatAddress } from '../../../address.ts'
import type { Rule } from '../../rule.ts'

export const plainHttpBackend: Rule = {
  title: 'A backend is called without encryption',
  why: 'Between the gateway and a backend on the internet an http:// call can be read and changed on the way, whatever the client used.',
  advice: 'Use https://, or reach the backend through a VPC link.',
  appliesTo: 'api',
  severity: 'warning',
  bad: { methods: { 'GET /pets': { integration: { uri: 'http://pets.example.com/pets' } } } },
  good: { methods: { 'GET /pets': { integration: { uri: 'https://pets.example.com/pets' } } } },
  check: ({ entryPoints }) => {
    // routes can share an integration, which is reported once
    const byPlace = new Map(
      entryPoints.map(({ name, internetUri }) => [
        formatAddress(internetUri?.at ?? []),
        { name, internetUri },
      ]),
    )
    return [...byPlace.values()].flatMap(({ name, internetUri }) =>
      internetUri && /^http:/i.test(internetUri.text)
        ? [
            {
              message: `${name} calls its backend over the internet without encryption: http://.`,
              at: internetUri.at,
            },
          ]
        : [],
    )
  },
}
