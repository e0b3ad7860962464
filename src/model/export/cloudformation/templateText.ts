import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import type { Api, Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { TemplateSource } from '../../schema/template.ts'
import { namesOfApis, newTemplate } from './apisTemplate.ts'
import type { NewTemplateWriter } from './apisTemplate.ts'
import { convertedTemplate } from './convert.ts'
import { editedText } from './editText.ts'
import { isMadeBy, sourceOf, templateInPlace, tooManyResources } from './inPlace.ts'
import { isObject } from './merge.ts'
import { unresolvedReferences } from './referenceCheck.ts'
import { objectMember, typeOf } from './resourceProperties.ts'
import { templateYaml } from './shortForms.ts'
import type { TemplateOptions } from './template.ts'
import type { TemplateEdit } from './templateEdit.ts'
import { resourcesPerTemplate } from './writer.ts'

export type TemplateKind = TemplateSource['kind']

/** What is written, and how. */
export interface TemplateRequest {
  readonly design: Design
  /** The APIs to write. APIs that were read from the same template come with it in any case. */
  readonly apis: readonly Api[]
  readonly kind: TemplateKind
  readonly format: 'json' | 'yaml'
  readonly options: TemplateOptions
  readonly write: NewTemplateWriter
}

/**
 * The text of a template. APIs that were read from a template of the same kind, or from one that has them in the form of
 * that kind, are written into it; those that were read from another kind are converted. APIs that no template has are added.
 */
export function writtenTemplateText(request: TemplateRequest): Result<string> {
  const { design, apis, kind, format, options, write } = request
  const [source, ...otherSources] = [
    ...new Set(apis.flatMap(({ id }) => sourceOf(design, id) ?? [])),
  ]
  if (!source) {
    const anew = newTemplate(design, apis, write)
    if (!anew.ok) return anew
    const problems = [...anew.problems, ...unresolvedReferences(anew.value)]
    return ok(textOf(anew.value, format), [...problems, ...tooMany(anew.value)])
  }
  const left = apis
    .filter(({ id }) => otherSources.some(({ logicalIds }) => Object.hasOwn(logicalIds, id)))
    .map(ofAnotherTemplate)
  const added = apis.filter((api) => {
    const own = sourceOf(design, api.id)
    return own === undefined || (own === source && !isMadeBy(source, api))
  })
  const edited = templateInPlace(design, source, options, (edit, { settle }) =>
    withNewApis(edit, design, added, write, source, settle),
  )
  if (!edited.ok) return edited
  const { before, format: formatBefore } = edited.value
  const after = ofKind(edited.value.after, before, source.kind, kind)
  if (after !== undefined) {
    const text =
      formatBefore === format
        ? editedText(source.text, format, before, after)
        : textOf(after, format)
    return ok(text, [...edited.problems, ...left])
  }
  const converted = convertedTemplate(design, source, write, added)
  return converted.ok
    ? ok(textOf(converted.value, format), [...converted.problems, ...left])
    : converted
}

/** A template with resources and outputs for APIs that it does not have. */
function withNewApis(
  edit: TemplateEdit,
  design: Design,
  apis: readonly Api[],
  write: NewTemplateWriter,
  source: TemplateSource,
  settle: (value: Json) => Json,
): TemplateEdit {
  if (apis.length === 0) return edit
  const reserved = new Set([...Object.keys(edit.resources), ...edit.names.values()])
  for (const section of ['Parameters', 'Outputs', 'Conditions']) {
    for (const name of Object.keys(objectMember(edit.sections, section))) reserved.add(name)
  }
  const written = newTemplate(design, apis, write, reserved, namesOfApis(apis, source))
  if (!written.ok) return { ...edit, problems: [...edit.problems, ...written.problems] }
  const [resources, outputs] = ['Resources', 'Outputs'].map((name) =>
    objectMember(settle(written.value), name),
  )
  return {
    ...edit,
    resources: { ...edit.resources, ...resources },
    sections: {
      ...edit.sections,
      Outputs: { ...objectMember(edit.sections, 'Outputs'), ...outputs },
    },
    problems: [...edit.problems, ...written.problems],
  }
}

function ofAnotherTemplate(api: Api): Problem {
  return {
    code: 'cloudformation/another-template',
    message: `The API ${api.name} was opened from another template, so this one does not have it. Export it on its own.`,
    severity: 'warning',
    at: ['apis', api.id],
  }
}

function tooMany(template: Json): Problem[] {
  const count = Object.keys(objectMember(template, 'Resources')).length
  return count > resourcesPerTemplate ? [tooManyResources(count)] : []
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
  const hasServerlessApi = types.some((type) => /^AWS::Serverless::\w*Api$/.test(type ?? ''))
  if (to === 'sam') {
    return hasServerlessApi ? { ...after, Transform: serverlessTransform } : undefined
  }
  const hasApi = types.some((type) => /^AWS::ApiGateway(V2::Api|::RestApi)$/.test(type ?? ''))
  if (hasServerlessApi || !hasApi || makesImplicitApi(before)) return undefined
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

/** True where some function has an event that fills an API and names none. */
function makesImplicitApi(template: Json): boolean {
  return Object.values(objectMember(template, 'Resources')).some((resource) =>
    Object.values(objectMember(objectMember(resource, 'Properties'), 'Events')).some(
      (event) =>
        (typeOf(event) === 'Api' && objectMember(event, 'Properties')['RestApiId'] === undefined) ||
        (typeOf(event) === 'HttpApi' && objectMember(event, 'Properties')['ApiId'] === undefined),
    ),
  )
}

function textOf(template: Json, format: 'json' | 'yaml'): string {
  return format === 'yaml' ? templateYaml(template) : JSON.stringify(template, null, 2) + '\n'
}
