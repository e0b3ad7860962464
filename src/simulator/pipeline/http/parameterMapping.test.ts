import { describe, expect, it } from 'vitest'
import { parseMappingKey, parseMappingValue } from '../../../model/index.ts'
import { applyMappings, renderMappingValue } from './parameterMapping.ts'
import type { HttpMappingSources, ParameterMapping } from './parameterMapping.ts'

const sources: HttpMappingSources = {
  request: {
    headers: [
      ['Id', '1'],
      ['ID', '2'],
    ],
    query: [
      ['q', 'a'],
      ['q', 'b'],
      ['Q', 'c'],
    ],
    path: '/pets/7',
    pathParameters: { petId: '7' },
    body: () => '{"user":{"name":"ana","tags":["x","y"],"age":4,"none":null}}',
  },
  response: { headers: [['Location', '/a']], body: () => '{"code":"E1"}' },
  context: {
    requestId: 'r-1',
    authorizer: { claims: { sub: 'u' } },
    identity: { sourceIp: '::1' },
  },
  stageVariables: { host: 'example.com' },
}

function rendered(text: string, side: 'request' | 'response' = 'request') {
  const value = parseMappingValue(text, side)
  return 'refusal' in value ? value : renderMappingValue(value, sources)
}

describe('a mapping value', () => {
  it.each([
    ['$request.header.id', '1,2'],
    ['$request.querystring.q', 'a,b'],
    ['$request.querystring.Q', 'c'],
    ['$request.path', '/pets/7'],
    ['$request.path.petId', '7'],
    ['$request.body.user.name', 'ana'],
    ['$request.body.user.tags[1]', 'y'],
    ['$request.body.user.tags', '["x","y"]'],
    ['$request.body.user.age', '4'],
    ['$request.body', sources.request.body()],
    ['$context.requestId', 'r-1'],
    ['$context.authorizer.claims.sub', 'u'],
    ['$stageVariables.host', 'example.com'],
    ['constant', 'constant'],
    ['', ''],
    ['${request.path.petId}-${context.requestId}!', '7-r-1!'],
    ['https://${stageVariables.host}/x', 'https://example.com/x'],
  ])('%s reads %j', (text, value) => {
    expect(rendered(text)).toBe(value)
  })

  it('of the response reads headers and body of the response', () => {
    expect(rendered('$response.header.location', 'response')).toBe('/a')
    expect(rendered('$response.body.code', 'response')).toBe('E1')
    expect(rendered('$request.header.id', 'response')).toBe('1,2')
  })

  it.each([
    '$request.header.none',
    '$request.body.user.none',
    '$context.none',
    '${request.path.x}',
  ])('%s is absent', (text) => {
    expect(rendered(text)).toBeUndefined()
  })
})

describe('mappings', () => {
  const mapping = (key: string, value: string): ParameterMapping => {
    const [parsedKey, parsedValue] = [
      parseMappingKey(key, 'request'),
      parseMappingValue(value, 'request'),
    ]
    if ('refusal' in parsedKey || 'refusal' in parsedValue) throw new Error(`${key}: ${value}`)
    return { key: parsedKey, value: parsedValue }
  }

  it('append beside what is there, overwrite it, and remove it', () => {
    const mapped = applyMappings(
      [
        mapping('append:header.id', '3'),
        mapping('overwrite:header.new', '$request.path.petId'),
        mapping('remove:querystring.q', ''),
        mapping('append:querystring.Q', 'd'),
        mapping('overwrite:path', '/x${request.path}'),
        mapping('overwrite:header.absent', '$request.header.none'),
      ],
      { headers: sources.request.headers, query: sources.request.query },
      sources,
    )
    expect(mapped).toEqual({
      headers: [
        ['Id', '1'],
        ['ID', '2'],
        ['id', '3'],
        ['new', '7'],
      ],
      query: [
        ['Q', 'c'],
        ['Q', 'd'],
      ],
      path: '/x/pets/7',
    })
  })

  it('remove a name before they set it again', () => {
    const mapped = applyMappings(
      [mapping('append:header.id', 'new'), mapping('remove:header.ID', '')],
      { headers: sources.request.headers, query: [] },
      sources,
    )
    expect(mapped.headers).toEqual([['id', 'new']])
  })
})
