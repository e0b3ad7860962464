import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { locationMembersOf } from '../schema/documentation.ts'
import type { DocumentationPart, DocumentationVersion } from '../schema/documentation.ts'
import { inRestApi, own, withMember, withoutMember } from './within.ts'

/**
 * Add a documentation part, or put another in its place. Refused: properties that are not a JSON object; members of the
 * location that its type does not have, unless they stood there before.
 */
export function putDocumentationPart(
  design: Design,
  { apiId, part }: { readonly apiId: string; readonly part: DocumentationPart },
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'documentationParts', part.id]
    if (!isJsonObject(part.properties)) {
      const message = 'Documentation part properties must be a JSON object'
      return fail('documentation/properties', message, [...at, 'properties'])
    }
    const { location } = part
    const before = own(api.documentationParts, part.id)?.location
    const foreign = (['path', 'method', 'statusCode', 'name'] as const).find(
      (member) =>
        location[member] !== undefined &&
        !locationMembersOf[location.type].includes(member) &&
        (before?.type !== location.type || before[member] !== location[member]),
    )
    if (foreign !== undefined) {
      const message = `Invalid documentation part location: a part of type ${location.type} has no ${foreign}`
      return fail('documentation/location', message, [...at, 'location', foreign])
    }
    return ok({ ...api, documentationParts: withMember(api.documentationParts, part.id, part) })
  })
}

/** Remove a documentation part. */
export function removeDocumentationPart(
  design: Design,
  { apiId, id }: { readonly apiId: string; readonly id: string },
): Result<Design> {
  return inRestApi(design, apiId, (api) =>
    Object.hasOwn(api.documentationParts, id)
      ? ok({ ...api, documentationParts: withoutMember(api.documentationParts, id) })
      : fail('documentation/not-found', 'Invalid Documentation part identifier specified', [
          'apis',
          apiId,
          'documentationParts',
          id,
        ]),
  )
}

/** Add a documentation version, or put another in its place. Refused: a blank one. */
export function putDocumentationVersion(
  design: Design,
  { apiId, version }: { readonly apiId: string; readonly version: DocumentationVersion },
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    if (version.version.trim() === '') {
      const message = 'Documentation version cannot be blank'
      return fail('documentation/version-blank', message, ['apis', apiId, 'documentationVersions'])
    }
    const documentationVersions = withMember(api.documentationVersions, version.version, version)
    return ok({ ...api, documentationVersions })
  })
}

/** Add a documentation version. Refused: a blank one, and one that the API has. */
export function addDocumentationVersion(
  design: Design,
  { apiId, version }: { readonly apiId: string; readonly version: DocumentationVersion },
): Result<Design> {
  const api = own(design.apis, apiId)
  if (api?.protocol === 'REST' && Object.hasOwn(api.documentationVersions, version.version)) {
    const at: Address = ['apis', apiId, 'documentationVersions', version.version]
    return fail('documentation/version-exists', 'Documentation version already exists', at)
  }
  return putDocumentationVersion(design, { apiId, version })
}

/** Remove a documentation version. */
export function removeDocumentationVersion(
  design: Design,
  { apiId, version }: { readonly apiId: string; readonly version: string },
): Result<Design> {
  return inRestApi(design, apiId, (api) =>
    Object.hasOwn(api.documentationVersions, version)
      ? ok({ ...api, documentationVersions: withoutMember(api.documentationVersions, version) })
      : fail('documentation/version-not-found', 'Invalid Documentation version specified', [
          'apis',
          apiId,
          'documentationVersions',
          version,
        ]),
  )
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
