import { describe, expect, it } from 'vitest'
import type { Simulation, Step } from '../../simulator/index.ts'
import { explain } from './explain.ts'

const step = (change: Partial<Step>): Step => ({
  name: 'matchRoute',
  title: 'Resource and method',
  station: 'methodRequest',
  at: ['apis', 'a'],
  outcome: 'passed',
  input: null,
  output: null,
  decisions: [],
  problems: [],
  startedMs: 0,
  tookMs: 1,
  ...change,
})

const simulation = (steps: Step[], change: Partial<Simulation> = {}): Simulation => ({
  status: 200,
  headers: [],
  body: { text: '' },
  log: [],
  trace: { steps, tookMs: 1 },
  ...change,
})

describe('why an answer has its status', () => {
  it('names the stage that failed, its problems, and how the gateway answered', () => {
    const problem = { code: 'x/y', message: 'It is missing', severity: 'error', at: [] } as const
    const found = explain(
      simulation(
        [
          step({ decisions: [{ text: 'GET /a answers' }] }),
          step({
            name: 'validateRequest',
            title: 'Method request validation',
            outcome: 'failed',
            problems: [problem],
            decisions: [{ text: 'the validator looks' }],
          }),
          step({ name: 'gatewayResponse', decisions: [{ text: 'the built-in answer' }] }),
        ],
        { status: 400, gatewayResponseType: 'BAD_REQUEST_PARAMETERS' },
      ),
    )
    expect(found.headline).toContain('BAD_REQUEST_PARAMETERS')
    expect(found.failed?.index).toBe(1)
    expect(found.problems).toEqual([problem])
    expect(found.reasons.map(({ text }) => text)).toEqual([
      'the validator looks',
      'the built-in answer',
    ])
  })

  it('tells the choices that led to a backend’s answer', () => {
    const found = explain(
      simulation([
        step({ name: 'readRequest', decisions: [{ text: 'of no interest' }] }),
        step({ decisions: [{ text: 'GET /a answers' }] }),
        step({ name: 'selectResponse', decisions: [{ text: 'the default response' }] }),
      ]),
    )
    expect(found.failed).toBeUndefined()
    expect(found.reasons.map(({ text }) => text)).toEqual([
      'GET /a answers',
      'the default response',
    ])
  })
})
