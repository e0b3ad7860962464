import {
  accountOf,
  callService,
  cannedAnswerSchema,
  countingIds,
  effectiveGatewayResponse,
  exportApi,
  importDocument,
  resourcesByPath,
  restApiSchema,
  seededRandom,
} from '../model/index.ts'
import type { CannedAnswer, Design, IntegrationResponse, Json, RestApi } from '../model/index.ts'
import {
  GatewayFailure,
  chooseRequestTemplate,
  createEngine,
  createRouter,
  findRoute,
  mapHeaders,
  mapParameters,
  missingParameters,
  mockStatus,
  overriddenStatus,
  parseQuery,
  pickResponse,
  renderGatewayResponse,
  renderTemplate,
  renderUri,
  simulate,
} from '../simulator/index.ts'
import type { HeaderList, MappingSources, Simulation, SimulationCall } from '../simulator/index.ts'
import type { CaseResult } from './conformance.ts'
import { runControl, runValidate } from './conformanceControl.ts'
import { runTemplate } from './conformanceTemplate.ts'
import { runEnvironment } from './environment.ts'
import type { CommandIo } from './io.ts'
import { map, text, texts } from './given.ts'
import type { Given } from './given.ts'
import { difference } from './matching.ts'
import type { Matching } from './matching.ts'

type Runner = (
  given: Given,
  read: (file: string) => string,
  io: CommandIo,
) => Promise<string | undefined> | string | undefined

/** How each kind of case is run. A kind that is not here fails: nothing is skipped. */
const runners: Readonly<Record<string, Runner>> = {
  invoke: runInvoke,
  'test-invoke': runTestInvoke,
  vtl: runVtl,
  'vtl-status': runVtlStatus,
  routing: runRouting,
  'required-parameters': (given) => {
    const request = map(given['request'])
    const missing = missingParameters(map(given['requestParameters']) as Record<string, boolean>, {
      headers: Object.entries(texts(request['headers'])),
      query: parseQuery(text(request['query'])),
      pathParameters: texts(request['pathParameters']),
    })
    const actual =
      missing.length === 0
        ? {}
        : {
            error: {
              status: 400,
              message: `Missing required request parameters: [${missing.join(', ')}]`,
            },
          }
    return compared(given['expect'], actual)
  },
  'parameter-mapping': runParameterMapping,
  'mock-status': (given) => {
    const statusCode = mockStatus(text(given['rendered']))
    const failure = { error: { status: 500, message: 'Internal server error' } }
    return compared(given['expect'], statusCode === undefined ? failure : { statusCode })
  },
  passthrough: (given) => {
    const type =
      text(given['contentType']) === ''
        ? 'application/json'
        : text(given['contentType']).split(';')[0]?.trim().toLowerCase()
    const actual = guarded(() => {
      const integration = {
        requestTemplates: texts(given['requestTemplates']),
        passthroughBehavior: text(given['passthroughBehavior']) as 'NEVER', // one of the three, by the format
      }
      const { template } = chooseRequestTemplate(integration, type, [])
      return { body: template ?? text(given['body']) }
    })
    return failureDifference(given['expect'], actual)
  },
  selection: (given) => {
    const responses = given['integrationResponses'] as unknown as IntegrationResponse[] // by the format
    const { response } = pickResponse(responses, text(given['value']), createEngine(), [])
    const failure = {
      error: { type: 'API_CONFIGURATION_ERROR', status: 500, message: 'Internal server error' },
    }
    return compared(given['expect'], response ? { statusCode: response.statusCode } : failure)
  },
  uri: (given) =>
    compared(given['expect'], {
      uri: renderUri(
        text(given['uri']),
        texts(given['stageVariables']),
        new Map(Object.entries(texts(given['pathParameters']))),
      ),
    }),
  'gateway-error': runGatewayError,
  'gateway-response-default': (given) =>
    compared(
      { responseType: { $any: true }, ...map(given['expect']) },
      gatewayResponseShape({}, text(given['responseType'])),
    ),
  'gateway-response-inherit': (given) =>
    compared(
      given['expect'],
      gatewayResponseShape(map(given['configured']), text(given['responseType'])),
    ),
  import: runImport,
  export: runExport,
  control: runControl,
  validate: runValidate,
  cloudformation: runTemplate,
}

/** Run one case of conformance/aws. */
export async function runAwsCase(
  caseText: string,
  read: (file: string) => string,
  group: string,
  io: CommandIo,
): Promise<CaseResult> {
  const given = JSON.parse(caseText) as Given // the format of the cases
  const id = text(given['id'])
  const kind = text(given['kind'])
  const run = Object.hasOwn(runners, kind) ? runners[kind] : undefined
  if (!run)
    return { id, group, passed: false, message: `cases of the kind ${kind} cannot be run yet` }
  try {
    const message = await run(given, read, io)
    return { id, group, passed: message === undefined, ...(message !== undefined && { message }) }
  } catch (error) {
    return {
      id,
      group,
      passed: false,
      message: `the run broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    }
  }
}

function compared(
  expected: Json | undefined,
  actual: unknown,
  matching: Matching = { bound: new Map() },
): string | undefined {
  return difference(expected ?? null, actual, matching)
}

function guarded(work: () => object): object {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error
    const { type, status, message } = error
    return { error: { type, errorType: errorTypeOf(error), status, message } }
  }
}

/** The `x-amzn-ErrorType` that a failure answers with. */
function errorTypeOf(failure: GatewayFailure): string | undefined {
  const { headers } = renderGatewayResponse({}, failure, noSources, undefined)
  return headers.find(([name]) => name === 'x-amzn-ErrorType')?.[1]
}

const noSources: MappingSources = {
  headers: [],
  query: [],
  pathParameters: {},
  stageVariables: {},
  context: {},
  body: () => '',
}

/** As `compared`, where an expected error names only some of its members. */
function failureDifference(expected: Json | undefined, actual: object): string | undefined {
  return difference(expected ?? null, actual, { bound: new Map() }, 'error' in map(expected))
}

function documentText(value: Json | undefined, read: (file: string) => string): string {
  const file = text(map(value)['$file'])
  return file === '' ? JSON.stringify(value) : read(file)
}

function openedApi(
  document: string,
  basepath: string,
):
  | {
      design: Design
      api: RestApi
      problems: readonly { message: string; severity: string; code: string }[]
    }
  | string {
  const result = importDocument(document, {
    nextId: countingIds('id'),
    ...((basepath === 'prepend' || basepath === 'split' || basepath === 'ignore') && { basepath }),
  })
  if (!result.ok) return result.problems.map(({ message }) => message).join('; ')
  const { design } = result.value
  const api = Object.values(design.apis)[0]
  return api?.protocol === 'REST'
    ? { design, api, problems: result.problems }
    : 'no REST API was read'
}

function matchingOf(api: RestApi): Matching {
  const byPath = new Map(resourcesByPath(api).map(({ resource, path }) => [path, resource.id]))
  return {
    bound: new Map(),
    ids: {
      resource: (path) => byPath.get(path),
      authorizer: (name) =>
        Object.values(api.authorizers).find((authorizer) => authorizer.name === name)?.id,
      validator: (name) =>
        Object.values(api.requestValidators).find((validator) => validator.name === name)?.id,
    },
  }
}

function answerFor(backend: Given): CannedAnswer | undefined {
  if (Object.keys(backend).length === 0) return undefined
  const lambda = map(backend['lambda'])
  const wanted =
    'rawResult' in lambda ? { lambda: { rawResult: lambda['rawResult'] ?? '' } } : backend
  const parsed = cannedAnswerSchema.safeParse(wanted)
  return parsed.success ? parsed.data : undefined
}

async function runInvoke(
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
    ...api,
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
  const ready = { ...design, apis: { [api.id]: withStage } }
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

function headersOf(value: Json | undefined): HeaderList {
  return Object.entries(map(value)).flatMap(([name, each]): [string, string][] =>
    (Array.isArray(each) ? each : [each]).map((one) => [name, String(one)]),
  )
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
    ({ name, outcome }) => name === 'callBackend' && outcome !== 'skipped',
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

async function runTestInvoke(
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
  const simulation = await simulated(design, answer, io, {
    apiId: api.id,
    asTestInvoke: true,
    resourceId,
    request: {
      method: httpMethod,
      path,
      query,
      headers: headersOf(call['headers']),
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
    simulation.headers.map(([name, value]) => [name, [value]]),
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

function templateEnvironment(io: CommandIo) {
  return {
    budget: { steps: 5_000_000, outputCharacters: 10_000_000, milliseconds: 10_000 },
    elapsed: io.elapsed,
  }
}

function runVtl(given: Given, _read: unknown, io: CommandIo): string | undefined {
  const body = map(given['input'])['body']
  const rendered = renderTemplate(
    {
      template: text(given['template']),
      where: given['where'] === 'response' ? 'response' : 'request',
      body: typeof body === 'string' ? body : null,
      params: map(given['params']) as Record<string, Record<string, string>>,
      context: map(given['context']) as Record<string, string>,
      stageVariables: texts(given['stageVariables']),
    },
    templateEnvironment(io),
  )
  return rendered.ok
    ? difference(map(given['expect'])['output'], rendered.output, { bound: new Map() })
    : rendered.problem.message
}

function runVtlStatus(given: Given, _read: unknown, io: CommandIo): string | undefined {
  const rendered = renderTemplate(
    { template: text(given['template']), where: 'response', body: '{}' },
    templateEnvironment(io),
  )
  if (!rendered.ok) return rendered.problem.message
  const status =
    overriddenStatus(rendered.responseOverride) ?? Number(given['integrationResponseStatus'])
  return compared(map(given['expect'])['statusCode'], status)
}

function runRouting(given: Given): string | undefined {
  const routes = given['routes'] as unknown as { method: string; path: string }[] // by the format
  const paths = [
    ...routes.map(({ path }) => path),
    ...((given['extraResources'] as string[] | undefined) ?? []),
  ]
  const document = {
    openapi: '3.0.1',
    info: { title: 'case', version: '1' },
    paths: Object.fromEntries(
      [...new Set(paths)].map((path) => [
        path,
        Object.fromEntries(
          routes
            .filter((route) => route.path === path)
            .map(({ method }) => [
              method === 'ANY' ? 'x-amazon-apigateway-any-method' : method.toLowerCase(),
              { responses: {} },
            ]),
        ),
      ]),
    ),
  }
  const opened = openedApi(JSON.stringify(document), '')
  if (typeof opened === 'string') return opened
  const request = map(given['request'])
  const found = findRoute(createRouter(opened.api), text(request['method']), text(request['path']))
  const actual = found
    ? {
        resource: found.path,
        method: found.method.httpMethod,
        pathParameters: found.pathParameters,
      }
    : { error: { type: 'MISSING_AUTHENTICATION_TOKEN' } }
  return difference(given['expect'], actual, { bound: new Map() }, true)
}

function runParameterMapping(given: Given): string | undefined {
  const isResponse = given['direction'] === 'response'
  const source = map(given[isResponse ? 'response' : 'request'])
  const mapping = texts(given['mapping'])
  const sources: MappingSources = {
    headers: headersOf(source['headers']),
    query: parseQuery(text(source['query'])),
    pathParameters: texts(source['pathParameters']),
    stageVariables: texts(given['stageVariables']),
    context: map(given['context']),
    body: () => text(source['body']),
  }
  const actual = guarded(() => {
    if (isResponse) return { header: Object.fromEntries(mapHeaders(mapping, sources)) }
    const { header, path, querystring } = mapParameters(mapping, sources)
    return {
      header: Object.fromEntries(header),
      path: Object.fromEntries(path),
      querystring: Object.fromEntries(
        [...querystring].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
      ),
    }
  })
  return failureDifference(given['expect'], actual)
}

function gatewayResponseShape(configured: Given, type: string): object {
  const responses = Object.fromEntries(
    Object.entries(configured).map(([responseType, definition]) => [
      responseType,
      { responseType, responseParameters: {}, responseTemplates: {}, ...map(definition) },
    ]),
  )
  return effectiveGatewayResponse(responses as never, type as never) // types by the format
}

function runGatewayError(given: Given): string | undefined {
  const type = text(given['responseType'])
  const shape = gatewayResponseShape({}, type) as { readonly statusCode?: string }
  const failure = { type, status: Number(shape.statusCode), message: text(given['message']) }
  const customised = Object.fromEntries(
    Object.entries(map(given['gatewayResponses'])).map(([responseType, definition]) => [
      responseType,
      { responseType, responseParameters: {}, responseTemplates: {}, ...map(definition) },
    ]),
  )
  const { status, headers, body } = renderGatewayResponse(
    customised as never, // types by the format
    { ...failure, validationErrorString: undefined },
    noSources,
    undefined,
  )
  const actual = { status, headers: Object.fromEntries(headers), body }
  return difference(given['expect'], actual, { bound: new Map() }, true)
}

function runImport(given: Given, read: (file: string) => string): string | undefined {
  const call = map(given['call'])
  const document =
    'documentText' in given ? text(given['documentText']) : documentText(given['document'], read)
  const opened = openedApi(document, text(map(call['parameters'])['basepath']))
  const expected = map(given['expect'])
  if (typeof opened === 'string') {
    return 'error' in expected
      ? compared(expected['error'], {
          code: 'BadRequestException',
          message: 'Invalid OpenAPI input.',
        })
      : `the import was refused: ${opened}`
  }
  if ('error' in expected) return 'the import should have been refused'
  const { api } = opened
  const matching = matchingOf(api)
  if ('api' in expected) {
    const existing = map(given['existing'])['binaryMediaTypes']
    const merged =
      call['mode'] === 'overwrite' || !Array.isArray(existing)
        ? api
        : { ...api, binaryMediaTypes: [...(existing as string[]), ...api.binaryMediaTypes] }
    const answered = ask({ ...opened.design, apis: { [api.id]: merged } }, 'GetRestApi', {})
    const found = difference(expected['api'], answered, matching, true)
    if (found !== undefined) return found
  }
  if ('warnings' in expected) {
    const warnings = opened.problems
      .filter(({ code }) => code === 'openapi/not-a-text')
      .map(({ message }) => message)
    const found = compared(expected['warnings'], warnings, matching)
    if (found !== undefined) return `warnings${found}`
  }
  if ('resources' in expected) {
    const resources = resourcesByPath(api).map(({ resource, path }) => ({
      path,
      methods: Object.keys(resource.methods).sort(),
    }))
    const found = compared(expected['resources'], resources, matching)
    if (found !== undefined) return `resources${found}`
  }
  if ('method' in expected) {
    const wanted = map(expected['method'])
    const entry = resourcesByPath(api).find(({ path }) => path === wanted['path'])
    const method = entry?.resource.methods[text(wanted['httpMethod']) as 'GET'] // one of the verbs, by the format
    if (!entry || !method)
      return `there is no ${text(wanted['httpMethod'])} ${text(wanted['path'])}`
    const { httpMethod } = method
    const answered = ask(opened.design, 'GetMethod', { resourceId: entry.resource.id, httpMethod })
    const found = compared(wanted['definition'], answered, matching)
    if (found !== undefined) return found
  }
  const lists = {
    models: 'GetModels',
    authorizers: 'GetAuthorizers',
    requestValidators: 'GetRequestValidators',
  }
  for (const [name, operation] of Object.entries(lists)) {
    if (!(name in expected)) continue
    const items = map(ask(opened.design, operation, { limit: 500 }))['items']
    const actual = withoutIds(items, api.id)
    const found = compared(withoutIds(expected[name], api.id), actual, matching)
    if (found !== undefined) return `${name}${found}`
  }
  return undefined
}

/** Expectations name the ids of listed things by matchers, which say nothing here. */
/** Ask the management side about the only API of a design. */
function ask(design: Design, operation: string, input: Given): Json {
  const [restApiId = ''] = Object.keys(design.apis)
  const { answer } = callService(accountOf(design), operation, { restApiId, ...input }, askedBy)
  return 'body' in answer ? { ...answer.body } : { error: { ...answer.error } }
}

const askedBy = { now: () => 0, nextId: () => 'id', accountId: '111111111111', region: 'us-east-1' }

/** Leaves out ids, and puts the name of the format in the place of the API's in references. */
function withoutIds(value: Json | undefined, apiId: string): Json {
  if (typeof value === 'string') {
    return value.replaceAll(`restapis/${apiId}/`, 'restapis/{restApiId}/')
  }
  if (Array.isArray(value)) return value.map((item) => withoutIds(item, apiId))
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'id')
      .map(([name, each]) => [name, withoutIds(each, apiId)]),
  )
}

function runExport(given: Given, read: (file: string) => string): string | undefined {
  const opened = openedApi(documentText(given['document'], read), '')
  if (typeof opened === 'string') return opened
  const call = map(given['call'])
  const extensions = text(map(call['parameters'])['extensions'])
  const kind = call['exportType'] === 'swagger' ? 'swagger-2.0' : 'openapi-3.0'
  const createdDate = '2026-01-31T12:00:00Z'
  const result = exportApi(opened.design, kind, opened.api.id, {
    format: 'json',
    extensions: extensions.split(',').filter((name) => name !== '') as never, // the service's own names
    stageName: text(call['stageName']),
    retain: false,
    createdDate,
  })
  if (!result.ok) return result.problems.map(({ message }) => message).join('; ')
  const document = JSON.parse(result.value[0]?.text ?? 'null') as Json // written as JSON
  const expected = map(given['expect'])
  const matching = matchingOf(opened.api)
  if ('document' in expected) {
    const found = compared(expected['document'], document, matching)
    if (found !== undefined) return found
    const name = `${call['exportType'] === 'swagger' ? 'swagger' : 'oas30'}_${text(map(map(document)['info'])['version'])}.json`
    return compared(
      expected['contentDisposition'] ?? null,
      'contentDisposition' in expected ? `attachment; filename="${name}"` : null,
      matching,
    )
  }
  if ('pointer' in expected)
    return compared(expected['value'], atPointer(document, text(expected['pointer'])), matching)
  const there = ((expected['absentPointers'] as string[] | undefined) ?? []).find(
    (pointer) => atPointer(document, pointer) !== undefined,
  )
  return there === undefined ? undefined : `${there} is there`
}

function atPointer(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~')
    value = Array.isArray(value) ? value[Number(name)] : map(value)[name]
  }
  return value
}
