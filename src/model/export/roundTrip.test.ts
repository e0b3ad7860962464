import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import { methodsOf, resourcesByPath } from '../queries/resourceTree.ts'
import {
  addMethod,
  putMethodResponse,
  setRequestParameter,
  updateMethod,
} from '../operations/methods.ts'
import { addModel } from '../operations/models.ts'
import { addResourcePath } from '../operations/resources.ts'
import { putIntegration, putIntegrationResponse } from '../operations/integrations.ts'
import { addAuthorizer } from '../operations/authorizers.ts'
import { putDocumentationPart, putDocumentationVersion } from '../operations/documentation.ts'
import { putGatewayResponse } from '../operations/gatewayResponses.ts'
import { addRestApi, updateRestApi } from '../operations/restApis.ts'
import { addRequestValidator } from '../operations/validators.ts'
import { emptyDesign } from '../operations/designs.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { meaning, opened, restApiOf, written } from './testMeaning.ts'

/** What is drawn: methods with everything on them that a document can say. */
interface Drawn {
  readonly path: readonly string[]
  readonly httpMethod: 'GET' | 'POST' | 'PUT' | 'ANY'
  readonly operationName: string | undefined
  readonly apiKeyRequired: boolean
  readonly query: Readonly<Record<string, boolean>>
  readonly type: 'MOCK' | 'HTTP' | 'HTTP_PROXY'
  readonly template: string
  readonly pattern: string | undefined
  readonly status: string
  readonly header: string | undefined
  readonly hasModel: boolean
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/)
const drawnMethod: fc.Arbitrary<Drawn> = fc.record({
  path: fc.array(fc.oneof(word, fc.constant('{id}')), { minLength: 1, maxLength: 3 }),
  httpMethod: fc.constantFrom('GET', 'POST', 'PUT', 'ANY'),
  operationName: fc.option(word, { nil: undefined }),
  apiKeyRequired: fc.boolean(),
  query: fc.dictionary(word, fc.boolean(), { maxKeys: 3 }),
  type: fc.constantFrom('MOCK', 'HTTP', 'HTTP_PROXY'),
  template: fc
    .string({ unit: 'binary', maxLength: 40 })
    .filter((text) => !/[\ud800-\udfff\0]/.test(text)),
  pattern: fc.option(fc.constantFrom('4\\d{2}', '.*Not found.*', '(a|b)'), { nil: undefined }),
  status: fc.constantFrom('201', '400', '502'),
  header: fc.option(fc.constantFrom('X-Total', 'Location'), { nil: undefined }),
  hasModel: fc.boolean(),
})

/** What is drawn beside the methods. */
const drawnSettings = fc.record({
  description: fc.option(word, { nil: undefined }),
  apiKeySource: fc.constantFrom('HEADER', 'AUTHORIZER'),
  binaryMediaTypes: fc.uniqueArray(fc.constantFrom('image/png', '*/*'), { maxLength: 2 }),
  minimumCompressionSize: fc.option(fc.nat(1000), { nil: undefined }),
  policy: fc.option(fc.constant('{"Version":"2012-10-17","Statement":[]}'), { nil: undefined }),
  types: fc.constantFrom('EDGE', 'REGIONAL'),
  authorizer: fc.constantFrom('TOKEN', 'REQUEST', 'COGNITO_USER_POOLS', undefined),
  identitySource: fc.constantFrom(
    'method.request.header.Authorization',
    'method.request.header.A, method.request.querystring.b',
  ),
  ttl: fc.option(fc.integer({ min: 0, max: 3600 }), { nil: undefined }),
  validatesBody: fc.option(fc.boolean(), { nil: undefined }),
  gatewayTemplate: fc.option(word, { nil: undefined }),
  documentation: fc.option(word, { nil: undefined }),
})
type DrawnSettings = typeof drawnSettings extends fc.Arbitrary<infer T> ? T : never

/** The drawn design with its settings, an authorizer and a validator that its methods use. */
function withSettings(given: Design, drawn: DrawnSettings): Design {
  const apiId = 'drawnapi'
  let design = given
  const attempt = (result: Result<Design>) => {
    if (!result.ok) throw new Error(result.problems[0]?.message)
    design = result.value
  }
  const { description, minimumCompressionSize, policy, authorizer: type, types } = drawn
  attempt(
    updateRestApi(design, {
      apiId,
      change: {
        version: '1',
        apiKeySource: drawn.apiKeySource,
        binaryMediaTypes: drawn.binaryMediaTypes,
        endpointConfiguration: { types: [types], vpcEndpointIds: [] },
        ...(description !== undefined && { description }),
        ...(minimumCompressionSize !== undefined && { minimumCompressionSize }),
        ...(policy !== undefined && { policy: JSON.stringify(JSON.parse(policy), null, 2) }),
      },
    }),
  )
  if (type !== undefined) {
    const isCognito = type === 'COGNITO_USER_POOLS'
    attempt(
      addAuthorizer(design, {
        apiId,
        authorizer: {
          id: 'drawnauthorizer',
          name: 'guard',
          type,
          authType: isCognito ? 'cognito_user_pools' : 'custom',
          identitySource: type === 'REQUEST' ? drawn.identitySource : 'method.request.header.A',
          providerARNs: isCognito
            ? ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a']
            : [],
          ...(!isCognito && {
            authorizerUri:
              'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations',
          }),
          ...(drawn.ttl !== undefined && { authorizerResultTtlInSeconds: drawn.ttl }),
        },
      }),
    )
  }
  if (drawn.validatesBody !== undefined) {
    attempt(
      addRequestValidator(design, {
        apiId,
        validator: {
          id: 'drawnvalidator',
          name: 'check',
          validateRequestBody: drawn.validatesBody,
          validateRequestParameters: true,
        },
      }),
    )
  }
  for (const { resource, method } of methodsOf(restApiOf(design))) {
    const ref = { apiId, resourceId: resource.id, httpMethod: method.httpMethod }
    const change = {
      ...(type !== undefined && {
        authorizationType:
          type === 'COGNITO_USER_POOLS' ? ('COGNITO_USER_POOLS' as const) : ('CUSTOM' as const),
        authorizerId: 'drawnauthorizer',
      }),
      ...(drawn.validatesBody !== undefined && { requestValidatorId: 'drawnvalidator' }),
    }
    attempt(updateMethod(design, { ...ref, change }))
  }
  if (drawn.gatewayTemplate !== undefined) {
    attempt(
      putGatewayResponse(design, {
        apiId,
        response: {
          responseType: 'DEFAULT_4XX',
          statusCode: '418',
          responseParameters: { 'gatewayresponse.header.A': "'b'" },
          responseTemplates: { 'application/json': drawn.gatewayTemplate },
        },
      }),
    )
  }
  if (drawn.documentation !== undefined) {
    const properties = JSON.stringify({ description: drawn.documentation })
    const part = { id: 'drawnpart', location: { type: 'API' as const }, properties }
    attempt(putDocumentationPart(design, { apiId, part }))
    attempt(putDocumentationVersion(design, { apiId, version: { version: 'v1' } }))
  }
  return design
}

/** A design as a person would draw it: what the service would refuse is not drawn. */
function drawnDesign(methods: readonly Drawn[]): Design {
  const nextId = countingIds('drawn')
  let design = emptyDesign('Drawn', nextId)
  const attempt = (result: Result<Design>) => {
    if (result.ok) design = result.value
    return result.ok
  }
  const apiId = 'drawnapi'
  attempt(addRestApi(design, { apiId, rootResourceId: 'drawnroot', name: 'Drawn' }))
  const model = { name: 'Thing', contentType: 'application/json', schema: '{"type":"object"}' }
  attempt(addModel(design, { apiId, model }))
  for (const each of methods) {
    const path = `/${each.path.join('/')}`
    if (!attempt(addResourcePath(design, { apiId, path, nextId }))) continue
    const api = design.apis[apiId]
    if (api?.protocol !== 'REST') continue
    const found = resourcesByPath(api).find((one) => one.path === path)
    if (!found) continue
    const ref = { apiId, resourceId: found.resource.id, httpMethod: each.httpMethod }
    if (!attempt(addMethod(design, ref))) continue
    const { operationName, apiKeyRequired, status } = each
    const named =
      operationName === undefined ? {} : { operationName: `${operationName}${nextId()}` }
    attempt(updateMethod(design, { ...ref, change: { ...named, apiKeyRequired } }))
    // a document declares the variables of its paths
    for (const name of new Set(each.path.filter((part) => part === '{id}'))) {
      const parameter = `method.request.path.${name.slice(1, -1)}`
      attempt(setRequestParameter(design, { ...ref, name: parameter, required: true }))
    }
    for (const [name, required] of Object.entries(each.query)) {
      const parameter = `method.request.querystring.${name}`
      attempt(setRequestParameter(design, { ...ref, name: parameter, required }))
    }
    const shared = {
      requestParameters: {},
      requestTemplates: each.type === 'HTTP_PROXY' ? {} : { 'application/json': each.template },
      passthroughBehavior: 'WHEN_NO_MATCH' as const,
      timeoutInMillis: 29000,
      cacheKeyParameters: [],
      integrationResponses: {},
    }
    const addressed = {
      uri: 'https://example.com/x',
      httpMethod: 'POST',
      connectionType: 'INTERNET' as const,
    }
    const integration =
      each.type === 'MOCK'
        ? { ...shared, type: each.type }
        : { ...shared, ...addressed, type: each.type }
    attempt(putIntegration(design, { ...ref, integration }))
    const responseParameters: Record<string, boolean> =
      each.header === undefined ? {} : { [`method.response.header.${each.header}`]: false }
    const responseModels: Record<string, string> = each.hasModel
      ? { 'application/json': 'Thing' }
      : {}
    attempt(
      putMethodResponse(design, {
        ...ref,
        response: { statusCode: status, responseParameters, responseModels },
      }),
    )
    const response = {
      statusCode: status,
      responseParameters: Object.fromEntries(
        Object.keys(responseParameters).map((name) => [name, "'x'"]),
      ),
      responseTemplates: { 'application/json': each.template },
      ...(each.pattern !== undefined && { selectionPattern: each.pattern }),
    }
    attempt(putIntegrationResponse(design, { ...ref, response }))
  }
  return design
}

const seed = Number(process.env['SEED'] ?? Math.floor(performance.now() * 1e6) % 0x7fffffff)

describe(`a design that was drawn (seed ${seed})`, () => {
  for (const exporterId of ['openapi-3.0', 'swagger-2.0'] as const) {
    for (const format of ['json', 'yaml'] as const) {
      it(`means the same after ${exporterId} in ${format}`, () => {
        fc.assert(
          fc.property(fc.array(drawnMethod, { maxLength: 6 }), (methods) => {
            const design = drawnDesign(methods)
            const once = opened(written(design, exporterId, format))
            expect(methodsIn(once)).toEqual(methodsIn(design))
            expect(meaning(opened(written(once, exporterId, format)))).toEqual(meaning(once))
          }),
          { numRuns: 150, seed },
        )
      })

      it(`has all its settings after ${exporterId} in ${format}`, () => {
        fc.assert(
          fc.property(
            fc.array(drawnMethod, { maxLength: 3 }),
            drawnSettings,
            (methods, settings) => {
              const design = withSettings(drawnDesign(methods), settings)
              const back = opened(written(design, exporterId, format))
              expect(settingsOf(back)).toEqual(settingsOf(design))
              expect(guarded(back)).toEqual(guarded(design))
            },
          ),
          { numRuns: 60, seed },
        )
      })
    }
  }
})

/** All of an API but its methods. That a document has no place for a model's own description is told. */
function settingsOf(design: Design): unknown {
  const { resources: _resources, ...rest } = meaning(design)
  const models = Object.values(restApiOf(design).models).map(({ name, contentType, schema }) => {
    const said = JSON.parse(schema) as unknown
    return { name, contentType, schema: said }
  })
  return { ...rest, models }
}

/** Who guards each method, and what checks its requests. */
function guarded(design: Design): unknown {
  const api = restApiOf(design)
  return methodsOf(api)
    .map(({ path, method }) => ({
      name: `${path} ${method.httpMethod}`,
      authorizationType: method.authorizationType,
      authorizer: api.authorizers[method.authorizerId ?? '']?.name,
      validator: api.requestValidators[method.requestValidatorId ?? '']?.name,
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
}

/** Paths, verbs, integrations and their responses. */
function methodsIn(design: Design): unknown {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  const methods = resourcesByPath(api).flatMap(({ path, resource }) =>
    Object.values(resource.methods).map((method) => ({
      path,
      ...method,
      retained: undefined,
      integration: { ...method.integration, retained: undefined },
    })),
  )
  return methods.sort((left, right) =>
    `${left.path} ${left.httpMethod}` < `${right.path} ${right.httpMethod}` ? -1 : 1,
  )
}
