import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { TemplateSource } from '../../schema/template.ts'
import { convertedTemplate } from './convert.ts'
import type { NewTemplateWriter } from './convert.ts'
import { editedText } from './editText.ts'
import { sourceOf, templateInPlace } from './inPlace.ts'
import { createLogicalIds } from './logicalIds.ts'
import { isObject } from './merge.ts'
import { unresolvedReferences } from './referenceCheck.ts'
import { objectMember, typeOf } from './resourceProperties.ts'
import { templateYaml } from './shortForms.ts'
import type { TemplateOptions } from './template.ts'

export type TemplateKind = TemplateSource['kind']

/**
 * The text of a template. An API that was read from a template of the same kind, or from one that has it in the form of
 * that kind, is written into it; one that was read from another kind is converted.
 */
export function writtenTemplateText(
  design: Design,
  api: RestApi,
  kind: TemplateKind,
  format: 'json' | 'yaml',
  options: TemplateOptions,
  write: NewTemplateWriter,
): Result<string> {
  const source = sourceOf(design, api.id)
  if (!source) {
    const anew = write(design, api, () => createLogicalIds())
    if (!anew.ok) return anew
    const problems = [...anew.problems, ...unresolvedReferences(anew.value)]
    return ok(textOf(anew.value, format), problems)
  }
  const edited = templateInPlace(design, source, options)
  if (!edited.ok) return edited
  const { before, format: formatBefore } = edited.value
  const after = ofKind(edited.value.after, before, source.kind, kind)
  if (after !== undefined) {
    const text =
      formatBefore === format
        ? editedText(source.text, format, before, after)
        : textOf(after, format)
    return ok(text, edited.problems)
  }
  const converted = convertedTemplate(design, source, write)
  return converted.ok ? ok(textOf(converted.value, format), converted.problems) : converted
}

const serverlessTransform = 'AWS::Serverless-2016-10-31'

/**
 * A template of one kind as one of another kind, if only its Transform makes the difference; `undefined` if its APIs have to
 * be converted.
 */
function ofKind(after: Json, before: Json, from: TemplateKind, to: TemplateKind): Json | undefined {
  if (from === to) return after
  if (!isObject(after)) return undefined
  const types = Object.values(objectMember(before, 'Resources')).map((resource) => typeOf(resource))
  const hasServerlessApi = types.includes('AWS::Serverless::Api')
  if (to === 'sam') {
    return hasServerlessApi ? { ...after, Transform: serverlessTransform } : undefined
  }
  const isWithoutRestApi = !types.includes('AWS::ApiGateway::RestApi')
  if (hasServerlessApi || isWithoutRestApi || makesImplicitApi(before)) return undefined
  const needsTransform =
    after['Globals'] !== undefined ||
    types.some((type) => type?.startsWith('AWS::Serverless::') === true)
  if (needsTransform) return after
  const { Transform: macros, ...rest } = after
  const others = [macros ?? []]
    .flat()
    .filter((name) => !(typeof name === 'string' && name.startsWith('AWS::Serverless')))
  return others.length === 0 ? rest : { ...rest, Transform: others }
}

/** True where some function has an Api event that names no API. */
function makesImplicitApi(template: Json): boolean {
  return Object.values(objectMember(template, 'Resources')).some((resource) =>
    Object.values(objectMember(objectMember(resource, 'Properties'), 'Events')).some(
      (event) =>
        typeOf(event) === 'Api' && objectMember(event, 'Properties')['RestApiId'] === undefined,
    ),
  )
}

function textOf(template: Json, format: 'json' | 'yaml'): string {
  return format === 'yaml' ? templateYaml(template) : JSON.stringify(template, null, 2) + '\n'
}
