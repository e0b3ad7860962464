import { RE2JS } from 're2js'
import type { IntegrationResponse } from '../../model/index.ts'
import { lambdaFunctionName } from '../../model/index.ts'
import { utf8Text } from '../context/index.ts'
import { configurationError, integrationOf, known } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import type { StepDraft } from './recorder.ts'

/** Compiled patterns by their text: one for each run of an API. */
export type Patterns = Map<string, RE2JS | string>

/**
 * Pick the integration response for a backend's answer: the first whose selection pattern matches it as a whole, else the default,
 * which is the one without a pattern. A Lambda answer is matched on its errorMessage, any other on its status.
 * Source: API reference, IntegrationResponse.selectionPattern.
 */
export function selectIntegrationResponse(
  responses: readonly IntegrationResponse[],
  value: string,
  patterns: Patterns,
): { readonly response: IntegrationResponse | undefined; readonly tried: readonly string[] } {
  const tried: string[] = []
  for (const response of responses) {
    const { selectionPattern, statusCode } = response
    if (selectionPattern === undefined || selectionPattern === '') continue
    const pattern = compiled(selectionPattern, patterns)
    if (typeof pattern === 'string') {
      tried.push(`${statusCode}: the pattern ${selectionPattern} cannot be used (${pattern})`)
      continue
    }
    const matches = pattern.matcher(value).matches()
    tried.push(
      `${statusCode}: ${selectionPattern} ${matches ? 'matches' : 'does not match'} ${JSON.stringify(value.slice(0, 200))}`,
    )
    if (matches) return { response, tried }
  }
  const fallback = responses.find(
    ({ selectionPattern }) => selectionPattern === undefined || selectionPattern === '',
  )
  if (fallback) tried.push(`${fallback.statusCode}: the default`)
  return { response: fallback, tried }
}

function compiled(text: string, patterns: Patterns): RE2JS | string {
  const known = patterns.get(text)
  if (known !== undefined) return known
  let pattern: RE2JS | string
  try {
    pattern = RE2JS.compile(text)
  } catch (error) {
    pattern = error instanceof Error ? error.message : String(error)
  }
  patterns.set(text, pattern)
  return pattern
}

/** The stage: which integration response applies. */
export function selectResponse(exchange: Exchange, patterns: Patterns, draft: StepDraft): void {
  const { integration, at } = integrationOf(exchange)
  const answer = known(exchange.answer, "the backend's answer")
  const isLambda = integration.type === 'AWS' && lambdaFunctionName(integration.uri) !== undefined
  const value = isLambda ? errorMessageOf(utf8Text(answer.bytes)) : String(answer.status)
  draft.at = [...at, 'integrationResponses']
  draft.input = isLambda ? { errorMessage: value } : { status: answer.status }
  const responses = Object.values(integration.integrationResponses)
  const { response, tried } = selectIntegrationResponse(responses, value, patterns)
  for (const each of tried) {
    draft.decide(
      each,
      [...at, 'integrationResponses', each.split(':')[0] ?? ''],
      'The first pattern that matches the whole text wins',
    )
  }
  if (!response) {
    throw configurationError(
      `No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ${answer.status}`,
      {
        code: 'response/no-default',
        message: `No selection pattern matches ${JSON.stringify(value.slice(0, 80))} and there is no default integration response.`,
        at: [...at, 'integrationResponses'],
      },
    )
  }
  exchange.integrationResponse = response
  draft.output = { statusCode: response.statusCode }
}

function errorMessageOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('errorMessage' in value)) return ''
    return typeof value.errorMessage === 'string' ? value.errorMessage : ''
  } catch (error) {
    if (error instanceof SyntaxError) return ''
    throw error
  }
}
