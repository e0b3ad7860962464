import { describe, expect, it } from 'vitest'
import { isReservedHeader, parseMappingKey, parseMappingValue } from './parameterMapping.ts'

describe('a mapping value', () => {
  it.each([
    ['$request.headers.id', /not a source/],
    ['$request.body..name', /recursive descent/],
    ['$request.body.a[?(@.b)]', /filter/],
    ['$response.header.x', /does not exist yet/],
    ['${request.path', /no closing/],
    ['$nothing', /not a source/],
    ['$context.', /not a source/],
    ['$stageVariables.a-b', /not a source/],
  ])('%s is refused', (text, reason) => {
    expect(parseMappingValue(text, 'request')).toEqual({
      refusal: expect.stringMatching(reason) as string,
    })
  })
})

describe('a mapping key', () => {
  it.each([
    ['append:header.x', 'request'],
    ['remove:querystring.a.b', 'request'],
    ['overwrite:path', 'request'],
    ['overwrite:statuscode', 'response'],
    ['overwrite:header.X-Y', 'response'],
  ] as const)('%s is one of a %s', (text, side) => {
    expect(parseMappingKey(text, side)).not.toHaveProperty('refusal')
  })

  it.each([
    ['append:path', 'request'],
    ['overwrite:statuscode', 'request'],
    ['overwrite:path', 'response'],
    ['append:querystring.x', 'response'],
    ['header.x', 'request'],
    ['append:header', 'request'],
    ['append:header.Authorization', 'request'],
    ['overwrite:header.x-amz-date', 'request'],
    ['overwrite:header.Access-Control-Allow-Origin', 'response'],
  ] as const)('%s is not one of a %s', (text, side) => {
    expect(parseMappingKey(text, side)).toHaveProperty('refusal')
  })

  it('cannot name a reserved header, whatever its case', () => {
    expect(isReservedHeader('APIGW-requestid')).toBe(true)
    expect(isReservedHeader('Via')).toBe(true)
    expect(isReservedHeader('X-Own')).toBe(false)
  })
})
