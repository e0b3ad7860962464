import { describe, expect, it } from 'vitest'
import { consoleWithApi } from '../../fixtures/managementConsole.ts'
import type { Input } from '../../fixtures/managementConsole.ts'

const bad = (message: string) => `400 BadRequestException: ${message}`
const missing = (message: string) => `404 NotFoundException: ${message}`

describe('an export', () => {
  it('is of what the stage serves, in the format that is accepted', () => {
    const { service, restApiId, method } = consoleWithApi()
    service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    service.made('CreateResource', {
      ...method,
      parentId: method['resourceId'] ?? '',
      pathPart: 'later',
    })
    const call = { restApiId, stageName: 'dev', exportType: 'oas30' }
    const answer = service.made('GetExport', call)
    expect(answer).toMatchObject({
      contentType: 'application/json',
      contentDisposition: 'attachment; filename="oas30_2026-01-31T00:00:00Z.json"',
    })
    const document = JSON.parse(String(answer['body'])) as { openapi: string; paths: object }
    expect(document.openapi).toBe('3.0.1')
    expect(Object.keys(document.paths)).toEqual(['/'])
    expect(String(answer['body'])).not.toContain('x-amazon-apigateway-integration')
    const parameters = { extensions: 'integrations' }
    const more = service.made('GetExport', { ...call, parameters, accepts: 'application/yaml' })
    expect(String(more['body'])).toContain('x-amazon-apigateway-integration:')
    expect(more['contentDisposition']).toMatch(/\.yaml"$/)
  })

  it.each<[Input, string]>([
    [{ stageName: 'none' }, missing('Invalid stage identifier specified')],
    [{ exportType: 'raml' }, bad('Invalid export type specified. Valid options are oas30,swagger')],
    [
      { accepts: 'text/xml' },
      bad('Invalid accept header specified. Valid options are application/json,application/yaml'),
    ],
  ])('has to be possible: %j', (input, answer) => {
    const { service, restApiId } = consoleWithApi()
    service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    const call = { restApiId, stageName: 'dev', exportType: 'swagger', ...input }
    expect(service.call('GetExport', call)).toBe(answer)
  })
})

describe('the template of a model', () => {
  function templateOf(schema: object, others: Readonly<Record<string, object>> = {}): string {
    const { service, restApiId } = consoleWithApi()
    for (const [name, each] of Object.entries({ ...others, Asked: schema })) {
      service.made('CreateModel', {
        restApiId,
        name,
        contentType: 'application/json',
        schema: JSON.stringify(each).replaceAll('API', restApiId),
      })
    }
    return String(service.made('GetModelTemplate', { restApiId, modelName: 'Asked' })['value'])
  }

  it('prints one value of each kind, lists in a loop', () => {
    const tag = { type: 'object', properties: { a: { type: 'string' } } }
    expect(
      templateOf({
        type: 'object',
        properties: {
          id: { type: 'integer' },
          isOpen: { type: ['null', 'boolean'] },
          tags: { type: 'array', items: tag },
        },
      }),
    ).toBe(
      [
        "#set($inputRoot = $input.path('$'))",
        '{',
        '  "id" : 42,',
        '  "isOpen" : true,',
        '  "tags" : [',
        '##TODO: Update this foreach loop to reference array from input json',
        '#foreach($elem in $inputRoot)',
        '   {',
        '     "a" : "foo"',
        '   }',
        '#if($foreach.hasNext),#end',
        '',
        '#end',
        '  ]',
        '}',
      ].join('\n'),
    )
  })

  it('follows references to other models and into itself, and ends where they go round', () => {
    const Pet = {
      type: 'object',
      definitions: { name: { type: 'string' } },
      properties: { name: { $ref: '#/definitions/name' } },
    }
    const $ref = 'https://apigateway.amazonaws.com/restapis/API/models/Pet'
    expect(templateOf({ type: 'object', properties: { pet: { $ref } } }, { Pet })).toContain(
      '"name" : "foo"',
    )
    const round = { type: 'object', properties: { a: { $ref: '#' }, b: { $ref: '#' } } }
    expect(templateOf(round).length).toBeLessThan(100_000)
  })

  it('is of a model that is there', () => {
    const { service, restApiId } = consoleWithApi()
    expect(service.call('GetModelTemplate', { restApiId, modelName: 'none' })).toBe(
      missing('Invalid model name specified: none'),
    )
  })
})

describe('the location of a documentation part', () => {
  const part = (location: Input) => {
    const { service, restApiId } = consoleWithApi()
    return service.call('CreateDocumentationPart', { restApiId, location, properties: '{}' })
  }

  it.each([
    ['API', 'path'],
    ['AUTHORIZER', 'path'],
    ['MODEL', 'method'],
    ['RESOURCE', 'method'],
    ['METHOD', 'statusCode'],
    ['METHOD', 'name'],
    ['REQUEST_BODY', 'name'],
    ['PATH_PARAMETER', 'statusCode'],
    ['RESPONSE', 'name'],
    ['RESPONSE_BODY', 'name'],
  ])('of the type %s has no %s', (type, member) => {
    const name = type === 'PATH_PARAMETER' ? { name: 'x' } : {}
    expect(part({ type, ...name, [member]: 'x' })).toBe(
      bad(`Invalid documentation part location: a part of type ${type} has no ${member}`),
    )
  })

  it.each<Input>([
    { type: 'API' },
    { type: 'MODEL', name: 'Pet' },
    { type: 'METHOD', path: '/', method: 'GET' },
    { type: 'RESPONSE_HEADER', path: '/', method: 'GET', statusCode: '200', name: 'X' },
    { type: 'QUERY_PARAMETER', path: '/' },
  ])('may be %j', (location) => {
    expect(part(location)).toMatchObject({ location })
  })

  it.each(['PATH_PARAMETER', 'REQUEST_HEADER', 'RESPONSE_HEADER'])(
    'has a name where nothing else finds it: %s',
    (type) => {
      expect(part({ type, path: '/' })).toBe(
        bad(`Invalid documentation part location: a part of type ${type} needs a name`),
      )
    },
  )
})
