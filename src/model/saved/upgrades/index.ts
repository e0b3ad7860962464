import { upgrade0to1 } from './0-to-1.ts'
import { upgrade1to2 } from './1-to-2.ts'

/** One step of the save format: takes a design of its version, gives one of the next. What it does not know it leaves alone. */
export type Upgrade = (
  saved: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>

/** Under the version that they start from. */
export const upgrades: Readonly<Record<number, Upgrade>> = {
  0: upgrade0to1,
  1: upgrade1to2,
}
