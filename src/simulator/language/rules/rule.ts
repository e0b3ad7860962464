import type { ReferenceNode, Span } from '../../vtl/index.ts'
import type { Variables } from '../kinds.ts'
import type { JsonPlace } from '../layer.ts'
import type { Visitor } from '../walk.ts'

/** Where a template stands: what `$context` holds there, and which overrides have an effect. */
export type TemplatePlace = 'request' | 'response' | 'gatewayResponse'

/** What a template is written for. */
export interface TemplateFacts {
  /** Names of stage variables that some stage of the API sets. */
  readonly stageVariables: readonly string[]
  /** The content type that its place asks for. */
  readonly contentType: string
  readonly where?: TemplatePlace
  /** The kind of API; REST where it is not said. */
  readonly protocol?: 'REST' | 'HTTP' | 'WEBSOCKET'
}

/** Something to look at in a template. Offsets are UTF-16. */
export interface TemplateRemark extends Span {
  readonly code:
    | 'template/unset-reference'
    | 'template/unknown-member'
    | 'template/unset-stage-variable'
    | 'template/not-here'
    | 'template/unreachable-branch'
    | 'template/unquoted-reference'
    | 'template/unescaped-text'
    | 'template/macro'
  readonly message: string
  readonly severity: 'warning' | 'info'
  /** Text to put in the place of another, with what it does in words. */
  readonly fix?: { readonly title: string; readonly text: string } & Span
}

/** What rules know of the template that they look through. */
export interface Looked {
  readonly template: string
  readonly facts: TemplateFacts
  readonly variables: Variables
  /** Where printed references stand in JSON; empty where the output is no JSON. */
  readonly places: ReadonlyMap<ReferenceNode, JsonPlace>
}

/** A rule is told of every statement and reference, and says what it finds. */
export type TemplateRule = (looked: Looked, tell: (remark: TemplateRemark) => void) => Visitor

/** The names that every template has. */
export const rootNames = ['input', 'util', 'context', 'stageVariables'] as const
