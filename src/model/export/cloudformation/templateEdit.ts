import type { Deployed } from '../../import/cloudformation/stack.ts'
import { carriedOut } from '../../import/cloudformation/read.ts'
import { readText } from '../../import/readText.ts'
import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { TemplateSource } from '../../schema/template.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { withReferences, withRenamed } from './references.ts'
import { objectMember, typeOf } from './resourceProperties.ts'
import type { TemplateWriter } from './template.ts'

/** A template as it was opened: its text as a value, and what carrying it out makes. */
export interface OpenedTemplate {
  readonly source: TemplateSource
  readonly template: JsonObject
  /** The section Resources. */
  readonly raw: JsonObject
  /** The types of its resources, by logical id. */
  readonly types: ReadonlyMap<string, string>
  readonly deployed: Deployed
  /** Make of a new value one that refers to resources of the template instead of naming their ARNs. */
  readonly settle: (value: Json) => Json
}

/** A template while it is edited, one API after the other. */
export interface TemplateEdit {
  readonly resources: JsonObject
  /** Everything but the resources. */
  readonly sections: JsonObject
  /** New logical ids by those that they replace. */
  readonly names: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

/** One API of an opened template, as its writer writes it before and after the edits. */
export interface ApiEdit {
  readonly apiLogicalId: string
  readonly design: Design
  readonly apiBefore: RestApi
  /** `undefined` where the API was deleted. */
  readonly api: RestApi | undefined
  /** The logical id of the deployment that the stages serve, if the template has one. */
  readonly deploymentId: string | undefined
  /** Logical ids that the serverless transform gives to what it makes beside the API. */
  readonly generated: ReadonlySet<string>
  readonly was: TemplateWriter
  readonly is: TemplateWriter | undefined
}

/** The text of a template that was opened, and what it makes. */
export interface OpenedSource {
  readonly format: 'json' | 'yaml'
  readonly value: Json
  readonly opened: OpenedTemplate
}

// a design keeps its source through every edit, and exports are written again after each
const openedSources = new WeakMap<TemplateSource, Result<OpenedSource>>()

/** Read the template that an API was opened from and carry it out. Done once for each source. */
export function openedSource(source: TemplateSource): Result<OpenedSource> {
  const known = openedSources.get(source)
  if (known) return known
  const read = readText(source.text)
  const result = read.ok
    ? ok({
        format: read.value.format,
        value: read.value.value,
        opened: openedTemplate(isObject(read.value.value) ? read.value.value : {}, source),
      })
    : read
  openedSources.set(source, result)
  return result
}

function openedTemplate(template: JsonObject, source: TemplateSource): OpenedTemplate {
  const deployed = carriedOut(template, '', source.seed)
  const raw = objectMember(template, 'Resources')
  return {
    source,
    template,
    raw,
    types: new Map(
      Object.entries(raw).map(([logicalId, resource]) => [logicalId, typeOf(resource) ?? '']),
    ),
    deployed,
    settle: (value) => withReferences(value, deployed.arns),
  }
}

/** The whole template after an edit, with new logical ids wherever something refers to one that was replaced. */
export function assembled({ resources, sections, names }: TemplateEdit): Json {
  const renamed = Object.entries(resources).map(([logicalId, resource]): [string, Json] => [
    names.get(logicalId) ?? logicalId,
    resource,
  ])
  return withRenamed({ ...sections, Resources: Object.fromEntries(renamed) }, names)
}

/** Report that a definition from outside the template is inside now. */
export function bodyInside(apiId: string, logicalId: string): Problem {
  return {
    code: 'cloudformation/body-inside',
    message: `The definition of ${logicalId} was outside the template. The design's definition is written into the template instead.`,
    severity: 'warning',
    at: ['apis', apiId],
  }
}
