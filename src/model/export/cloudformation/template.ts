import type { Problem } from '../../result.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { Json } from '../../schema/json.ts'
import type { LogicalIds } from './logicalIds.ts'

/** A resource of a template. */
export interface TemplateResource {
  Type: string
  DependsOn?: string[]
  Properties: { [name: string]: Json }
}

export type Dialect = 'openapi-3.0' | 'swagger-2.0'

/** The resources of one REST API while they are written, in the order in which they stand in the template. */
export interface TemplateWriter {
  readonly api: RestApi
  readonly ids: LogicalIds
  readonly resources: Map<string, TemplateResource>
  readonly problems: Problem[]
  /** Which OpenAPI a body is written in. */
  readonly dialect: Dialect
}

/** `!Ref`. */
export function ref(logicalId: string): Json {
  return { Ref: logicalId }
}

/** `!GetAtt`. */
export function getAtt(logicalId: string, attribute: string): Json {
  return { 'Fn::GetAtt': [logicalId, attribute] }
}

/** `!Sub`. */
export function sub(text: string): Json {
  return { 'Fn::Sub': text }
}

/**
 * A text of the design in a template. Where it names pseudo parameters (`${AWS::Region}`), they are filled in
 * by CloudFormation and everything else in braces (`${stageVariables.host}`) is kept from it; any other text stands as it is.
 */
export function text(value: string): Json {
  if (!/\$\{AWS::\w+\}/.test(value)) return value
  return sub(value.replace(/\$\{(?!AWS::\w+\}|!)/g, '${!'))
}

/** Leaves out members that are absent, and empty lists and maps, which mean the same as absent ones. */
export function present(properties: { [name: string]: Json | undefined }): {
  [name: string]: Json
} {
  const kept: [string, Json][] = []
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || isEmpty(value)) continue
    kept.push([name, value])
  }
  return Object.fromEntries(kept)
}

function isEmpty(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0
}

/** A map of texts, each as `text` writes it. */
export function textMap(texts: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, text(value)]))
}

/** Tags as the REST resource types take them: a list of keys and values. */
export function tagList(tags: Readonly<Record<string, string>>): Json {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
