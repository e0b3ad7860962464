import { describe, expect, it } from 'vitest'
import type { Simulation, Station, Step } from '../../../simulator/index.ts'
import type { Run } from '../../store/viewStore.ts'
import { paintRun } from './paint.ts'
import { restShape } from './shapes.ts'

const at = ['apis', 'a', 'resources', 'r', 'methods', 'POST']

function step(station: Station, change: Partial<Step> = {}): Step {
  return {
    name: station,
    title: station,
    station,
    rule: 'Routing precedence',
    at,
    outcome: 'passed',
    input: null,
    output: null,
    decisions: [],
    problems: [],
    startedMs: 0,
    tookMs: 2,
    ...change,
  }
}

function run(change: Partial<Simulation>): Run {
  const simulation: Simulation = {
    status: 200,
    headers: [],
    body: { text: '{}' },
    trace: { steps: [], tookMs: 9 },
    log: [],
    ...change,
  }
  return {
    id: 1,
    call: { apiId: 'a', request: { method: 'POST', path: '/', body: 'ä' } },
    entryAt: at,
    sentAt: 0,
    outcome: { state: 'answered', simulation },
  }
}

const whole = [
  step('client', { name: 'readRequest' }),
  step('methodRequest', { name: 'matchRoute', tookMs: 1 }),
  step('authorizer', { name: 'authorize', outcome: 'skipped' }),
  step('methodRequest', { name: 'validateRequest', tookMs: 3 }),
  step('integrationRequest', { name: 'mapRequest', output: { body: 'x'.repeat(1400) } }),
  step('backend', { name: 'callBackend', output: { body: '[Binary Data] 77 bytes' } }),
  step('integrationResponse', { name: 'mapResponse', output: { body: 'abc' } }),
  step('methodResponse', { name: 'methodResponse' }),
]

describe('a run painted on the flow', () => {
  it('gives each station its outcome and the time of all its steps', () => {
    const painting = paintRun(run({ trace: { steps: whole, tookMs: 9 } }), at, restShape)
    const told = (station: Station) => {
      const painted = painting?.stations.get(station)
      return `${painted?.text} ${painted?.durationText}`
    }
    expect(told('methodRequest')).toBe('Passed 4 ms')
    expect(told('authorizer')).toBe('Skipped 2 ms')
    expect(painting?.totalText).toBe('9 ms')
    expect(painting?.stations.get('methodRequest')?.stepIndex).toBe(3)
  })

  it('gives each way the bytes that went along it', () => {
    const painting = paintRun(run({ trace: { steps: whole, tookMs: 9 } }), at, restShape)
    const sizes = [...(painting?.ways.values() ?? [])].map(({ sizeText }) => sizeText)
    expect(sizes).toEqual(['2 B', '2 B', '2 B', '1.4 kB', '77 B', '3 B', '2 B'])
  })

  it('ends at the station that failed, with its message, and the gateway answers from there', () => {
    const problem = {
      code: 'x/y',
      message: 'The body does not fit.',
      severity: 'error',
      at,
    } as const
    const steps = [
      ...whole.slice(0, 3),
      step('methodRequest', { outcome: 'failed', problems: [problem] }),
      step('methodResponse', { name: 'gatewayResponse', writesOwnResponse: true }),
    ]
    const painting = paintRun(
      run({ status: 400, gatewayResponseType: 'BAD_REQUEST_BODY', trace: { steps, tookMs: 5 } }),
      at,
      restShape,
    )
    expect(painting?.isSuccess).toBe(false)
    expect(painting?.gatewayResponse).toEqual({ from: 'methodRequest', type: 'BAD_REQUEST_BODY' })
    expect(painting?.stations.get('methodRequest')).toMatchObject({
      outcome: 'failed',
      message: 'The body does not fit.',
      stepIndex: 3,
    })
    expect(painting?.stations.get('backend')?.outcome).toBe('not-reached')
    expect(painting?.stations.get('methodResponse')).toMatchObject({
      outcome: 'bypassed',
      text: 'BAD_REQUEST_BODY',
    })
    expect([...(painting?.ways.values() ?? [])].map(({ taken }) => taken)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ])
  })

  it('is not painted on another method', () => {
    expect(paintRun(run({}), [...at.slice(0, 5), 'GET'], restShape)).toBeUndefined()
    expect(paintRun(undefined, at, restShape)).toBeUndefined()
  })

  it('says that it is running', () => {
    const painting = paintRun({ ...run({}), outcome: { state: 'running' } }, at, restShape)
    expect(painting?.statusText).toBe('Running')
    expect(painting?.stations.size).toBe(0)
  })
})
