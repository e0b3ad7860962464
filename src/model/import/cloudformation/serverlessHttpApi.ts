import { own } from '../../operations/within.ts'
import type { Json } from '../../schema/json.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import type { Route } from '../../schema/v2/route.ts'
import type { HttpApiAuth, Made, Stack } from './stack.ts'
import type { JsonObject } from './intrinsics.ts'
import { flagOf, numberOf, present } from './properties.ts'
import { mapApi, putRoutedDomainName } from './routedAccess.ts'
import {
  changeRoutedApi,
  createAuthorizer,
  makeRoutedStage,
  payloadFormatOf,
  routedResourceTypes,
} from './routedApis.ts'
import { asList, asObject, asText } from './template.ts'

/** The logical id of the HTTP API that functions share when they name none. */
export const implicitHttpApiId = 'ServerlessHttpApi'

/** The stage that the transform makes, and the names under which a template refers to it. */
export function stageReferences(logicalId: string, stageName: string) {
  const words = stageName === '$default' ? 'ApiGatewayDefault' : stageName
  return { [`${logicalId}${words.replace(/[^A-Za-z0-9]/g, '')}Stage`]: stageName }
}

/**
 * `AWS::Serverless::HttpApi`: the API of its definition, filled by the events of functions, with a stage that deploys
 * automatically.
 */
export function serverlessHttpApi(properties: JsonObject, stack: Stack): Made | undefined {
  const { DefinitionBody: body, DefinitionUri: location, ...given } = properties
  if (location !== undefined && body === undefined) {
    stack.remark(
      'body',
      'The definition of the API is in a file beside the template and is not part of it.',
      'DefinitionUri',
    )
  }
  const { CorsConfiguration: cors, ...others } = given
  const settings = asObject(given['Auth'])
  const authorizers = authorizersOf(asObject(settings['Authorizers']), stack)
  const made = routedResourceTypes['AWS::ApiGatewayV2::Api']?.(
    {
      ...others,
      Name: given['Name'] ?? stack.logicalId,
      ProtocolType: 'HTTP',
      ...(cors !== undefined && cors !== false && { CorsConfiguration: corsSettings(cors) }),
      ...(body !== undefined && { Body: withAuthorizers(body, authorizers) }),
    },
    stack,
  )
  if (!made) return undefined
  const apiId = made.id
  const auth: HttpApiAuth = {
    authorizers: addAuthorizers(stack, apiId, authorizers),
    byDefault: asText(settings['DefaultAuthorizer']),
    routeSettings: new Map(Object.entries(asObject(given['RouteSettings']))),
  }
  stack.httpApis.set(apiId, auth)
  if (body !== undefined) {
    stack.definedApis.add(apiId)
    protectDefinedRoutes(stack, apiId, auth)
  }
  const stageName = asText(given['StageName']) ?? '$default'
  const isPropagated = given['PropagateTags'] === true
  stack.later('deploy', () => {
    makeRoutedStage(
      present({
        ApiId: apiId,
        StageName: stageName,
        AutoDeploy: true,
        AccessLogSettings: given['AccessLogSettings'],
        DefaultRouteSettings: given['DefaultRouteSettings'],
        RouteSettings:
          auth.routeSettings.size === 0 ? undefined : Object.fromEntries(auth.routeSettings),
        StageVariables: given['StageVariables'],
        Tags: given['Tags'],
      }),
      stack,
    )
    addDomain(stack, apiId, stageName, {
      ...asObject(given['Domain']),
      ...(isPropagated && given['Tags'] !== undefined && { Tags: given['Tags'] }),
    })
  })
  return {
    ...made,
    attributes: { ...made.attributes, Stage: stageName },
    beside: stageReferences(stack.logicalId, stageName),
  }
}

/** `true` allows every origin, as the transform reads it. */
function corsSettings(cors: Json): Json {
  return flagOf(cors) === true ? { AllowOrigins: ['*'] } : cors
}

/** An authorizer of Auth, with the properties of CreateAuthorizer. */
interface AuthSettings {
  readonly members: JsonObject
  readonly isJwt: boolean
  readonly scopes: readonly string[]
}

function authorizersOf(authorizers: JsonObject, stack: Stack): ReadonlyMap<string, AuthSettings> {
  return new Map(
    Object.entries(authorizers).map(([name, value]) => {
      const settings = asObject(value)
      const isJwt = settings['JwtConfiguration'] !== undefined
      const members = isJwt ? jwtMembers(settings) : lambdaMembers(settings, stack)
      const listed = isJwt ? asList(settings['AuthorizationScopes']) : []
      const scopes = listed.flatMap((scope) => asText(scope) ?? [])
      return [name, { members, isJwt, scopes }]
    }),
  )
}

/** A definition with the authorizers of Auth as security schemes, which its operations may name. */
function withAuthorizers(body: Json, authorizers: ReadonlyMap<string, AuthSettings>): Json {
  const document = asObject(body)
  if (authorizers.size === 0 || Object.keys(document).length === 0) return body
  const components = asObject(document['components'])
  const schemes = [...authorizers].map(([name, { members, isJwt }]): [string, Json] => [
    name,
    {
      ...(isJwt ? { type: 'oauth2' } : { type: 'apiKey', name: 'Unused', in: 'header' }),
      'x-amazon-apigateway-authorizer': present({
        type: isJwt ? 'jwt' : 'request',
        identitySource: asList(members['identitySource']).map(asText).join(', ') || undefined,
        jwtConfiguration: members['jwtConfiguration'],
        authorizerUri: members['authorizerUri'],
        authorizerCredentials: members['authorizerCredentialsArn'],
        authorizerPayloadFormatVersion: members['authorizerPayloadFormatVersion'],
        authorizerResultTtlInSeconds: members['authorizerResultTtlInSeconds'],
        enableSimpleResponses: members['enableSimpleResponses'],
      }),
    },
  ])
  const securitySchemes = {
    ...asObject(components['securitySchemes']),
    ...Object.fromEntries(schemes),
  }
  return { ...document, components: { ...components, securitySchemes } }
}

/** The authorizers of an API by the names that events use; those that its definition did not make are made. */
function addAuthorizers(
  stack: Stack,
  apiId: string,
  authorizers: ReadonlyMap<string, AuthSettings>,
): HttpApiAuth['authorizers'] {
  const api = own(stack.design().apis, apiId)
  const made = api?.protocol === 'HTTP' ? Object.values(api.authorizers) : []
  return new Map(
    [...authorizers].flatMap(([name, { members, isJwt, scopes }]) => {
      const known = made.find((each) => each.name === name)?.id
      const id = known ?? createAuthorizer(stack, apiId, { name, ...members })
      if (id === undefined) return []
      const authorizationType = isJwt ? ('JWT' as const) : ('CUSTOM' as const)
      return [[name, { id, authorizationType, scopes }] as const]
    }),
  )
}

function jwtMembers(settings: JsonObject): JsonObject {
  const configuration = Object.fromEntries(
    Object.entries(asObject(settings['JwtConfiguration'])).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  )
  const { audience, issuer } = configuration
  const source = settings['IdentitySource']
  return present({
    authorizerType: 'JWT',
    identitySource: source === undefined ? undefined : [source].flat(),
    jwtConfiguration: present({
      audience: typeof audience === 'string' ? [audience] : audience,
      issuer: asText(issuer),
    }),
  })
}

function lambdaMembers(settings: JsonObject, stack: Stack): JsonObject {
  const identity = asObject(settings['Identity'])
  const kinds: [string, string][] = [
    ['Headers', '$request.header.'],
    ['QueryStrings', '$request.querystring.'],
    ['Context', '$context.'],
    ['StageVariables', '$stageVariables.'],
  ]
  const role = settings['FunctionInvokeRole']
  return present({
    authorizerType: 'REQUEST',
    authorizerUri: functionUri(stack, asText(settings['FunctionArn']) ?? ''),
    authorizerPayloadFormatVersion: payloadFormatOf(settings['AuthorizerPayloadFormatVersion']),
    enableSimpleResponses: flagOf(settings['EnableSimpleResponses']),
    authorizerCredentialsArn: role === 'NONE' ? undefined : role,
    authorizerResultTtlInSeconds: numberOf(identity['ReauthorizeEvery']),
    identitySource: kinds.flatMap(([property, prefix]) =>
      asList(identity[property]).map((name) => `${prefix}${asText(name) ?? ''}`),
    ),
  })
}

function functionUri(stack: Stack, functionArn: string): string {
  const { region } = stack.options.environment
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`
}

/** How a route is protected by an authorizer that its event or the API names. */
type Protection = Pick<Route, 'authorizationType'> & Partial<Route>

/** `undefined` when the API has no such authorizer. */
function protectionBy(
  auth: HttpApiAuth,
  name: string | undefined,
  scopes?: readonly string[],
): Protection | undefined {
  if (name === undefined || name === 'NONE') return { authorizationType: 'NONE' }
  if (name === 'AWS_IAM') return { authorizationType: 'AWS_IAM' }
  const authorizer = auth.authorizers.get(name)
  if (!authorizer) return undefined
  const { authorizationType, id } = authorizer
  return {
    authorizationType,
    authorizerId: id,
    authorizationScopes: authorizationType === 'JWT' ? [...(scopes ?? authorizer.scopes)] : [],
  }
}

/**
 * Protect the routes of a definition that name no authorizer by the default one, except answers to preflight requests.
 * Without that authorizer the routes are left out: they would be open to everyone.
 */
function protectDefinedRoutes(stack: Stack, apiId: string, auth: HttpApiAuth): void {
  if (auth.byDefault === undefined) return
  const protection = protectionBy(auth, auth.byDefault)
  if (!protection) unknownAuthorizer(stack, auth.byDefault, 'Auth', 'DefaultAuthorizer')
  changeRoutedApi(stack, apiId, (api) => ({
    ...api,
    routes: Object.fromEntries(
      Object.entries(api.routes).flatMap(([id, route]): [string, Route][] => {
        const isPreflight = route.routeKey.startsWith('OPTIONS ')
        if (route.authorizationType !== 'NONE' || isPreflight) return [[id, route]]
        return protection ? [[id, { ...route, ...protection }]] : []
      }),
    ),
  }))
}

function unknownAuthorizer(stack: Stack, name: string, ...path: readonly string[]): void {
  stack.remark('refused', `The API has no authorizer ${name}.`, ...path)
}

function addDomain(stack: Stack, apiId: string, stage: string, domain: JsonObject): void {
  const name = asText(domain['DomainName'])
  if (name === undefined) return
  const {
    BasePath: given,
    CertificateArn,
    OwnershipVerificationCertificateArn,
    SecurityPolicy,
    IpAddressType,
    EndpointConfiguration: type,
    ...rest
  } = domain
  putRoutedDomainName(stack, name, {
    ...rest,
    DomainNameConfigurations: [
      present({
        CertificateArn,
        OwnershipVerificationCertificateArn,
        SecurityPolicy,
        IpAddressType,
        EndpointType: type ?? 'REGIONAL',
      }),
    ],
  })
  for (const path of [given ?? '/'].flat()) {
    const basePath = (asText(path) ?? '').replace(/^\/+|\/+$/g, '')
    mapApi(stack, name, { basePath, apiId, stage })
  }
}

/** The route key of an HttpApi event. An event without a path receives every request that no other route does. */
export function routeKeyOfEvent(event: JsonObject): string {
  const path = asText(event['Path']) ?? '$default'
  if (path === '$default') return path
  const method = (asText(event['Method']) ?? 'ANY').toUpperCase()
  return `${method === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? 'ANY' : method} ${path}`
}

/** Add the route of an HttpApi event, which calls a function. */
export function addHttpApiEvent(
  stack: Stack,
  eventName: string,
  event: JsonObject,
  functionArn: string,
): void {
  const place = ['Events', eventName] as const
  const named = asText(event['ApiId']) ?? implicitHttpApiId
  const apiId = stack.idOf(named)
  const api = own(stack.design().apis, apiId)
  const auth = stack.httpApis.get(apiId)
  if (api?.protocol !== 'HTTP' || !auth) {
    const message = `The event ${eventName} names the HTTP API ${named}, which is not an AWS::Serverless::HttpApi of the template.`
    return stack.remark('event', message, ...place)
  }
  const routeKey = routeKeyOfEvent(event)
  if (event['RouteSettings'] !== undefined) auth.routeSettings.set(routeKey, event['RouteSettings'])
  const defined = routeOf(api, routeKey)
  if (defined) {
    if (stack.definedApis.has(apiId)) {
      return stack.addRouteEvent({ name: eventName, apiId, routeId: defined.id })
    }
    const message = `The event ${eventName} repeats the route ${routeKey} of another event.`
    return stack.remark('refused', message, ...place)
  }
  if (stack.definedApis.has(apiId)) {
    const message = `The event ${eventName} adds no route: ${routeKey} is not in the definition of ${named}.`
    return stack.remark('event-without-route', message, ...place)
  }
  const settings = asObject(event['Auth'])
  const given = settings['AuthorizationScopes']
  const authorizer = asText(settings['Authorizer']) ?? auth.byDefault
  const protection = protectionBy(
    auth,
    authorizer,
    given === undefined ? undefined : asList(given).flatMap((scope) => asText(scope) ?? []),
  )
  // the transform refuses the template; a route without its authorizer would be open to everyone
  if (!protection) return unknownAuthorizer(stack, authorizer ?? '', ...place, 'Properties', 'Auth')
  const integration = stack.callRouted(
    'CreateIntegration',
    present({
      apiId,
      integrationType: 'AWS_PROXY',
      integrationMethod: 'POST',
      integrationUri: functionUri(stack, functionArn),
      payloadFormatVersion: payloadFormatOf(event['PayloadFormatVersion']) ?? '2.0',
      timeoutInMillis: numberOf(event['TimeoutInMillis']),
    }),
  )
  if (!integration) return
  const { authorizationScopes = [], authorizerId, authorizationType } = protection
  const made = stack.callRouted(
    'CreateRoute',
    present({
      apiId,
      routeKey,
      target: `integrations/${asText(integration['integrationId']) ?? ''}`,
      authorizationType,
      authorizerId,
      authorizationScopes: authorizationScopes.length > 0 ? authorizationScopes : undefined,
    }),
  )
  const routeId = made && asText(made['routeId'])
  if (routeId !== undefined) stack.addRouteEvent({ name: eventName, apiId, routeId })
}

function routeOf(api: HttpApi, routeKey: string): Route | undefined {
  return Object.values(api.routes).find((route) => route.routeKey === routeKey)
}
