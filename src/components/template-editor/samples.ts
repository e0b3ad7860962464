import { useMemo } from 'react'
import { apiIdOf, entryPointAddress, entryPointAt, sameAddress } from '../../model/index.ts'
import type { Address, Method, RestApi } from '../../model/index.ts'
import type { RemoteTemplateCall } from '../../simulator/client.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { ChosenSample, Run } from '../store/viewStore.ts'
import { sampleBodyOf } from '../shared/sampleBody.ts'

/** What a template is run with beside its text. */
export type SampleCall = Omit<RemoteTemplateCall, 'template'>

/** Something that a template can be run with. */
export interface Sample {
  /** `run-7`, `model`, `empty`, `own`. */
  readonly id: string
  /** As the list of samples names it. */
  readonly label: string
  readonly call: SampleCall
}

/** Runs that are offered. */
const mostRuns = 10

const newest: ChosenSample = { id: 'newest' }

/** The samples of a template, and the one that it is run with. */
export function useSamples(address: Address): {
  readonly samples: readonly Sample[]
  readonly chosen: ChosenSample
  readonly sample: Sample
  readonly choose: (chosen: ChosenSample) => void
} {
  const { viewStore } = useStores()
  // addresses are made anew at each drawing
  const key = address.join('\n')
  const runs = useView((state) => state.runs)
  const shownRunId = useView((state) => state.shownRunId)
  const chosen = useView((state) => state.templateSamples[key]) ?? newest
  const api = useDesign((design) => design.apis[apiIdOf(address) ?? ''])
  const samples = useMemo(
    () => (api?.protocol === 'REST' ? samplesOf(key.split('\n'), api, runs, chosen.ownBody) : []),
    [key, api, runs, chosen.ownBody],
  )
  const shown = samples.find(({ id }) => id === `run-${shownRunId ?? ''}`)
  const first = shown ?? samples[0] ?? emptySample
  const sample = samples.find(({ id }) => id === chosen.id) ?? first
  return {
    samples,
    chosen: samples.some(({ id }) => id === chosen.id) ? chosen : newest,
    sample,
    choose: (next) =>
      viewStore.getState().change({
        templateSamples: { ...viewStore.getState().templateSamples, [key]: next },
      }),
  }
}

const emptySample: Sample = { id: 'empty', label: 'An empty body', call: { body: '{}' } }

/** What a template can be run with: the runs that it took part in, then what is made up. */
export function samplesOf(
  at: Address,
  api: RestApi,
  runs: readonly Run[],
  ownBody: string | undefined,
): Sample[] {
  const isResponse = at.at(-2) === 'responseTemplates'
  const stage = Object.values(api.stages)[0]
  const madeUp = (body: string): SampleCall => ({
    where: isResponse ? 'response' : 'request',
    body,
    context: {
      requestId: '00000000-0000-4000-8000-000000000000',
      stage: stage?.stageName ?? 'dev',
    },
    stageVariables: stage?.variables ?? {},
  })
  const ofRuns = runs.flatMap((run) => {
    const sample = sampleOfRun(run, at, isResponse, madeUp)
    return sample ? [sample] : []
  })
  const method = methodAt(api, at)
  const modelBody = isResponse || !method ? undefined : sampleBodyOf(api, method, at.at(-1) ?? '')
  const base = ofRuns[0]?.call ?? madeUp('')
  return [
    ...ofRuns.slice(0, mostRuns),
    ...(modelBody !== undefined && modelBody !== '{}'
      ? [{ id: 'model', label: 'A body that the model accepts', call: madeUp(modelBody) }]
      : []),
    { id: 'empty', label: 'An empty body', call: madeUp('{}') },
    {
      id: 'own',
      label: 'A body of your own',
      call: { ...base, body: ownBody ?? base.body ?? '{}' },
    },
  ]
}

function methodAt(api: RestApi, at: Address): Method | undefined {
  const entry = entryPointAt({ apis: { [api.id]: api } }, at)
  return entry?.kind === 'method' ? entry.method : undefined
}

function sampleOfRun(
  run: Run,
  at: Address,
  isResponse: boolean,
  madeUp: (body: string) => SampleCall,
): Sample | undefined {
  if (run.outcome.state !== 'answered') return undefined
  const { simulation } = run.outcome
  const { request } = run.call
  const id = `run-${run.id}`
  const label = `Run ${run.id}: ${request.method} ${request.path} → ${simulation.status}`
  const ran = simulation.templates?.find((template) => sameAddress(template.at, at))
  if (ran) {
    const { template: _text, ...call } = ran.call
    return { id, label, call }
  }
  // a run of this method that did not come to this template still has its bodies
  if (!sameAddress(run.entryAt, entryPointAddress(at) ?? [])) return undefined
  const step = simulation.trace.steps.find(({ station }) => station === 'backend')?.output
  const answered =
    typeof step === 'object' && step !== null && !Array.isArray(step) ? step['body'] : undefined
  if (!isResponse) return { id, label, call: madeUp(request.body ?? '{}') }
  return typeof answered === 'string' ? { id, label, call: madeUp(answered) } : undefined
}
