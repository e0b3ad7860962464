import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countingIds, randomIds, seededRandom } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { addAuthorizer } from '../../operations/authorizers.ts'
import { emptyDesign } from '../../operations/designs.ts'
import { putGatewayResponse } from '../../operations/gatewayResponses.ts'
import { putIntegration, putIntegrationResponse } from '../../operations/integrations.ts'
import {
  addMethod,
  putMethodResponse,
  setRequestModel,
  setRequestParameter,
  updateMethod,
} from '../../operations/methods.ts'
import { addModel } from '../../operations/models.ts'
import { addResourcePath } from '../../operations/resources.ts'
import { addRestApi } from '../../operations/restApis.ts'
import { addStage } from '../../operations/stages.ts'
import { addRequestValidator } from '../../operations/validators.ts'
import { resourcesByPath } from '../../queries/resourceTree.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { exportApi } from '../index.ts'

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/)
const text = fc
  .string({ unit: 'binary', maxLength: 40 })
  .filter((value) => !/[\ud800-\udfff\0]/.test(value))
const drawnMethod = fc.record({
  path: fc.array(fc.oneof(word, fc.constant('{id}')), { minLength: 1, maxLength: 3 }),
  httpMethod: fc.constantFrom('GET', 'POST', 'DELETE', 'ANY'),
  apiKeyRequired: fc.boolean(),
  isProtected: fc.boolean(),
  isValidated: fc.boolean(),
  query: fc.dictionary(word, fc.boolean(), { maxKeys: 3 }),
  kind: fc.constantFrom('MOCK', 'HTTP', 'HTTP_PROXY', 'AWS_PROXY', 'AWS'),
  template: text,
  pattern: fc.option(fc.constantFrom('4\\d{2}', '.*Not found.*', '${x}|(a|b)'), { nil: undefined }),
  status: fc.constantFrom('201', '400', '502'),
  header: fc.option(fc.constantFrom('X-Total', 'Location'), { nil: undefined }),
  timeoutInMillis: fc.constantFrom(29000, 5000),
})
const drawnStage = fc.record({
  stageName: word,
  description: fc.option(word, { nil: undefined }),
  variables: fc.dictionary(word, fc.stringMatching(/^[A-Za-z0-9.]{1,8}$/), { maxKeys: 2 }),
  tracingEnabled: fc.boolean(),
  logging: fc.boolean(),
})
const drawn = fc.record({
  methods: fc.array(drawnMethod, { minLength: 1, maxLength: 5 }),
  stages: fc.array(drawnStage, { maxLength: 2 }),
  origin: fc.option(fc.constantFrom("'*'", "'https://example.com'"), { nil: undefined }),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer D> ? D : never

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:pets'
const uris = {
  HTTP: 'https://${stageVariables.host}/x',
  HTTP_PROXY: 'https://example.com/{proxy}',
  AWS_PROXY: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
  AWS: 'arn:aws:apigateway:us-east-1:dynamodb:action/PutItem',
}

/** A design as a person would draw it: what the service would refuse is not drawn. */
function designOf({ methods, stages, origin }: Drawn): Design {
  const nextId = countingIds('drawn')
  let design = emptyDesign('Drawn', nextId)
  const attempt = (result: Result<Design>) => {
    if (result.ok) design = result.value
    return result.ok
  }
  const apiId = 'drawnapi'
  attempt(addRestApi(design, { apiId, rootResourceId: 'drawnroot', name: 'Drawn API' }))
  attempt(
    addModel(design, {
      apiId,
      model: { name: 'Thing', contentType: 'application/json', schema: '{"type":"object"}' },
    }),
  )
  attempt(
    addAuthorizer(design, {
      apiId,
      authorizer: {
        id: 'drawnauthorizer',
        name: 'tokens',
        type: 'TOKEN',
        // what the service supplies where nothing is said
        authType: 'custom',
        authorizerResultTtlInSeconds: 300,
        authorizerUri: uris.AWS_PROXY,
        identitySource: 'method.request.header.Authorization',
        providerARNs: [],
      },
    }),
  )
  attempt(
    addRequestValidator(design, {
      apiId,
      validator: {
        id: 'drawnvalidator',
        name: 'all',
        validateRequestBody: true,
        validateRequestParameters: true,
      },
    }),
  )
  if (origin !== undefined) {
    attempt(
      putGatewayResponse(design, {
        apiId,
        response: {
          responseType: 'DEFAULT_4XX',
          responseParameters: {
            'gatewayresponse.header.Access-Control-Allow-Origin': origin,
          },
          responseTemplates: {},
        },
      }),
    )
  }
  for (const each of methods) {
    const path = `/${each.path.join('/')}`
    if (!attempt(addResourcePath(design, { apiId, path, nextId }))) continue
    const found = resourcesByPath(apiOf(design)).find((one) => one.path === path)
    if (!found) continue
    const ref = { apiId, resourceId: found.resource.id, httpMethod: each.httpMethod }
    if (!attempt(addMethod(design, ref))) continue
    attempt(
      updateMethod(design, {
        ...ref,
        change: {
          apiKeyRequired: each.apiKeyRequired,
          ...(each.isValidated && { requestValidatorId: 'drawnvalidator' }),
          ...(each.isProtected && {
            authorizationType: 'CUSTOM' as const,
            authorizerId: 'drawnauthorizer',
          }),
        },
      }),
    )
    if (each.path.includes('{id}')) {
      const name = 'method.request.path.id'
      attempt(setRequestParameter(design, { ...ref, name, required: true }))
    }
    for (const [query, required] of Object.entries(each.query)) {
      const name = `method.request.querystring.${query}`
      attempt(setRequestParameter(design, { ...ref, name, required }))
    }
    if (each.isValidated) {
      const model = { contentType: 'application/json', modelName: 'Thing' }
      attempt(setRequestModel(design, { ...ref, ...model }))
    }
    const shared = {
      requestParameters: {},
      requestTemplates: /PROXY/.test(each.kind) ? {} : { 'application/json': each.template },
      passthroughBehavior: 'WHEN_NO_MATCH' as const,
      timeoutInMillis: each.timeoutInMillis,
      cacheKeyParameters: [],
      integrationResponses: {},
    }
    const integration =
      each.kind === 'MOCK'
        ? { ...shared, type: each.kind }
        : {
            ...shared,
            type: each.kind,
            uri: uris[each.kind],
            httpMethod: 'POST',
            connectionType: 'INTERNET' as const,
            ...(each.kind === 'AWS' && { credentials: 'arn:aws:iam::123456789012:role/drawn' }),
          }
    attempt(putIntegration(design, { ...ref, integration }))
    const responseParameters: Record<string, boolean> =
      each.header === undefined ? {} : { [`method.response.header.${each.header}`]: false }
    attempt(
      putMethodResponse(design, {
        ...ref,
        response: { statusCode: each.status, responseParameters, responseModels: {} },
      }),
    )
    attempt(
      putIntegrationResponse(design, {
        ...ref,
        response: {
          statusCode: each.status,
          responseParameters: Object.fromEntries(
            Object.keys(responseParameters).map((name) => [name, "'x'"]),
          ),
          responseTemplates: { 'application/json': each.template },
          ...(each.pattern !== undefined && { selectionPattern: each.pattern }),
        },
      }),
    )
  }
  for (const { logging, description, ...stage } of stages) {
    attempt(
      addStage(design, {
        apiId,
        stage: {
          ...stage,
          ...(description !== undefined && { description }),
          ...(logging && {
            methodSettings: {
              '*/*': { loggingLevel: 'INFO', throttlingBurstLimit: 7 },
              '~1a~1{id}/GET': { metricsEnabled: true },
            },
            accessLogSettings: {
              destinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:drawn',
              format: '$context.requestId ${x}',
            },
          }),
        },
      }),
    )
  }
  return design
}

function apiOf(design: Design): RestApi {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  return api
}

/** What an API means, without ids and without what stands for nothing. */
function meaning(api: RestApi) {
  const named = (map: Readonly<Record<string, { readonly name: string }>>, id?: string) =>
    id === undefined ? undefined : map[id]?.name
  const methods = resourcesByPath(api).flatMap(({ path, resource }) =>
    Object.values(resource.methods).map(({ retained: _kept, ...method }) => ({
      path,
      ...method,
      integration: { ...method.integration, retained: undefined },
      authorizerId: named(api.authorizers, method.authorizerId),
      requestValidatorId: named(api.requestValidators, method.requestValidatorId),
    })),
  )
  return {
    name: api.name,
    version: api.version,
    endpointConfiguration: api.endpointConfiguration,
    methods: methods.sort((left, right) =>
      `${left.path} ${left.httpMethod}` < `${right.path} ${right.httpMethod}` ? -1 : 1,
    ),
    models: Object.values(api.models)
      .map(({ name, schema }): [string, unknown] => [name, JSON.parse(schema)])
      .sort(([left], [right]) => (left < right ? -1 : 1)),
    authorizers: Object.values(api.authorizers).map((authorizer) => ({
      ...authorizer,
      id: '',
      retained: undefined,
    })),
    validators: Object.values(api.requestValidators).map((validator) => ({ ...validator, id: '' })),
    gatewayResponses: api.gatewayResponses,
    stages: Object.fromEntries(
      Object.values(api.stages).map(({ deploymentId: _id, ...stage }) => [stage.stageName, stage]),
    ),
  }
}

function again(design: Design, exporterId: 'cloudformation' | 'sam', format: 'json' | 'yaml') {
  const result = exportApi(design, exporterId, apiOf(design).id, { format })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const read = importDocument(result.value[0]?.text ?? '', {
    nextId: randomIds(seededRandom(1)),
  })
  if (!read.ok) throw new Error(read.problems[0]?.message)
  expect(read.problems.filter(({ severity }) => severity !== 'info')).toEqual([])
  return read.value.design
}

describe('a design that was drawn', () => {
  for (const format of ['json', 'yaml'] as const) {
    it(`means the same after a CloudFormation template in ${format}`, () => {
      fc.assert(
        fc.property(drawn, (given) => {
          const design = designOf(given)
          expect(meaning(apiOf(again(design, 'cloudformation', format)))).toEqual(
            meaning(apiOf(design)),
          )
        }),
        { numRuns: 60 },
      )
    })
  }

  it('means the same after a SAM template', () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const design = designOf(given)
        const { stages: _stages, ...before } = meaning(apiOf(design))
        const { stages: _again, ...after } = meaning(apiOf(again(design, 'sam', 'yaml')))
        expect(after).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })

  it('is deployed under the same name until something of it changes', () => {
    const deployments = (design: Design) => {
      const result = exportApi(design, 'cloudformation', apiOf(design).id, { format: 'json' })
      if (!result.ok) throw new Error(result.problems[0]?.message)
      const { Resources } = JSON.parse(result.value[0]?.text ?? '') as {
        Resources: Record<string, { Type: string }>
      }
      return Object.keys(Resources).filter(
        (id) => Resources[id]?.Type === 'AWS::ApiGateway::Deployment',
      )
    }
    fc.assert(
      fc.property(drawn, (given) => {
        const design = designOf(given)
        expect(deployments(designOf(given))).toEqual(deployments(design))
        const api = apiOf(design)
        for (const { resource } of resourcesByPath(api)) {
          for (const method of Object.values(resource.methods)) {
            const edited = updateMethod(design, {
              apiId: api.id,
              resourceId: resource.id,
              httpMethod: method.httpMethod,
              change: { apiKeyRequired: !method.apiKeyRequired },
            })
            if (!edited.ok) throw new Error(edited.problems[0]?.message)
            expect(deployments(edited.value)).not.toEqual(deployments(design))
          }
        }
      }),
      { numRuns: 30 },
    )
  })
})
