import type { Node, Span } from './ast.ts'
import type { Value } from './values.ts'

/**
 * Something that happened while a template ran, told in the order in which it happened:
 *
 * - `begin`: a directive or a printed reference is about to run. `value` is null, nothing of it is printed yet.
 * - `text`: text was printed as it stands. `value` is that text.
 * - `reference`: a reference was printed. `value` is what it stood for.
 * - `branch`: an `#if` has decided. `branch` says how; what the branch does follows.
 * - `round`: a round of a `#foreach` is about to run. `round` says which, `value` is its item.
 * - `directive`: a directive has finished. `value` is what `#set` stored, else null. `#stop` and `#break` finish
 *   before they leave; the directives around them finish no more, except the `#foreach` that a `#break` ends.
 *
 * What a template printed is `[printedBefore, printed)` of `text`, `reference` and `directive` events. Each character of
 * the output lies in one `text` or `reference` event; it lies in several where a reference printed a block of `#define`
 * or a body of a macro: the innermost of them (the one told first) is where it was written.
 */
export interface ObservedEvent {
  readonly kind: 'begin' | 'text' | 'reference' | 'branch' | 'round' | 'directive'
  /** The node of the template; its `kind` names the directive (`set`, `if`, `call` for a macro, …). */
  readonly node: Node
  /**
   * Where the node stands in the template. It is exact inside macros, blocks of `#define` and interpolated strings too.
   * The text of a node of text may be shorter than its span, where backslashes or `#[[` were taken out of it.
   */
  readonly from: number
  readonly to: number
  readonly value: Value
  /** Characters that were printed before and after, of the output or, where `captured` is not 0, of the captured text. */
  readonly printedBefore: number
  readonly printed: number
  /** 0 where it prints to the output; else how many texts (interpolated strings, blocks used as values) are being made. */
  readonly captured: number
  /** Which branch an `#if` took: 0 for the first condition, 1 for the first `#elseif`, …; null where none held. */
  readonly branch?: number | 'else' | null
  /** The round of a `#foreach`, counted from 0, of how many items. */
  readonly round?: { readonly index: number; readonly of: number }
  /** Inside an `#evaluate`: the directive's place in the template. `from` and `to` then count in `source`, the text that it reads. */
  readonly evaluated?: Evaluated
  /** The macros that are running, the outermost first: the calls' places in the template. */
  readonly calls: readonly Span[]
  /** The variables as they are at this point, by name, a macro's arguments included. Costs nothing until it is called. */
  readonly variables: () => Map<string, Value>
}

/** The text that an `#evaluate` reads, and where the directive stands in the template. */
export interface Evaluated extends Span {
  readonly source: string
}

/** Called while a template runs. A template that runs without one pays nothing for it. */
export type Observer = (event: ObservedEvent) => void
