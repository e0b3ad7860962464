// Registry of what can be opened: text to a design, with the problems of what could not be taken over.
import { isLongerThan, utf8Length } from '../queries/utf8.ts'
import { quotas } from '../queries/quotas.ts'
import { fail, ok } from '../result.ts'
import type { Problem, Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { Json } from '../schema/json.ts'
import { isSavedDesign, openDesign } from '../saved/open.ts'
import { isServerless, isTemplate, readTemplate } from './cloudformation/read.ts'
import type { ImportOptions } from './options.ts'
import { kindEvidence } from './openapi/apiKind.ts'
import type { DocumentKind } from './openapi/apiKind.ts'
import { readOpenApiDocument } from './openapi/readDocument.ts'
import { readText } from './readText.ts'
import type { ReadText } from './readText.ts'

export type { DocumentKind } from './openapi/apiKind.ts'
export type { ImportOptions } from './options.ts'
export type { ReadDocument } from './readText.ts'

export type ImportKind = 'design' | 'openapi-3.0' | 'swagger-2.0' | 'sam' | 'cloudformation'

/** A design that was read from a document, and what was found on the way. */
export interface Imported {
  readonly kind: ImportKind
  readonly design: Design
  readonly problems: readonly Problem[]
  /** The kind that an OpenAPI document was read as although nothing in it decides between REST and HTTP APIs. */
  readonly assumedKind?: DocumentKind
}

/** One format that can be opened. */
export interface Importer {
  readonly label: string
  /** Whether a document claims to be of this format, of whatever version. */
  readonly detect: (value: Json) => boolean
  readonly read: (document: ReadText, options: ImportOptions) => Result<Design>
  /** Bytes that the service takes of such a document. */
  readonly mostBytes?: number
}

/** The formats that can be opened. */
export const importers = {
  design: {
    label: 'Gatewright design',
    detect: isSavedDesign,
    read: readDesign,
  },
  'openapi-3.0': {
    label: 'OpenAPI 3.0',
    detect: (value) => isObject(value) && 'openapi' in value,
    read: readOpenApiDocument,
    mostBytes: quotas.importFile.most,
  },
  'swagger-2.0': {
    label: 'Swagger 2.0',
    detect: (value) => isObject(value) && 'swagger' in value,
    read: readOpenApiDocument,
    mostBytes: quotas.importFile.most,
  },
  sam: { label: 'SAM template', detect: isServerless, read: readTemplate },
  cloudformation: { label: 'CloudFormation template', detect: isTemplate, read: readTemplate },
} satisfies { [K in ImportKind]: Importer }

/** Open a document of any known format. The format is read off its content, never off a name. */
export function importDocument(text: string, options: ImportOptions): Result<Imported> {
  const read = readText(text)
  if (!read.ok) return read
  const { value } = read.value
  for (const kind of Object.keys(importers) as ImportKind[]) {
    const importer: Importer = importers[kind]
    if (!importer.detect(value)) continue
    const tooLarge = sizeRefusal(text, importer)
    if (tooLarge) return tooLarge
    const result = importer.read(read.value, options)
    if (!result.ok) return result
    // a template is kept as it is written, and its comments with it
    const isKept = result.value.templates !== undefined
    const remarks = read.problems.filter(({ code }) => !isKept || code !== 'document/comments')
    const problems = [...remarks, ...result.problems]
    const assumedKind = assumedKindOf(kind, value, options)
    const imported = { kind, design: result.value, problems }
    return ok({ ...imported, ...(assumedKind && { assumedKind }) }, problems)
  }
  return fail(
    'document/unknown',
    'This is neither a Gatewright design nor OpenAPI 3.0, Swagger 2.0 or a CloudFormation template: it has no member format, openapi, swagger or Resources.',
    [],
    { line: 1, column: 1 },
  )
}

/** Open a saved design, with the place in the text for each problem. */
function readDesign({ value, positionOf }: ReadText): Result<Design> {
  const result = openDesign(value)
  const problems = result.problems.map((problem): Problem => {
    const position = positionOf(problem.at)
    return position ? { ...problem, position } : problem
  })
  return { ...result, problems }
}

/** REST where the content of an OpenAPI document does not decide and nobody else did. */
function assumedKindOf(
  kind: ImportKind,
  value: Json,
  { apiKind }: ImportOptions,
): DocumentKind | undefined {
  if (kind !== 'openapi-3.0' || apiKind !== undefined || !isObject(value)) return undefined
  return kindEvidence(value).kind === undefined ? 'REST' : undefined
}

function sizeRefusal(text: string, { label, mostBytes }: Importer) {
  if (mostBytes === undefined || !isLongerThan(text, mostBytes)) return undefined
  const [size, most] = [utf8Length(text), mostBytes].map((bytes) =>
    (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, ''),
  )
  const message = `The document has ${size} MB; the service takes ${most} MB of ${label}. Without indentation it is shorter.`
  return fail('document/too-large', message)
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
