import { expose } from 'comlink'
import type { Design, Result } from '../model/index.ts'
import { fetchLive } from './backends/platform/fetch.ts'
import { createEngine, defaultBudget, renderTemplate, templateProblem } from './index.ts'
import type {
  Environment,
  Rendered,
  Simulation,
  SimulationCall,
  TemplateCall,
  TemplateProblem,
} from './index.ts'
import { TemplateCache } from './vtl/index.ts'

const engine = createEngine()
const cache = new TemplateCache()

const environment: Environment = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  nextRequestId: () => crypto.randomUUID(),
  budget: defaultBudget,
  accountId: '123456789012',
  region: 'us-east-1',
  sourceIp: '203.0.113.7',
  userAgent: 'Gatewright',
  fetchLive,
}

const workerSimulator = {
  simulate: (design: Design, call: SimulationCall): Promise<Result<Simulation>> =>
    engine.simulate(design, call, environment),
  render: (call: Omit<TemplateCall, 'observe'>): Rendered =>
    renderTemplate(call, {
      budget: {
        steps: defaultBudget.templateSteps,
        outputCharacters: 1_000_000,
        milliseconds: defaultBudget.templateMs,
      },
      elapsed: () => performance.now(),
      cache,
    }),
  problemOf: (template: string): TemplateProblem | undefined => templateProblem(template),
}

/** What the worker answers to. */
export type WorkerSimulator = typeof workerSimulator

expose(workerSimulator)
