import { jsonFault } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import { evaluatePath, parsePath, readPayload } from '../../jsonpath/index.ts'
import type { ContextValue } from '../../context/index.ts'
import { javaText, jsonText, limitedCosts, TemplateError } from '../../vtl/index.ts'
import type { Costs, Value } from '../../vtl/index.ts'
import type { HeaderList } from '../../trace.ts'
import { configurationError, GatewayFailure } from '../../exchange/failure.ts'
import { headerValue, headerValues } from '../../message/headers.ts'

/** What mapping expressions may read. */
export interface MappingSources {
  readonly headers: HeaderList
  readonly query: readonly (readonly [string, string])[]
  readonly pathParameters: Readonly<Record<string, string>>
  readonly stageVariables: Readonly<Record<string, string>>
  readonly context: Readonly<Record<string, ContextValue>>
  /** Where the mappings stand, for what is wrong with them. */
  readonly at?: Address
  /** The request body, or the body of the integration response. */
  readonly body: () => string
}

/** What a mapping expression gives: one text, or several for the multi-value sources; `undefined` where the source is not there. */
export type MappedValue = string | readonly string[] | undefined

type Reading = (sources: MappingSources) => MappedValue

/** The value of a mapping expression. */
export function mappedValue(expression: string, sources: MappingSources): MappedValue {
  return readingOf(expression)(sources)
}

/** How a mapping expression is evaluated, worked out from its text once. */
export function readingOf(expression: string): Reading {
  if (expression.startsWith("'") && expression.endsWith("'") && expression.length > 1) {
    const text = expression.slice(1, -1)
    return () => text
  }
  const [head = '', ...rest] = expression.split('.')
  if (head === 'stageVariables') {
    const name = rest.join('.')
    return ({ stageVariables }) => ownText(stageVariables, name)
  }
  if (head === 'context') return ({ context }) => contextText(rest, context)
  const kind = /^([a-z]+)/.exec(rest[1] ?? '')?.[1] ?? ''
  const name = rest.slice(2).join('.')
  const isResponse = head === 'integration'
  switch (kind) {
    case 'path':
      return ({ pathParameters }) => ownText(pathParameters, name)
    case 'querystring':
      return ({ query }) => query.findLast(([key]) => key === name)?.[1]
    case 'multivaluequerystring':
      return ({ query }) => {
        const values = query.flatMap(([key, value]) => (key === name ? [value] : []))
        return values.length > 1 ? values : values[0]
      }
    case 'header':
      // request headers are matched by their exact name, response headers as HTTP has them
      return isResponse
        ? ({ headers }) => headerValue(headers, name)
        : ({ headers }) => headers.findLast(([key]) => key === name)?.[1]
    case 'multivalueheader':
      return ({ headers }) => {
        const values = isResponse
          ? headerValues(headers, name)
          : headers.flatMap(([key, value]) => (key === name ? [value] : []))
        return values.length === 0 ? undefined : values.join(',')
      }
    case 'params':
      return (sources) => anyParameter(name, sources)
    case 'body': {
      const path = expression.slice(`${head}.${rest[0] ?? ''}.body`.length).replace(/^\./, '')
      return (sources) => bodyText(path, sources.body(), isResponse, sources.at ?? [])
    }
    default:
      return () => undefined
  }
}

function ownText(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

/** A parameter by its name alone, as `method.input.params.NAME` of a gateway response reads it: of the path, else the query string, else the headers. */
function anyParameter(name: string, sources: MappingSources): string | undefined {
  return (
    ownText(sources.pathParameters, name) ??
    sources.query.findLast(([key]) => key === name)?.[1] ??
    sources.headers.findLast(([key]) => key === name)?.[1]
  )
}

function contextText(
  path: readonly string[],
  context: Readonly<Record<string, ContextValue>>,
): string | undefined {
  let value: ContextValue | undefined = context
  for (const part of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const map = value as Readonly<Record<string, ContextValue>> // neither null nor an array
    value = Object.hasOwn(map, part) ? map[part] : undefined
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

/** Units of work that reading a body may take: several for each character. */
const workOfBody = 500_000_000

function bodyText(
  path: string,
  body: string,
  isResponse: boolean,
  mappingAt: Address,
): string | undefined {
  const isWhole = path === ''
  if (body === '') return isWhole ? '{}' : undefined
  // what does not even look like JSON is taken as it is, and has no members; of an answer members can be read only where it is JSON
  const looksLikeJson = /^\s*[{["']/.test(body)
  if (!looksLikeJson && isWhole) return body
  if (!looksLikeJson && !isResponse) return undefined
  const costs = limitedCosts(workOfBody)
  try {
    const document = strictJson(body, costs)
    if (isWhole) return body
    const found = at(document, path, costs)
    if (found === undefined || found === null) return undefined
    return typeof found === 'object' && (Array.isArray(found) || found instanceof Map)
      ? jsonText(found, costs)
      : javaText(found, costs)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    if (error.kind === 'budget') {
      const { code, message } = error
      throw configurationError('Unable to read the body', { code, message, at: mappingAt })
    }
    const message = 'A mapping reads the body as JSON, and it is not JSON.'
    const problem = { code: 'mapping/body-not-json', message, at: mappingAt }
    if (isResponse) throw configurationError('Unable to transform response', problem)
    throw new GatewayFailure('DEFAULT_4XX', 400, 'Invalid JSON in request body', {
      problems: [{ ...problem, severity: 'error' }],
    })
  }
}

/** The path of a body mapping; an `errorMessage` that is JSON itself is looked into. */
function at(document: Value, path: string, costs: Costs): Value | undefined {
  const found = evaluated(document, path, costs)
  if (found !== undefined && found !== null) return found
  const nested = /^errorMessage\.(.+)$/.exec(path)?.[1]
  const message = document instanceof Map ? document.get('errorMessage') : undefined
  if (nested === undefined || typeof message !== 'string') return undefined
  try {
    return evaluated(readPayload(message, costs), nested, costs)
  } catch (error) {
    if (error instanceof TemplateError && error.kind !== 'budget') return undefined
    throw error
  }
}

function evaluated(document: Value, path: string, costs: Costs): Value | undefined {
  try {
    const parsed = parsePath(path.startsWith('[') ? `$${path}` : `$.${path}`)
    return evaluatePath(parsed, document, costs)
  } catch (error) {
    if (error instanceof TemplateError && error.kind !== 'budget') return undefined
    throw error
  }
}

function strictJson(body: string, costs: Costs): Value {
  try {
    JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new TemplateError(
        'payload/not-json',
        `The body is not JSON: ${jsonFault(body)}`,
        'payload',
      )
    throw error
  }
  return readPayload(body, costs)
}
