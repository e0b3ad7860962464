import { describe, expect, it } from 'vitest'
import { httpApiSchema } from '../../../../model/index.ts'
import { mappingRows, parameterSuggestions, valueSuggestions, withMapping } from './mappingRows.ts'

const at = ['apis', 'a', 'integrations', 'i', 'requestParameters']

describe('the rows of parameter mappings', () => {
  it('show the modification, the parameter and the value of each key', () => {
    const rows = mappingRows({
      'append:header.X-Tag': 'blue',
      'overwrite:path': '/v2${request.path}',
      'remove:querystring.debug': '',
      'header.bare': 'kept',
    })
    expect(rows.map(({ modification, parameter }) => [modification, parameter])).toEqual([
      ['append', 'header.X-Tag'],
      ['overwrite', 'path'],
      ['remove', 'querystring.debug'],
      [undefined, 'header.bare'],
    ])
  })

  it('keep the place of a mapping that is renamed', () => {
    const before = { 'append:header.a': '1', 'append:header.b': '2', 'append:header.c': '3' }
    const row = { modification: 'overwrite', parameter: 'header.z', value: '2' } as const
    const result = withMapping(before, { ...row, replaces: 'append:header.b' }, 'request', at)
    expect(result.ok && Object.entries(result.value)).toEqual([
      ['append:header.a', '1'],
      ['overwrite:header.z', '2'],
      ['append:header.c', '3'],
    ])
  })

  it('have no value for a parameter that is removed', () => {
    const row = { modification: 'remove', parameter: 'header.a', value: 'left over' } as const
    const result = withMapping({}, row, 'response', at)
    expect(result.ok && result.value).toEqual({ 'remove:header.a': '' })
  })

  it('refuse a key that the list has already', () => {
    const row = { modification: 'append', parameter: 'header.a', value: '2' } as const
    const result = withMapping({ 'append:header.a': '1' }, row, 'request', at)
    expect(result.problems).toEqual([
      expect.objectContaining({
        code: 'integration/mapping',
        message: 'append:header.a is already in the list',
      }),
    ])
  })

  it.each([
    ['request', 'overwrite', 'header.Authorization', 'the header Authorization is reserved'],
    ['request', 'overwrite', 'statuscode', 'overwrite:statuscode is not a mapping key'],
    ['response', 'append', 'querystring.a', 'append:querystring.a is not a mapping key'],
    ['request', 'append', 'path', 'append:path is not a mapping key'],
  ] as const)('on the side of the %s refuse %s:%s', (side, modification, parameter, reason) => {
    const result = withMapping({}, { modification, parameter, value: 'x' }, side, at)
    expect(result.problems[0]?.message).toContain(reason)
  })

  it('treat the name of a prototype member as any other name', () => {
    const row = { modification: 'append', parameter: 'header.__proto__', value: 'x' } as const
    const result = withMapping({}, row, 'request', at)
    expect(result.ok && Object.keys(result.value)).toEqual(['append:header.__proto__'])
  })
})

describe('the suggestions of a mapping', () => {
  it('offer a whole path only where it can be overwritten', () => {
    expect(parameterSuggestions('request', 'overwrite')).toContain('path')
    expect(parameterSuggestions('request', 'append')).not.toContain('path')
    expect(parameterSuggestions('response', 'overwrite')).toEqual(['header.', 'statuscode'])
  })

  it('name the path variables of the routes that use the integration, and stage variables', () => {
    const api = httpApiSchema.parse({
      protocol: 'HTTP',
      id: 'a',
      name: 'a',
      routes: {
        r1: { id: 'r1', routeKey: 'GET /shops/{shop}/{rest+}', target: 'i' },
        r2: { id: 'r2', routeKey: 'GET /other/{foreign}', target: 'j' },
      },
      stages: { dev: { stageName: 'dev', stageVariables: { host: 'x' } } },
    })
    const offered = valueSuggestions(api, 'i', 'request')
    expect(offered).toEqual(
      expect.arrayContaining(['$request.path.shop', '$request.path.rest', '$stageVariables.host']),
    )
    expect(offered).not.toContain('$request.path.foreign')
    expect(offered).not.toContain('$response.body')
    expect(valueSuggestions(api, 'i', 'response')).toContain('$response.body')
  })
})
