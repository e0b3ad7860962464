import { designSchema, seededRandom } from '../model/index.ts'
import type { CannedAnswer, Design, Json } from '../model/index.ts'
import { simulate } from '../simulator/index.ts'
import type { Environment, HeaderList, Simulation } from '../simulator/index.ts'
import { platformCryptography } from '../simulator/platform.ts'
import { headersOf } from './conformanceCase.ts'
import type { Runner } from './conformanceCase.ts'
import { runEnvironment } from './environment.ts'
import { list, map, text } from './given.ts'
import type { Given } from './given.ts'
import type { CommandIo } from './io.ts'
import { difference } from './matching.ts'

/** The function behind every route of a case, and the function of its authorizer. */
const [functionName, authorizerName] = ['handler', 'authorizer']
const apiId = 'api0000001'
const accountId = '111111111111'
const poolId = 'us-east-1_pool00001'
const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`

const functionUri = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:${accountId}:function:${name}/invocations`

/** What a case says of its API. */
interface ApiSketch {
  readonly routeKeys: readonly string[]
  readonly stageName?: string
  readonly payloadFormatVersion?: string
  readonly authorizer?: Given
  readonly authorizationScopes?: Json
  readonly audience?: readonly string[]
  readonly backends?: Given
}

function designOf(sketch: ApiSketch): Design {
  const { routeKeys, stageName = '$default', authorizer } = sketch
  const isJwt = text(authorizer?.['type']) === 'JWT'
  const authorization = authorizer && {
    authorizationType: isJwt ? 'JWT' : 'CUSTOM',
    authorizerId: 'a1',
    authorizationScopes: sketch.authorizationScopes ?? [],
  }
  return designSchema.parse({
    format: 'gatewright-design',
    version: 2,
    id: 'design',
    name: 'case',
    identities: { userPools: { [poolId]: { id: poolId, name: 'people' } } },
    backends: sketch.backends ?? {},
    apis: {
      [apiId]: {
        protocol: 'HTTP',
        id: apiId,
        name: 'case',
        stages: { [stageName]: { stageName, autoDeploy: true } },
        routes: Object.fromEntries(
          routeKeys.map((routeKey, i) => [
            `r${i}`,
            { id: `r${i}`, routeKey, target: 'i1', ...authorization },
          ]),
        ),
        integrations: {
          i1: {
            id: 'i1',
            integrationType: 'AWS_PROXY',
            integrationUri: functionUri(functionName),
            payloadFormatVersion: sketch.payloadFormatVersion ?? '2.0',
          },
        },
        ...(authorizer && {
          authorizers: { a1: isJwt ? jwtAuthorizer(sketch) : lambdaAuthorizer(authorizer) },
        }),
      },
    },
  })
}

function jwtAuthorizer({ audience = [] }: ApiSketch) {
  return {
    id: 'a1',
    name: 'jwt',
    authorizerType: 'JWT',
    identitySource: ['$request.header.Authorization'],
    jwtConfiguration: { issuer, audience },
  }
}

function lambdaAuthorizer(given: Given) {
  return {
    id: 'a1',
    name: authorizerName,
    authorizerType: 'REQUEST',
    authorizerUri: functionUri(authorizerName),
    authorizerPayloadFormatVersion: text(given['payloadFormatVersion']) || '2.0',
    enableSimpleResponses: true,
    identitySource: list(given['identitySource']),
  }
}

/** A backend of the design that returns this. */
function functionReturning(name: string, result: Json): Given {
  const key = `lambda:${name}`
  return { [key]: { key, name, kind: 'lambda', answer: { lambda: { result } } } }
}

function worldOf(io: CommandIo, more: Partial<Environment> = {}): Environment {
  const random = seededRandom(7)
  const { environment } = runEnvironment({ ...io, random }, { now: undefined, seed: '7' })
  return { ...environment, accountId, ...more }
}

function call(
  design: Design,
  request: {
    readonly method: string
    readonly path: string
    readonly query?: string
    readonly headers?: HeaderList
    readonly body?: string
  },
  environment: Environment,
): Promise<Simulation> {
  return simulate(design, { apiId, request }, environment)
}

/** A token, and the world in which its pool has signed it. */
interface SignedToken {
  readonly token: string
  readonly audience: string
  readonly world: Pick<Environment, 'now' | 'cryptography'>
}

/** A token of the pool with the claims of a case; what they leave out is valid. */
async function signedToken(claims: Given): Promise<SignedToken> {
  const { cryptography } = platformCryptography()
  if (!cryptography) throw new Error('the companion has cryptography on every platform')
  const tools = await cryptography()
  const exp = typeof claims['exp'] === 'number' ? claims['exp'] : 1_800_000_000
  const audience = text(claims['aud']) || 'client'
  const token = await tools.signToken(
    { iss: issuer, aud: audience, ...claims, exp },
    await tools.sessionKey(poolId),
  )
  // the key of the session belongs to these tools
  const world = { now: () => (exp - 600) * 1000, cryptography: () => Promise.resolve(tools) }
  return { token, audience, world }
}

/** The event that a function or a Lambda authorizer gets. */
const runEvent: Runner = async (given, _read, io) => {
  if (!('request' in given) || !('api' in given)) {
    return { skipped: 'events without a request cannot be produced' }
  }
  const [request, api] = [map(given['request']), map(given['api'])]
  const isAuthorizerEvent = text(given['eventKind']) === 'authorizer-request'
  const authorizer = 'authorizer' in api ? map(api['authorizer']) : undefined
  const claims = map(given['tokenClaims'])
  const signed = 'tokenClaims' in given ? await signedToken(claims) : undefined
  const design = designOf({
    routeKeys: [text(api['routeKey'])],
    stageName: text(api['stage']),
    payloadFormatVersion: isAuthorizerEvent ? '2.0' : text(given['payloadFormat']),
    ...(authorizer && { authorizer }),
    ...('authorizationScopes' in api && { authorizationScopes: api['authorizationScopes'] ?? [] }),
    audience: signed ? [signed.audience] : [],
    backends: functionReturning(authorizerName, authorizer?.['result'] ?? { isAuthorized: true }),
  })
  const headers = headersOf(request['headers'])
  const sent = headers.map(([name, value]) =>
    signed && name.toLowerCase() === 'authorization'
      ? ([name, `Bearer ${signed.token}`] as const)
      : ([name, value] as const),
  )
  const simulation = await call(
    design,
    {
      method: text(request['method']),
      path: text(request['path']),
      query: text(request['query']),
      headers: sent,
      ...(typeof request['body'] === 'string' && { body: request['body'] }),
    },
    worldOf(io, { sourceIp: '192.0.2.1', ...signed?.world }),
  )
  const event = isAuthorizerEvent
    ? simulation.trace.steps.find(({ station }) => station === 'authorizer')?.input
    : simulation.lambdaEvent
  if (event === undefined) return `no function was called: ${problemsOf(simulation)}`
  const shown = map(event)
  // the token of the case is cut, so it was signed anew
  const original = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  const compared =
    signed && original !== undefined
      ? { ...shown, headers: { ...map(shown['headers']), authorization: original } }
      : shown
  return eventDifference(given, compared)
}

function eventDifference(given: Given, event: Given): string | undefined {
  const expected = map(given['expect'])
  const found = difference(expected['event'], event, { bound: new Map() })
  if (found !== undefined) return found
  const unwanted = list(expected['absent']).find((name) => Object.hasOwn(event, String(name)))
  if (unwanted !== undefined) return `/${String(unwanted)}: expected to be absent`
  const order = list(given['keyOrder'])
  const keys = Object.keys(event)
  return order.length === 0 || JSON.stringify(order) === JSON.stringify(keys)
    ? undefined
    : `the properties are in the order ${keys.join(', ')}`
}

/** What a JWT authorizer makes of the claims of a token. */
const runJwt: Runner = async (given, _read, io) => {
  const { token, audience, world } = await signedToken(map(given['tokenClaims']))
  const design = designOf({
    routeKeys: ['GET /'],
    authorizer: { type: 'JWT' },
    authorizationScopes: given['routeAuthorizationScopes'] ?? [],
    audience: [audience],
  })
  const request = { method: 'GET', path: '/', headers: [['Authorization', token]] as const }
  const simulation = await call(design, request, worldOf(io, world))
  const expected = map(given['expect'])
  const found = responseDifference(expected, simulation)
  if (found !== undefined || !('eventJwt' in expected)) return found
  const context = map(map(simulation.lambdaEvent)['requestContext'])
  const actual = map(context['authorizer'])['jwt']
  return difference(expected['eventJwt'], actual, { bound: new Map() }, false, '/jwt')
}

/** What a client gets for the result of a function. */
const runLambdaResponse: Runner = async (given, _read, io) => {
  const design = designOf({
    routeKeys: ['$default'],
    payloadFormatVersion: text(given['payloadFormat']),
  })
  const answer: CannedAnswer = { lambda: { result: given['lambdaResult'] ?? null } }
  const world = worldOf(io, { answers: { '*': answer } })
  const simulation = await call(design, { method: 'GET', path: '/' }, world)
  return responseDifference(map(given['expect']), simulation)
}

/** Which routes requests reach, by the status that they get. */
const runRouting: Runner = async (given, _read, io) => {
  const design = designOf({ routeKeys: list(given['routes']).map(String) })
  for (const one of list(given['requests']).map(map)) {
    const [method, path] = [text(one['method']), text(one['path'])]
    const simulation = await call(design, { method, path }, worldOf(io))
    const found = responseDifference(map(one['expect']), simulation)
    if (found !== undefined) return `${method} ${path}: ${found}`
  }
  return undefined
}

function responseDifference(expected: Given, simulation: Simulation): string | undefined {
  const matching = { bound: new Map<string, string>() }
  const { body, headers } = simulation
  const actual = {
    status: simulation.status,
    body: 'text' in body ? body.text : body.base64,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
  }
  const lowered = Object.fromEntries(
    Object.entries(map(expected['headers'])).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const wanted = { ...expected, headers: { ...lowered, $subset: true }, $subset: true }
  const { eventJwt: _eventJwt, ...response } = wanted as Given
  const found = difference(response, actual, matching)
  return found === undefined ? undefined : `${found} (${problemsOf(simulation)})`
}

function problemsOf({ trace }: Simulation): string {
  return trace.steps.flatMap(({ problems }) => problems.map(({ message }) => message)).join(' | ')
}

/** How the kinds of cases about HTTP APIs are run. */
export const httpRunners: Readonly<Record<string, Runner>> = {
  event: runEvent,
  jwt: runJwt,
  'lambda-response': runLambdaResponse,
  'routing-http': runRouting,
}

/** Kinds of cases about APIs of version 2 that are not run, with the reason. */
export const skippedKinds: Readonly<Record<string, string>> = {
  management: 'WebSocket APIs are not simulated yet',
  'websocket-reply': 'WebSocket APIs are not simulated yet',
}
