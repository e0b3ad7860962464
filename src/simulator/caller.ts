import { fail, ok } from '../model/index.ts'
import type {
  Address,
  Design,
  HttpApi,
  Method,
  Principal,
  Result,
  RestApi,
  Route,
} from '../model/index.ts'
import { identityCredentials } from './authorizers/identityPools.ts'
import { headerOfSource, sourcesOf } from './authorizers/identitySource.ts'
import { algorithm, amzDateOf, signatureOf } from './authorizers/signature.ts'
import { signingKeyOf } from './authorizers/userPools.ts'
import { createEngine } from './engine.ts'
import type { Engine } from './engine.ts'
import type { Cryptography } from './cryptography.ts'
import type { Environment } from './environment.ts'
import { givenPayload } from './message/bodies.ts'
import { headerValue, withHeader } from './message/headers.ts'
import type { Caller, ClientRequest, SimulationCall } from './exchange/call.ts'
import { requestedRoute } from './routing/requestedRoute.ts'
import { findRoute } from './routing/resourceRoutes.ts'
import { resolveHost } from './routing/resolveHost.ts'
import type { ResolvedHost } from './exchange/host.ts'
import { userClaims } from './sign-in/tokenClaims.ts'
import type { HeaderList } from './trace.ts'

type PoolCaller = Extract<Caller, { kind: 'poolUser' }>

/** What signing needs of the world. */
type CallerEnvironment = Pick<Environment, 'now' | 'region' | 'cryptography' | 'nextRequestId'>

/** Where the request goes. Signatures and tokens depend on it. */
interface Reach {
  readonly host: ResolvedHost
  readonly engine: Engine
}

/** The request of a call as its caller sends it: with an API key, a signature or a token. Refused where the design has no such caller. */
export async function requestAs(
  design: Design,
  call: SimulationCall,
  caller: Caller,
  environment: CallerEnvironment,
  reach: Reach = { host: resolveHost(design, call, environment), engine: createEngine() },
): Promise<Result<ClientRequest>> {
  const withKey = keyed(design, call.request, caller)
  if (!withKey.ok || caller.kind === 'anonymous' || caller.kind === 'apiKey') return withKey
  if (caller.kind === 'bearer') {
    const target = targetOf(design, { ...call, request: withKey.value }, reach)
    return ok(carrying(withKey.value, target, caller.token, 'Bearer '))
  }
  const { cryptography } = environment
  if (!cryptography) {
    return fail('caller/no-cryptography', 'Requests cannot be signed here.', ['identities'])
  }
  const tools = await cryptography()
  const keyedCall = { ...call, request: withKey.value }
  switch (caller.kind) {
    case 'poolUser':
      return withToken(design, keyedCall, caller, environment, reach, tools)
    case 'identityPool': {
      const now = call.at ?? environment.now()
      const principal = await identityCredentials(design, caller, now, tools)
      return principal.ok
        ? signed(design, keyedCall, principal.value, environment, reach, tools)
        : principal
    }
    case 'iamPrincipal': {
      const { principalId } = caller
      const principal = own(design.identities.principals, principalId)
      if (principal) return signed(design, keyedCall, principal, environment, reach, tools)
      const at = ['identities', 'principals']
      return fail('caller/unknown-principal', `The design has no principal ${principalId}.`, at)
    }
  }
}

function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

function withHeaders(request: ClientRequest, headers: HeaderList): ClientRequest {
  let all: HeaderList = request.headers ?? []
  for (const [name, value] of headers) all = withHeader(all, name, value)
  return { ...request, headers: all }
}

function keyed(design: Design, request: ClientRequest, caller: Caller): Result<ClientRequest> {
  if (caller.apiKeyId === undefined) {
    return caller.kind === 'apiKey'
      ? fail('caller/no-key', 'The caller shows an API key and names none.', ['access', 'apiKeys'])
      : ok(request)
  }
  const key = own(design.access.apiKeys, caller.apiKeyId)
  return key
    ? ok(withHeaders(request, [['X-API-Key', key.value]]))
    : fail('caller/unknown-key', `The design has no API key ${caller.apiKeyId}.`, [
        'access',
        'apiKeys',
      ])
}

async function signed(
  design: Design,
  call: SimulationCall,
  principal: Principal,
  environment: CallerEnvironment,
  { host }: Reach,
  cryptography: Cryptography,
): Promise<Result<ClientRequest>> {
  const { region } = environment
  const { request } = call
  const amzDate = amzDateOf(call.at ?? environment.now())
  const standard = `${call.apiId}.execute-api.${region}.amazonaws.com`
  const unsigned = withHeaders(request, [
    ['Host', headerValue(request.headers ?? [], 'Host') ?? standard],
    ['X-Amz-Date', amzDate],
    ...(principal.sessionToken === undefined
      ? []
      : ([['X-Amz-Security-Token', principal.sessionToken]] as const)),
  ])
  const headers = (unsigned.headers ?? []).filter(([name]) => !/^authorization$/i.test(name))
  const signedHeaders = [...new Set(headers.map(([name]) => name.toLowerCase()))]
    .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-amz-'))
    .sort()
  const scope = { date: amzDate.slice(0, 8), region, service: 'execute-api' }
  const { signature } = await signatureOf(
    {
      method: request.method.toUpperCase(),
      path: host.domain ? request.path : `${stagePart(design, call)}${slashed(request.path)}`,
      query: request.query ?? '',
      headers,
      signedHeaders,
      bytes: givenPayload(request).bytes,
    },
    scope,
    amzDate,
    principal.secretAccessKey,
    cryptography,
  )
  const credential = `${principal.accessKeyId}/${scope.date}/${region}/execute-api/aws4_request`
  const authorization = `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`
  return ok({ ...unsigned, headers: [...headers, ['Authorization', authorization]] })
}

const slashed = (path: string) => (path.startsWith('/') ? path : `/${path}`)

/** The part of the raw path that names the stage. HTTP APIs serve `$default`, and calls that name no stage, without one. */
function stagePart(design: Design, { apiId, stageName }: SimulationCall): string {
  const api = own(design.apis, apiId)
  if (api?.protocol === 'HTTP') {
    return stageName === undefined || stageName === '$default' ? '' : `/${stageName}`
  }
  const first = api?.protocol === 'REST' ? Object.keys(api.stages)[0] : undefined
  return `/${stageName ?? first ?? 'dev'}`
}

async function withToken(
  design: Design,
  call: SimulationCall,
  caller: PoolCaller,
  environment: CallerEnvironment,
  reach: Reach,
  cryptography: Cryptography,
): Promise<Result<ClientRequest>> {
  const poolsAt: Address = ['identities', 'userPools']
  const pool = own(design.identities.userPools, caller.poolId)
  if (!pool) {
    return fail('caller/unknown-pool', `The design has no user pool ${caller.poolId}.`, poolsAt)
  }
  const poolAt = [...poolsAt, pool.id]
  const user = own(pool.users, caller.username)
  if (!user) {
    const message = `The user pool ${pool.name} has no user ${caller.username}.`
    return fail('caller/unknown-user', message, [...poolAt, 'users'])
  }
  if (!user.enabled) {
    const message = `The user ${user.username} is disabled and gets no token.`
    return fail('caller/disabled-user', message, [...poolAt, 'users', user.username])
  }
  const client = own(pool.clients, caller.clientId)
  if (!client) {
    const message = `The user pool ${pool.name} has no app client ${caller.clientId}.`
    return fail('caller/unknown-client', message, [...poolAt, 'clients'])
  }
  const target = targetOf(design, call, reach)
  const wantsScopes = (target?.scopes.length ?? 0) > 0
  const use = caller.tokenUse ?? (wantsScopes ? 'access' : 'id')
  const scopes = caller.scopes ?? client.allowedScopes
  const foreign = scopes.find((scope) => !client.allowedScopes.includes(scope))
  if (use === 'access' && foreign !== undefined) {
    const message = `The app client ${client.name} may not ask for the scope ${foreign}.`
    return fail('caller/scope', message, [...poolAt, 'clients', client.id, 'allowedScopes'])
  }
  const issue = { now: call.at ?? environment.now(), tokenId: environment.nextRequestId() }
  const claims = userClaims(pool, user, client, { use, scopes }, issue)
  const key = await signingKeyOf(pool, cryptography)
  const token = await cryptography.signToken(claims, key)
  return ok(carrying(call.request, target, token, ''))
}

/** The request with a token where its authorizer reads it: in a header, after a prefix, or in the query string. */
function carrying(
  request: ClientRequest,
  target: TokenTarget | undefined,
  token: string,
  prefix: string,
): ClientRequest {
  if (target?.query === undefined) {
    return withHeaders(request, [[target?.header ?? 'Authorization', prefix + token]])
  }
  const parameter = `${encodeURIComponent(target.query)}=${encodeURIComponent(token)}`
  const { query = '' } = request
  return { ...request, query: query === '' ? parameter : `${query}&${parameter}` }
}

/** What an entry point requires of a token, and where its authorizer reads it. */
interface TokenTarget {
  readonly scopes: readonly string[]
  readonly header: string | undefined
  readonly query?: string | undefined
}

/** The scopes of the method or route that a call will reach, and where its authorizer reads the token. */
function targetOf(
  design: Design,
  call: SimulationCall,
  { host, engine }: Reach,
): TokenTarget | undefined {
  const api = own(design.apis, host.apiId)
  if (api?.protocol === 'HTTP') {
    const stageName = host.domain ? host.stageName : call.stageName
    const method = call.request.method.toUpperCase()
    const route = requestedRoute(engine.routeTable(api), {
      api,
      method,
      path: host.path,
      stageName,
    })
    return route && routeTarget(api, route)
  }
  if (api?.protocol !== 'REST') return undefined
  const route = findRoute(engine.router(api), call.request.method.toUpperCase(), host.path)
  if (!route) return undefined
  const { method } = route
  return { scopes: method.authorizationScopes, header: headerOf(api, method) }
}

function routeTarget(api: HttpApi, route: Route) {
  const { authorizerId, authorizationScopes } = route
  const authorizer = authorizerId === undefined ? undefined : own(api.authorizers, authorizerId)
  const source = authorizer?.identitySource[0] ?? ''
  return {
    scopes: authorizationScopes,
    header: /^\$\{?request\.header\.([^}]+)\}?$/.exec(source)?.[1],
    query: /^\$\{?request\.querystring\.([^}]+)\}?$/.exec(source)?.[1],
  }
}

function headerOf(api: RestApi, method: Method): string | undefined {
  const authorizer =
    method.authorizerId === undefined ? undefined : own(api.authorizers, method.authorizerId)
  return authorizer && headerOfSource(sourcesOf(authorizer)[0])
}
