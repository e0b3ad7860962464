import type { Problem } from '../../result.ts'
import type { Api, Design } from '../../schema/design.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { Json } from '../../schema/json.ts'
import type { HttpApi, WebSocketApi } from '../../schema/v2/apis.ts'
import type { LogicalIds } from './logicalIds.ts'

/** A resource of a template. */
export interface TemplateResource {
  Type: string
  DependsOn?: string[]
  Properties: { [name: string]: Json }
}

export type Dialect = 'openapi-3.0' | 'swagger-2.0'

/** The resources of one API while they are written, in the order in which they stand in the template. */
export interface ApiWriter<A extends Api = Api> {
  readonly api: A
  readonly ids: LogicalIds
  readonly resources: Map<string, TemplateResource>
  readonly problems: Problem[]
  /** What stands beside the APIs of the design: usage plans, keys, links, domain names. */
  readonly access: Design['access']
  readonly options: TemplateOptions
  /** Which OpenAPI a body is written in. */
  readonly dialect: Dialect
  /** The types of the resources that the opened template has, by logical id. */
  readonly types: ReadonlyMap<string, string>
}

/** The resources of one REST API while they are written. */
export type TemplateWriter = ApiWriter<RestApi>

/** The resources of one HTTP or WebSocket API while they are written. */
export type RoutedWriter = ApiWriter<HttpApi | WebSocketApi>

/** What a template may do or leave. */
export interface TemplateOptions {
  /** Functions may be called by the Test of the console, and by every stage, not by the stages of the template alone. */
  readonly consoleTest: boolean
  /** The role with which the account writes execution logs, which all APIs of the account and region share. */
  readonly loggingRole: boolean
}

export const usualOptions: TemplateOptions = { consoleTest: true, loggingRole: false }

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
 * An address of the design in a template, such as a URI or an ARN. CloudFormation fills in pseudo parameters that it names
 * (`${AWS::Region}`) and keeps everything else in braces (`${stageVariables.host}`).
 * The account that stands for the user's own is the one in which the template is deployed.
 */
export function text(value: string): Json {
  const placed = inOwnAccount(value)
  if (placed === value && !/\$\{AWS::\w+\}/.test(value)) return value
  return sub(placed.replace(/\$\{(?!AWS::\w+\}|!)/g, '${!'))
}

/**
 * A text of the design that callers and backends read, such as a mapping template. CloudFormation fills in nothing but the
 * account of its ARNs: `${AWS::Region}` in it is literal.
 */
export function literalText(value: string): Json {
  const literal = value.replaceAll('${', '${!')
  const placed = inOwnAccount(literal)
  return placed === literal ? value : sub(placed)
}

/** The account number of AWS's own examples: what is drawn here has it until somebody writes another. */
const exampleAccount = '123456789012'

/** ARNs of the example account as those of the account and region in which a template is deployed. */
export function inOwnAccount(value: string): string {
  const placed = value.replace(
    new RegExp(`arn:aws:([a-z0-9-]+):([a-z0-9-]*):${exampleAccount}:`, 'g'),
    (_arn, service: string, region: string) =>
      `arn:\${AWS::Partition}:${service}:${region === '' ? '' : '${AWS::Region}'}:\${AWS::AccountId}:`,
  )
  // the address of an invocation is of the region where the function is
  return placed === value
    ? value
    : placed.replace(
        /^arn:aws:apigateway:[a-z0-9-]+:(?=lambda:path)/,
        'arn:${AWS::Partition}:apigateway:${AWS::Region}:',
      )
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

/** A map of texts, each as `literalText` writes it. */
export function literalMap(texts: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, literalText(value)]),
  )
}

/** A map of addresses, each as `text` writes it. */
export function textMap(texts: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, text(value)]))
}

/** Tags as the REST resource types take them: a list of keys and values. */
export function tagList(tags: Readonly<Record<string, string>>): Json {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
