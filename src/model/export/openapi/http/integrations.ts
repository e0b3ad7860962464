import type { Json } from '../../../schema/json.ts'
import type { HttpApi } from '../../../schema/v2/apis.ts'
import type { RouteIntegration } from '../../../schema/v2/integration.ts'
import { componentName } from '../../../import/openapi/http/reader.ts'
import { definedMembers } from '../objects.ts'
import type { JsonObject } from '../objects.ts'

/** The integrations of an API as a document has them. */
export interface WrittenIntegrations {
  /** The integrations in `components`, by their names there. */
  readonly shared: JsonObject
  /** What the operations of an integration's routes have, by its id: the integration itself, or a reference. */
  readonly byId: JsonObject
}

/** Integrations of one route are written into its operation; those of several or none, and those with a name, are shared. */
export function writtenIntegrations(api: HttpApi): WrittenIntegrations {
  const uses = new Map<string, number>()
  for (const { target } of Object.values(api.routes)) {
    if (target !== undefined) uses.set(target, (uses.get(target) ?? 0) + 1)
  }
  const names = new Set<string>()
  const shared: JsonObject = {}
  const byId: JsonObject = {}
  for (const integration of Object.values(api.integrations)) {
    const kept = integration.retained?.[componentName]
    const written = writtenIntegration(integration)
    if (typeof kept !== 'string' && uses.get(integration.id) === 1) {
      byId[integration.id] = written
      continue
    }
    const name = freeName(typeof kept === 'string' ? kept : undefined, names)
    names.add(name)
    shared[name] = written
    const part = name.replace(/~/g, '~0').replace(/\//g, '~1')
    byId[integration.id] = { $ref: `#/components/x-amazon-apigateway-integrations/${part}` }
  }
  return { shared, byId }
}

function freeName(wanted: string | undefined, taken: ReadonlySet<string>): string {
  if (wanted !== undefined && !taken.has(wanted)) return wanted
  let i = 1
  while (taken.has(`integration${i}`)) i++
  return `integration${i}`
}

function writtenIntegration(integration: RouteIntegration): JsonObject {
  const { tlsConfig, connectionType } = integration
  return definedMembers({
    type: integration.integrationType.toLowerCase(),
    integrationSubtype: integration.integrationSubtype,
    description: integration.description,
    httpMethod: integration.integrationMethod,
    uri: integration.integrationUri,
    credentials: integration.credentialsArn,
    connectionType,
    connectionId: integration.connectionId,
    payloadFormatVersion: integration.payloadFormatVersion ?? '1.0',
    requestParameters: someMembers(integration.requestParameters),
    responseParameters: someMembers(integration.responseParameters),
    timeoutInMillis: integration.timeoutInMillis,
    tlsConfig:
      tlsConfig?.serverNameToVerify === undefined
        ? undefined
        : { serverNameToVerify: tlsConfig.serverNameToVerify },
  })
}

function someMembers(map: JsonObject): Json | undefined {
  return Object.keys(map).length > 0 ? map : undefined
}
