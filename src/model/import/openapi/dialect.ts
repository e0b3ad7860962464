import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { ReadDocument } from '../readText.ts'
import { textMember } from './reader.ts'
import type { JsonObject } from './reader.ts'

/** The dialect of a document by its version; a refusal of versions that cannot be read. */
export function dialectOf(
  document: ReadDocument,
  root: JsonObject,
): Result<'openapi-3.0' | 'swagger-2.0'> {
  const swagger = textMember(root, 'swagger')
  const openapi = textMember(root, 'openapi')
  if (swagger !== undefined) {
    if (/^2(\.0)?$/.test(swagger)) return ok('swagger-2.0')
    return fail(
      'openapi/unknown-version',
      `Swagger ${swagger} cannot be read: 2.0 can.`,
      [],
      document.positionOf(['swagger']),
    )
  }
  if (openapi !== undefined && /^3\.0(\.\d+)?$/.test(openapi)) return ok('openapi-3.0')
  if (openapi !== undefined && /^3\.[1-9](\.\d+)?$/.test(openapi)) {
    const position = document.positionOf(['openapi'])
    return ok('openapi-3.0', [
      {
        code: 'openapi/newer-version',
        message: `The service imports OpenAPI 3.0; this document is of version ${openapi} and is read as if it were 3.0.`,
        severity: 'warning',
        at: [],
        pointer: '/openapi',
        fate: 'translated',
        ...(position && { position }),
      },
    ])
  }
  return fail(
    'openapi/unknown-version',
    `OpenAPI ${openapi ?? ''} cannot be read: 3.0 can.`,
    [],
    document.positionOf(['openapi']),
  )
}
