import type { HttpApiFacts, RouteFacts, RouteIntegrationFacts } from '../../facts.ts'
import { requestSources } from '../../mappingSources.ts'
import type { Finding, Rule } from '../../rule.ts'

const uri = 'https://pets.example.com/pets/{petId}'

export const unknownRouteVariable: Rule = {
  title: 'A path variable is used that the route does not have',
  why: 'The integration URI or a mapping names a path variable that is not in the path of a route that uses the integration. The value is empty for the requests of that route.',
  advice: 'Correct the name, or give the route an integration of its own.',
  source: 'API Gateway developer guide, Create HTTP proxy integrations for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: { routes: { 'GET /pets/{id}': { integration: { integrationUri: uri } } } },
  good: { routes: { 'GET /pets/{petId}': { integration: { integrationUri: uri } } } },
  check: ({ routes, integrations }: HttpApiFacts) => {
    const byIntegration = new Map<RouteIntegrationFacts, RouteFacts[]>()
    for (const route of routes) {
      if (!route.integration) continue
      const users = byIntegration.get(route.integration)
      if (users) users.push(route)
      else byIntegration.set(route.integration, [route])
    }
    return integrations.flatMap((facts): Finding[] =>
      variablesOf(facts).flatMap(({ name, at }) => {
        const without = (byIntegration.get(facts) ?? []).find(({ key }) => !hasVariable(key, name))
        if (!without) return []
        return [
          {
            message: `The integration ${facts.name} uses the path variable ${name}, which ${without.route.routeKey} does not have.`,
            at,
          },
        ]
      }),
    )
  },
}

function hasVariable(key: RouteFacts['key'], name: string): boolean {
  return (
    key?.kind === 'path' &&
    key.segments.some((segment) => segment.kind !== 'literal' && segment.name === name)
  )
}

/** The path variables that an integration names, in its URI and in its mappings. */
function variablesOf(facts: RouteIntegrationFacts) {
  const { integration, at } = facts
  const isUrl =
    integration.integrationType === 'HTTP_PROXY' && integration.connectionType === 'INTERNET'
  const inUri = isUrl
    ? [...(integration.integrationUri ?? '').matchAll(/(?<!\$)\{([^{}+]+)\+?\}/g)]
    : []
  return [
    ...inUri.map(([, name = '']) => ({ name, at: [...at, 'integrationUri'] })),
    ...requestSources(facts).flatMap(({ source, at: place }) =>
      'kind' in source && source.kind === 'path' && source.name !== undefined
        ? [{ name: source.name, at: place }]
        : [],
    ),
  ]
}
