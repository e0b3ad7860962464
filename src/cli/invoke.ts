import { cannedAnswerSchema } from '../model/index.ts'
import type { CannedAnswer } from '../model/index.ts'
import { createEngine, simulate } from '../simulator/index.ts'
import type { ClientRequest, HeaderList, Simulation } from '../simulator/index.ts'
import { runEnvironment } from './environment.ts'
import { UsageError, parseArguments } from './io.ts'
import type { Command, CommandIo } from './io.ts'
import { chosenApi, openInput } from './openInput.ts'

/** `invoke INPUT`: JSON lines of requests to JSON lines of answers. */
export const invoke: Command = async (args, io) => {
  const { values, switches, rest } = parseArguments(args, {
    values: ['api', 'stage', 'backend', 'seed', 'now'],
    switches: ['trace'],
  })
  const { environment, random } = runEnvironment(io, {
    now: values.get('now'),
    seed: values.get('seed'),
  })
  const design = openInput(rest[0], io, random)
  const apiId = chosenApi(design, values.get('api'))
  const backendFile = values.get('backend')
  const world =
    backendFile === undefined
      ? environment
      : { ...environment, answers: parsedAnswers(backendFile, io) }
  const stageName = values.get('stage')
  const engine = createEngine()
  const input = await io.readInput()
  for (const line of input.split('\n')) {
    if (line.trim() === '') continue
    const request = parsedRequest(line)
    if (typeof request === 'string') {
      io.write(JSON.stringify({ error: { code: 'input/request', message: request } }))
      continue
    }
    const simulation = await simulate(
      design,
      { apiId, request, ...(stageName !== undefined && { stageName }) },
      world,
      engine,
    )
    io.write(JSON.stringify(answerOf(simulation, switches.has('trace'))))
  }
  return 0
}

/** An answer as the companion prints it. */
export function answerOf(simulation: Simulation, withTrace: boolean): object {
  const { body, backendRequest, lambdaEvent, trace, log } = simulation
  return {
    status: simulation.status,
    headers: lastValues(simulation.headers),
    multiValueHeaders: allValues(simulation.headers),
    ...bodyMember(body),
    ...(backendRequest && {
      backendRequest: {
        method: backendRequest.method,
        url: backendRequest.url,
        headers: lastValues(backendRequest.headers),
        ...bodyMember(backendRequest.body),
      },
    }),
    ...(lambdaEvent !== undefined && { lambdaEvent }),
    ...(withTrace && { trace: { ...trace, log } }),
  }
}

function bodyMember(body: Simulation['body']): object {
  return 'text' in body ? { body: body.text } : { bodyBase64: body.base64 }
}

function lastValues(headers: HeaderList): Record<string, string> {
  return Object.fromEntries(headers)
}

function allValues(headers: HeaderList): Record<string, string[]> {
  const names = [...new Set(headers.map(([name]) => name))]
  return Object.fromEntries(
    names.map((name) => [name, headers.flatMap(([key, value]) => (key === name ? [value] : []))]),
  )
}

function parsedRequest(line: string): ClientRequest | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return `The line is not JSON: ${error.message}`
    throw error
  }
  if (typeof value !== 'object' || value === null)
    return 'The line is no object with method and path.'
  const given = value as Readonly<Record<string, unknown>> // an object, checked above
  const { method, path, query, headers, body, bodyBase64 } = given
  if (typeof method !== 'string' || typeof path !== 'string')
    return 'A request wants a method and a path.'
  return {
    method,
    path: path.split('?')[0] ?? path,
    query: queryText(query, path),
    headers: headerList(headers),
    ...(typeof body === 'string' && { body }),
    ...(typeof body === 'object' && body !== null && { body: JSON.stringify(body) }),
    ...(typeof bodyBase64 === 'string' && { bodyBase64 }),
  }
}

function queryText(query: unknown, path: string): string {
  if (typeof query === 'string') return query.replace(/^\?/, '')
  if (typeof query === 'object' && query !== null) {
    return Object.entries(query)
      .flatMap(([name, value]: [string, unknown]) =>
        (Array.isArray(value) ? value : [value]).map(
          (each) => `${encodeURIComponent(name)}=${encodeURIComponent(String(each))}`,
        ),
      )
      .join('&')
  }
  return path.includes('?') ? path.slice(path.indexOf('?') + 1) : ''
}

function headerList(headers: unknown): HeaderList {
  if (typeof headers !== 'object' || headers === null) return []
  return Object.entries(headers).flatMap(([name, value]: [string, unknown]): [string, string][] =>
    (Array.isArray(value) ? value : [value]).map((each) => [name, String(each)]),
  )
}

function parsedAnswers(path: string, io: CommandIo): Record<string, CannedAnswer> {
  let value: unknown
  try {
    value = JSON.parse(io.readFile(path))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new UsageError(`${path} is not JSON`, { cause: error })
  }
  if (typeof value !== 'object' || value === null)
    throw new UsageError(`${path} is not an object of canned responses`)
  return Object.fromEntries(
    Object.entries(value).map(([key, answer]: [string, unknown]) => {
      const parsed = cannedAnswerSchema.safeParse(answer)
      if (!parsed.success) throw new UsageError(`${path}: the answer of ${key} is of no known form`)
      return [key, parsed.data]
    }),
  )
}
