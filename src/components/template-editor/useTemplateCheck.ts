import { useEffect } from 'react'
import { sameAddress } from '../../model/index.ts'
import type { Design, Problem } from '../../model/index.ts'
import { templateFacts, templateProblemAt, templatesOf } from '../../simulator/index.ts'
import type { TemplateFinding } from '../../simulator/index.ts'
import { useStores } from '../store/StoreContext.tsx'

/** Milliseconds without a change before the templates of a design are looked through. */
const pauseMs = 300

/** Milliseconds before the first look: the page is drawn first, and the simulator fetched after it. */
const firstPauseMs = 4000

/** Templates whose texts are remembered as looked through. */
const mostKnown = 5000

/** Tells what is wrong with all templates, wherever they are in the design. */
export function useTemplateCheck(): void {
  const { designStore, viewStore, services } = useStores()
  useEffect(() => {
    const known = new Map<string, readonly TemplateFinding[]>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    let apis: Design['apis'] | undefined
    const check = async () => {
      const design = designStore.getState().history.present
      if (design.apis === apis) return
      apis = design.apis
      const templates = templatesOf(design).map(({ at, text }) => {
        const facts = templateFacts(design, at)
        return { at, template: text, facts, key: JSON.stringify([text, facts]) }
      })
      const unknown = new Map(
        templates.flatMap((each) => (known.has(each.key) ? [] : [[each.key, each] as const])),
      )
      if (unknown.size > 0) {
        const asked = [...unknown.values()].map(({ template, facts }) => ({ template, facts }))
        const answers = await services.simulator().checkTemplates(asked)
        if (known.size > mostKnown) known.clear()
        for (const [i, key] of [...unknown.keys()].entries()) known.set(key, answers[i] ?? [])
      }
      if (isOver || designStore.getState().history.present.apis !== design.apis) return
      const problems = templates.flatMap(({ at, key }) =>
        (known.get(key) ?? []).map((finding) => templateProblemAt(finding, at)),
      )
      const { templateProblems, change } = viewStore.getState()
      if (!sameProblems(templateProblems, problems)) change({ templateProblems: problems })
    }
    const soon = (milliseconds: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => void check(), milliseconds)
    }
    soon(firstPauseMs)
    const stop = designStore.subscribe(() => soon(pauseMs))
    return () => {
      isOver = true
      clearTimeout(timer)
      stop()
    }
  }, [designStore, viewStore, services])
}

function sameProblems(left: readonly Problem[], right: readonly Problem[]): boolean {
  return (
    left.length === right.length &&
    left.every((problem, i) => {
      const other = right[i]
      return (
        other !== undefined &&
        problem.message === other.message &&
        problem.position?.line === other.position?.line &&
        problem.position?.column === other.position?.column &&
        sameAddress(problem.at, other.at)
      )
    })
  )
}
