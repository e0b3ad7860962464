import { modelPatternKind } from '../queries/modelPattern.ts'
import type { ModelPatternKind } from '../queries/modelPattern.ts'
import { modelFacts } from './modelSchemas.ts'
import type { BodyModel } from '../schema/bodyModel.ts'

/** Characters of a pattern that a message shows. */
const shownCharacters = 100

/** The patterns of a model that are of a kind, as text to be shown, each once. */
export function patternsOfKind(model: BodyModel, kind: ModelPatternKind): string[] {
  const found = new Set<string>()
  for (const schema of modelFacts(model).schemas) {
    const own = (name: string) => (Object.hasOwn(schema, name) ? schema[name] : undefined)
    const named: unknown = own('patternProperties')
    const patterns: unknown[] = [own('pattern')]
    if (typeof named === 'object' && named !== null) patterns.push(...Object.keys(named))
    for (const pattern of patterns) {
      if (typeof pattern === 'string' && modelPatternKind(pattern) === kind) found.add(pattern)
    }
  }
  return [...found].map((pattern) =>
    JSON.stringify(
      pattern.length > shownCharacters ? `${pattern.slice(0, shownCharacters)} …` : pattern,
    ),
  )
}
