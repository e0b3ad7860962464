import { TemplateError } from './problem.ts'

/** What a run charges for. Everything that reads, compares or makes values is given it. */
export interface Costs {
  /** Characters or items that are made and count like output, so that doubling a string ends. */
  charge(amount: number): void
  /** Units of work: one for each character or item that is read, compared or moved. The clock is checked on the way. */
  work(units: number): void
  /** Bytes that values take. Counts up only: what the garbage collector frees is not known here. */
  hold(bytes: number): void
}

/** Bytes of an entry of a map, of an item of a list, and of a short text. */
export const entryBytes = 64
export const itemBytes = 16
export const textBytes = 32

/** Units of work that a step counts for. */
const workOfStep = 8

/** Costs outside a template, for a value of a body: so many units of work, and nothing else is counted. */
export function limitedCosts(units: number): Costs {
  let left = units
  const work = (worked: number) => {
    left -= worked
    if (left < 0)
      throw new TemplateError('budget/work', 'Reading the body takes too long', 'budget')
  }
  return { charge: (amount) => work(workOfStep + amount), hold: () => undefined, work }
}
