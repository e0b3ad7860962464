import type { Costs, Value } from '../vtl/index.ts'

/** A member of `$input` or `$util`: one table for evaluator, completion and hover. */
export interface Builtin {
  /** `$input.path(expression)`: as it is written. */
  readonly signature: string
  readonly doc: string
  /** What it gives; `undefined` where it does not take these arguments. */
  readonly call: (values: readonly Value[], costs: Costs) => Value | undefined
}

export type Builtins = Readonly<Record<string, Builtin>>

/** What is said of a built-in, without its function. */
export interface BuiltinDescription {
  readonly name: string
  readonly signature: string
  readonly doc: string
  /** The kinds of API that have it; all where it is not said. */
  readonly protocols?: readonly ('REST' | 'HTTP' | 'WEBSOCKET')[]
}

/** The function of a name among a table's own members. */
export function callBuiltin(
  table: Builtins,
  name: string,
  values: readonly Value[],
  costs: Costs,
): Value | undefined {
  return Object.hasOwn(table, name) ? table[name]?.call(values, costs) : undefined
}
