import type { Json } from '../../schema/json.ts'
import type { JsonObject } from './intrinsics.ts'
import { asObject } from './template.ts'

/** The names of conditions that lead back to the first of them; `undefined` where no condition does. */
export function conditionCycle(conditions: JsonObject): readonly string[] | undefined {
  const done = new Set<string>()
  for (const start of Object.keys(conditions)) {
    const way: { readonly name: string; readonly waiting: string[] }[] = []
    const enter = (name: string) => way.push({ name, waiting: namedBy(conditions[name] ?? null) })
    if (!done.has(start)) enter(start)
    for (let last = way.at(-1); last; last = way.at(-1)) {
      const next = last.waiting.pop()
      if (next === undefined) {
        done.add(last.name)
        way.pop()
        continue
      }
      const before = way.findIndex(({ name }) => name === next)
      if (before >= 0) return [...way.slice(before).map(({ name }) => name), next]
      if (!done.has(next) && Object.hasOwn(conditions, next)) enter(next)
    }
  }
  return undefined
}

/** The conditions that the expression of a condition names. */
function namedBy(expression: Json): string[] {
  const names: string[] = []
  const waiting: Json[] = [expression]
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (Array.isArray(part)) for (const item of part) waiting.push(item)
    else {
      for (const [name, value] of Object.entries(asObject(part))) {
        if (name === 'Condition' && typeof value === 'string') names.push(value)
        else waiting.push(value)
      }
    }
  }
  return names
}
