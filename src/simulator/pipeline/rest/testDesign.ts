import { designSchema } from '../../../model/index.ts'
import type { CannedAnswer, Design } from '../../../model/index.ts'
import { defaultBudget } from '../../environment.ts'
import type { Environment } from '../../environment.ts'
import type { Simulation } from '../../trace.ts'
import type { ClientRequest, SimulationCall } from '../../exchange/call.ts'
import { simulate } from '../../index.ts'

/** A method as a test writes it: what it leaves out is the default. */
type MethodSketch = Readonly<Record<string, unknown>>

/** A design with one API `api1` of these methods, for tests: `{ 'GET /pets/{id}': { integration: … } }`. Declares the method response 200. */
export function designOf(
  methods: Readonly<Record<string, MethodSketch>>,
  api: Readonly<Record<string, unknown>> = {},
  backends: Readonly<Record<string, unknown>> = {},
  rest: Readonly<Record<string, unknown>> = {},
): Design {
  const resources: Record<string, unknown> = { root: { id: 'root', methods: {} } }
  const methodsOf = new Map<string, Record<string, unknown>>([['root', {}]])
  for (const [route, sketch] of Object.entries(methods)) {
    const [httpMethod = 'GET', path = '/'] = route.split(' ')
    let parentId = 'root'
    for (const pathPart of path.split('/').filter((part) => part !== '')) {
      const id = parentId === 'root' ? pathPart : `${parentId}/${pathPart}`
      if (!methodsOf.has(id)) methodsOf.set(id, {})
      resources[id] = { id, parentId, pathPart }
      parentId = id
    }
    const own = methodsOf.get(parentId) ?? {}
    own[httpMethod] = { httpMethod, methodResponses: { 200: { statusCode: '200' } }, ...sketch }
  }
  for (const [id, own] of methodsOf) resources[id] = { ...(resources[id] as object), methods: own } // an object, made above
  return designSchema.parse({
    format: 'gatewright-design',
    version: 2,
    id: 'design1',
    name: 'test',
    apis: {
      api1: {
        protocol: 'REST',
        id: 'api1',
        name: 'test',
        rootResourceId: 'root',
        resources,
        ...api,
      },
    },
    backends,
    ...rest,
  })
}

/** A MOCK that answers 200 with this body. */
export function mockOf(body: string): MethodSketch {
  return {
    integration: {
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      integrationResponses: {
        200: { statusCode: '200', responseTemplates: { 'application/json': body } },
      },
    },
  }
}

/** The URI that invokes a function. */
export const functionUri = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:${name}/invocations`

/** A fixed world. */
export const testEnvironment: Environment = {
  now: () => Date.UTC(2026, 0, 31, 12, 0, 0),
  elapsed: () => 0,
  nextRequestId: () => '0f8fad5b-d9cb-469f-a165-70867728950e',
  budget: defaultBudget,
  accountId: '111111111111',
  region: 'us-east-1',
  sourceIp: '192.0.2.1',
  userAgent: 'test',
}

/** Send a request to the design's API, every backend answering the same. */
export function send(
  design: Design,
  request: Partial<ClientRequest>,
  options: {
    readonly answer?: CannedAnswer
    readonly environment?: Partial<Environment>
    readonly call?: Partial<SimulationCall>
  } = {},
): Promise<Simulation> {
  const environment = {
    ...testEnvironment,
    ...(options.answer && { answers: { '*': options.answer } }),
    ...options.environment,
  }
  const call = {
    apiId: 'api1',
    stageName: 'dev',
    request: { method: 'GET', path: '/', ...request },
    ...options.call,
  }
  return simulate(design, call, environment)
}

/** The text of an answer. */
export function textOf({ body }: Simulation): string {
  return 'text' in body ? body.text : `base64:${body.base64}`
}

/** The codes of all problems of a run. */
export function codesOf({ trace }: Simulation): string[] {
  return trace.steps.flatMap(({ problems }) => problems.map(({ code }) => code))
}

/** The value of an answer's header. */
export function headerOf({ headers }: Simulation, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
}
