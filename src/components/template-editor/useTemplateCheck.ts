import { useEffect } from 'react'
import { sameAddress } from '../../model/index.ts'
import type { Address, Design, Problem } from '../../model/index.ts'
import type { TemplateProblem } from '../../simulator/index.ts'
import { useStores } from '../store/StoreContext.tsx'

/** Milliseconds without a change before the templates of a design are looked through. */
const pauseMs = 300

/** Milliseconds before the first look: the page is drawn first, and the simulator fetched after it. */
const firstPauseMs = 4000

/** Templates whose texts are remembered as looked through. */
const mostKnown = 5000

interface Template {
  readonly at: Address
  readonly text: string
}

/** Every mapping template of a design. Those of gateway responses are no programs: there is nothing to read. */
export function templatesOf(design: Design): Template[] {
  return Object.entries(design.apis).flatMap(([apiId, api]) => {
    if (api.protocol !== 'REST') return []
    return Object.entries(api.resources).flatMap(([resourceId, { methods }]) =>
      Object.entries(methods).flatMap(([verb, method]) => {
        const { integration } = method
        if (!integration) return []
        const at = ['apis', apiId, 'resources', resourceId, 'methods', verb, 'integration']
        return [
          ...texts([...at, 'requestTemplates'], integration.requestTemplates),
          ...Object.entries(integration.integrationResponses).flatMap(
            ([status, { responseTemplates }]) =>
              texts(
                [...at, 'integrationResponses', status, 'responseTemplates'],
                responseTemplates,
              ),
          ),
        ]
      }),
    )
  })
}

function texts(at: Address, templates: Readonly<Record<string, string>> | undefined): Template[] {
  return Object.entries(templates ?? {}).map(([type, text]) => ({ at: [...at, type], text }))
}

/** Tells the problems of all templates that cannot be read, wherever they are in the design. */
export function useTemplateCheck(): void {
  const { designStore, viewStore, services } = useStores()
  useEffect(() => {
    const known = new Map<string, TemplateProblem | null>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    let apis: Design['apis'] | undefined
    const check = async () => {
      const design = designStore.getState().history.present
      if (design.apis === apis) return
      apis = design.apis
      const templates = templatesOf(design)
      const unknown = [...new Set(templates.map(({ text }) => text))].filter(
        (text) => !known.has(text),
      )
      if (unknown.length > 0) {
        const answers = await services.simulator().checkTemplates(unknown)
        if (known.size > mostKnown) known.clear()
        for (const [i, text] of unknown.entries()) known.set(text, answers[i] ?? null)
      }
      if (isOver || designStore.getState().history.present.apis !== design.apis) return
      const problems = templates.flatMap(({ at, text }) => {
        const problem = known.get(text)
        return problem ? [problemAt(problem, at)] : []
      })
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

function problemAt({ code, message, line, column }: TemplateProblem, at: Address): Problem {
  return {
    code,
    message: `The mapping template cannot be read: ${message} (line ${line}, column ${column}).`,
    severity: 'error',
    at,
    position: { line, column },
  }
}

function sameProblems(left: readonly Problem[], right: readonly Problem[]): boolean {
  return (
    left.length === right.length &&
    left.every((problem, i) => {
      const other = right[i]
      return (
        other !== undefined &&
        problem.message === other.message &&
        sameAddress(problem.at, other.at)
      )
    })
  )
}
