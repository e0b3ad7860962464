import { useMemo } from 'react'
import { sameAddress } from '../../model/index.ts'
import type { Address } from '../../model/index.ts'
import type { RemoteTemplateCall } from '../../simulator/client.ts'
import { useDesign, useView } from '../store/StoreContext.tsx'

/** What a template is run with beside its text. */
export interface Sample {
  readonly call: Omit<RemoteTemplateCall, 'template'>
  /** In words: the run that it is taken from. */
  readonly from: string
}

/** What a template sees: all that it saw in the run that is shown; before its first run, an empty body. */
export function useSample(address: Address): Sample {
  // addresses are made anew at each drawing
  const key = address.join('\n')
  const run = useView((state) => state.runs.find(({ id }) => id === state.shownRunId))
  const api = useDesign((design) => design.apis[address[1] ?? ''])
  return useMemo(() => {
    const at = key.split('\n')
    const isResponse = at.at(-2) === 'responseTemplates'
    const simulation = run?.outcome.state === 'answered' ? run.outcome.simulation : undefined
    const ran = simulation?.templates?.find((template) => sameAddress(template.at, at))
    if (ran) {
      const { template: _text, ...call } = ran.call
      return { call, from: 'the last run' }
    }
    const step = simulation?.trace.steps.find(({ name }) => name === 'callBackend')?.output
    const answered =
      typeof step === 'object' && step !== null && !Array.isArray(step) ? step['body'] : undefined
    const body = isResponse
      ? typeof answered === 'string'
        ? answered
        : '{}'
      : (run?.call.request.body ?? '{}')
    const stage = api?.protocol === 'REST' ? Object.values(api.stages)[0] : undefined
    return {
      call: {
        where: isResponse ? 'response' : 'request',
        body,
        context: {
          requestId: '00000000-0000-4000-8000-000000000000',
          stage: stage?.stageName ?? 'dev',
        },
        stageVariables: stage?.variables ?? {},
      },
      from: run ? 'the body of the last run' : 'an empty body',
    }
  }, [key, run, api])
}
