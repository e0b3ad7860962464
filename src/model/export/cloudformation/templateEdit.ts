import type { Deployed } from '../../import/cloudformation/deploy.ts'
import { carriedOut } from '../../import/cloudformation/read.ts'
import type { Problem } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { TemplateSource } from '../../schema/template.ts'
import type { JsonObject } from './merge.ts'
import { withReferences, withRenamed } from './references.ts'
import { objectMember } from './resourceProperties.ts'
import type { TemplateWriter } from './template.ts'

/** A template as it was opened: its text as a value, and what carrying it out makes. */
export interface OpenedTemplate {
  readonly source: TemplateSource
  readonly template: JsonObject
  /** The section Resources. */
  readonly raw: JsonObject
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

/** Carry out a template as it was opened. */
export function openedTemplate(template: JsonObject, source: TemplateSource): OpenedTemplate {
  const deployed = carriedOut(template, '', source.seed)
  return {
    source,
    template,
    raw: objectMember(template, 'Resources'),
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
