import { expect, test } from 'vitest'
import type { RestApi } from '../../../model/index.ts'
import { designOf, mockOf, send, textOf } from './testDesign.ts'

const template = '$context.stage $stageVariables.name $context.isCanaryRequest'

/** A design whose stage `dev` has a canary with its own definition and this share of the traffic. */
function withCanary(percentTraffic: number) {
  const canary = designOf({ 'GET /': mockOf(`canary ${template}`) }).apis['api1'] as RestApi // made by designOf
  const { stages: _stages, deployments: _deployments, ...snapshot } = canary
  return designOf(
    { 'GET /': mockOf(template) },
    {
      deployments: { d2: { id: 'd2', createdDate: '2026-01-31T12:00:00Z', snapshot } },
      stages: {
        dev: {
          stageName: 'dev',
          variables: { name: 'stable' },
          canarySettings: {
            percentTraffic,
            deploymentId: 'd2',
            stageVariableOverrides: { name: 'new' },
          },
        },
      },
    },
  )
}

test('a stage gives its name and its variables', async () => {
  const stages = { prod: { stageName: 'prod', variables: { name: 'x' } } }
  const design = designOf({ 'GET /': mockOf(template) }, { stages })
  expect(textOf(await send(design, {}, { call: { stageName: 'prod' } }))).toBe('prod x ')
})

test('a stage that is not there has no variables, and the trace says so', async () => {
  const answer = await send(designOf({ 'GET /': mockOf(template) }), {})
  expect(textOf(answer)).toBe('dev  ')
  const step = answer.trace.steps.find(({ name }) => name === 'chooseStage')
  expect(step?.decisions[0]?.text).toContain('no stage dev')
})

test('a canary without traffic never answers', async () => {
  expect(textOf(await send(withCanary(0), {}))).toBe('dev stable false')
})

test('a canary with all traffic answers with its own definition and variables', async () => {
  expect(textOf(await send(withCanary(100), {}))).toBe('canary dev new true')
})

test.each([
  [100, 'd2'],
  [0, 'd1'],
])('with %i % of the traffic for the canary, $context.deploymentId is %s', async (share, id) => {
  const canary = designOf({ 'GET /': mockOf('$context.deploymentId') }).apis['api1'] as RestApi // made by designOf
  const design = designOf(
    { 'GET /': mockOf('$context.deploymentId') },
    {
      deployments: {
        d1: { id: 'd1', createdDate: '2026-01-30T12:00:00Z' },
        d2: { id: 'd2', createdDate: '2026-01-31T12:00:00Z', snapshot: canary },
      },
      stages: {
        dev: {
          stageName: 'dev',
          deploymentId: 'd1',
          canarySettings: { percentTraffic: share, deploymentId: 'd2' },
        },
      },
    },
  )
  expect(textOf(await send(design, {}))).toBe(id)
})

test('a test call is made outside all stages', async () => {
  const design = withCanary(100)
  const answer = await send(design, {}, { call: { apiId: 'api1', asTestInvoke: true } })
  expect(textOf(answer)).toBe('test-invoke-stage stable ')
})

test('a stage answers with the design as it is now, but with what was deployed to it beside a canary', async () => {
  const {
    stages: _stages,
    deployments: _deployments,
    ...snapshot
  } = designOf({
    'GET /': mockOf('deployed'),
  }).apis['api1'] as RestApi // made by designOf
  const withStage = (more: object) =>
    designOf(
      { 'GET /': mockOf('edited since') },
      {
        deployments: { d1: { id: 'd1', createdDate: '2026-01-31T12:00:00Z', snapshot } },
        stages: { dev: { stageName: 'dev', deploymentId: 'd1', ...more } },
      },
    )
  const canarySettings = { percentTraffic: 0, stageVariableOverrides: {} }
  expect(textOf(await send(withStage({}), {}))).toBe('edited since')
  expect(textOf(await send(withStage({ canarySettings }), {}))).toBe('deployed')
})

test('a stage answers with what was deployed to it when the call asks for that; a test call does not', async () => {
  const deployedApi = designOf({ 'GET /': mockOf('deployed') }).apis['api1'] as RestApi // made by designOf
  const { stages: _stages, deployments: _deployments, ...snapshot } = deployedApi
  const design = designOf(
    { 'GET /': mockOf('edited since'), 'GET /new': mockOf('new') },
    {
      deployments: { d1: { id: 'd1', createdDate: '2026-01-31T12:00:00Z', snapshot } },
      stages: { dev: { stageName: 'dev', deploymentId: 'd1' }, empty: { stageName: 'empty' } },
    },
  )
  const ask = async (call: object, path = '/') => {
    const answer = await send(design, { path }, { call: { answeredBy: 'deployment', ...call } })
    return `${answer.status} ${textOf(answer)}`
  }
  expect(await ask({ stageName: 'dev' })).toBe('200 deployed')
  expect(await ask({ stageName: 'dev' }, '/new')).toMatch(/^403 /)
  expect(await ask({ stageName: 'empty' })).toBe('200 edited since')
  expect(await ask({ asTestInvoke: true })).toBe('200 edited since')
})
