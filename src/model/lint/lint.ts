import type { Problem, Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { rules } from './rules/index.ts'

/** Everything that the rules find in a design. */
export function lint(design: Design): Problem[] {
  return Object.values(design.apis).flatMap((api) =>
    api.protocol === 'REST'
      ? Object.entries(rules).flatMap(([id, { check, severity }]) =>
          check(api, design).map(({ message, at }) => ({
            code: `lint/${id}`,
            message,
            severity,
            at,
          })),
        )
      : [],
  )
}

/** How a problem that a rule found is mended; `undefined` where its rule has no safe way. */
export function fixOf(problem: Problem): ((design: Design) => Result<Design>) | undefined {
  const id = /^lint\/(.+)$/.exec(problem.code)?.[1]
  const fix = id !== undefined && Object.hasOwn(rules, id) ? rules[id]?.fix : undefined
  return fix && ((design) => fix(design, problem))
}
