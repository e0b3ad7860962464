import { useEffect, useState } from 'react'
import type { TemplateRemark } from '../../simulator/index.ts'
import { useStores } from '../store/StoreContext.tsx'

const none: readonly TemplateRemark[] = []

/** What is likely not meant in a template, a moment after its last key. Offsets are those of the text that is shown. */
export function useRemarks(
  template: string,
  stageVariables: readonly string[],
  contentType: string,
): readonly TemplateRemark[] {
  const { services } = useStores()
  const [told, setTold] = useState<{
    readonly of: string
    readonly remarks: readonly TemplateRemark[]
  }>()
  const names = stageVariables.join('\n')
  useEffect(() => {
    let isStale = false
    const facts = { stageVariables: names === '' ? [] : names.split('\n'), contentType }
    const timer = setTimeout(() => {
      void services
        .simulator()
        .diagnoseTemplate(template, facts)
        .then((remarks) => {
          if (!isStale) setTold({ of: template, remarks })
        })
    }, 80)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [template, names, contentType, services])
  return told?.of === template ? told.remarks : none
}
