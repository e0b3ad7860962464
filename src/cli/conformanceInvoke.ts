import { cannedAnswerSchema, restApiSchema, seededRandom } from '../model/index.ts'
import type { CannedAnswer, Design, Json, RestApi } from '../model/index.ts'
import { simulate } from '../simulator/index.ts'
import type { Simulation, SimulationCall } from '../simulator/index.ts'
import { runEnvironment } from './environment.ts'
import type { CommandIo } from './io.ts'
import { map, text } from './given.ts'
import type { Given } from './given.ts'
import { difference } from './matching.ts'
import type { Matching } from './matching.ts'
import { accessOf, withCaseSettings } from './conformanceAccess.ts'
import { compared, documentText, openedApi, matchingOf, headersOf } from './conformanceCase.ts'

function answerFor(backend: Given): CannedAnswer | undefined {
  if (Object.keys(backend).length === 0) return undefined
  const lambda = map(backend['lambda'])
  const wanted =
    'rawResult' in lambda ? { lambda: { rawResult: lambda['rawResult'] ?? '' } } : backend
  const parsed = cannedAnswerSchema.safeParse(wanted)
  return parsed.success ? parsed.data : undefined
}

export async function runInvoke(
  given: Given,
  read: (file: string) => string,
  io: CommandIo,
): Promise<string | undefined> {
  const opened = openedApi(
    documentText(given['api'], read),
    text(map(given['importParameters'])['basepath']),
  )
  if (typeof opened === 'string') return opened
  const { api, design } = opened
  const stage = map(given['stage'])
  const stageName = text(stage['name']) || 'dev'
  const withStage: RestApi = {
    ...withCaseSettings(api, given),
    stages: restApiSchema.shape.stages.parse({
      [stageName]: {
        stageName,
        variables: stage['variables'] ?? {},
        ...('canary' in stage && {
          canarySettings: { ...map(stage['canary']), deploymentId: canaryDeployment },
        }),
      },
    }),
    deployments: canaryDeployments(map(stage['canary']), read),
  }
  const answer = answerFor(map(given['backend']))
  const access = accessOf(given['usagePlans'], api.id)
  const ready = { ...design, access, apis: { [api.id]: withStage } }
  const request = map(given['request'])
  const simulation = await simulated(ready, answer, io, {
    apiId: api.id,
    stageName,
    request: {
      method: text(request['method']),
      path: text(request['path']) || '/',
      query: text(request['query']),
      headers: headersOf(request['headers']),
      ...(typeof request['body'] === 'string' && { body: request['body'] }),
      ...(typeof request['bodyBase64'] === 'string' && { bodyBase64: request['bodyBase64'] }),
    },
  })
  return invokeDifference(given, simulation, matchingOf(withStage))
}

const canaryDeployment = 'canary'

/** The deployment that a canary serves, with its own definition. */
function canaryDeployments(canary: Given, read: (file: string) => string): RestApi['deployments'] {
  if (!('api' in canary)) return {}
  const opened = openedApi(documentText(canary['api'], read), '')
  if (typeof opened === 'string') return {}
  const createdDate = '2026-01-31T12:00:00Z'
  return { [canaryDeployment]: { id: canaryDeployment, createdDate, snapshot: opened.api } }
}

async function simulated(
  design: Design,
  answer: CannedAnswer | undefined,
  io: CommandIo,
  call: SimulationCall,
): Promise<Simulation> {
  const random = seededRandom(7)
  const { environment } = runEnvironment({ ...io, random }, { now: undefined, seed: '7' })
  return simulate(design, call, {
    ...environment,
    accountId: '111111111111',
    ...(answer && { answers: { '*': answer } }),
  })
}

function invokeDifference(
  given: Given,
  simulation: Simulation,
  matching: Matching,
): string | undefined {
  const expected = map(given['expect'])
  const trace = simulation.trace.steps
    .flatMap(({ problems }) => problems.map(({ message }) => message))
    .join(' | ')
  const noted = (found: string | undefined) =>
    found === undefined ? undefined : `${found}${trace === '' ? '' : ` (${trace.slice(0, 300)})`}`
  if ('status' in expected && expected['status'] !== simulation.status) {
    return noted(`status: expected ${JSON.stringify(expected['status'])}, got ${simulation.status}`)
  }
  if ('body' in expected) {
    const found = bodyDifference(expected['body'], simulation.body, matching)
    if (found !== undefined) return noted(`body${found}`)
  }
  const strict = given['expectHeaderSpelling'] === true
  for (const [name, value] of Object.entries(map(expected['headers']))) {
    const actual = simulation.headers
      .filter(([key]) => (strict ? key === name : key.toLowerCase() === name.toLowerCase()))
      .map(([, each]) => each)
    const found = difference(
      value,
      actual.length > 1 ? actual.join(', ') : actual[0],
      matching,
      false,
      `/headers/${name}`,
    )
    if (found !== undefined) return noted(found)
  }
  for (const name of (expected['headersAbsent'] as string[] | undefined) ?? []) {
    if (simulation.headers.some(([key]) => key.toLowerCase() === name.toLowerCase()))
      return noted(`the header ${name} is there`)
  }
  const invoked = expected['backendInvoked'] ?? expected['lambdaInvoked']
  const wasCalled = simulation.trace.steps.some(
    ({ station, outcome }) => station === 'backend' && outcome !== 'skipped',
  )
  if (typeof invoked === 'boolean' && invoked !== wasCalled)
    return noted(`the backend was ${wasCalled ? '' : 'not '}called`)
  if ('backendRequest' in expected) {
    const found = backendDifference(map(expected['backendRequest']), simulation, matching)
    if (found !== undefined) return noted(found)
  }
  if ('lambdaEvent' in expected) {
    const found = difference(
      expected['lambdaEvent'],
      simulation.lambdaEvent,
      matching,
      true,
      '/lambdaEvent',
    )
    if (found !== undefined) return noted(found)
  }
  const eventHeaders = map(map(simulation.lambdaEvent)['headers'])
  for (const name of (expected['lambdaEventHeadersAbsent'] as string[] | undefined) ?? []) {
    if (Object.hasOwn(eventHeaders, name)) return noted(`the event has the header ${name}`)
  }
  return undefined
}

function bodyDifference(
  expected: Json | undefined,
  body: Simulation['body'],
  matching: Matching,
): string | undefined {
  const base64 = map(expected)['$base64']
  if (base64 === undefined)
    return difference(expected, 'text' in body ? body.text : `base64:${body.base64}`, matching)
  const actual = 'base64' in body ? body.base64 : Buffer.from(body.text, 'utf8').toString('base64')
  return actual === base64
    ? undefined
    : `: expected the bytes ${String(base64).slice(0, 80)}, got ${actual.slice(0, 80)}`
}

function backendDifference(
  expected: Given,
  simulation: Simulation,
  matching: Matching,
): string | undefined {
  const request = simulation.backendRequest
  if (!request) return 'the backend was not called'
  const url = new URL(request.url)
  const query: Record<string, string[]> = {}
  for (const [name, value] of url.searchParams) (query[name] ??= []).push(value)
  const actual: Record<string, unknown> = {
    method: request.method,
    host: url.host,
    path: url.pathname,
    query,
    lambdaFunction: /function:([^:/]+)/.exec(request.url)?.[1],
  }
  for (const name of ['method', 'host', 'path', 'query', 'lambdaFunction']) {
    if (!(name in expected)) continue
    const found = difference(
      expected[name],
      actual[name],
      matching,
      false,
      `/backendRequest/${name}`,
    )
    if (found !== undefined) return found
  }
  for (const [name, value] of Object.entries(map(expected['headers']))) {
    const sent = request.headers
      .filter(([key]) => key.toLowerCase() === name.toLowerCase())
      .map(([, each]) => each)
    const found = difference(
      value,
      sent.length > 1 ? sent.join(',') : sent[0],
      matching,
      false,
      `/backendRequest/headers/${name}`,
    )
    if (found !== undefined) return found
  }
  for (const name of (expected['headersAbsent'] as string[] | undefined) ?? []) {
    if (request.headers.some(([key]) => key.toLowerCase() === name.toLowerCase()))
      return `the backend got the header ${name}`
  }
  return 'body' in expected
    ? prefixed('/backendRequest/body', bodyDifference(expected['body'], request.body, matching))
    : undefined
}

function prefixed(prefix: string, found: string | undefined): string | undefined {
  return found === undefined ? undefined : prefix + found
}

export async function runTestInvoke(
  given: Given,
  read: (file: string) => string,
  io: CommandIo,
): Promise<string | undefined> {
  const opened = openedApi(documentText(given['api'], read), '')
  if (typeof opened === 'string') return opened
  const { api, design } = opened
  const call = map(given['call'])
  const matching = matchingOf(api)
  const resourceId =
    text(call['resourceId']) || matching.ids?.resource(text(call['resourcePath'])) || ''
  const httpMethod = text(call['httpMethod'])
  const expected = map(given['expect'])
  const answer = answerFor(map(given['backend']))
  const [path = '/', query = ''] = (
    text(call['pathWithQueryString']) || text(call['resourcePath'])
  ).split('?')
  const variables = call['stageVariables']
  const stageName = 'test-invoke-stage'
  const stages = restApiSchema.shape.stages.parse({ [stageName]: { stageName, variables } })
  const tested = { ...design, apis: { [api.id]: { ...api, stages } } }
  const simulation = await simulated(variables === undefined ? design : tested, answer, io, {
    apiId: api.id,
    asTestInvoke: true,
    resourceId,
    ...(variables !== undefined && { stageName }),
    request: {
      method: httpMethod,
      path,
      query,
      headers: headersOf(call['multiValueHeaders'] ?? call['headers']),
      body: text(call['body']),
    },
  })
  const headers = Object.fromEntries(simulation.headers)
  if ('error' in expected) {
    const { message } = JSON.parse('text' in simulation.body ? simulation.body.text : '{}') as {
      readonly message?: string // the form of every error
    }
    const code = headers['x-amzn-ErrorType']
    return compared(expected, { error: { status: simulation.status, code, message } })
  }
  const multiValueHeaders = Object.fromEntries(
    simulation.headers.map(([name]) => [
      name,
      simulation.headers.flatMap(([other, value]) => (other === name ? [value] : [])),
    ]),
  )
  const actual = {
    status: simulation.status,
    headers,
    multiValueHeaders,
    body: 'text' in simulation.body ? simulation.body.text : '',
    log: [...simulation.log, ''],
  }
  const { headersAbsent, ...rest } = expected
  const gone = ((headersAbsent as string[] | undefined) ?? []).find((name) =>
    Object.hasOwn(headers, name),
  )
  return gone === undefined ? compared(rest, actual, matching) : `the header ${gone} is there`
}
