import { describe, expect, it } from 'vitest'
import { consoleWithApi } from '../../fixtures/managementConsole.ts'

const bad = (message: string) => `400 BadRequestException: ${message}`
const nothingToRemove = (path: string) =>
  bad(`Cannot remove method setting ${path} because there is no method setting for this method `)

function consoleWithStage() {
  const { service, restApiId } = consoleWithApi()
  service.made('CreateDeployment', { restApiId, stageName: 'prod' })
  const stage = { restApiId, stageName: 'prod' }
  return {
    service,
    restApiId,
    patched: (patch: string) => service.patched('UpdateStage', stage, patch),
  }
}

describe('a change of a stage', () => {
  it.each([
    [
      'add /accessLogSettings/level = INFO',
      bad(
        'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
      ),
    ],
    ['replace /accessLogSettings/format = ', bad('Access Log value must not be empty')],
    ['remove /accessLogSettings/format', nothingToRemove('accessLogSettings/format')],
    ['remove /accessLogSettings/level', nothingToRemove('accessLogSettings/level')],
    ['remove /canarySettings/percentTraffic', nothingToRemove('canarySettings/percentTraffic')],
    [
      'add /canarySettings/percentTraffic = 5',
      bad('Invalid add operation with path: /canarySettings/percentTraffic'),
    ],
    ['replace /canarySettings/deploymentId = none', bad('Deployment id does not exist')],
    [
      'copy /description',
      bad(
        'Invalid copy operation with path: /description and from null. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]',
      ),
    ],
  ])('is refused: %s', (patch, answer) => {
    expect(consoleWithStage().patched(patch)).toBe(answer)
  })

  it('is no promotion where there is no canary', () => {
    const { service, restApiId } = consoleWithStage()
    const copy = { op: 'copy', path: '/variables', from: '/canarySettings/stageVariableOverrides' }
    const input = { restApiId, stageName: 'prod', patchOperations: [copy] }
    expect(service.call('UpdateStage', input)).toBe(
      bad('Promotion not available. Canary does not exist.'),
    )
  })
})

describe('a deployment with a canary', () => {
  const prefix = 'Invalid deployment content specified.'

  it.each([
    [
      {},
      `${prefix}Non null and non empty stageName must be provided for canary deployment. Provided value is null`,
    ],
    [
      { stageName: '' },
      `${prefix}Non null and non empty stageName must be provided for canary deployment. Provided value is `,
    ],
    [
      { stageName: 'beta' },
      `${prefix}Stage beta must already be created before making a canary release deployment`,
    ],
  ])('needs a stage that is there: %j', (input, message) => {
    const { service, restApiId } = consoleWithStage()
    const canarySettings = { percentTraffic: 20 }
    expect(service.call('CreateDeployment', { restApiId, canarySettings, ...input })).toBe(
      bad(message),
    )
  })

  it('leaves the stage what it serves, as later deployments do while there is a canary', () => {
    const { service, restApiId } = consoleWithStage()
    const stage = () => service.made('GetStage', { restApiId, stageName: 'prod' })
    const { deploymentId } = stage()
    const canary = { restApiId, stageName: 'prod', canarySettings: { percentTraffic: 20 } }
    service.made('CreateDeployment', canary)
    const later = service.made('CreateDeployment', { restApiId, stageName: 'prod' })
    expect(stage()).toMatchObject({ deploymentId, canarySettings: { deploymentId: later['id'] } })
  })
})

describe('what is not there', () => {
  it('an authorizer is not made of an API that is not there, which the service calls a conflict', () => {
    const { service } = consoleWithStage()
    const input = { restApiId: 'none', name: 'who', type: 'TOKEN' }
    expect(service.call('CreateAuthorizer', input)).toBe(
      '409 ConflictException: Unable to complete operation due to concurrent modification. Please try again later.',
    )
    expect(service.call('GetAuthorizers', { restApiId: 'none' })).toBe(
      '404 NotFoundException: Invalid API identifier specified 123456789012:none',
    )
  })

  it.each(['[1, 2]', 'title: x\n  paths: :', '{"swagger": '])(
    'an API is not made of %j',
    (body) => {
      const { service, restApiId } = consoleWithStage()
      expect(service.call('ImportRestApi', { body })).toBe(bad('Invalid OpenAPI input.'))
      expect(service.call('PutRestApi', { restApiId, body })).toBe(bad('Invalid OpenAPI input.'))
    },
  )
})
