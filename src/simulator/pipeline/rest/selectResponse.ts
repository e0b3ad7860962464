import { lambdaFunctionName } from '../../../model/index.ts'
import type { Address, IntegrationResponse, Problem } from '../../../model/index.ts'
import type { BackendAnswer } from '../../integrations/index.ts'
import type { Engine } from '../../engine.ts'
import { tooMuchToMatch } from '../../linearPattern.ts'
import { configurationError, required } from '../../exchange/failure.ts'
import { integrationOf } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** What was chosen, and what kept others from being chosen. */
export interface Selection {
  readonly response: IntegrationResponse | undefined
  readonly reason: string
  readonly problems: readonly Problem[]
}

/**
 * Pick the integration response for a backend's answer: the first, by status code, whose selection pattern matches
 * the whole value, else the default, which is the one without a pattern.
 * A pattern that cannot be compiled matches nothing and is a problem.
 * Source: API reference, IntegrationResponse.selectionPattern.
 */
export function pickResponse(
  responses: readonly IntegrationResponse[],
  value: string,
  engine: Engine,
  at: Address,
): Selection {
  const problems: Problem[] = []
  const sorted = [...responses].sort((left, right) => (left.statusCode < right.statusCode ? -1 : 1))
  for (const response of sorted) {
    const pattern = response.selectionPattern
    if (pattern === undefined || pattern === '') continue
    const compiled = engine.pattern(pattern)
    const found =
      'refusal' in compiled ? compiled.refusal : (compiled.matches(value) ?? tooMuchToMatch)
    if (typeof found === 'string') {
      problems.push({
        code: 'response/pattern-unusable',
        message: `The selection pattern ${JSON.stringify(pattern)} cannot be used, so it matches nothing: ${found}.`,
        severity: 'error',
        at: [...at, response.statusCode, 'selectionPattern'],
      })
    } else if (found) {
      const reason = `${JSON.stringify(value.slice(0, 200))} matches ${pattern}`
      return { response, reason, problems }
    }
  }
  const response = sorted.find(({ selectionPattern }) => !selectionPattern)
  const reason = `${JSON.stringify(value.slice(0, 200))} matches no pattern: the default response`
  return { response, reason, problems }
}

/** Select the integration response. Proxy integrations have none. */
export function selectResponse(exchange: RestExchange, draft: StepDraft): void {
  const { integration, at } = integrationOf(exchange)
  const answer = required(exchange.answer, 'an answer')
  const responsesAt = [...at, 'integrationResponses']
  draft.at = responsesAt
  if (integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY') {
    draft.skipped = true
    draft.decide('A proxy integration has no integration responses', [...at, 'type'])
    return
  }
  const isLambda = integration.type === 'AWS' && lambdaFunctionName(integration.uri) !== undefined
  const value = isLambda ? errorMessageOf(answer) : String(answer.status)
  draft.input = { matchedAgainst: isLambda ? 'errorMessage' : 'status', value }
  const selection = pickResponse(
    Object.values(integration.integrationResponses),
    value,
    exchange.engine,
    responsesAt,
  )
  for (const problem of selection.problems) draft.tell(problem)
  const { response } = selection
  if (!response) {
    throw configurationError(
      `No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ${answer.status}`,
      {
        code: 'response/no-default',
        message: `No selection pattern matches ${JSON.stringify(value.slice(0, 200))} and there is no default integration response.`,
        at: responsesAt,
      },
    )
  }
  draft.at = [...responsesAt, response.statusCode]
  draft.decide(selection.reason, draft.at, 'Selection pattern')
  const declared = required(exchange.method, 'a method').methodResponses
  if (!Object.hasOwn(declared, response.statusCode)) {
    throw configurationError(
      `Output mapping refers to an invalid method response: ${response.statusCode}`,
      {
        code: 'response/undeclared-status',
        message: `The integration response answers with ${response.statusCode}, which the method response does not declare.`,
        at: [...required(exchange.entryAt, 'an address'), 'methodResponses'],
      },
    )
  }
  exchange.integrationResponse = response
  draft.settles = {
    text: 'by the integration response that was chosen',
    rule: 'Integration response',
  }
  draft.output = { statusCode: response.statusCode }
}

/**
 * The error that patterns of a function are matched against: the `errorMessage` of a function that failed, or the words
 * with which Lambda refused the invocation. Empty for a success, whatever its result holds.
 */
function errorMessageOf({ lambda, refusal }: BackendAnswer): string {
  if (refusal !== undefined) return refusal
  if (lambda?.functionError === undefined) return ''
  try {
    const value: unknown = JSON.parse(lambda.text)
    if (typeof value !== 'object' || value === null || !('errorMessage' in value)) return ''
    return typeof value.errorMessage === 'string'
      ? value.errorMessage
      : JSON.stringify(value.errorMessage)
  } catch (error) {
    if (error instanceof SyntaxError) return ''
    throw error
  }
}
