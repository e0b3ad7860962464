import { formatAddress } from '../../../model/index.ts'
import type { Run } from '../../store/viewStore.ts'

/** The newest status by the address of the method or route; made once for each list of runs, as every row asks. */
const statuses = new WeakMap<readonly Run[], ReadonlyMap<string, number>>()

/** The status that the newest answered request to a method or route got; `undefined` when none was sent. */
export function lastRunOf(runs: readonly Run[], rowId: string): number | undefined {
  const known = statuses.get(runs)
  if (known) return known.get(rowId)
  const made = new Map<string, number>()
  for (const { entryAt, outcome } of runs) {
    const id = formatAddress(entryAt)
    if (outcome.state === 'answered' && !made.has(id)) made.set(id, outcome.simulation.status)
  }
  statuses.set(runs, made)
  return made.get(rowId)
}
