import { routeBackendReference, routeIntegrationKind } from '../../../../model/index.ts'
import type { RouteIntegration, RouteIntegrationKind } from '../../../../model/index.ts'

/** The kinds of integrations, in the words of the console. */
export const integrationKindLabels: Readonly<Record<RouteIntegrationKind, string>> = {
  lambda: 'Lambda function',
  http: 'HTTP URI',
  private: 'Private resource',
  service: 'AWS service',
}

/** `Lambda listPets`, `GET https://example.com/pets`, `SQS-SendMessage`: an integration in one line. */
export function integrationWords(integration: RouteIntegration): string {
  const { integrationType, integrationMethod = 'ANY', integrationUri = '' } = integration
  if (integrationType === 'MOCK') return 'Mock'
  const name = routeBackendReference(integration)?.name ?? integrationUri
  switch (routeIntegrationKind(integration)) {
    case 'lambda':
      return `Lambda ${name}`
    case 'private':
      return `Private ${name}`
    case 'service':
      return integration.integrationSubtype ?? name
    case 'http':
      return `${integrationMethod} ${integrationUri}`
  }
}

/** The description of an integration, else what it calls. */
export function integrationLabel(integration: RouteIntegration): string {
  const description = integration.description?.trim() ?? ''
  return description === '' ? integrationWords(integration) : description
}
