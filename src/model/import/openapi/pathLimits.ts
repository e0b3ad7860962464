import { fail } from '../../result.ts'
import type { Result } from '../../result.ts'
import { entries, member } from './reader.ts'
import type { DocumentReader } from './reader.ts'

/** Paths that are read, and the parts that they may have together: far more than any quota of the service allows. */
const mostPaths = 10_000
const mostPathParts = 50_000
/** Characters of a path: no request line is longer. */
export const longestPath = 10_240

/** The refusal of a document with more paths than are read; `undefined` for any other. */
export function pathsRefusal(reader: DocumentReader): Result<never> | undefined {
  const paths = entries(member(reader.root, 'paths'))
  const parts = paths.reduce((sum, [path]) => sum + path.split('/').length - 1, 0)
  if (paths.length <= mostPaths && parts <= mostPathParts) return undefined
  const message = `The document has ${paths.length} paths with ${parts} parts. At most ${mostPaths} paths with ${mostPathParts} parts are read here, and the service allows 300 resources for each API by default.`
  return fail('openapi/too-many-paths', message, [], reader.document.positionOf(['paths']))
}
