import { isStreamed, quotas } from '../../../model/index.ts'
import { maskedArn, requestArn } from '../../authorizers/refusals.ts'
import { base64Encode } from '../../context/index.ts'
import { withEntry } from '../../world/state.ts'
import { givenPayload } from '../../message/bodies.ts'
import { GatewayFailure, required } from '../../exchange/failure.ts'
import { integrationOf } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import { mappedValue } from './expressions.ts'
import { headerValues } from '../../message/headers.ts'
import { mapParameters } from './mapParameters.ts'
import { requestSources } from './mapRequest.ts'
import { settingsOf } from './methodSettings.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** Bytes that an answer in the cache may have. */
const cachedBytes = quotas.cachedResponse.most
const defaultTtl = 300
const cacheRule = 'API caching'

/** Look for the response in the cache of the stage. Source: developer guide, API caching. */
export function lookUpCache(exchange: RestExchange, draft: StepDraft): void {
  const { stage } = exchange
  const stageAt = ['apis', exchange.call.apiId, 'stages', exchange.stageName]
  const skip = (text: string, at = [...stageAt, 'cacheClusterEnabled']) => {
    draft.skipped = true
    draft.decide(text, at, cacheRule)
  }
  if (exchange.isTest) return skip('A test call does not look at the cache')
  if (!stage?.cacheClusterEnabled) return skip('The stage has no cache')
  const method = required(exchange.method, 'a method')
  const path = exchange.resourcePath ?? ''
  const { all, own, ownKey } = settingsOf(stage, path, method.httpMethod)
  const settings = { ...all, ...own }
  const settingAt = [...stageAt, 'methodSettings', ownKey ?? '*/*']
  const isGet = exchange.httpMethod === 'GET'
  const isOn = isGet ? settings.cachingEnabled !== false : own.cachingEnabled === true
  if (!isOn) {
    return skip(
      isGet
        ? 'Caching is turned off for this method'
        : `Only GET is cached unless a method's own settings say otherwise`,
      settingAt,
    )
  }
  if (method.integration && isStreamed(method.integration)) {
    const streamAt = [...required(exchange.entryAt, 'an address'), 'integration']
    return skip('An answer that is streamed is not cached', [...streamAt, 'responseTransferMode'])
  }
  const ttl = settings.cacheTtlInSeconds ?? defaultTtl
  if (ttl <= 0) return skip('The time to live is 0 seconds: nothing is kept', settingAt)
  const key = cacheKey(exchange)
  exchange.cacheUse = { key, ttl }
  draft.at = settingAt
  draft.input = { key }
  const { state } = exchange
  const kept = Object.hasOwn(state.value.responses, key) ? state.value.responses[key] : undefined
  const now = exchange.environment.now()
  if (asksForFresh(exchange)) {
    const isFree = settings.requireAuthorizationForCacheControl === false
    if (isFree || exchange.mayInvalidateCache) {
      state.value = withEntry(state.value, 'responses', key, undefined)
      draft.decide(
        isFree
          ? 'Cache-Control: max-age=0 throws the entry out: everybody may'
          : 'Cache-Control: max-age=0 throws the entry out: the caller is allowed execute-api:InvalidateCache',
        settingAt,
        cacheRule,
      )
      draft.output = { hit: false }
      return
    }
    refuseInvalidation(exchange, draft, settings.unauthorizedCacheControlHeaderStrategy, settingAt)
  }
  if (!kept || kept.expiresAt <= now) {
    draft.decide(
      kept ? 'The entry in the cache has run out' : 'The cache has no answer for this key',
      settingAt,
      cacheRule,
    )
    draft.output = { hit: false }
    return
  }
  const seconds = Math.ceil((kept.expiresAt - now) / 1000)
  draft.decide(
    `The cache has the answer: it is good for ${seconds} more seconds, and the backend is not asked`,
    settingAt,
    cacheRule,
  )
  exchange.isCacheHit = true
  exchange.status = kept.status
  exchange.responseHeaders = kept.headers
  exchange.responseBody = givenPayload({ bodyBase64: kept.base64 })
  draft.settles = { text: 'from the cache of the stage', rule: cacheRule }
  draft.output = { hit: true, status: kept.status }
}

function refuseInvalidation(
  exchange: RestExchange,
  draft: StepDraft,
  strategy = 'SUCCEED_WITH_RESPONSE_HEADER',
  at: readonly string[],
): void {
  const strategyAt = [...at, 'unauthorizedCacheControlHeaderStrategy']
  if (strategy === 'FAIL_WITH_403') {
    const who = exchange.identity.userArn ?? 'anonymous'
    const message = `User: ${who} is not authorized to perform: execute-api:InvalidateCache on resource: ${maskedArn(requestArn(exchange))}`
    throw new GatewayFailure('ACCESS_DENIED', 403, message, {
      problems: [
        {
          code: 'cache/not-allowed',
          message:
            'The request wants to throw an entry out of the cache, which its caller is not allowed: execute-api:InvalidateCache is missing.',
          severity: 'error',
          at: strategyAt,
        },
      ],
    })
  }
  const isTold = strategy === 'SUCCEED_WITH_RESPONSE_HEADER'
  if (isTold) {
    exchange.addedHeaders = [
      ...exchange.addedHeaders,
      ['Warning', '199 Cache-control headers were ignored because the caller was unauthorized.'],
    ]
  }
  draft.decide(
    `Cache-Control: max-age=0 is ignored: the caller is not allowed execute-api:InvalidateCache${isTold ? ', which a Warning header says' : ''}`,
    strategyAt,
    cacheRule,
  )
}

function asksForFresh(exchange: RestExchange): boolean {
  return headerValues(exchange.headers, 'Cache-Control').some((value) =>
    value.split(',').some((directive) => /^\s*max-age\s*=\s*0\s*$/i.test(directive)),
  )
}

/** What two requests have in common that get the same answer: the namespace and the values of the key parameters. */
function cacheKey(exchange: RestExchange): string {
  const { integration } = integrationOf(exchange)
  const namespace = integration.cacheNamespace ?? exchange.resource?.id ?? ''
  const sources = requestSources(exchange)
  const mapped = mapParameters(integration.requestParameters, sources)
  const values = [...integration.cacheKeyParameters].sort().map((parameter) => {
    const [, kind, name] =
      /^integration\.request\.(header|path|querystring)\.(.+)$/.exec(parameter) ?? []
    if (kind === 'querystring') return [parameter, mapped.querystring.get(name ?? '') ?? null]
    if (kind === 'header' || kind === 'path') {
      return [parameter, mapped[kind].get(name ?? '') ?? null]
    }
    return [parameter, mappedValue(parameter, sources) ?? null]
  })
  const share =
    exchange.isCanary === true && exchange.stage?.canarySettings?.useStageCache !== true
      ? 'canary'
      : 'stage'
  return `${exchange.call.apiId}/${exchange.stageName}/${share}/${namespace}/${JSON.stringify(values)}`
}

/** Keep the answer for the next request with the same key. */
export function storeAnswer(exchange: RestExchange, draft: StepDraft): void {
  const { cacheUse, state } = exchange
  if (!cacheUse) return
  if (exchange.responseBody.length > cachedBytes) {
    draft.decide(
      `The answer is not kept: it has more than ${cachedBytes} bytes`,
      undefined,
      cacheRule,
    )
    return
  }
  const expiresAt = exchange.environment.now() + cacheUse.ttl * 1000
  state.value = withEntry(state.value, 'responses', cacheUse.key, {
    expiresAt,
    status: exchange.status,
    headers: exchange.responseHeaders.filter(([name]) => name.toLowerCase() !== 'x-amzn-trace-id'),
    base64: base64Encode(exchange.responseBody.bytes),
  })
  draft.decide(`The answer is kept for ${cacheUse.ttl} seconds`, undefined, cacheRule)
}
