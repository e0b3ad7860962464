import { formatAddress } from '../../../address.ts'
import type { Address } from '../../../address.ts'
import type { EntryPoint } from '../../../queries/entryPoints.ts'
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
    const reported = new Set<string>()
    return entryPoints.flatMap((entryPoint) => {
      const uri = internetUri(entryPoint)
      if (!uri || !/^http:/i.test(uri.text) || reported.has(formatAddress(uri.at))) return []
      reported.add(formatAddress(uri.at))
      return [
        {
          message: `${entryPoint.key} calls its backend over the internet without encryption: http://.`,
          at: uri.at,
        },
      ]
    })
  },
}

/** The URL that an entry point calls over the internet, with its place. */
function internetUri(
  entryPoint: EntryPoint,
): { readonly text: string; readonly at: Address } | undefined {
  const { integrationAt } = entryPoint
  if (!integrationAt) return undefined
  if (entryPoint.kind === 'method') {
    const { integration } = entryPoint
    return (integration?.type === 'HTTP' || integration?.type === 'HTTP_PROXY') &&
      integration.connectionType === 'INTERNET'
      ? { text: integration.uri, at: [...integrationAt, 'uri'] }
      : undefined
  }
  const { integrationType, connectionType, integrationUri } = entryPoint.integration ?? {}
  return (integrationType === 'HTTP' || integrationType === 'HTTP_PROXY') &&
    connectionType === 'INTERNET' &&
    integrationUri !== undefined
    ? { text: integrationUri, at: [...integrationAt, 'integrationUri'] }
    : undefined
}
