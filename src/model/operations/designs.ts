import type { IdSource } from '../ids.ts'
import { currentVersion } from '../schema/design.ts'
import type { Design } from '../schema/design.ts'

/** A design with nothing in it. */
export function emptyDesign(name: string, nextId: IdSource): Design {
  return {
    format: 'gatewright-design',
    version: currentVersion,
    id: nextId(),
    name,
    tags: {},
    apis: {},
    backends: {},
    identities: { userPools: {}, openIdConnectIssuers: {}, principals: {} },
    access: { usagePlans: {}, apiKeys: {}, domainNames: {}, clientCertificates: {} },
    tests: {},
    layout: { offsets: {} },
  }
}
