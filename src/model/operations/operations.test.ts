import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { record, redo, startHistory, undo } from '../history.ts'
import { countingIds } from '../ids.ts'
import { resourcesByPath } from '../queries/resourceTree.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { integration } from '../schema/integrations/index.ts'
import { httpMethods } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import { addAuthorizer } from './authorizers.ts'
import { emptyDesign } from './designs.ts'
import {
  connectBackend,
  putIntegration,
  putIntegrationResponse,
  setIntegrationType,
} from './integrations.ts'
import {
  addMethod,
  moveMethod,
  putMethodResponse,
  removeMethod,
  setRequestModel,
  setRequestParameter,
  updateMethod,
} from './methods.ts'
import { addModel, removeModel, renameModel } from './models.ts'
import {
  addResource,
  addResourcePath,
  copyResource,
  moveResource,
  removeResource,
  renameResource,
} from './resources.ts'
import { addRestApi, updateRestApi } from './restApis.ts'
import { addStage, deploy, removeDeployment, setStageVariable } from './stages.ts'
import { setTemplate } from './templates.ts'

function value(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function base(): Design {
  let design = emptyDesign('d', countingIds())
  design = value(addRestApi(design, { apiId: 'a', rootResourceId: 'r', name: 'pets' }))
  design = value(
    addResource(design, { apiId: 'a', parentId: 'r', resourceId: 'p', pathPart: 'pets' }),
  )
  design = value(
    addResource(design, { apiId: 'a', parentId: 'p', resourceId: 'v', pathPart: '{petId}' }),
  )
  design = value(
    addResource(design, { apiId: 'a', parentId: 'v', resourceId: 'g', pathPart: '{rest+}' }),
  )
  design = value(addMethod(design, { apiId: 'a', resourceId: 'p', httpMethod: 'GET' }))
  return value(
    setIntegrationType(design, { apiId: 'a', resourceId: 'p', httpMethod: 'GET', type: 'HTTP' }),
  )
}

function apiOf(design: Design): RestApi {
  const api = design.apis['a']
  if (api?.protocol !== 'REST') throw new Error('made above')
  return api
}

const get = { apiId: 'a', resourceId: 'p', httpMethod: 'GET' } as const
const http = integration.parse({ type: 'HTTP', uri: 'https://example.com', httpMethod: 'GET' })
const aws = (uri: string, type = 'AWS') => integration.parse({ type, uri, httpMethod: 'POST' })

describe('an operation refuses what the service refuses, in its words', () => {
  it.each<[string, (design: Design) => Result<Design>]>([
    [
      'Another resource with the same parent already has this name: pets',
      (d) => addResource(d, { apiId: 'a', parentId: 'r', resourceId: 'x', pathPart: 'pets' }),
    ],
    [
      'A sibling ({petId}) of this resource already has a variable path part -- only one is allowed',
      (d) => addResource(d, { apiId: 'a', parentId: 'p', resourceId: 'x', pathPart: '{other+}' }),
    ],
    [
      'Cannot create a child of a resource with a greedy path variable: {rest+}',
      (d) => addResource(d, { apiId: 'a', parentId: 'g', resourceId: 'x', pathPart: 'x' }),
    ],
    [
      'Resources cannot be cyclical.',
      (d) => moveResource(d, { apiId: 'a', resourceId: 'p', parentId: 'g' }),
    ],
    [
      'Root resource cannot update its pathPart.',
      (d) => renameResource(d, { apiId: 'a', resourceId: 'r', pathPart: 'x' }),
    ],
    [
      'Root resource cannot update its parentId.',
      (d) => moveResource(d, { apiId: 'a', resourceId: 'r', parentId: 'p' }),
    ],
    [
      'Invalid Resource identifier specified',
      (d) => renameResource(d, { apiId: 'a', resourceId: 'nope', pathPart: 'x' }),
    ],
    ['Invalid Method identifier specified', (d) => removeMethod(d, { ...get, httpMethod: 'PUT' })],
    ['Method already exists for this resource', (d) => addMethod(d, get)],
    [
      'Parameter names must be unique across querystring, header and path',
      (d) =>
        setRequestParameter(
          value(
            setRequestParameter(d, { ...get, name: 'method.request.header.a', required: true }),
          ),
          { ...get, name: 'method.request.querystring.a', required: true },
        ),
    ],
    [
      'Invalid model identifier specified: petModel',
      (d) => setRequestModel(d, { ...get, contentType: 'application/json', modelName: 'petModel' }),
    ],
    [
      'Invalid Request Validator identifier specified',
      (d) => updateMethod(d, { ...get, change: { requestValidatorId: 'nope' } }),
    ],
    [
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
      (d) => updateMethod(d, { ...get, change: { authorizationType: 'CUSTOM' } }),
    ],
    [
      'Enumeration value for HttpMethod must be non-empty',
      (d) =>
        putIntegration(d, { ...get, integration: integration.parse({ ...http, httpMethod: '' }) }),
    ],
    [
      'Invalid HTTP endpoint specified for URI',
      (d) =>
        putIntegration(d, { ...get, integration: integration.parse({ ...http, uri: 'nowhere' }) }),
    ],
    [
      'Response transfer mode STREAM is for HTTP_PROXY and AWS_PROXY integrations, not for HTTP',
      (d) =>
        putIntegration(d, {
          ...get,
          integration: integration.parse({ ...http, type: 'HTTP', responseTransferMode: 'STREAM' }),
        }),
    ],
    [
      'Timeout should be between 50 ms and 29000 ms',
      (d) =>
        putIntegration(d, {
          ...get,
          integration: integration.parse({ ...http, timeoutInMillis: 29_001 }),
        }),
    ],
    [
      'Timeout should be between 50 ms and 900000 ms',
      (d) =>
        putIntegration(d, {
          ...get,
          integration: integration.parse({
            ...http,
            type: 'HTTP_PROXY',
            responseTransferMode: 'STREAM',
            timeoutInMillis: 900_001,
          }),
        }),
    ],
    [
      'Invalid ARN specified in the request',
      (d) => putIntegration(d, { ...get, integration: aws('https://example.com') }),
    ],
    [
      'AWS ARN for integration must contain path or action',
      (d) =>
        putIntegration(d, {
          ...get,
          integration: aws('arn:aws:apigateway:us-east-1:dynamodb:test'),
        }),
    ],
    [
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
      (d) =>
        putIntegration(d, {
          ...get,
          integration: aws('arn:aws:apigateway:us-east-1:dynamodb:action/Query', 'AWS_PROXY'),
        }),
    ],
    [
      'Validation Result: warnings : [], errors : [Invalid content type specified: 123]',
      (d) =>
        setTemplate(d, {
          at: [
            'apis',
            'a',
            'resources',
            'p',
            'methods',
            'GET',
            'integration',
            'requestTemplates',
            '123',
          ],
          text: '',
        }),
    ],
    [
      "1 validation error detected: Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
      (d) =>
        putIntegrationResponse(d, {
          ...get,
          response: { statusCode: 'wrong', responseParameters: {}, responseTemplates: {} },
        }),
    ],
    [
      'Model name must be non-empty',
      (d) =>
        addModel(d, {
          apiId: 'a',
          model: { name: '', contentType: 'application/json', schema: '{}' },
        }),
    ],
    [
      'Model schema must have at least 1 property or array items defined',
      (d) =>
        addModel(d, {
          apiId: 'a',
          model: { name: 'M', contentType: 'application/json', schema: '' },
        }),
    ],
    [
      'Model name already exists for this REST API',
      (d) =>
        addModel(d, {
          apiId: 'a',
          model: { name: 'Empty', contentType: 'application/json', schema: '{}' },
        }),
    ],
    [
      "Cannot delete model 'Error', is referenced in method request: /pets/GET",
      (d) =>
        removeModel(
          value(
            setRequestModel(d, { ...get, contentType: 'application/json', modelName: 'Error' }),
          ),
          { apiId: 'a', name: 'Error' },
        ),
    ],
    ['Stage already exists', (d) => addStage(d, { apiId: 'a', stage: { stageName: 'dev' } })],
    [
      "The REST API doesn't contain any methods",
      (d) =>
        deploy(value(removeMethod(d, get)), {
          apiId: 'a',
          stageName: 'dev',
          deploymentId: 'x',
          createdDate: '',
        }),
    ],
    [
      'Active stages pointing to this deployment must be moved or deleted',
      (d) =>
        removeDeployment(
          value(deploy(d, { apiId: 'a', stageName: 'dev', deploymentId: 'x', createdDate: '' })),
          { apiId: 'a', id: 'x' },
        ),
    ],
    [
      'Invalid minimum compression size, must be between 0 and 10485760',
      (d) => updateRestApi(d, { apiId: 'a', change: { minimumCompressionSize: -1 } }),
    ],
    [
      'Description cannot be an empty string',
      (d) => updateRestApi(d, { apiId: 'a', change: { description: '' } }),
    ],
    [
      'Cannot create an api with multiple Endpoint Types.',
      (d) =>
        updateRestApi(d, {
          apiId: 'a',
          change: { endpointConfiguration: { types: ['EDGE', 'REGIONAL'], vpcEndpointIds: [] } },
        }),
    ],
    [
      'REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.',
      (d) =>
        updateRestApi(d, {
          apiId: 'a',
          change: { endpointConfiguration: { types: [], vpcEndpointIds: [] } },
        }),
    ],
  ])('%s', (message, operation) => {
    const design = base()
    const result = operation(design)
    expect(result.ok).toBe(false)
    expect(result.problems[0]?.message).toBe(message)
  })
})

describe('an operation', () => {
  it('shares everything that it does not touch', () => {
    const before = base()
    const after = value(
      setStageVariable(before, { apiId: 'a', stageName: 'dev', name: 'x', value: '1' }),
    )
    expect(apiOf(after).resources).toBe(apiOf(before).resources)
    expect(after.backends).toBe(before.backends)
  })

  it('gives back the same design where nothing changes', () => {
    const design = base()
    expect(value(updateMethod(design, { ...get, change: { apiKeyRequired: false } }))).toBe(design)
  })

  it('renames a model wherever it is referred to', () => {
    let design = value(
      setRequestModel(base(), { ...get, contentType: 'application/json', modelName: 'Error' }),
    )
    const schema = '{"items":{"$ref":"https://apigateway.amazonaws.com/restapis/a/models/Error"}}'
    design = value(
      addModel(design, {
        apiId: 'a',
        model: { name: 'List', contentType: 'application/json', schema },
      }),
    )
    const api = apiOf(value(renameModel(design, { apiId: 'a', name: 'Error', to: 'Fault' })))
    expect(api.resources['p']?.methods.GET?.requestModels).toEqual({ 'application/json': 'Fault' })
    expect(api.models['List']?.schema).toContain('models/Fault"')
  })

  it('draws an edge to a backend by writing the address, keeping the rest', () => {
    const api = apiOf(value(connectBackend(base(), { ...get, backendKey: 'lambda:listPets' })))
    expect(api.resources['p']?.methods.GET?.integration).toMatchObject({
      type: 'AWS_PROXY',
      httpMethod: 'POST',
    })
  })

  it('takes names such as __proto__ and constructor as names', () => {
    const design = value(
      addAuthorizer(base(), {
        apiId: 'a',
        authorizer: { id: '__proto__', name: 'constructor', type: 'TOKEN', providerARNs: [] },
      }),
    )
    expect(Object.keys(apiOf(design).authorizers)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })
})

/** What every design keeps: one tree from the root, no two siblings alike, one variable among them, nothing below a greedy one. */
function expectInvariants(design: Design): void {
  const api = apiOf(design)
  expect(resourcesByPath(api).length).toBe(Object.keys(api.resources).length)
  for (const resource of Object.values(api.resources)) {
    const siblings = Object.values(api.resources).filter(
      ({ parentId, id }) => parentId === resource.parentId && id !== resource.id,
    )
    expect(siblings.some(({ pathPart }) => pathPart === resource.pathPart)).toBe(false)
    const isVariable = resource.pathPart?.startsWith('{') === true
    expect(isVariable && siblings.some(({ pathPart }) => pathPart?.startsWith('{'))).toBe(false)
    const parent = resource.parentId === undefined ? undefined : api.resources[resource.parentId]
    expect(parent?.pathPart?.endsWith('+}') === true).toBe(false)
  }
}

describe('any sequence of operations', () => {
  it('keeps the invariants, and as many undos give the first design back', () => {
    const step = fc.record({
      kind: fc.constantFrom(
        'add',
        'path',
        'rename',
        'move',
        'copy',
        'remove',
        'method',
        'moveMethod',
        'response',
      ),
      which: fc.nat(20),
      other: fc.nat(20),
      part: fc.constantFrom('a', 'b', '{x}', '{y+}', 'c-1', 'bad/part', ''),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const nextId = countingIds('n')
        const first = base()
        let history = startHistory(first)
        let edits = 0
        for (const { kind, which, other, part } of steps) {
          const design = history.present
          const ids = Object.keys(apiOf(design).resources)
          const resourceId = ids[which % ids.length] ?? 'r'
          const parentId = ids[other % ids.length] ?? 'r'
          const httpMethod = httpMethods[other % httpMethods.length] ?? 'GET'
          const ref = { apiId: 'a', resourceId }
          const results: Record<typeof kind, () => Result<Design>> = {
            add: () =>
              addResource(design, { apiId: 'a', parentId, resourceId: nextId(), pathPart: part }),
            path: () => addResourcePath(design, { apiId: 'a', path: `/${part}/z`, nextId }),
            rename: () => renameResource(design, { ...ref, pathPart: part }),
            move: () => moveResource(design, { ...ref, parentId }),
            copy: () => copyResource(design, { ...ref, parentId, nextId }),
            remove: () => removeResource(design, ref),
            method: () => addMethod(design, { ...ref, httpMethod }),
            moveMethod: () =>
              moveMethod(design, {
                ...ref,
                httpMethod,
                to: { resourceId: parentId, httpMethod: 'ANY' },
              }),
            response: () =>
              putMethodResponse(design, {
                ...ref,
                httpMethod,
                response: { statusCode: '404', responseParameters: {}, responseModels: {} },
              }),
          }
          const result = results[kind]()
          if (!result.ok || Object.keys(apiOf(result.value).resources).length > 60) continue
          expectInvariants(result.value)
          if (result.value !== design) edits++
          history = record(history, result.value, { label: kind, now: 0 })
        }
        const last = history.present
        for (let i = 0; i < edits; i++) history = undo(history)
        expect(history.present).toBe(first)
        for (let i = 0; i < edits; i++) history = redo(history)
        expect(history.present).toBe(last)
      }),
      { numRuns: 60 },
    )
  })
})
