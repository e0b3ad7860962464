import { describe, expect, it } from 'vitest'
import { conflictingRouteKey, parseRouteKey } from './routeKeys.ts'

describe('a route key', () => {
  it.each([
    ['get /a', /get is not one of/],
    ['/a', /"METHOD \/path" or "\$default"/],
    ['GET a', /"METHOD \/path"/],
    ['GET  /a', /"METHOD \/path"/],
    ['GET /a b', /"METHOD \/path"/],
    ['GET /{a', /is not a path variable/],
    ['GET /x{a}', /is not a path variable/],
    ['GET /{a+}/b', /must be the last part/],
    ['GET /{a}/{a}', /occurs twice/],
    ['$connect', /"METHOD \/path"/],
    ['', /"METHOD \/path"/],
  ])('%j is refused', (text, reason) => {
    const key = parseRouteKey(text)
    expect('refusal' in key && key.refusal).toMatch(reason)
  })

  it('conflicts with one that names a variable of the same level differently', () => {
    const others = ['GET /public/orgs/{orgId}/stages/{stage_id}/questions', 'GET /x']
    expect(conflictingRouteKey('GET /public/orgs/{orgId}/stages/{stageId}/questions', others)).toBe(
      others[0],
    )
    expect(
      conflictingRouteKey('POST /public/orgs/{o}/stages/{s}/questions', others),
    ).toBeUndefined()
    expect(conflictingRouteKey('GET /x/{a+}', ['GET /x/{a}'])).toBeUndefined()
  })
})
