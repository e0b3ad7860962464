import { fail, httpMethods, methodsOf, ok } from '../../../model/index.ts'
import type { Address, Authorizer, Design, Json, RestApi, Result } from '../../../model/index.ts'
import { createEngine } from '../../engine.ts'
import type { Engine } from '../../engine.ts'
import type { Environment } from '../../environment.ts'
import { GatewayFailure } from '../../exchange/failure.ts'
import type { RestExchange } from './exchange.ts'
import { guardedRequest } from './guardedRequest.ts'
import { finishedLog } from './log.ts'
import { parseQuery } from './readRequest.ts'
import { Recorder } from '../../exchange/recorder.ts'
import { startRestExchange } from './startExchange.ts'
import { freshState } from '../../world/state.ts'
import type { HeaderList, Step, StepFacts } from '../../trace.ts'
import type { Authorization } from '../../authorizers/authorizer.ts'
import { conditionKeys } from '../../authorizers/conditionKeys.ts'
import { authorizerOf } from '../../authorizers/index.ts'
import { evaluatePolicy, parsePolicy } from '../../authorizers/policy.ts'
import type { Effect } from '../../authorizers/policy.ts'
import { executeApiArn } from '../../authorizers/refusals.ts'

const testStep = {
  name: 'authorize',
  title: 'Authorizer',
  station: 'authorizer',
  rule: 'Authorization',
} satisfies StepFacts

/** What an authorizer is tried with. Source: API reference, TestInvokeAuthorizer. */
export interface AuthorizerTestCall {
  readonly apiId: string
  readonly authorizerId: string
  readonly headers?: HeaderList
  /** `/pets/1?full=true`; absent: `/`. */
  readonly pathWithQueryString?: string
  readonly stageVariables?: Readonly<Record<string, string>>
  /** Values of `$context` that an identity source may read: `identity.sourceIp`. */
  readonly additionalContext?: Readonly<Record<string, string>>
  /** The stage whose methods `methods` judges; absent: the first one. */
  readonly stageName?: string
}

/** What the policy of a Lambda authorizer says of a method that it guards. */
export interface GuardedMethod {
  readonly at: Address
  /** `GET /pets/{id}`. Where the policy does not treat the verbs of an `ANY` alike, each of them is told by its own. */
  readonly name: string
  readonly effect: Effect
  /** The statement that decided. */
  readonly statement?: string
}

/** What a test of an authorizer answers. Source: API reference, TestInvokeAuthorizerResponse. */
export interface AuthorizerTest {
  /** The status that a client would get from the authorizer itself: 401, 500. 0: it has succeeded, whatever its policy says. */
  readonly clientStatus: number
  /** The lines of the execution log. */
  readonly log: readonly string[]
  /** Milliseconds. */
  readonly latency: number
  readonly principalId?: string
  /** The text of the policy that a function returned. */
  readonly policy?: string
  /** The members of the context that a function returned, each with its values. */
  readonly authorization?: Readonly<Record<string, readonly string[]>>
  /** What a token of a user pool says. */
  readonly claims?: Readonly<Record<string, string>>
  /** The API key that a function gave. */
  readonly usageIdentifierKey?: string
  /** The event that a function got. */
  readonly event?: Json
  /** How it came about: decisions and problems. */
  readonly step: Step
  /** What the policy means for the methods that want this authorizer, in one stage. Empty where there is no policy. */
  readonly methods: readonly GuardedMethod[]
}

/**
 * Try an authorizer without a call of a method, as the console's "Test authorizer" does: nothing is remembered, and the policy
 * that comes back is shown, not enforced. Problems: `authorizer/unknown` where the design has no such authorizer.
 */
export async function testAuthorizer(
  design: Design,
  call: AuthorizerTestCall,
  environment: Environment,
  engine: Engine = createEngine(),
): Promise<Result<AuthorizerTest>> {
  const api = Object.hasOwn(design.apis, call.apiId) ? design.apis[call.apiId] : undefined
  const authorizers = api?.protocol === 'REST' ? api.authorizers : {}
  const authorizer = Object.hasOwn(authorizers, call.authorizerId)
    ? authorizers[call.authorizerId]
    : undefined
  const at = ['apis', call.apiId, 'authorizers', call.authorizerId]
  if (api?.protocol !== 'REST' || !authorizer) {
    return fail('authorizer/unknown', `The API has no authorizer ${call.authorizerId}.`, at)
  }
  const exchange = testExchange(design, api, authorizer, call, environment, engine)
  const began = environment.elapsed()
  let clientStatus = 0
  let authorization: Authorization | undefined
  try {
    const work = await authorizerOf(authorizationTypeOf(authorizer))
    authorization = await exchange.recorder.step(testStep, at, (draft) =>
      work(exchange, guardedRequest(exchange), draft),
    )
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error
    clientStatus = error.status
    exchange.recorder.log.push(...error.logLines)
    if (error.type === 'UNAUTHORIZED') exchange.recorder.log.push('Unauthorized')
  }
  const [step] = exchange.recorder.trace().steps
  if (!step) throw new Error('the step of a test is always recorded')
  const answer = authorization ? answerOf(authorization) : {}
  return ok({
    clientStatus,
    log: finishedLog(exchange),
    latency: Math.max(0, Math.round(latencyOf(authorization) ?? environment.elapsed() - began)),
    ...answer,
    ...(step.input !== null && { event: step.input }),
    step,
    methods: guardedMethods(exchange, api, authorizer, authorization),
  })
}

function authorizationTypeOf({ type }: Authorizer): 'CUSTOM' | 'COGNITO_USER_POOLS' {
  return type === 'COGNITO_USER_POOLS' ? type : 'CUSTOM'
}

/** A run that stands before its authorizer, with the names that the service gives to what a test has none of. */
function testExchange(
  design: Design,
  api: RestApi,
  authorizer: Authorizer,
  call: AuthorizerTestCall,
  environment: Environment,
  engine: Engine,
): RestExchange {
  const target = call.pathWithQueryString ?? '/'
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const query = mark < 0 ? '' : target.slice(mark + 1)
  const headers = call.headers ?? []
  const request = { method: 'GET', path, query, headers }
  const at = ['apis', api.id]
  const authorizerAt = [...at, 'authorizers', authorizer.id]
  const exchange = startRestExchange(
    {
      design,
      call: {
        apiId: api.id,
        request,
        asTestInvoke: true,
        ...(call.stageName !== undefined && { stageName: call.stageName }),
      },
      environment: { ...environment, state: { value: freshState } },
      engine,
      recorder: new Recorder(environment.elapsed),
      host: { apiId: api.id, path, reason: '', at },
      api,
    },
    api,
  )
  return {
    ...exchange,
    headers,
    query: parseQuery(query),
    stageVariables: call.stageVariables ?? {},
    ...(call.additionalContext && { additionalContext: call.additionalContext }),
    resource: { id: 'test-invoke-resource-id', methods: {} },
    resourcePath: '/',
    entryAt: authorizerAt,
    guard: {
      authorizationType: authorizationTypeOf(authorizer),
      authorizerId: authorizer.id,
      scopes: [],
      apiKeyRequired: false,
      at: authorizerAt,
    },
  }
}

function latencyOf(authorization: Authorization | undefined): number | undefined {
  const latency = authorization?.authorizer?.['integrationLatency']
  return typeof latency === 'number' ? latency : undefined
}

function answerOf({ authorizer = {}, policy, usageIdentifierKey }: Authorization) {
  if (policy === undefined) return { claims: textsOf(authorizer['claims']) }
  const { principalId, integrationLatency: _latency, ...context } = authorizer
  return {
    principalId: String(principalId),
    policy,
    authorization: Object.fromEntries(
      Object.entries(textsOf(context)).map(([name, value]) => [name, [value]]),
    ),
    ...(usageIdentifierKey !== undefined && { usageIdentifierKey }),
  }
}

function textsOf(map: unknown): Record<string, string> {
  if (typeof map !== 'object' || map === null) return {}
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, String(value)]))
}

function guardedMethods(
  exchange: RestExchange,
  api: RestApi,
  authorizer: Authorizer,
  authorization: Authorization | undefined,
): GuardedMethod[] {
  if (authorization?.policy === undefined) return []
  const policy = parsePolicy(authorization.policy, 'identity')
  if ('refusal' in policy) return []
  const stage = exchange.call.stageName ?? Object.keys(api.stages)[0]
  if (stage === undefined) return []
  const keys = conditionKeys(exchange)
  return methodsOf(api)
    .filter(
      ({ method: { authorizationType, authorizerId } }) =>
        authorizationType === 'CUSTOM' && authorizerId === authorizer.id,
    )
    .flatMap(({ resource, method: { httpMethod }, path, at }) => {
      // ANY answers the verbs that have no method of their own
      const verbs =
        httpMethod === 'ANY' ? httpMethods.filter((verb) => !resource.methods[verb]) : [httpMethod]
      const told = verbs.map((verb): GuardedMethod => {
        const { effect, statement } = evaluatePolicy(
          policy,
          {
            action: 'execute-api:Invoke',
            resource: executeApiArn(exchange, `${stage}/${verb}${path}`),
            requester: authorization.requester,
            keys,
          },
          'identity',
        )
        const name = `${verb} ${path}`
        return { at, name, effect, ...(statement !== undefined && { statement }) }
      })
      const [first] = told
      const isAlike = told.every(
        ({ effect, statement }) => effect === first?.effect && statement === first.statement,
      )
      return first && isAlike ? [{ ...first, name: `${httpMethod} ${path}` }] : told
    })
}
