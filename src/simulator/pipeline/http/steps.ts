// The steps of an HTTP API, in the service's order.
import { signRequest } from '../steps/signRequest.ts'
import type { StationOf } from '../../trace.ts'
import type { PipelineStep } from '../step.ts'
import { assembleRequest } from './assembleRequest.ts'
import { authorize } from './authorize.ts'
import { callBackend } from './callBackend.ts'
import { chooseStage } from './chooseStage.ts'
import type { HttpExchange } from './exchange.ts'
import { mapRequest } from './mapRequest.ts'
import { matchRoute } from './matchRoute.ts'
import { answerPreflight } from './preflight.ts'
import { readRequest } from './readRequest.ts'
import { mapResponse, readResponse } from './readResponse.ts'
import { sendResponse } from './sendResponse.ts'
import { throttle } from './throttle.ts'

const hasRoute = ({ isPreflight }: HttpExchange) => !isPreflight

/** All of them; a preflight that is answered skips those of a route. */
export const steps: readonly PipelineStep<HttpExchange, StationOf<'HTTP'>>[] = [
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
    rule: 'HTTP API stages',
    groundOf: 'every status',
    run: chooseStage,
  },
  {
    name: 'answerPreflight',
    title: 'CORS preflight',
    station: 'cors',
    rule: 'HTTP API CORS',
    groundOf: 'success',
    run: answerPreflight,
  },
  {
    name: 'matchRoute',
    title: 'Route',
    station: 'route',
    rule: 'HTTP API routes',
    groundOf: 'every status',
    applies: hasRoute,
    run: matchRoute,
  },
  {
    name: 'authorize',
    title: 'Authorization',
    station: 'authorizer',
    rule: 'Authorization',
    applies: hasRoute,
    run: authorize,
  },
  {
    name: 'throttle',
    title: 'Throttling',
    station: 'route',
    rule: 'Token bucket',
    applies: hasRoute,
    run: throttle,
  },
  {
    name: 'mapRequest',
    title: 'Request parameter mapping',
    station: 'requestMapping',
    rule: 'Parameter mapping',
    groundOf: 'success',
    applies: hasRoute,
    run: mapRequest,
  },
  {
    name: 'assembleRequest',
    title: 'Integration request',
    station: 'integration',
    rule: 'Integration endpoint',
    applies: hasRoute,
    run: assembleRequest,
  },
  {
    name: 'callBackend',
    title: 'Backend',
    station: 'backend',
    rule: 'Backends',
    groundOf: 'success',
    applies: hasRoute,
    run: callBackend,
  },
  {
    name: 'readResponse',
    title: 'Integration response',
    station: 'responseMapping',
    rule: 'HTTP API payload formats',
    groundOf: 'success',
    applies: hasRoute,
    run: readResponse,
  },
  {
    name: 'mapResponse',
    title: 'Response parameter mapping',
    station: 'responseMapping',
    rule: 'Integration response',
    groundOf: 'success',
    applies: hasRoute,
    run: mapResponse,
  },
  {
    name: 'methodResponse',
    title: 'Response',
    station: 'client',
    rule: 'Method response',
    run: sendResponse,
  },
]
