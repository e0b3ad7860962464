import type { Address } from '../../../model/index.ts'
import { renderTemplate } from '../../context/index.ts'
import type { Overrides } from '../../context/index.ts'
import { configurationError } from '../../exchange/failure.ts'
import { contextOf } from './exchange.ts'
import type { RestExchange, TemplateSight } from './exchange.ts'
import type { GatewayFailure } from '../../exchange/failure.ts'
import { lastValues } from '../../message/headers.ts'
import { methodHeaders } from './methodHeaders.ts'
import { decodedText } from './readRequest.ts'

/** A template with a longer body is not kept for running it again. */
const keptCharacters = 1_000_000

/** Run one of the method's mapping templates. A template that fails is the service's 500, with its place in the design. */
export function transform(
  exchange: RestExchange,
  template: string,
  where: 'request' | 'response',
  body: string,
  at: Address,
): {
  readonly output: string
  readonly requestOverride?: Overrides
  readonly responseOverride?: Overrides
} {
  const { budget, elapsed } = exchange.environment
  const call = {
    template,
    where,
    body,
    ...(exchange.templateSight ??= templateSight(exchange)),
    ...(exchange.requestOverride && { requestOverride: exchange.requestOverride }),
    ...(exchange.responseOverride && { responseOverride: exchange.responseOverride }),
  }
  if (body.length <= keptCharacters) exchange.templates.push({ at, call })
  const rendered = renderTemplate(call, {
    budget: {
      steps: budget.templateSteps,
      outputCharacters: budget.outputCharacters,
      milliseconds: budget.templateMs,
    },
    elapsed,
    cache: exchange.engine.templates,
  })
  if (rendered.ok) {
    if (rendered.repeatedOverride !== undefined)
      throw repeated(rendered.repeatedOverride, where, at)
    return rendered
  }
  const { code, message, line, column } = rendered.problem
  const failure = configurationError(`Unable to transform ${where}`, { code, message, at })
  throw Object.assign(failure, {
    problems: [{ code, message, severity: 'error', at, position: { line, column } }],
  })
}

/** A parameter may be overridden once. Source: developer guide, overriding parameters. */
function repeated(parameter: string, where: string, at: Address): GatewayFailure {
  return configurationError(`Unable to transform ${where}`, {
    code: 'override/repeated',
    message: `The template overrides $context.${parameter} more than once. Keep the value in a variable, and override at the end.`,
    at,
  })
}

function templateSight(exchange: RestExchange): TemplateSight {
  return {
    params: {
      path: decodedValues(exchange.pathParameters),
      querystring: lastValues(exchange.query),
      header: lastValues(methodHeaders(exchange)),
    },
    context: contextOf(exchange),
    stageVariables: exchange.stageVariables,
  }
}

/** Templates read path parameters decoded; URIs and Lambda events get them as they were sent. */
function decodedValues(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, decodedText(value)]),
  )
}
