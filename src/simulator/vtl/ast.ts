/** `[from, to)` in the source, UTF-16 offsets. */
export interface Span {
  readonly from: number
  readonly to: number
}

export type Block = readonly Node[]

/** What a template is made of. */
export type Node =
  | ({ readonly kind: 'text'; readonly text: string } & Span)
  | ReferenceNode
  | ({ readonly kind: 'set'; readonly target: ReferenceNode; readonly value: Expression } & Span)
  | ({
      readonly kind: 'if'
      readonly branches: readonly { readonly condition: Expression; readonly body: Block }[]
      readonly otherwise: Block | undefined
    } & Span)
  | ({
      readonly kind: 'foreach'
      readonly variable: string
      readonly items: Expression
      /** Without a word and items behind its variable: it fails where it runs. */
      readonly isIncomplete?: true
      readonly body: Block
    } & Span)
  | ({ readonly kind: 'define'; readonly name: string; readonly body: Block } & Span)
  | ({
      readonly kind: 'macro'
      readonly name: string
      readonly parameters: readonly string[]
      readonly body: Block
    } & Span)
  | ({
      /** A directive that is none of the language's: a macro, or text. */
      readonly kind: 'call'
      readonly name: string
      readonly arguments: readonly Expression[]
      readonly body: Block | undefined
      readonly source: string
    } & Span)
  | ({ readonly kind: 'break'; readonly scope: Expression | undefined } & Span)
  | ({ readonly kind: 'stop' } & Span)
  | ({ readonly kind: 'evaluate'; readonly value: Expression; readonly source: string } & Span)
  | ({
      readonly kind: 'load'
      readonly name: 'include' | 'parse'
      readonly values: readonly Expression[]
    } & Span)

export type Accessor =
  | ({ readonly kind: 'property'; readonly name: string } & Span)
  | ({
      readonly kind: 'method'
      readonly name: string
      readonly arguments: readonly Expression[]
    } & Span)
  | ({ readonly kind: 'index'; readonly index: Expression } & Span)

/** `$name`, `$!name`, `${name.property}`, … with the backslashes before it. */
export interface ReferenceNode extends Span {
  readonly kind: 'reference'
  readonly name: string
  readonly accessors: readonly Accessor[]
  readonly quiet: boolean
  /** Dollar signs and hashes between the backslashes and its own dollar sign. */
  readonly prefix: string
  /** The text from the dollar sign on, without backslashes. */
  readonly source: string
  /** How many backslashes stand before it, in text. */
  readonly backslashes: number
}

export type Operator =
  '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%'

export type Expression =
  | ReferenceNode
  | ({ readonly kind: 'string'; readonly value: string } & Span)
  | ({
      readonly kind: 'interpolation'
      readonly body: Block
      readonly value: string
      /** Whether the last character that the body prints is taken away, as the language does. */
      readonly losesLast: boolean
    } & Span)
  | ({ readonly kind: 'number'; readonly text: string } & Span)
  | ({ readonly kind: 'boolean'; readonly value: boolean } & Span)
  | ({ readonly kind: 'list'; readonly items: readonly Expression[] } & Span)
  | ({
      readonly kind: 'map'
      readonly entries: readonly (readonly [Expression, Expression])[]
    } & Span)
  | ({ readonly kind: 'range'; readonly start: Expression; readonly end: Expression } & Span)
  /** A bare name as an argument: null to the engine. */
  | ({ readonly kind: 'word'; readonly name: string } & Span)
  | ({ readonly kind: 'not'; readonly operand: Expression } & Span)
  | ({
      readonly kind: 'binary'
      readonly operator: Operator
      readonly left: Expression
      readonly right: Expression
      /** Of a sum: the texts that its sides are replaced by where one is null and the other a text. */
      readonly sources?: readonly [left: string, right: string]
    } & Span)
