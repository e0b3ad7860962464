import { effectiveGatewayResponse } from '../model/index.ts'
import type { IntegrationResponse } from '../model/index.ts'
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
} from '../simulator/index.ts'
import type { MappingSources } from '../simulator/index.ts'
import type { CommandIo } from './io.ts'
import { map, text, texts } from './given.ts'
import type { Given } from './given.ts'
import { difference } from './matching.ts'
import { compared, failureDifference, openedApi, headersOf } from './conformanceCase.ts'
import type { Runner } from './conformanceCase.ts'

// Cases of one step of the pipeline by itself.

/** How they are run, by their kinds. */
export const stageRunners: Readonly<Record<string, Runner>> = {
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
