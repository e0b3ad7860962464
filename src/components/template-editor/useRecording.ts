import { useEffect, useState } from 'react'
import type { Recording } from '../../simulator/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import type { Sample } from './useSampleCall.ts'

/** Milliseconds without a key before a template is run. */
const pauseMs = 80

/** The template run with a sample, and what it printed before its last change. Answers to older texts are dropped. */
export function useRecording(
  template: string,
  sample: Sample,
): { readonly recording: Recording | undefined; readonly before: string | undefined } {
  const { services } = useStores()
  const [shown, setShown] = useState<{ readonly recording?: Recording; readonly before?: string }>(
    {},
  )
  useEffect(() => {
    const controller = new AbortController()
    const timer = setTimeout(() => {
      services
        .simulator()
        .recordTemplate({ ...sample.call, template }, { signal: controller.signal })
        .then((recording) =>
          setShown((last) => {
            const printed = last.recording?.problem ? last.before : last.recording?.output
            const before = printed === recording.output ? last.before : printed
            return { recording, ...(before !== undefined && { before }) }
          }),
        )
        .catch((error: unknown) => {
          if (!controller.signal.aborted) throw error
        })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      controller.abort(new Error('another text is run'))
    }
  }, [template, sample, services])
  return { recording: shown.recording, before: shown.before }
}
