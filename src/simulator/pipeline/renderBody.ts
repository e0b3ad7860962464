import type { Address } from '../../model/index.ts'
import { renderTemplate } from '../context/index.ts'
import type { Rendered } from '../context/index.ts'
import { GatewayFailure } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { lastValues } from './headers.ts'
import type { StepDraft } from './recorder.ts'

/** Run a mapping template of the design for this exchange; what it wrote to the overrides is kept. A template that fails ends the run. */
export function renderBody(
  exchange: Exchange,
  draft: StepDraft,
  args: {
    readonly template: string
    readonly where: 'request' | 'response'
    readonly body: string
    readonly at: Address
  },
): string {
  const { template, where, body, at } = args
  const rendered: Rendered = renderTemplate(
    {
      template,
      where,
      body,
      params: {
        path: exchange.pathParameters,
        querystring: lastValues(exchange.query),
        header: lastValues(exchange.headers),
      },
      context: exchange.context,
      stageVariables: exchange.stageVariables,
      ...(exchange.requestOverride && { requestOverride: exchange.requestOverride }),
      ...(exchange.responseOverride && { responseOverride: exchange.responseOverride }),
    },
    exchange.templates,
  )
  if (!rendered.ok) {
    const { problem } = rendered
    draft.decide(`The template stopped at line ${problem.line}, column ${problem.column}`, at)
    if (problem.kind === 'payload') {
      throw new GatewayFailure('DEFAULT_4XX', 400, problem.message, {
        problems: [{ code: problem.code, message: problem.message, severity: 'error', at }],
      })
    }
    throw new GatewayFailure('API_CONFIGURATION_ERROR', 500, 'Internal server error', {
      logLine: `Execution failed due to configuration error: Unable to transform ${where}`,
      problems: [
        {
          code: problem.code,
          message: `The mapping template fails at line ${problem.line}, column ${problem.column}: ${problem.message}.`,
          severity: 'error',
          at,
          position: { line: problem.line, column: problem.column },
        },
      ],
    })
  }
  if (rendered.requestOverride) exchange.requestOverride = rendered.requestOverride
  if (rendered.responseOverride) exchange.responseOverride = rendered.responseOverride
  return rendered.output
}
