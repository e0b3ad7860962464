import { describe, expect, test } from 'vitest'
import { Cancelled, GatewayFailure } from '../exchange/failure.ts'
import { Recorder } from '../exchange/recorder.ts'
import { runSteps } from './step.ts'
import type { PipelineStep } from './step.ts'

interface Walk {
  readonly call: { readonly apiId: string }
  readonly environment: { readonly cancelled?: () => boolean }
  readonly recorder: Recorder
  entryAt: readonly string[] | undefined
  readonly visited: string[]
}

const walk = (environment: Walk['environment'] = {}): Walk => ({
  call: { apiId: 'a' },
  environment,
  recorder: new Recorder(() => 0),
  entryAt: undefined,
  visited: [],
})

const visit = (name: string, more: Partial<PipelineStep<Walk>> = {}): PipelineStep<Walk> => ({
  name,
  title: name.toUpperCase(),
  station: 'client',
  rule: 'Stages',
  run: ({ visited }) => void visited.push(name),
  ...more,
})

const names = ({ recorder }: Walk) => recorder.trace().steps.map(({ name }) => name)

describe('a list of steps', () => {
  test('runs in its order and leaves out what does not apply', async () => {
    const exchange = walk()
    await runSteps(exchange, [
      visit('one'),
      visit('two', { applies: () => false }),
      visit('three', { run: async ({ visited }) => void visited.push(await 'three') }),
      visit('four', { log: ({ visited }) => void visited.push('logged') }),
    ])
    expect(exchange.visited).toEqual(['one', 'three', 'four', 'logged'])
    expect(names(exchange)).toEqual(['one', 'three', 'four'])
  })

  test('leaves the facts of each step in the trace', async () => {
    const exchange = walk()
    await runSteps(exchange, [
      visit('one', { groundOf: 'every status', failsIntegration: true }),
      visit('two', { station: 'backend', rule: 'Backends' }),
    ])
    const [one, two] = exchange.recorder.trace().steps
    expect(one).toMatchObject({ groundOf: 'every status', failsIntegration: true })
    expect(two).toMatchObject({ title: 'TWO', station: 'backend', rule: 'Backends' })
    expect(two).not.toHaveProperty('groundOf')
    expect(two).not.toHaveProperty('run')
  })

  test('works at the API until there is a method or route, then there', async () => {
    const exchange = walk()
    const routeAt = ['apis', 'a', 'routes', 'r']
    await runSteps(exchange, [
      visit('match', { run: (run) => void (run.entryAt = routeAt) }),
      visit('after'),
    ])
    expect(exchange.recorder.trace().steps.map(({ at }) => at)).toEqual([['apis', 'a'], routeAt])
  })

  test('ends with the step that refuses, which says nothing in the log', async () => {
    const exchange = walk()
    const problem = { code: 'x/y', message: 'No.', severity: 'error', at: [] } as const
    const refuse = () => {
      throw new GatewayFailure('FORBIDDEN', 403, 'Forbidden', { problems: [problem] })
    }
    const log = ({ visited }: Walk) => void visited.push('logged')
    await expect(
      runSteps(exchange, [visit('one', { run: refuse, log }), visit('two')]),
    ).rejects.toThrow('Forbidden')
    expect(exchange.visited).toEqual([])
    expect(exchange.recorder.trace().steps).toMatchObject([
      { name: 'one', outcome: 'failed', problems: [problem] },
    ])
  })

  test('stops between steps when the caller has lost interest', async () => {
    const gone = { cancelled: () => exchange.visited.length > 0 }
    const exchange: Walk = walk(gone)
    await expect(runSteps(exchange, [visit('one'), visit('two')])).rejects.toThrow(Cancelled)
    expect(exchange.visited).toEqual(['one'])
  })

  test.each([
    ['at once', () => deepen()],
    ['later', async () => deepen(await 0)],
  ])('fails with a 500 where a step overflows the stack %s', async (_when, run) => {
    const exchange = walk()
    await expect(runSteps(exchange, [visit('one', { run })])).rejects.toMatchObject({
      status: 500,
      problems: [{ code: 'simulation/too-large' }],
    })
  })
})

function deepen(depth = 0): void {
  deepen(depth + 1)
  if (depth < 0) throw new Error('unreachable')
}
