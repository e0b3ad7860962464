import type { IdSource } from '../ids.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { currentVersion } from '../schema/design.ts'
import type { Design } from '../schema/design.ts'
import { changed } from './within.ts'
import type { Changes } from './within.ts'

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
    access: {
      usagePlans: {},
      apiKeys: {},
      vpcLinks: {},
      vpcLinksV2: {},
      domainNames: {},
      clientCertificates: {},
    },
    tests: {},
    layout: { offsets: {} },
  }
}

/** Give the design another name. Refused: a blank one. */
export function renameDesign(design: Design, { name }: { readonly name: string }): Result<Design> {
  if (name.trim() === '') return fail('design/name-blank', 'A design needs a name', ['name'])
  return ok(changed(design, { name }))
}

/** Change what describes the design; `undefined` removes the description. */
export function updateDesign(
  design: Design,
  change: Changes<Pick<Design, 'description' | 'tags'>>,
): Result<Design> {
  return ok(changed(design, change))
}
