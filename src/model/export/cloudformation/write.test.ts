import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import { restApi } from '../../schema/restApi.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { templateYaml } from './shortForms.ts'
import { cloudFormationTemplate } from './write.ts'

type Template = {
  Resources: Record<
    string,
    { Type: string; DependsOn?: string[]; Properties: Record<string, unknown> }
  >
  Outputs?: Record<string, unknown>
}

const functionArn = 'arn:aws:lambda:us-east-1:111111111111:function:listPets'
const functionUri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`

function petApi(change: object = {}): RestApi {
  return restApi.parse({
    protocol: 'REST',
    id: 'api1',
    name: 'Pet store',
    rootResourceId: 'root',
    resources: {
      root: { id: 'root', methods: {} },
      pets: {
        id: 'pets',
        parentId: 'root',
        pathPart: 'pets',
        methods: {
          GET: {
            httpMethod: 'GET',
            authorizationType: 'CUSTOM',
            authorizerId: 'auth1',
            requestModels: { 'application/json': 'Pets', 'text/plain': 'Empty' },
            integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri },
            methodResponses: { '200': { statusCode: '200' } },
          },
        },
      },
      pet: {
        id: 'pet',
        parentId: 'pets',
        pathPart: '{petId}',
        methods: {
          GET: {
            httpMethod: 'GET',
            requestParameters: { 'method.request.path.petId': true },
            integration: {
              type: 'HTTP',
              httpMethod: 'GET',
              uri: 'https://${stageVariables.host}/pets/{petId}',
              integrationResponses: { '200': { statusCode: '200', selectionPattern: '' } },
            },
          },
        },
      },
    },
    models: {
      Pets: {
        name: 'Pets',
        schema: JSON.stringify({
          type: 'array',
          items: { $ref: 'https://apigateway.amazonaws.com/restapis/api1/models/Pet' },
        }),
      },
      Pet: { name: 'Pet', schema: '{"type":"object"}' },
      Empty: { name: 'Empty', schema: '{"type":"object"}' },
    },
    authorizers: {
      auth1: { id: 'auth1', name: 'tokens', type: 'TOKEN', authorizerUri: functionUri },
    },
    gatewayResponses: { DEFAULT_4XX: { responseType: 'DEFAULT_4XX', statusCode: '400' } },
    stages: {
      prod: {
        stageName: 'prod',
        variables: { host: 'pets.example.com' },
        methodSettings: {
          '*/*': { loggingLevel: 'INFO' },
          '~1pets~1{petId}/GET': { throttlingRateLimit: 5 },
          '~1/GET': { metricsEnabled: true },
        },
      },
    },
    ...change,
  })
}

function templateOf(api: RestApi): Template {
  const result = cloudFormationTemplate(api)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value as unknown as Template
}

function ofType(template: Template, type: string) {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type)
}

describe('a CloudFormation template of a REST API', () => {
  it('has a resource for each part of the API, named after it', () => {
    expect(Object.keys(templateOf(petApi()).Resources)).toEqual([
      'PetStoreApi',
      'PetModel',
      'PetsModel',
      'TokensAuthorizer',
      'Default4xxGatewayResponse',
      'PetsResource',
      'PetsGetMethod',
      'PetsPetIdResource',
      'PetsPetIdGetMethod',
      expect.stringMatching(/^Deployment[0-9a-f]{10}$/),
      'ProdStage',
      'PetsGetPermission',
      'TokensAuthorizerPermission',
    ])
  })

  it('makes the deployment depend on every method and gateway response', () => {
    const deployment = ofType(templateOf(petApi()), 'AWS::ApiGateway::Deployment')[0]?.[1]
    expect(deployment?.DependsOn).toEqual([
      'PetsGetMethod',
      'PetsPetIdGetMethod',
      'Default4xxGatewayResponse',
    ])
  })

  it('names the deployment anew when any method changes, and alike when none does', () => {
    const deploymentId = (api: RestApi) =>
      ofType(templateOf(api), 'AWS::ApiGateway::Deployment')[0]?.[0]
    const before = petApi()
    const pet = before.resources['pet']
    if (!pet?.methods.GET) throw new Error('the fixture has GET /pets/{petId}')
    const after: RestApi = {
      ...before,
      resources: {
        ...before.resources,
        pet: { ...pet, methods: { GET: { ...pet.methods.GET, apiKeyRequired: true } } },
      },
    }
    expect(deploymentId(petApi())).toBe(deploymentId(before))
    expect(deploymentId(after)).not.toBe(deploymentId(before))
  })

  it('refers to models of the template and names those that the service makes', () => {
    const method = templateOf(petApi()).Resources['PetsGetMethod']
    expect(method?.Properties['RequestModels']).toEqual({
      'application/json': { Ref: 'PetsModel' },
      'text/plain': 'Empty',
    })
  })

  it("puts a model after those that it refers to, and the API's id into the reference", () => {
    const model = templateOf(petApi()).Resources['PetsModel']
    expect(model?.DependsOn).toEqual(['PetModel'])
    expect(model?.Properties['Schema']).toEqual({
      type: 'array',
      items: {
        $ref: {
          'Fn::Sub': 'https://apigateway.amazonaws.com/restapis/${PetStoreApi}/models/Pet',
        },
      },
    })
  })

  it('tells of models that refer to each other in a circle', () => {
    const link = (name: string) =>
      `{"items":{"$ref":"https://apigateway.amazonaws.com/restapis/api1/models/${name}"}}`
    const result = cloudFormationTemplate(
      petApi({
        models: {
          Pets: { name: 'Pets', schema: link('Pet') },
          Pet: { name: 'Pet', schema: link('Pets') },
        },
      }),
    )
    expect(result.problems.map(({ code }) => code)).toContain('cloudformation/circular-models')
  })

  it('orders models of which thousands refer to one another', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `M${i}`)
    const link = (name: string) =>
      `{"items":{"$ref":"https://apigateway.amazonaws.com/restapis/api1/models/${name}"}}`
    const models = names.map((name, i) => [name, { name, schema: link(`M${i + 1}`) }] as const)
    const result = cloudFormationTemplate(petApi({ models: Object.fromEntries(models) }))
    expect(result.problems.map(({ code }) => code)).not.toContain('cloudformation/circular-models')
  })

  it('keeps stage variables in an endpoint as they are', () => {
    const integration =
      templateOf(petApi()).Resources['PetsPetIdGetMethod']?.Properties['Integration']
    expect(integration).toMatchObject({ Uri: 'https://${stageVariables.host}/pets/{petId}' })
  })

  it('fills pseudo parameters through Sub and protects stage variables beside them', () => {
    const uri = 'arn:aws:apigateway:${AWS::Region}:${stageVariables.service}:action/Query'
    const api = petApi()
    const pet = api.resources['pet']
    if (!pet) throw new Error('the fixture has /pets/{petId}')
    const withPseudo = restApi.parse({
      ...api,
      resources: {
        ...api.resources,
        pet: {
          ...pet,
          methods: {
            GET: { httpMethod: 'GET', integration: { type: 'AWS', httpMethod: 'POST', uri } },
          },
        },
      },
    })
    const integration =
      templateOf(withPseudo).Resources['PetsPetIdGetMethod']?.Properties['Integration']
    expect(integration).toMatchObject({
      Uri: {
        'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:${!stageVariables.service}:action/Query',
      },
    })
  })

  it.each([
    ['a pseudo parameter', '{"region": "${AWS::Region}"}', undefined],
    [
      'one beside an ARN of the own account',
      '{"in": "${AWS::Region}", "of": "${!x}", "arn": "arn:aws:states:us-east-1:123456789012:stateMachine:pets"}',
      '{"in": "${!AWS::Region}", "of": "${!!x}", "arn": "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:pets"}',
    ],
  ])('keeps %s in a mapping template literal', (_name, template, substituted) => {
    const api = petApi()
    const pet = api.resources['pet']
    if (!pet) throw new Error('the fixture has /pets/{petId}')
    const integration = { type: 'MOCK', requestTemplates: { 'application/json': template } }
    const methods = { GET: { httpMethod: 'GET', integration } }
    const drawn = restApi.parse({
      ...api,
      resources: { ...api.resources, pet: { ...pet, methods } },
    })
    const written = templateOf(drawn)
    expect(written.Resources['PetsPetIdGetMethod']?.Properties['Integration']).toMatchObject({
      RequestTemplates: {
        'application/json': substituted === undefined ? template : { 'Fn::Sub': substituted },
      },
    })
    const read = importDocument(JSON.stringify(written), { nextId: countingIds('read') })
    if (!read.ok) throw new Error(read.problems[0]?.message)
    const [again] = Object.values(read.value.design.apis)
    if (again?.protocol !== 'REST') throw new Error('a REST API was read')
    const method = methodsOf(again).find(({ path }) => path === '/pets/{petId}')?.method
    expect(method?.integration?.requestTemplates).toEqual({ 'application/json': template })
  })

  it('writes method settings with the paths that CloudFormation takes', () => {
    const stage = templateOf(petApi()).Resources['ProdStage']
    expect(stage?.Properties['MethodSettings']).toEqual([
      { ResourcePath: '/*', HttpMethod: '*', LoggingLevel: 'INFO' },
      { ResourcePath: '/~1pets~1{petId}', HttpMethod: 'GET', ThrottlingRateLimit: 5 },
      { ResourcePath: '/', HttpMethod: 'GET', MetricsEnabled: true },
    ])
  })

  it('allows each function to be called from its method alone', () => {
    const permission = templateOf(petApi()).Resources['PetsGetPermission']
    expect(permission?.Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: functionArn,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub':
          'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${PetStoreApi}/*/GET/pets',
      },
    })
  })

  it('has no circle of references', () => {
    const { Resources } = templateOf(petApi())
    const referred = (value: unknown): string[] => {
      if (typeof value !== 'object' || value === null) return []
      if ('Ref' in value) return [String(value.Ref)]
      if ('Fn::GetAtt' in value) return [String((value['Fn::GetAtt'] as string[])[0])]
      if ('Fn::Sub' in value) {
        return [...String(value['Fn::Sub']).matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? '')
      }
      return Object.values(value).flatMap(referred)
    }
    const visiting = new Set<string>()
    const done = new Set<string>()
    const visit = (id: string) => {
      const resource = Resources[id]
      if (!resource || done.has(id)) return
      expect(visiting.has(id), `${id} refers to itself`).toBe(false)
      visiting.add(id)
      for (const next of [...(resource.DependsOn ?? []), ...referred(resource.Properties)])
        visit(next)
      done.add(id)
    }
    for (const id of Object.keys(Resources)) visit(id)
    expect(done.size).toBe(Object.keys(Resources).length)
  })

  it('leaves out deployment and stages, and says so, while there is no method', () => {
    const result = cloudFormationTemplate(petApi({ resources: { root: { id: 'root' } } }))
    expect(result.problems.map(({ code }) => code)).toContain('cloudformation/no-methods')
  })

  it('is written as YAML with the short forms', () => {
    const result = cloudFormationTemplate(petApi())
    if (!result.ok) throw new Error('written above')
    const yaml = templateYaml(result.value)
    expect(yaml).toContain('RestApiId: !Ref PetStoreApi')
    expect(yaml).toContain('ParentId: !GetAtt PetStoreApi.RootResourceId')
    expect(yaml).not.toContain('Fn::')
    const tag = (name: string, key: string, split = false) => ({
      tag: name,
      resolve: (value: string) => ({ [key]: split ? value.split('.') : value }),
    })
    expect(
      parse(yaml, {
        customTags: [
          tag('!Ref', 'Ref'),
          tag('!Sub', 'Fn::Sub'),
          tag('!GetAtt', 'Fn::GetAtt', true),
        ],
      }),
    ).toEqual(result.value)
  })
})
