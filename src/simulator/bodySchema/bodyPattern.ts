import { modelPatternKind } from '../../model/index.ts'
import { readLinearPattern } from '../linearPattern.ts'
import { readSearchPattern, TemplateError } from '../vtl/index.ts'
import type { Costs } from '../vtl/index.ts'

/** A `pattern` of a model, ready to be matched. */
export interface BodyPattern {
  /** Whether it matches anywhere in a text; `undefined` where both are too long to be tried. */
  readonly finds: (text: string, costs: Costs) => boolean | undefined
}

/** Read a `pattern` of a model, or say why it cannot be matched here. */
export function readBodyPattern(pattern: string): BodyPattern | { readonly refusal: string } {
  switch (modelPatternKind(pattern)) {
    case 'broken':
      return { refusal: 'it is not a regular expression' }
    case 'beyond':
      return { refusal: 'it is beyond the simulator' }
    case 'linear': {
      const linear = readLinearPattern(pattern)
      if ('refusal' in linear) return linear
      return {
        finds: (text, costs) => {
          costs.work(linear.workOf(text))
          return linear.finds(text)
        },
      }
    }
    case 'searched':
      try {
        return readSearchPattern(pattern, 'ecma')
      } catch (error) {
        if (error instanceof TemplateError) return { refusal: error.message }
        throw error
      }
  }
}
