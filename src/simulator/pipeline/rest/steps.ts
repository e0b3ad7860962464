// The steps of a REST API, in the service's order.
import { assembleRequest } from './assembleRequest.ts'
import { authorize } from './authorize.ts'
import { callBackend } from './callBackend.ts'
import { lookUpCache } from './cache.ts'
import { checkApiKey } from './checkApiKey.ts'
import { chooseStage } from './chooseStage.ts'
import type { RestExchange } from './exchange.ts'
import { filterByWebAcl } from './filterByWebAcl.ts'
import {
  logIntegrationRequest,
  logIntegrationResponse,
  logMethodRequest,
  logStart,
  logUsagePlan,
  logUsagePlanCheck,
} from './log.ts'
import { mapRequest } from './mapRequest.ts'
import { mapResponse } from './mapResponse.ts'
import { matchRoute } from './matchRoute.ts'
import { sendAnswer, writeMethodResponse } from './methodResponse.ts'
import { readRequest } from './readRequest.ts'
import { selectResponse } from './selectResponse.ts'
import { signRequest } from '../steps/signRequest.ts'
import type { StationOf } from '../../trace.ts'
import type { PipelineStep } from '../step.ts'
import { throttle } from './throttle.ts'
import { validateRequest } from './validateRequest.ts'

type RestStep = PipelineStep<RestExchange, StationOf<'REST'>>

/** Up to the cache: every call takes these steps. */
export const untilCache: readonly RestStep[] = [
  signRequest,
  {
    name: 'readRequest',
    title: 'Request',
    station: 'client',
    rule: 'Request syntax',
    run: readRequest,
  },
  {
    name: 'chooseStage',
    title: 'Stage',
    station: 'client',
    rule: 'Stages',
    groundOf: 'every status',
    run: chooseStage,
  },
  {
    name: 'filterByWebAcl',
    title: 'Web ACL',
    station: 'client',
    rule: 'AWS WAF',
    applies: ({ stage, isTest }) => stage?.webAclArn !== undefined && !isTest,
    run: filterByWebAcl,
  },
  {
    name: 'matchRoute',
    title: 'Resource and method',
    station: 'methodRequest',
    rule: 'Routing precedence',
    groundOf: 'every status',
    run: matchRoute,
    log: logStart,
  },
  {
    name: 'authorize',
    title: 'Authorization',
    station: 'authorizer',
    rule: 'Authorization',
    run: authorize,
    log: logUsagePlanCheck,
  },
  {
    name: 'checkApiKey',
    title: 'API key and usage plan',
    station: 'methodRequest',
    rule: 'Usage plans',
    run: checkApiKey,
  },
  {
    name: 'throttle',
    title: 'Throttling',
    station: 'methodRequest',
    rule: 'Token bucket',
    run: throttle,
    log: (exchange) => {
      logUsagePlan(exchange)
      logMethodRequest(exchange)
    },
  },
  {
    name: 'validateRequest',
    title: 'Method request validation',
    station: 'methodRequest',
    rule: 'Request validation',
    run: validateRequest,
  },
  {
    name: 'lookUpCache',
    title: 'Cache',
    station: 'methodRequest',
    rule: 'API caching',
    groundOf: 'success',
    run: lookUpCache,
  },
]

/** Where the cache has the answer. */
export const fromCache: readonly RestStep[] = [
  {
    name: 'methodResponse',
    title: 'Method response',
    station: 'methodResponse',
    rule: 'Method response',
    run: sendAnswer,
  },
]

/** Where the backend answers. */
export const throughBackend: readonly RestStep[] = [
  {
    name: 'mapRequest',
    title: 'Integration request mapping',
    station: 'integrationRequest',
    rule: 'Parameter mapping',
    groundOf: 'success',
    rendersTemplate: 'request',
    run: mapRequest,
  },
  {
    name: 'assembleRequest',
    title: 'Integration request',
    station: 'integrationRequest',
    rule: 'Integration endpoint',
    failsIntegration: true,
    run: assembleRequest,
    log: logIntegrationRequest,
  },
  {
    name: 'callBackend',
    title: 'Backend',
    station: 'backend',
    rule: 'Backends',
    groundOf: 'success',
    failsIntegration: true,
    run: callBackend,
    log: logIntegrationResponse,
  },
  {
    name: 'selectResponse',
    title: 'Integration response',
    station: 'integrationResponse',
    rule: 'Selection pattern',
    groundOf: 'success',
    failsIntegration: true,
    run: selectResponse,
  },
  {
    name: 'mapResponse',
    title: 'Integration response mapping',
    station: 'integrationResponse',
    rule: 'Integration response',
    groundOf: 'success',
    failsIntegration: true,
    rendersTemplate: 'response',
    run: mapResponse,
  },
  {
    name: 'methodResponse',
    title: 'Method response',
    station: 'methodResponse',
    rule: 'Method response',
    run: writeMethodResponse,
  },
]
