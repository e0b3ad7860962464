import { nounNames, nounOf } from '../../model/index.ts'
import type { NounName } from '../../model/index.ts'

/** The nouns of the whole design that are added with one click: callers and access, in the order of the tree. */
export const sharedNouns: readonly NounName[] = nounNames.filter((name) => {
  const { of, add } = nounOf(name)
  return of === 'design' && add !== undefined
})
