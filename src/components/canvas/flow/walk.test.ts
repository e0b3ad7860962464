import { describe, expect, it } from 'vitest'
import { restShape } from './shapes.ts'
import { shownStation, stationOf, walkFlow } from './walk.ts'

describe('the arrow keys in the flow', () => {
  it('follow the request to the backend', () => {
    expect(walkFlow(restShape, 'client', 'right')).toBe('authorizer')
    expect(walkFlow(restShape, 'integrationRequest', 'right')).toBe('backend')
    expect(walkFlow(restShape, 'backend', 'right')).toBeUndefined()
  })

  it('change between the rows', () => {
    expect(walkFlow(restShape, 'integrationRequest', 'down')).toBe('integrationResponse')
    expect(walkFlow(restShape, 'methodResponse', 'up')).toBe('methodRequest')
    expect(walkFlow(restShape, 'methodResponse', 'left')).toBe('client')
    expect(walkFlow(restShape, 'backend', 'down')).toBeUndefined()
  })
})

describe('the station of what is selected', () => {
  const at = ['apis', 'a', 'resources', 'r', 'methods', 'GET']

  it('is where it is configured', () => {
    expect(stationOf([...at, 'requestParameters', 'x'])).toBe('methodRequest')
    expect(stationOf([...at, 'authorizationType'])).toBe('authorizer')
    expect(stationOf([...at, 'integration', 'uri'])).toBe('integrationRequest')
    expect(stationOf([...at, 'integration', 'integrationResponses', '200'])).toBe(
      'integrationResponse',
    )
  })

  it('is the one that was chosen while the selection says nothing else', () => {
    expect(shownStation(at, 'client', at)).toBe('client')
    expect(shownStation(at, 'backend', ['backends', 'x'])).toBe('backend')
    expect(shownStation(at, 'client', [...at, 'methodResponses'])).toBe('methodResponse')
    expect(shownStation(at, undefined, at)).toBe('methodRequest')
  })
})
