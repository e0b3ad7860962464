import { createHttpApi, removeRoutedApi, updateHttpApi } from '../../operations/v2/httpApis.ts'
import { addRouteIntegration, updateRouteIntegration } from '../../operations/v2/integrations.ts'
import { addRoute, updateRoute } from '../../operations/v2/routes.ts'
import { addRouteStage } from '../../operations/v2/stages.ts'
import { addWebSocketApi, updateWebSocketApi } from '../../operations/v2/webSocketApis.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import {
  httpApi as httpApiSchema,
  webSocketApi as webSocketApiSchema,
} from '../../schema/v2/apis.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import {
  badRequest,
  dateOf,
  isGiven,
  someText,
  text,
  textMap,
  withDesign,
  withNote,
} from '../account.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { apiAnswer } from './answers.ts'
import { done } from './done.ts'
import { givenMembers, overlaid } from './input.ts'
import type { ChangedMembers } from './input.ts'
import { page, routedApiOf } from './places.ts'
import type { RoutedApi } from './places.ts'
import { bodyMembers } from './shapes.ts'

/** What calls on APIs need from a protocol. */
interface ProtocolCalls {
  readonly create: (design: Design, apiId: string, members: ChangedMembers) => Result<Design>
  readonly update: (design: Design, api: RoutedApi, members: ChangedMembers) => Result<Design>
}

/** Members of calls that are no settings of the API. */
const quickCreateMembers = ['credentialsArn', 'routeKey', 'target'] as const

/** Values that HTTP APIs always have; the service accepts them when they are given. */
const httpExpressions = {
  apiKeySelectionExpression: ['$request.header.x-api-key'],
  routeSelectionExpression: ['$request.method $request.path', '${request.method} ${request.path}'],
} as const

function httpMembers(members: ChangedMembers): ChangedMembers {
  for (const [name, values] of Object.entries(httpExpressions)) {
    const value = members[name]
    if (value === undefined || values.some((each) => each === value)) continue
    throw badRequest(`Invalid ${name} specified. Must be ${values[0]} on protocolType HTTP`)
  }
  if (members['disableSchemaValidation'] === true) {
    throw badRequest('disableSchemaValidation is not supported on protocolType HTTP')
  }
  const foreign = [
    ...quickCreateMembers,
    ...Object.keys(httpExpressions),
    'disableSchemaValidation',
  ]
  return without(members, foreign)
}

function webSocketMembers(members: ChangedMembers): ChangedMembers {
  const foreign = ['corsConfiguration', ...quickCreateMembers].find(
    (name) => members[name] !== undefined,
  )
  if (foreign !== undefined) {
    throw badRequest(`${foreign} is not supported on protocolType WEBSOCKET`)
  }
  return without(members, ['corsConfiguration', ...quickCreateMembers])
}

function without(members: ChangedMembers, names: readonly string[]): ChangedMembers {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)))
}

const protocolCalls = {
  HTTP: {
    create: (design, apiId, members) => {
      const settings = overlaid(undefined, httpMembers(members), ['name'])
      const { name, description, version, tags, disableExecuteApiEndpoint, ...others } =
        httpApiSchema.parse({ ...settings, id: apiId, protocol: 'HTTP' })
      return createHttpApi(design, {
        apiId,
        name,
        tags,
        disableExecuteApiEndpoint,
        ...(description !== undefined && { description }),
        ...(version !== undefined && { version }),
        ...(others.corsConfiguration && { corsConfiguration: others.corsConfiguration }),
        ...(others.ipAddressType && { ipAddressType: others.ipAddressType }),
      })
    },
    update: (design, api, members) =>
      updateHttpApi(design, {
        apiId: api.id,
        change: httpApiSchema.parse(overlaid(api, httpMembers(members), ['name'])),
      }),
  },
  WEBSOCKET: {
    create: (design, apiId, members) => {
      if (members['routeSelectionExpression'] === undefined) {
        throw badRequest('A route selection expression is required on protocolType WEBSOCKET')
      }
      const settings = overlaid(undefined, webSocketMembers(members), ['name'])
      const {
        id: _id,
        protocol: _protocol,
        ...rest
      } = webSocketApiSchema.parse({
        ...settings,
        id: apiId,
        protocol: 'WEBSOCKET',
      })
      return addWebSocketApi(design, { apiId, ...rest })
    },
    update: (design, api, members) =>
      updateWebSocketApi(design, {
        apiId: api.id,
        change: webSocketApiSchema.parse(overlaid(api, webSocketMembers(members), ['name'])),
      }),
  },
} satisfies { readonly [P in RoutedApi['protocol']]: ProtocolCalls }

/** The integration that a target of quick create becomes: a function by its ARN, or an HTTP endpoint. */
function integrationOfTarget(target: string, credentialsArn: string | undefined) {
  const isArn = target.startsWith('arn:')
  return {
    integrationType: isArn ? ('AWS_PROXY' as const) : ('HTTP_PROXY' as const),
    integrationUri: target,
    integrationMethod: isArn ? 'POST' : 'ANY',
    payloadFormatVersion: isArn ? ('2.0' as const) : ('1.0' as const),
    ...(credentialsArn !== undefined && { credentialsArn }),
  }
}

/** Quick create: a route to the target, and a `$default` stage that deploys automatically. */
function withQuickCreate(
  design: Design,
  apiId: string,
  input: JsonObject,
  { nextId }: ControlEnvironment,
): Design {
  const target = someText(input['target'])
  if (target === undefined) {
    const orphan = quickCreateMembers.find((name) => someText(input[name]) !== undefined)
    if (orphan === undefined) return design
    throw badRequest(`${orphan} requires a target`)
  }
  const integration = {
    id: nextId(),
    ...integrationOfTarget(target, someText(input['credentialsArn'])),
  }
  const route = {
    id: nextId(),
    routeKey: someText(input['routeKey']) ?? '$default',
    target: integration.id,
  }
  const stage = { stageName: '$default', autoDeploy: true }
  const integrated = done(addRouteIntegration(design, { apiId, integration }))
  return done(addRouteStage(done(addRoute(integrated, { apiId, route })), { apiId, stage }))
}

/** UpdateApi changes the target of an API that quick create made: one with a single route and a single integration. */
function withUpdatedTarget(design: Design, api: HttpApi, input: JsonObject): Design {
  const given = quickCreateMembers.filter((name) => isGiven(input[name]))
  if (given.length === 0) return design
  const [integration, ...otherIntegrations] = Object.values(api.integrations)
  const [route, ...otherRoutes] = Object.values(api.routes)
  const isQuick = otherIntegrations.length === 0 && otherRoutes.length === 0
  if (!integration || route?.target !== integration.id || !isQuick) {
    throw badRequest(`${given.join(', ')}: only an API that quick create made can be updated so`)
  }
  const apiId = api.id
  const target = someText(input['target'])
  const credentialsArn = isGiven(input['credentialsArn'])
    ? someText(input['credentialsArn'])
    : integration.credentialsArn
  const change =
    target === undefined
      ? { credentialsArn }
      : { credentialsArn, ...integrationOfTarget(target, credentialsArn) }
  const updated = done(updateRouteIntegration(design, { apiId, id: integration.id, change }))
  const routeKey = someText(input['routeKey'])
  if (routeKey === undefined) return updated
  return done(updateRoute(updated, { apiId, id: route.id, change: { routeKey } }))
}

function answerOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const api = routedApiOf(account, input, environment)
  return { account, body: apiAnswer(account, api, environment) }
}

/** The management calls on HTTP and WebSocket APIs. */
export const apiOperations: { readonly [name: string]: Operation } = {
  CreateApi: {
    status: 201,
    run: (account, input, environment) => {
      const apiId = environment.nextId()
      // the constraints leave no other protocol
      const protocol = text(input['protocolType']) === 'WEBSOCKET' ? 'WEBSOCKET' : 'HTTP'
      const members = {
        ...givenMembers(input, bodyMembers('UpdateApi') ?? {}),
        tags: textMap(input['tags']),
      }
      const created = done(protocolCalls[protocol].create(account.design, apiId, members))
      const design =
        protocol === 'HTTP' ? withQuickCreate(created, apiId, input, environment) : created
      const note = { createdDate: dateOf(environment) }
      const next = withNote(withDesign(account, design), ['apis', apiId], note)
      return answerOf(next, { apiId }, environment)
    },
  },
  GetApi: { status: 200, run: answerOf },
  GetApis: {
    status: 200,
    run: (account, input, environment) => {
      const apis = Object.values(account.design.apis).filter((api) => api.protocol !== 'REST')
      return {
        account,
        body: page(
          apis.map((api) => apiAnswer(account, api, environment)),
          input,
        ),
      }
    },
  },
  UpdateApi: {
    status: 200,
    run: (account, input, environment) => {
      const api = routedApiOf(account, input, environment)
      const members = givenMembers(input, bodyMembers('UpdateApi') ?? {})
      const updated = done(protocolCalls[api.protocol].update(account.design, api, members))
      const design = api.protocol === 'HTTP' ? withUpdatedTarget(updated, api, input) : updated
      return answerOf(withDesign(account, design), input, environment)
    },
  },
  DeleteApi: {
    status: 204,
    run: (account, input, environment) => {
      const { id: apiId } = routedApiOf(account, input, environment)
      const design = done(removeRoutedApi(account.design, { apiId }))
      return { account: withDesign(account, design), body: {} }
    },
  },
  DeleteCorsConfiguration: {
    status: 204,
    run: (account, input, environment) => {
      const { id: apiId } = routedApiOf(account, input, environment)
      const change = { corsConfiguration: undefined }
      const design = done(updateHttpApi(account.design, { apiId, change }))
      return { account: withDesign(account, design), body: {} }
    },
  },
  ResetAuthorizersCache: {
    status: 204,
    run: () => {
      throw badRequest('ResetAuthorizersCache is not simulated yet for HTTP and WebSocket APIs')
    },
  },
}
