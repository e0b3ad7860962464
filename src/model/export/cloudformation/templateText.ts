import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { TemplateSource } from '../../schema/template.ts'
import { besideNewTemplate, logicalIdsBeside } from './beside.ts'
import { editedText } from './editText.ts'
import { sourceOf, templateInPlace } from './inPlace.ts'
import type { LogicalIds } from './logicalIds.ts'
import { unresolvedReferences } from './referenceCheck.ts'
import { templateYaml } from './shortForms.ts'
import type { TemplateOptions } from './template.ts'

export type TemplateKind = TemplateSource['kind']

/**
 * The text of a template. An API that was read from one of the same kind is given back in it, with what was changed;
 * one that was read from another kind is written anew, and what stood beside it is carried over.
 */
export function writtenTemplateText(
  design: Design,
  api: RestApi,
  kind: TemplateKind,
  format: 'json' | 'yaml',
  options: TemplateOptions,
  writeAnew: (createIds: () => LogicalIds) => Result<Json>,
): Result<string> {
  const source = sourceOf(design, api.id)
  if (source && source.kind === kind) {
    const edited = templateInPlace(design, source, options)
    if (!edited.ok) return edited
    const { before, after } = edited.value
    const text =
      edited.value.format === format
        ? editedText(source.text, format, before, after)
        : textOf(after, format)
    return ok(text, edited.problems)
  }
  const anew = writeAnew(() => logicalIdsBeside(source, api.id))
  if (!anew.ok) return anew
  if (!source) {
    const unresolved = unresolvedReferences(anew.value)
    return ok(textOf(anew.value, format), [...anew.problems, ...unresolved])
  }
  const carried = besideNewTemplate(anew.value, source, api)
  return ok(textOf(carried.template, format), [...anew.problems, ...carried.problems])
}

function textOf(template: Json, format: 'json' | 'yaml'): string {
  return format === 'yaml' ? templateYaml(template) : JSON.stringify(template, null, 2) + '\n'
}
