import { own } from '../../operations/within.ts'
import { resourcesByPath } from '../../queries/resourceTree.ts'
import type { Json } from '../../schema/json.ts'
import {
  apiResourceTypes,
  changeApi,
  laterDeployment,
  resourceAt,
  stagePatches,
} from './apiGateway.ts'
import type { Made, Stack } from './deploy.ts'
import type { JsonObject } from './intrinsics.ts'
import type { ResourceType } from './resourceTypes.ts'
import { asList, asObject, asText } from './template.ts'

/** The logical id of the API that functions share when they name none. */
const implicitApiId = 'ServerlessRestApi'

/** `AWS::Serverless::Api`: the API of its definition, filled by the events of functions, then deployed to its stage. */
const serverlessApi: ResourceType = (properties, stack) => {
  if (properties['DefinitionUri'] !== undefined && properties['DefinitionBody'] === undefined) {
    stack.remark(
      'body',
      'The definition of the API lies in a file beside the template and is not part of it.',
      'DefinitionUri',
    )
  }
  const endpoint = properties['EndpointConfiguration']
  const endpointType = asText(endpoint) ?? asText(asObject(endpoint)['Type'])
  const made = apiResourceTypes['AWS::ApiGateway::RestApi']?.(
    {
      ...properties,
      Name: properties['Name'] ?? stack.logicalId,
      ...(properties['DefinitionBody'] !== undefined && { Body: properties['DefinitionBody'] }),
      ...(Array.isArray(properties['BinaryMediaTypes']) && {
        BinaryMediaTypes: properties['BinaryMediaTypes'].map((type) =>
          (asText(type) ?? '').replaceAll('~1', '/'),
        ),
      }),
      EndpointConfiguration: { Types: [endpointType ?? 'EDGE'] },
    },
    stack,
  )
  if (!made) return undefined
  const restApiId = made.id
  // the transform hands over a document in any case, and an imported API has the models of its document alone
  if (properties['DefinitionBody'] === undefined) {
    changeApi(stack, restApiId, (api) => ({ ...api, models: {} }))
  }
  for (const [name, schema] of Object.entries(asObject(properties['Models']))) {
    stack.call('CreateModel', {
      restApiId,
      name,
      contentType: 'application/json',
      schema: JSON.stringify(schema),
    })
  }
  addGatewayResponses(stack, restApiId, asObject(properties['GatewayResponses']))
  const auth = asObject(properties['Auth'])
  const authorizers = addAuthorizers(stack, restApiId, asObject(auth['Authorizers']))
  const stageName = asText(properties['StageName']) ?? 'Prod'
  stack.later('deploy', () => {
    protectMethods(stack, restApiId, auth, authorizers)
    if (properties['Cors'] !== undefined) addCors(stack, restApiId, properties['Cors'])
    deploy(stack, restApiId, stageName, properties)
  })
  return {
    id: restApiId,
    attributes: {
      ...made.attributes,
      Stage: stageName,
      Deployment: `${stack.logicalId}${laterDeployment}`,
    },
  }
}

function deploy(stack: Stack, restApiId: string, stageName: string, properties: JsonObject): void {
  const api = own(stack.design().apis, restApiId)
  const hasMethods =
    api?.protocol === 'REST' &&
    Object.values(api.resources).some(({ methods }) => Object.keys(methods).length > 0)
  if (!hasMethods) return
  const deployed = stack.call('CreateDeployment', {
    restApiId,
    stageName,
    variables: asObject(properties['Variables']) as Json,
    ...(properties['TracingEnabled'] !== undefined && {
      tracingEnabled: properties['TracingEnabled'] === true,
    }),
    ...(properties['CacheClusterEnabled'] !== undefined && {
      cacheClusterEnabled: properties['CacheClusterEnabled'] === true,
    }),
    ...(properties['CacheClusterSize'] !== undefined && {
      cacheClusterSize: asText(properties['CacheClusterSize']) ?? '',
    }),
  })
  const patchOperations = stagePatches(properties)
  if (deployed && patchOperations.length > 0) {
    stack.call('UpdateStage', { restApiId, stageName, patchOperations })
  }
}

function addGatewayResponses(stack: Stack, restApiId: string, responses: JsonObject): void {
  for (const [responseType, value] of Object.entries(responses)) {
    const response = asObject(value)
    const { Headers, Paths, QueryStrings } = asObject(response['ResponseParameters'])
    const places: [string, Json | undefined][] = [
      ['header', Headers],
      ['path', Paths],
      ['querystring', QueryStrings],
    ]
    const responseParameters = Object.fromEntries(
      places.flatMap(([place, map]) =>
        Object.entries(asObject(map)).map(([name, expression]) => [
          `gatewayresponse.${place}.${name}`,
          asText(expression) ?? '',
        ]),
      ),
    )
    const statusCode = asText(response['StatusCode'])
    stack.call('PutGatewayResponse', {
      restApiId,
      responseType,
      ...(statusCode !== undefined && { statusCode }),
      responseParameters,
      responseTemplates: asObject(response['ResponseTemplates']) as Json,
    })
  }
}

function addAuthorizers(
  stack: Stack,
  restApiId: string,
  authorizers: JsonObject,
): Map<string, { readonly id: string; readonly isCognito: boolean }> {
  const ids = new Map<string, { readonly id: string; readonly isCognito: boolean }>()
  for (const [name, value] of Object.entries(authorizers)) {
    const authorizer = asObject(value)
    const identity = asObject(authorizer['Identity'])
    const pools = authorizer['UserPoolArn']
    const isCognito = pools !== undefined
    const isRequest = asText(authorizer['FunctionPayloadType']) === 'REQUEST'
    const header = asText(identity['Header']) ?? 'Authorization'
    const sources = [
      ...asList(identity['Headers']).map((each) => `method.request.header.${asText(each) ?? ''}`),
      ...asList(identity['QueryStrings']).map(
        (each) => `method.request.querystring.${asText(each) ?? ''}`,
      ),
      ...asList(identity['StageVariables']).map((each) => `stageVariables.${asText(each) ?? ''}`),
      ...asList(identity['Context']).map((each) => `context.${asText(each) ?? ''}`),
    ]
    const expression = asText(identity['ValidationExpression'])
    const ttl = Number(asText(identity['ReauthorizeEvery']) ?? NaN)
    const made = stack.call('CreateAuthorizer', {
      restApiId,
      name,
      type: isCognito ? 'COGNITO_USER_POOLS' : isRequest ? 'REQUEST' : 'TOKEN',
      ...(isCognito
        ? { providerARNs: Array.isArray(pools) ? pools : [pools] }
        : { authorizerUri: invocationUri(stack, asText(authorizer['FunctionArn']) ?? '') }),
      identitySource:
        isRequest && sources.length > 0 ? sources.join(', ') : `method.request.header.${header}`,
      ...(expression !== undefined && { identityValidationExpression: expression }),
      ...(!Number.isNaN(ttl) && { authorizerResultTtlInSeconds: ttl }),
      ...(authorizer['FunctionInvokeRole'] !== undefined && {
        authorizerCredentials: authorizer['FunctionInvokeRole'],
      }),
    })
    const id = made && asText(made['id'])
    if (id !== undefined) ids.set(name, { id, isCognito })
  }
  return ids
}

function invocationUri(stack: Stack, functionArn: string): string {
  const { region } = stack.options.environment
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`
}

/** Methods of the API without an authorization of their own get the default one. */
function protectMethods(
  stack: Stack,
  apiId: string,
  auth: JsonObject,
  authorizers: ReadonlyMap<string, { readonly id: string; readonly isCognito: boolean }>,
): void {
  const byDefault = asText(auth['DefaultAuthorizer'])
  const needsKey = auth['ApiKeyRequired'] === true
  const own = stack.notes.get(apiId)
  changeApi(stack, apiId, (api) => ({
    ...api,
    resources: Object.fromEntries(
      Object.entries(api.resources).map(([id, resource]) => [
        id,
        {
          ...resource,
          methods: Object.fromEntries(
            Object.entries(resource.methods).map(([verb, method]) => {
              const noted = own?.get(`${id} ${verb}`)
              const wanted = noted?.authorizer ?? byDefault
              const isPreflight = verb === 'OPTIONS' && noted === undefined
              if (isPreflight) return [verb, method]
              const authorizer = wanted === undefined ? undefined : authorizers.get(wanted)
              const next = {
                ...method,
                apiKeyRequired: noted?.apiKeyRequired ?? (needsKey || method.apiKeyRequired),
                ...(noted && noted.scopes.length > 0 && { authorizationScopes: noted.scopes }),
                ...(wanted === 'AWS_IAM' && { authorizationType: 'AWS_IAM' as const }),
                ...(authorizer && {
                  authorizerId: authorizer.id,
                  authorizationType: authorizer.isCognito
                    ? ('COGNITO_USER_POOLS' as const)
                    : ('CUSTOM' as const),
                }),
              }
              return [verb, method.authorizationType === 'NONE' ? next : method]
            }),
          ),
        },
      ]),
    ),
  }))
}

/** An OPTIONS method on every resource, as the transform writes it. */
function addCors(stack: Stack, restApiId: string, value: Json): void {
  const cors = asObject(value)
  const origin = asText(value) ?? asText(cors['AllowOrigin']) ?? "'*'"
  const api = own(stack.design().apis, restApiId)
  if (api?.protocol !== 'REST') return
  for (const { resource } of resourcesByPath(api)) {
    const verbs = Object.keys(resource.methods)
    if (verbs.length === 0 || verbs.includes('OPTIONS')) continue
    const allowed = verbs.includes('ANY')
      ? ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']
      : [...verbs, 'OPTIONS'].sort()
    const headers: [string, string | undefined][] = [
      ['Access-Control-Allow-Origin', origin],
      ['Access-Control-Allow-Methods', asText(cors['AllowMethods']) ?? `'${allowed.join(',')}'`],
      ['Access-Control-Allow-Headers', asText(cors['AllowHeaders'])],
      ['Access-Control-Max-Age', asText(cors['MaxAge'])],
      [
        'Access-Control-Allow-Credentials',
        cors['AllowCredentials'] === true ? "'true'" : undefined,
      ],
    ]
    const given = headers.flatMap(([name, text]) =>
      text === undefined ? [] : [[`method.response.header.${name}`, text] as const],
    )
    const place = { restApiId, resourceId: resource.id, httpMethod: 'OPTIONS' }
    stack.call('PutMethod', { ...place, authorizationType: 'NONE' })
    stack.call('PutMethodResponse', {
      ...place,
      statusCode: '200',
      responseParameters: Object.fromEntries(given.map(([name]) => [name, true])),
    })
    stack.call('PutIntegration', {
      ...place,
      type: 'MOCK',
      requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
    })
    stack.call('PutIntegrationResponse', {
      ...place,
      statusCode: '200',
      responseParameters: Object.fromEntries(given),
      responseTemplates: { 'application/json': '{}\n' },
    })
  }
}

/** Functions and state machines: their Api events become methods. */
const withEvents: ResourceType = (properties, stack): Made => {
  const name = asText(properties['FunctionName']) ?? asText(properties['Name']) ?? stack.logicalId
  for (const [eventName, value] of Object.entries(asObject(properties['Events']))) {
    const event = asObject(value)
    const type = asText(event['Type'])
    if (type === 'HttpApi') {
      stack.remark(
        'http-api',
        `The event ${eventName} belongs to an HTTP API, which cannot be opened yet.`,
        'Events',
        eventName,
      )
    }
    if (type !== 'Api') continue
    const settings = asObject(event['Properties'])
    stack.later('events', () => addEvent(stack, name, eventName, settings))
  }
  return { id: name }
}

function addEvent(stack: Stack, functionName: string, eventName: string, event: JsonObject): void {
  const named = asText(event['RestApiId'])
  const restApiId = named === undefined ? implicitApi(stack) : stack.idOf(named)
  if (restApiId === undefined) return
  const api = own(stack.design().apis, restApiId)
  if (api?.protocol !== 'REST') {
    stack.remark(
      'event',
      `The event ${eventName} names an API that is not in the template.`,
      'Events',
      eventName,
    )
    return
  }
  const resourceId = resourceAt(stack, restApiId, asText(event['Path']) ?? '/')
  if (resourceId === undefined) return
  const verb = (asText(event['Method']) ?? 'ANY').toUpperCase()
  const httpMethod = verb === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? 'ANY' : verb
  const place = { restApiId, resourceId, httpMethod }
  const auth = asObject(event['Auth'])
  noteAuth(stack, restApiId, `${resourceId} ${httpMethod}`, auth)
  const methods: Readonly<Record<string, unknown>> = api.resources[resourceId]?.methods ?? {}
  // the definition of the API has the method already
  if (Object.hasOwn(methods, httpMethod)) return
  const model = asObject(event['RequestModel'])
  const modelName = asText(model['Model'])
  const validates = model['ValidateBody'] === true || model['ValidateParameters'] === true
  const validator = validates
    ? stack.call('CreateRequestValidator', {
        restApiId,
        name: `${functionName} ${eventName}`,
        validateRequestBody: model['ValidateBody'] === true,
        validateRequestParameters: model['ValidateParameters'] === true,
      })
    : undefined
  const made = stack.call('PutMethod', {
    ...place,
    authorizationType: 'NONE',
    requestParameters: requestParametersOf(event['RequestParameters']),
    ...(modelName !== undefined && { requestModels: { 'application/json': modelName } }),
    ...(validator && { requestValidatorId: asText(validator['id']) ?? '' }),
  })
  if (!made) return
  const { region, accountId } = stack.options.environment
  stack.call('PutIntegration', {
    ...place,
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    uri: invocationUri(stack, `arn:aws:lambda:${region}:${accountId}:function:${functionName}`),
  })
}

function noteAuth(stack: Stack, apiId: string, method: string, auth: JsonObject): void {
  const authorizer = asText(auth['Authorizer'])
  const noted = stack.notes.get(apiId) ?? new Map()
  noted.set(method, {
    authorizer,
    apiKeyRequired:
      typeof auth['ApiKeyRequired'] === 'boolean' ? auth['ApiKeyRequired'] : undefined,
    scopes: asList(auth['AuthorizationScopes']).flatMap((scope) => asText(scope) ?? []),
  })
  stack.notes.set(apiId, noted)
}

function requestParametersOf(value: Json | undefined): { [name: string]: Json } {
  return Object.fromEntries(
    asList(value).flatMap((item): [string, boolean][] => {
      if (typeof item === 'string') return [[item, false]]
      return Object.entries(asObject(item)).map(([name, settings]) => [
        name,
        asObject(settings)['Required'] === true,
      ])
    }),
  )
}

/** The API of functions that name none, made at its first use, with the settings of Globals. */
function implicitApi(stack: Stack): string | undefined {
  const known = stack.idOf(implicitApiId)
  if (known !== implicitApiId) return known
  const { globals } = stack
  const made = serverlessApi(
    { ...asObject(globals['Api']), Name: asText(asObject(globals['Api'])['Name']) ?? 'stack' },
    { ...stack, logicalId: implicitApiId },
  )
  if (made) stack.name(implicitApiId, made.id)
  return made?.id
}

/** The types of the serverless transform. */
export const serverlessResourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::Serverless::Api': (properties, stack) =>
    serverlessApi({ ...asObject(stack.globals['Api']), ...properties }, stack),
  'AWS::Serverless::Function': withEvents,
}
