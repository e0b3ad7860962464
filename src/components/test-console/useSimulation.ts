import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Address } from '../../model/index.ts'
import type { SimulationCall } from '../../simulator/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import type { Run } from '../store/viewStore.ts'

/** Send requests to the simulator; every run is kept with its answer. */
export function useSimulation() {
  const { designStore, viewStore, services } = useStores()
  const controller = useRef<AbortController>(undefined)
  const mutation = useMutation({
    mutationFn: async ({
      call,
      methodAt,
    }: {
      readonly call: SimulationCall
      readonly methodAt: Address
    }) => {
      const aborter = new AbortController()
      controller.current = aborter
      const { runs, keepRun } = viewStore.getState()
      const run: Run = {
        id: (runs[0]?.id ?? 0) + 1,
        call,
        methodAt,
        sentAt: services.now(),
        outcome: { state: 'running' },
      }
      keepRun(run)
      const design = designStore.getState().history.present
      try {
        const result = await services.simulator().simulate(design, call, { signal: aborter.signal })
        if (result.ok) keepRun({ ...run, outcome: { state: 'answered', simulation: result.value } })
        else keepRun({ ...run, outcome: { state: 'failed', problems: result.problems } })
      } catch (error) {
        if (!aborter.signal.aborted) throw error
        keepRun({ ...run, outcome: { state: 'cancelled' } })
      }
    },
  })
  return {
    send: mutation.mutate,
    isRunning: mutation.isPending,
    cancel: () => controller.current?.abort(),
  }
}
