import { useCallback, useEffect, useRef, useState } from 'react'
import type { Recording, TemplateFacts, TemplateLook } from '../../simulator/index.ts'
import type { Simulator } from '../../simulator/client.ts'
import { useStores } from '../store/StoreContext.tsx'
import type { SampleCall } from './samples.ts'

/** Milliseconds that a run may take before it is told, and before a newer text ends it. */
const patienceMs = 500

/** What is known of a text: always of one and the same. */
export interface Looked {
  /** The text that all of it is about. */
  readonly of: string
  readonly look: TemplateLook | undefined
  readonly recording: Recording | undefined
  /** What was printed before its last change. */
  readonly before: string | undefined
}

const nothing: Looked = { of: '', look: undefined, recording: undefined, before: undefined }

interface Wanted {
  readonly template: string
  readonly facts: TemplateFacts
  readonly call: SampleCall
}

/**
 * Look at a template and run it with a sample, at each key. One text is looked at at a time, and of those that come meanwhile
 * the newest: keys do not wait for each other, and a template that takes long is ended when another text is there.
 */
export function useTemplateLook(
  template: string,
  facts: TemplateFacts,
  call: SampleCall,
): Looked & {
  /** The run takes long. */
  readonly isSlow: boolean
  readonly cancel: () => void
} {
  const { services } = useStores()
  const [looked, setLooked] = useState(nothing)
  const [isSlow, setSlow] = useState(false)
  const lane = useRef<NewestOnly<Wanted>>(undefined)
  useEffect(() => {
    const work = (wanted: Wanted, signal: AbortSignal) =>
      lookAndRecord(services.simulator(), wanted, signal, setLooked)
    const made = createNewestOnly(work, setSlow)
    lane.current = made
    return () => {
      lane.current = undefined
      made.stop()
    }
  }, [services])
  useEffect(() => {
    lane.current?.want({ template, facts, call })
  }, [template, facts, call, services])
  const cancel = useCallback(() => lane.current?.cancel(), [])
  return { ...looked, isSlow, cancel }
}

async function lookAndRecord(
  simulator: Simulator,
  { template, facts, call }: Wanted,
  signal: AbortSignal,
  tell: (change: (last: Looked) => Looked) => void,
): Promise<void> {
  const looking = simulator.lookAtTemplate(template, facts)
  const recording = simulator.recordTemplate({ ...call, template }, { signal })
  // what stops the run is told by what waits for it
  recording.catch(() => undefined)
  const look = await looking
  if (signal.aborted) return
  tell((last) =>
    last.of === template
      ? { ...last, look }
      : { ...last, of: template, look, recording: undefined, before: printedBefore(last) },
  )
  const recorded = await recording
  if (signal.aborted) return
  tell((last) => {
    if (last.of !== template) return last
    const before = last.recording ? printedBefore(last) : last.before
    return {
      ...last,
      recording: recorded,
      before: before === recorded.output ? last.before : before,
    }
  })
}

/** The newest output that was whole. */
function printedBefore({ recording, before }: Looked): string | undefined {
  return recording && !recording.problem ? recording.output : before
}

interface NewestOnly<T> {
  readonly want: (wanted: T) => void
  /** End what runs, without another try. */
  readonly cancel: () => void
  readonly stop: () => void
}

/** Does one piece of work at a time, and then the newest of those that were asked for meanwhile. */
export function createNewestOnly<T>(
  work: (wanted: T, signal: AbortSignal) => Promise<void>,
  tellSlow: (isSlow: boolean) => void,
): NewestOnly<T> {
  let next: { readonly wanted: T } | undefined
  let running: AbortController | undefined
  let isLong = false
  let isStopped = false
  const start = () => {
    if (running || !next || isStopped) return
    const { wanted } = next
    next = undefined
    const controller = new AbortController()
    running = controller
    isLong = false
    const timer = setTimeout(() => {
      isLong = true
      if (next) controller.abort(new Error('a newer text is there'))
      else tellSlow(true)
    }, patienceMs)
    work(wanted, controller.signal)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) throw error
      })
      .finally(() => {
        clearTimeout(timer)
        if (running === controller) running = undefined
        if (!isStopped) tellSlow(false)
        start()
      })
  }
  return {
    want: (wanted) => {
      next = { wanted }
      if (running && isLong) running.abort(new Error('a newer text is there'))
      start()
    },
    cancel: () => running?.abort(new Error('the run was cancelled')),
    stop: () => {
      isStopped = true
      running?.abort(new Error('the editor was left'))
    },
  }
}
