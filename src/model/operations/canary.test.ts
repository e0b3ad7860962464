import { expect, test } from 'vitest'
import { countingIds } from '../ids.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { emptyDesign } from './designs.ts'
import { setIntegrationType } from './integrations.ts'
import { addMethod } from './methods.ts'
import { addRestApi } from './restApis.ts'
import { deploy, promoteCanary, updateStage } from './stages.ts'

function value(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

const method = { apiId: 'a', resourceId: 'r', httpMethod: 'GET' } as const
const prod = { apiId: 'a', stageName: 'prod' }
const deployed = (design: Design, deploymentId: string) =>
  value(deploy(design, { ...prod, deploymentId, createdDate: '2026-01-31T12:00:00Z' }))
const stageOf = (design: Design) => {
  const api = design.apis['a']
  return api?.protocol === 'REST' ? api.stages['prod'] : undefined
}

function withStage(): Design {
  let design = emptyDesign('d', countingIds())
  design = value(addRestApi(design, { apiId: 'a', rootResourceId: 'r', name: 'pets' }))
  design = value(addMethod(design, method))
  design = value(setIntegrationType(design, { ...method, type: 'MOCK' }))
  return deployed(design, 'first')
}

function withCanary(): Design {
  const canarySettings = {
    deploymentId: 'first',
    percentTraffic: 10,
    stageVariableOverrides: { host: 'canary' },
    useStageCache: false,
  }
  const change = { variables: { host: 'stage', port: '80' }, canarySettings }
  return value(updateStage(withStage(), { ...prod, change }))
}

test('while a stage has a canary, deployments to it go to the canary', () => {
  const stage = stageOf(deployed(withCanary(), 'second'))
  expect(stage?.deploymentId).toBe('first')
  expect(stage?.canarySettings).toMatchObject({ deploymentId: 'second', percentTraffic: 10 })
})

test('without a canary a deployment goes to the stage', () => {
  expect(stageOf(deployed(withStage(), 'second'))?.deploymentId).toBe('second')
})

test('a canary that is promoted hands over its deployment and its variables, and gets no more requests', () => {
  const stage = stageOf(value(promoteCanary(deployed(withCanary(), 'second'), prod)))
  expect(stage).toMatchObject({
    deploymentId: 'second',
    variables: { host: 'canary', port: '80' },
    canarySettings: { deploymentId: 'second', percentTraffic: 0 },
  })
})

test('without a canary there is nothing to promote', () => {
  expect(promoteCanary(withStage(), prod)).toMatchObject({
    ok: false,
    problems: [{ message: 'Promotion not available. Canary does not exist.' }],
  })
})
