import { readText } from '../import/readText.ts'
import type { Api, Design } from '../schema/design.ts'
import { sourceOf } from './cloudformation/inPlace.ts'
import { templateYaml } from './cloudformation/shortForms.ts'
import type { ExportFormat, ExporterId } from './index.ts'
import { originalOf } from './openapi/original.ts'
import { yamlDocument, yamlText } from './yamlText.ts'

/** The document that an API was opened from, to compare an export with. */
export interface OpenedDocument {
  /** `openapi-3.0` where an OpenAPI document was opened, `sam` for a SAM template. */
  readonly kind: Exclude<ExporterId, 'design'>
  readonly text: string
  /** True when the text was laid out again: its own indentation, quotes and comments were not kept. */
  readonly isReformatted: boolean
}

/** The kind of document that an API was opened from, with its format where that was kept; `undefined` for one that was drawn. */
export function openedFrom(
  design: Design,
  api: Api,
): { readonly kind: OpenedDocument['kind']; readonly format?: ExportFormat } | undefined {
  const source = sourceOf(design, api.id)
  if (source) return { kind: source.kind, format: /^\s*\{/.test(source.text) ? 'json' : 'yaml' }
  // only its being there counts, which is cheaper than reading it
  const dialect = dialects.find((each) => api.retained?.[each] !== undefined)
  return dialect && { kind: dialect }
}

const dialects = ['openapi-3.0', 'swagger-2.0'] as const

/**
 * The text that an export is compared with: the template as it was opened, also for the other kind of template, or the
 * OpenAPI document laid out as the export is. `undefined` when the API was not opened from such a document.
 */
export function openedDocument(
  design: Design,
  api: Api,
  exporterId: ExporterId,
  format: ExportFormat,
): OpenedDocument | undefined {
  if (exporterId === 'design') return undefined
  const source = sourceOf(design, api.id)
  if (exporterId === 'sam' || exporterId === 'cloudformation') {
    if (!source) return undefined
    const read = readText(source.text)
    if (!read.ok || read.value.format === format) {
      return { kind: source.kind, text: source.text, isReformatted: false }
    }
    const { value } = read.value
    const text = format === 'yaml' ? templateYaml(value) : JSON.stringify(value, null, 2) + '\n'
    return { kind: source.kind, text, isReformatted: true }
  }
  // the body of a template is no document that was opened
  const original = source || api.protocol !== 'REST' ? undefined : originalOf(api, exporterId)
  if (!original) return undefined
  const text =
    format === 'yaml' ? yamlText(yamlDocument(original)) : JSON.stringify(original, null, 2) + '\n'
  return { kind: exporterId, text, isReformatted: true }
}
