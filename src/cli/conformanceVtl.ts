import { defaultBudget, renderTemplate } from '../simulator/index.ts'
import type { Overrides, Rendered, TemplateCall } from '../simulator/index.ts'
import type { CaseResult } from './conformanceCase.ts'

interface Expectation {
  readonly expected?: string
  readonly error?: string
  readonly requestOverride?: Overrides
  readonly responseOverride?: Overrides
}

type TemplateCase = Omit<TemplateCall, 'requestOverride' | 'responseOverride'> &
  Expectation & { readonly id: string; readonly category: string; readonly plain?: Expectation }

/** Run one template case, a line of JSON, in the profiles that it has expectations for. */
export function runVtlCase(line: string, elapsed: () => number): CaseResult[] {
  const given = JSON.parse(line) as TemplateCase // the format of conformance/vtl
  const profiles = given.plain ? (['aws', 'plain'] as const) : (['aws'] as const)
  const messages = profiles.flatMap((profile) => {
    const { template, body, params, context, stageVariables } = given
    const rendered = renderTemplate(
      {
        template,
        profile,
        ...(body !== undefined && { body }),
        // the engine that wrote the cases sorts all parameters; the service sorts headers only
        ...(params && { params: { ...params, isSorted: true } }),
        ...(context && { context }),
        ...(stageVariables && { stageVariables }),
      },
      {
        budget: {
          steps: defaultBudget.templateSteps,
          outputCharacters: defaultBudget.outputCharacters,
          milliseconds: 10_000,
        },
        elapsed,
      },
    )
    const expectation = profile === 'plain' ? (given.plain ?? given) : given
    const difference = differenceOf(rendered, expectation)
    return difference === undefined ? [] : [`${profile}: ${difference}`]
  })
  const failed = messages.length > 0
  return [
    {
      id: given.id,
      group: given.category,
      passed: !failed,
      ...(failed && { message: messages.join('; ') }),
    },
  ]
}

function differenceOf(rendered: Rendered, expectation: Expectation): string | undefined {
  if (expectation.expected === undefined) {
    return rendered.ok
      ? `expected an error (${expectation.error ?? ''}), printed ${JSON.stringify(rendered.output)}`
      : undefined
  }
  if (!rendered.ok)
    return `expected ${JSON.stringify(expectation.expected)}, failed: ${rendered.problem.message}`
  if (rendered.output !== expectation.expected) {
    return `expected ${JSON.stringify(expectation.expected)}, printed ${JSON.stringify(rendered.output)}`
  }
  for (const name of ['requestOverride', 'responseOverride'] as const) {
    const wanted = expectation[name]
    if (wanted && JSON.stringify(rendered[name]) !== JSON.stringify(wanted)) {
      return `${name}: expected ${JSON.stringify(wanted)}, wrote ${JSON.stringify(rendered[name])}`
    }
  }
  return undefined
}
