import type { Problem, Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { ImportOptions } from '../options.ts'
import type { ReadDocument } from '../readText.ts'
import { kindEvidence } from './apiKind.ts'
import type { DocumentKind, KindSign } from './apiKind.ts'
import { readHttpOpenApi } from './http/read.ts'
import { readOpenApi } from './read.ts'
import { isObject } from './reader.ts'

const readers = {
  REST: readOpenApi,
  HTTP: readHttpOpenApi,
} satisfies {
  [K in DocumentKind]: (document: ReadDocument, options: ImportOptions) => Result<Design>
}

/** Read an OpenAPI document as the kind of API that is asked for, else as the one that its content shows, else as REST. */
export function readOpenApiDocument(
  document: ReadDocument,
  options: ImportOptions,
): Result<Design> {
  const { value } = document
  if (options.apiKind !== undefined || !isObject(value)) {
    return readers[options.apiKind ?? 'REST'](document, options)
  }
  const { kind = 'REST', signs } = kindEvidence(value)
  const read = readers[kind](document, options)
  const foreign = signs.filter((sign) => sign.kind !== kind && !sign.isWeak)
  if (!read.ok || foreign.length === 0) return read
  return { ...read, problems: [mixed(document, kind, signs, foreign), ...read.problems] }
}

const named = { REST: 'a REST API', HTTP: 'an HTTP API' } satisfies { [K in DocumentKind]: string }

/** Parts of the other kind that a message names. */
const mostNamed = 10

/** The warning that a document has parts of both kinds: which kind it was read as and why, and what has no effect. */
function mixed(
  document: ReadDocument,
  kind: DocumentKind,
  signs: readonly KindSign[],
  foreign: readonly KindSign[],
): Problem {
  const reason = signs.find((sign) => sign.kind === kind)?.sentence ?? ''
  const other = kind === 'HTTP' ? 'REST' : 'HTTP'
  const sentences = [...new Set(foreign.map(({ sentence }) => sentence))]
  const rest = sentences.length - mostNamed
  const lost = [...sentences.slice(0, mostNamed), ...(rest > 0 ? [`${rest} more`] : [])].join('; ')
  const pointer = foreign[0]?.pointer ?? []
  const position = document.positionOf(pointer)
  return {
    code: 'openapi/mixed-kinds',
    message: `The document is read as that of ${named[kind]} because ${reason}. It also has parts of ${other} APIs, which have no effect: ${lost}.`,
    severity: 'warning',
    at: [],
    pointer: pointer.map((part) => `/${part.replace(/~/g, '~0').replace(/\//g, '~1')}`).join(''),
    ...(position && { position }),
    fate: 'kept',
  }
}
