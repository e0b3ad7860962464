import type { Address, Problem } from '../../model/index.ts'

/** Problems by their places. */
export interface ProblemIndex {
  /** Those at an address and below it, in their order. */
  readonly at: (address: Address) => readonly Problem[]
}

interface Place {
  readonly problems: Problem[]
  readonly below: Map<string, Place>
}

const nothing: readonly Problem[] = []

/** Each problem is found under its own address and every one above it. Indexed when it is first asked. */
export function indexProblems(problems: readonly Problem[]): ProblemIndex {
  let root: Place | undefined
  return {
    at: (address) => {
      if (address.length === 0) return problems
      root ??= placesOf(problems)
      let place: Place | undefined = root
      for (const part of address) place = place?.below.get(part)
      return place?.problems ?? nothing
    },
  }
}

function placesOf(problems: readonly Problem[]): Place {
  const root: Place = { problems: [], below: new Map() }
  for (const problem of problems) {
    let place = root
    for (const part of problem.at) {
      let below = place.below.get(part)
      if (!below) place.below.set(part, (below = { problems: [], below: new Map() }))
      below.problems.push(problem)
      place = below
    }
  }
  return root
}
