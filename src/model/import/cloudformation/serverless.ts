import { own, withMember } from '../../operations/within.ts'
import { resourcesByPath } from '../../queries/resourceTree.ts'
import { invocationUri as inTransferMode } from '../../queries/streaming.ts'
import type { Json } from '../../schema/json.ts'
import type { Method } from '../../schema/method.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { readText } from '../readText.ts'
import {
  apiResourceTypes,
  changeApi,
  laterDeployment,
  makeStage,
  mapBasePath,
  putDomainName,
  putIntegrationResponse,
  resourceAt,
} from './apiGateway.ts'
import type { MethodPlace } from './apiGateway.ts'
import type { Made, MethodNote, ResourceType, Stack } from './stack.ts'
import type { JsonObject } from './intrinsics.ts'
import { addHttpApiEvent, serverlessHttpApi } from './serverlessHttpApi.ts'
import { serverlessWebSocketApi } from './serverlessWebSocketApi.ts'
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
  const { DefinitionBody: body, ...given } = properties
  const endpoint = asObject(given['EndpointConfiguration'])
  const endpointType = asText(given['EndpointConfiguration']) ?? asText(endpoint['Type'])
  const auth = asObject(given['Auth'])
  const policy = resourcePolicy(asObject(auth['ResourcePolicy']))
  const made = apiResourceTypes['AWS::ApiGateway::RestApi']?.(
    {
      ...given,
      Name: given['Name'] ?? stack.logicalId,
      ...(body !== undefined && { Body: body }),
      EndpointConfiguration: {
        Types: [endpointType ?? 'EDGE'],
        ...(endpoint['VPCEndpointIds'] !== undefined && {
          VpcEndpointIds: endpoint['VPCEndpointIds'],
        }),
        ...(endpoint['IpAddressType'] !== undefined && {
          IpAddressType: endpoint['IpAddressType'],
        }),
      },
      ...(policy && given['Policy'] === undefined && { Policy: policy }),
    },
    stack,
  )
  if (!made) return undefined
  const restApiId = made.id
  // the transform hands over a document in any case, and an imported API has the models of its document alone
  if (body === undefined) changeApi(stack, restApiId, (api) => ({ ...api, models: {} }))
  for (const [name, schema] of Object.entries(asObject(given['Models']))) {
    stack.call('CreateModel', {
      restApiId,
      // the transform writes the names of models in lower case
      name: name.toLowerCase(),
      contentType: 'application/json',
      schema: JSON.stringify(schema),
    })
  }
  addGatewayResponses(stack, restApiId, asObject(given['GatewayResponses']))
  if (given['MergeDefinitions'] === true) stack.mergedApis.add(restApiId)
  const authorizers = addAuthorizers(stack, restApiId, asObject(auth['Authorizers']))
  if (body !== undefined && given['MergeDefinitions'] !== true) stack.definedApis.add(restApiId)
  const stageName = asText(given['StageName']) ?? 'Prod'
  stack.later('deploy', () => {
    if (given['Cors'] !== undefined) addCors(stack, restApiId, given['Cors'])
    protectMethods(stack, restApiId, auth, authorizers)
    if (given['Policy'] === undefined) addPoliciesOfEvents(stack, restApiId, stageName)
    const tags = given['PropagateTags'] === true ? asObject(given['Tags']) : {}
    deploy(stack, restApiId, stageName, given, tags)
    addDomain(stack, restApiId, stageName, asObject(given['Domain']), tags)
    addUsagePlan(stack, restApiId, stageName, asObject(auth['UsagePlan']), tags)
  })
  return {
    id: restApiId,
    attributes: {
      ...made.attributes,
      Stage: stageName,
      Deployment: `${stack.logicalId}${laterDeployment}`,
    },
    beside: {
      [`${stack.logicalId}${stageName.replace(/[^A-Za-z0-9]/g, '')}Stage`]: stageName,
      [`${stack.logicalId}Stage`]: stageName,
    },
  }
}

/** Tags that PropagateTags adds to what an API has. */
function withTags(tags: JsonObject, own: Json = {}): JsonObject {
  return Object.keys(tags).length === 0 ? {} : { Tags: { ...tags, ...asObject(own) } }
}

/** The stage of the API, which serves a deployment as soon as there is something to deploy. */
function deploy(
  stack: Stack,
  restApiId: string,
  stageName: string,
  properties: JsonObject,
  tags: JsonObject,
): void {
  const api = own(stack.design().apis, restApiId)
  const hasMethods =
    api?.protocol === 'REST' &&
    Object.values(api.resources).some(({ methods }) => Object.keys(methods).length > 0)
  const made = hasMethods ? stack.call('CreateDeployment', { restApiId }) : undefined
  // the description of an AWS::Serverless::Api is that of the API
  const { Description: _description, Tags: _tags, ...settings } = properties
  makeStage(
    {
      ...settings,
      RestApiId: restApiId,
      StageName: stageName,
      DeploymentId: (made && asText(made['id'])) ?? '',
      ...withTags(tags),
    },
    stack,
  )
}

/** A custom domain name with its base paths, where the API has one. */
function addDomain(
  stack: Stack,
  restApiId: string,
  stage: string,
  domain: JsonObject,
  tags: JsonObject,
): void {
  const domainName = asText(domain['DomainName'])
  if (domainName === undefined) return
  const type = asText(domain['EndpointConfiguration']) ?? 'REGIONAL'
  const { CertificateArn: certificate, EndpointConfiguration: _endpoint, ...rest } = domain
  putDomainName(stack, domainName, {
    ...rest,
    ...(certificate !== undefined && {
      [type === 'REGIONAL' ? 'RegionalCertificateArn' : 'CertificateArn']: certificate,
    }),
    EndpointConfiguration: {
      Types: [type],
      ...(domain['IpAddressType'] !== undefined && { IpAddressType: domain['IpAddressType'] }),
    },
    ...withTags(tags),
  })
  const paths = Array.isArray(domain['BasePath']) ? domain['BasePath'] : [domain['BasePath'] ?? '/']
  for (const path of paths) {
    const basePath = (asText(path) ?? '').replace(/^\/+|\/+$/g, '')
    mapBasePath(stack, domainName, { basePath, apiId: restApiId, stage })
  }
}

/** The usage plan that the transform makes for an API, with a key. */
function addUsagePlan(
  stack: Stack,
  restApiId: string,
  stage: string,
  plan: JsonObject,
  tags: JsonObject,
): void {
  const kind = asText(plan['CreateUsagePlan'])
  if (kind !== 'PER_API' && kind !== 'SHARED') return
  const shared = 'ServerlessUsagePlan'
  const name =
    asText(plan['UsagePlanName']) ?? (kind === 'SHARED' ? shared : `${stack.logicalId}UsagePlan`)
  const { usagePlans } = stack.design().access
  const existing =
    kind === 'SHARED' ? Object.values(usagePlans).find((one) => one.name === name) : undefined
  if (existing) {
    stack.change((design) => ({
      ...design,
      access: {
        ...design.access,
        usagePlans: withMember(design.access.usagePlans, existing.id, {
          ...existing,
          apiStages: [...existing.apiStages, { apiId: restApiId, stage }],
        }),
      },
    }))
    return
  }
  const made = apiResourceTypes['AWS::ApiGateway::UsagePlan']?.(
    {
      ...plan,
      ...withTags(tags, plan['Tags']),
      UsagePlanName: name,
      ApiStages: [{ ApiId: restApiId, Stage: stage }],
    },
    stack,
  )
  const key = apiResourceTypes['AWS::ApiGateway::ApiKey']?.(
    {
      Name: `${kind === 'SHARED' ? 'Serverless' : stack.logicalId}ApiKey`,
      Enabled: true,
      ...withTags(tags),
    },
    stack,
  )
  if (!made || !key) return
  stack.call('CreateUsagePlanKey', { usagePlanId: made.id, keyId: key.id, keyType: 'API_KEY' })
}

/** A condition on requests that a resource policy of the transform makes of a list. */
const policyLists: Readonly<Record<string, { readonly test: string; readonly key: string }>> = {
  IpRangeWhitelist: { test: 'NotIpAddress', key: 'aws:SourceIp' },
  IpRangeBlacklist: { test: 'IpAddress', key: 'aws:SourceIp' },
  SourceVpcWhitelist: { test: 'StringNotEquals', key: 'aws:SourceVpc' },
  SourceVpcBlacklist: { test: 'StringEquals', key: 'aws:SourceVpc' },
  IntrinsicVpcWhitelist: { test: 'StringNotEquals', key: 'aws:SourceVpc' },
  IntrinsicVpcBlacklist: { test: 'StringEquals', key: 'aws:SourceVpc' },
  IntrinsicVpceWhitelist: { test: 'StringNotEquals', key: 'aws:SourceVpce' },
  IntrinsicVpceBlacklist: { test: 'StringEquals', key: 'aws:SourceVpce' },
}

/** The resource policy that the transform writes for its lists; `undefined` when there are none. */
function resourcePolicy(settings: JsonObject): Json | undefined {
  const statements = policyStatements(settings, ['execute-api:/*'])
  return statements.length === 0 ? undefined : { Version: '2012-10-17', Statement: [...statements] }
}

/** The statements that the transform writes for the lists of a ResourcePolicy, each once. */
function policyStatements(settings: JsonObject, resources: readonly string[]): readonly Json[] {
  const statements: Json[] = []
  const base = { Action: 'execute-api:Invoke', Resource: [...resources] }
  const accounts = [
    ['Allow', 'AwsAccountWhitelist'],
    ['Deny', 'AwsAccountBlacklist'],
  ] as const
  for (const [Effect, name] of accounts) {
    const listed = [settings[name] ?? []].flat()
    if (listed.length > 0) statements.push({ ...base, Effect, Principal: { AWS: [...listed] } })
  }
  for (const [name, { test, key }] of Object.entries(policyLists)) {
    const listed = [settings[name] ?? []].flat()
    if (listed.length === 0) continue
    const isVpcEndpoint =
      key === 'aws:SourceVpc' && listed.some((id) => String(id).startsWith('vpce-'))
    statements.push(
      { ...base, Effect: 'Allow', Principal: '*' },
      {
        ...base,
        Effect: 'Deny',
        Principal: '*',
        Condition: { [test]: { [isVpcEndpoint ? 'aws:SourceVpce' : key]: [...listed] } },
      },
    )
  }
  const own = [settings['CustomStatements'] ?? []].flat()
  statements.push(...own)
  return [
    ...new Map(statements.map((statement) => [JSON.stringify(statement), statement])).values(),
  ]
}

/** Add the ResourcePolicy of events to the policy of the API: each is about the methods of its path. */
function addPoliciesOfEvents(stack: Stack, restApiId: string, stageName: string): void {
  const added = [...(stack.notes.get(restApiId)?.values() ?? [])].flatMap((note) => {
    const path = note.path.replace(/\{[^{}]*\}/g, '*')
    const resources = note.verbs.map(
      (verb) => `execute-api:/${stageName}/${verb === 'ANY' ? '*' : verb}${path}`,
    )
    return policyStatements(note.resourcePolicy, resources)
  })
  const api = own(stack.design().apis, restApiId)
  if (added.length === 0 || api?.protocol !== 'REST') return
  const before = api.policy === undefined ? undefined : readText(api.policy)
  const policy = before?.ok ? asObject(before.value.value) : {}
  const statements = [policy['Statement'] ?? []].flat()
  stack.call('UpdateRestApi', {
    restApiId,
    patchOperations: [
      {
        op: 'replace',
        path: '/policy',
        value: JSON.stringify({
          Version: '2012-10-17',
          ...policy,
          Statement: [...statements, ...added],
        }),
      },
    ],
  })
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

/** An authorizer of the API's `Auth`, which methods name. */
interface MadeAuthorizer {
  readonly id: string
  readonly isCognito: boolean
  /** The scopes of methods that list none of their own. */
  readonly scopes: readonly string[]
}

function textsOf(value: Json | undefined): string[] {
  return asList(value).flatMap((item) => asText(item) ?? [])
}

function addAuthorizers(
  stack: Stack,
  restApiId: string,
  authorizers: JsonObject,
): Map<string, MadeAuthorizer> {
  const ids = new Map<string, MadeAuthorizer>()
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
    const invokeRole = authorizer['FunctionInvokeRole']
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
      ...(invokeRole !== undefined &&
        invokeRole !== 'NONE' && { authorizerCredentials: invokeRole }),
    })
    const id = made && asText(made['id'])
    const scopes = isCognito ? textsOf(authorizer['AuthorizationScopes']) : []
    if (id !== undefined) ids.set(name, { id, isCognito, scopes })
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
  authorizers: ReadonlyMap<string, MadeAuthorizer>,
): void {
  const byDefault = asText(auth['DefaultAuthorizer'])
  const needsKey = auth['ApiKeyRequired'] === true
  const invokeRole = asText(auth['InvokeRole']) ?? 'CALLER_CREDENTIALS'
  // unless told otherwise, the transform protects the answers to preflight requests too
  const protectsPreflight = auth['AddDefaultAuthorizerToCorsPreflight'] !== false
  const keepsPreflight = auth['AddApiKeyRequiredToCorsPreflight'] !== false
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
              const isPreflight = verb === 'OPTIONS' && noted === undefined
              const wanted =
                noted?.authorizer ?? (isPreflight && !protectsPreflight ? undefined : byDefault)
              const authorizer = wanted === undefined ? undefined : authorizers.get(wanted)
              const scopes = noted?.scopes ?? authorizer?.scopes ?? []
              const next = {
                ...method,
                apiKeyRequired:
                  noted?.apiKeyRequired ??
                  (method.apiKeyRequired || (needsKey && !(isPreflight && !keepsPreflight))),
                ...(wanted === 'AWS_IAM' && invoking(method, noted?.invokeRole ?? invokeRole)),
                ...(scopes.length > 0 && { authorizationScopes: [...scopes] }),
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

/** With AWS_IAM, functions are called as the caller, or with the role that is named. */
function invoking(method: Method, invokeRole: string): Partial<Method> {
  const { integration } = method
  if (integration?.type !== 'AWS_PROXY' || integration.credentials !== undefined) return {}
  if (invokeRole === 'NONE') return {}
  const credentials = invokeRole === 'CALLER_CREDENTIALS' ? 'arn:aws:iam::*:user/*' : invokeRole
  return { integration: { ...integration, credentials } }
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
    putIntegrationResponse(stack, place, {
      statusCode: '200',
      responseParameters: Object.fromEntries(given),
      responseTemplates: { 'application/json': '{}\n' },
    })
  }
}

/** What an event calls: how a method reaches the function or the state machine. */
interface Target {
  /** The function that routes of HTTP APIs call; they cannot start state machines by an event. */
  readonly functionArn?: string
  readonly put: (stack: Stack, place: MethodPlace, event: JsonObject, eventName: string) => void
}

function eventsOf(properties: JsonObject, stack: Stack, target: Target): void {
  for (const [eventName, value] of Object.entries(asObject(properties['Events']))) {
    const event = asObject(value)
    const type = asText(event['Type'])
    const settings = asObject(event['Properties'])
    if (type === 'Api') stack.later('events', () => addEvent(stack, eventName, settings, target))
    if (type !== 'HttpApi') continue
    const { functionArn } = target
    if (functionArn === undefined) {
      const message = `The event ${eventName} adds no route: HTTP APIs have no events of state machines.`
      stack.remark('event', message, 'Events', eventName)
    } else {
      stack.later('events', () => addHttpApiEvent(stack, eventName, settings, functionArn))
    }
  }
}

/** Functions: their Api events become methods. */
const serverlessFunction: ResourceType = (given, stack): Made => {
  const properties = { ...asObject(stack.globals['Function']), ...given }
  const name = asText(properties['FunctionName']) ?? stack.logicalId
  const { region, accountId } = stack.options.environment
  const alias = asText(properties['AutoPublishAlias'])
  const functionArn = `arn:aws:lambda:${region}:${accountId}:function:${name}`
  const calledArn = alias === undefined ? functionArn : `${functionArn}:${alias}`
  eventsOf(properties, stack, {
    functionArn: calledArn,
    put: (inner, place, event) => {
      const timeout = numberOf(event['TimeoutInMillis'])
      inner.call('PutIntegration', {
        ...place,
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri: inTransferMode(
          invocationUri(inner, calledArn),
          event['ResponseTransferMode'] === 'STREAM' ? 'STREAM' : 'BUFFERED',
        ),
        ...(timeout !== undefined && { timeoutInMillis: timeout }),
        ...(event['ResponseTransferMode'] !== undefined && {
          responseTransferMode: event['ResponseTransferMode'],
        }),
      })
    },
  })
  return {
    id: name,
    attributes: { Alias: calledArn, ...(alias !== undefined && { Version: `${functionArn}:1` }) },
  }
}

/** State machines: their Api events become methods that start an execution. */
const serverlessStateMachine: ResourceType = (properties, stack): Made => {
  const name = asText(properties['Name']) ?? stack.logicalId
  const { region, accountId } = stack.options.environment
  const arn = `arn:aws:states:${region}:${accountId}:stateMachine:${name}`
  eventsOf(properties, stack, {
    put: (inner, place, event, eventName) => {
      const escaped = "$util.escapeJavaScript($input.json('$'))"
      const input = event['UnescapeMappingTemplate'] === true ? '$data' : escaped
      const prologue =
        event['UnescapeMappingTemplate'] === true
          ? `#set($data = ${escaped})#set($data = $data.replaceAll("\\\\'", "'"))`
          : ''
      inner.call('PutIntegration', {
        ...place,
        type: 'AWS',
        integrationHttpMethod: 'POST',
        uri: `arn:aws:apigateway:${region}:states:action/StartExecution`,
        // the role that the transform makes for each event
        credentials: `arn:aws:iam::${accountId}:role/${stack.logicalId}${eventName}Role`,
        requestTemplates: {
          'application/json': `${prologue}{"input": "${input}", "stateMachineArn": "${arn}"}`,
        },
      })
      // no default: the service answers any other status of Step Functions with an error
      for (const statusCode of ['200', '400']) {
        inner.call('PutMethodResponse', { ...place, statusCode })
        putIntegrationResponse(inner, place, { statusCode, selectionPattern: statusCode })
      }
    },
  })
  return { id: name, attributes: { Arn: arn, Name: name } }
}

function addEvent(stack: Stack, eventName: string, event: JsonObject, target: Target): void {
  const named = asText(event['RestApiId']) ?? implicitApiId
  const restApiId = stack.idOf(named)
  const api = own(stack.design().apis, restApiId)
  if (api?.protocol !== 'REST') {
    stack.remark(
      'event',
      `The event ${eventName} names the API ${named}, which is not in the template.`,
      'Events',
      eventName,
    )
    return
  }
  const path = asText(event['Path']) ?? '/'
  const verb = (asText(event['Method']) ?? 'ANY').toUpperCase()
  const httpMethod = verb === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? 'ANY' : verb
  const isDefined = stack.definedApis.has(restApiId)
  if (isDefined && !hasMethod(api, path, httpMethod)) {
    stack.remark(
      'event-without-route',
      `The event ${eventName} adds no route: ${httpMethod} ${path} is not in the definition of ${named}.`,
      'Events',
      eventName,
    )
    return
  }
  const resourceId = resourceAt(stack, restApiId, path)
  if (resourceId === undefined) return
  const place = { restApiId, resourceId, httpMethod }
  stack.addEvent({ name: eventName, apiId: restApiId, resourceId, httpMethod })
  const auth = asObject(event['Auth'])
  const verbs = Object.keys(api.resources[resourceId]?.methods ?? {})
  // beside a definition of its own, the authorization of an event counts only where it asks for that
  if (!isDefined || auth['OverrideApiAuth'] === true) {
    noteAuth(stack, restApiId, `${resourceId} ${httpMethod}`, auth, {
      path,
      verbs: [...new Set([...verbs, httpMethod])],
    })
  }
  const methods: Readonly<Record<string, Method>> = api.resources[resourceId]?.methods ?? {}
  const defined = own(methods, httpMethod)
  if (defined) {
    // with MergeDefinitions the event completes a method that the definition describes
    if (!defined.integration && stack.mergedApis.has(restApiId)) {
      target.put(stack, place, event, eventName)
    }
    return
  }
  const model = asObject(event['RequestModel'])
  const modelName = asText(model['Model'])?.toLowerCase()
  const made = stack.call('PutMethod', {
    ...place,
    authorizationType: 'NONE',
    requestParameters: {
      ...requestParametersOf(event['RequestParameters']),
      ...pathParametersOf(path),
    },
    ...(modelName !== undefined && { requestModels: { 'application/json': modelName } }),
    ...validatorOf(stack, restApiId, model),
  })
  if (made) target.put(stack, place, event, eventName)
}

/** True when the API has the method, at that path. */
function hasMethod(api: RestApi, path: string, httpMethod: string): boolean {
  const wanted = `/${path.replace(/^\/+|\/+$/g, '')}`
  return resourcesByPath(api).some(
    (each) => each.path === wanted && Object.hasOwn(each.resource.methods, httpMethod),
  )
}

/** The validator that the transform makes for what a method asks for: one for each pair of switches. */
function validatorOf(stack: Stack, restApiId: string, model: JsonObject): JsonObject {
  const validateRequestBody = model['ValidateBody'] === true
  const validateRequestParameters = model['ValidateParameters'] === true
  if (!validateRequestBody && !validateRequestParameters) return {}
  const parts = [validateRequestBody && 'body', validateRequestParameters && 'params']
  const name =
    parts.filter((part) => part !== false).join('-and-') + (parts.includes(false) ? '-only' : '')
  const api = own(stack.design().apis, restApiId)
  const known =
    api?.protocol === 'REST'
      ? Object.values(api.requestValidators).find((validator) => validator.name === name)?.id
      : undefined
  if (known !== undefined) return { requestValidatorId: known }
  const made = stack.call('CreateRequestValidator', {
    restApiId,
    name,
    validateRequestBody,
    validateRequestParameters,
  })
  const id = made && asText(made['id'])
  return id === undefined ? {} : { requestValidatorId: id }
}

function noteAuth(
  stack: Stack,
  apiId: string,
  method: string,
  auth: JsonObject,
  place: Pick<MethodNote, 'path' | 'verbs'>,
): void {
  const authorizer = asText(auth['Authorizer'])
  const noted = stack.notes.get(apiId) ?? new Map()
  noted.set(method, {
    ...place,
    resourcePolicy: asObject(auth['ResourcePolicy']),
    authorizer,
    apiKeyRequired:
      typeof auth['ApiKeyRequired'] === 'boolean' ? auth['ApiKeyRequired'] : undefined,
    invokeRole: asText(auth['InvokeRole']),
    scopes:
      auth['AuthorizationScopes'] === undefined ? undefined : textsOf(auth['AuthorizationScopes']),
  })
  stack.notes.set(apiId, noted)
}

/** The path variables of an event: the service declares them when it imports what the transform writes. */
function pathParametersOf(path: string): { [name: string]: Json } {
  const names = [...path.matchAll(/\{([^{}]+?)\+?\}/g)].map(([, name]) => name ?? '')
  return Object.fromEntries(names.map((name) => [`method.request.path.${name}`, true]))
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

function numberOf(value: Json | undefined): number | undefined {
  const parsed = Number(asText(value) ?? NaN)
  return Number.isNaN(parsed) ? undefined : parsed
}

/** The types of the serverless transform. */
export const serverlessResourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::Serverless::Api': (properties, stack) =>
    serverlessApi(withGlobals(asObject(stack.globals['Api']), properties), stack),
  'AWS::Serverless::HttpApi': (properties, stack) =>
    serverlessHttpApi(withGlobals(asObject(stack.globals['HttpApi']), properties), stack),
  'AWS::Serverless::WebSocketApi': (properties, stack) =>
    serverlessWebSocketApi(withGlobals(asObject(stack.globals['WebSocketApi']), properties), stack),
  'AWS::Serverless::Function': serverlessFunction,
  'AWS::Serverless::StateMachine': serverlessStateMachine,
}

/** Maps of both count, lists stand one behind the other, and else the resource has the last word. */
function withGlobals(globals: JsonObject, properties: JsonObject): JsonObject {
  const merged: [string, Json][] = Object.entries(globals).map(([name, shared]) => {
    const own = properties[name]
    if (own === undefined) return [name, shared]
    if (Array.isArray(shared) && Array.isArray(own)) return [name, [...shared, ...own]]
    const areMaps = [shared, own].every(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    )
    return areMaps ? [name, { ...withGlobals(asObject(shared), asObject(own)) }] : [name, own]
  })
  return { ...properties, ...Object.fromEntries(merged) }
}
