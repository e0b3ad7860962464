import { useEffect } from 'react'
import { sameAddress } from '../../model/index.ts'
import type { Address, Design, Problem } from '../../model/index.ts'
import type { TemplateFinding } from '../../simulator/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import { templateFacts } from './surroundings.ts'

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
      Object.entries(methods).flatMap(([verb, { integration }]) => {
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

function texts(at: Address, templates: Readonly<Record<string, string>>): Template[] {
  return Object.entries(templates).map(([type, text]) => ({ at: [...at, type], text }))
}

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
        (known.get(key) ?? []).map((finding) => problemAt(finding, at)),
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

function problemAt(finding: TemplateFinding, at: Address): Problem {
  const { code, message, severity, line, column } = finding
  return {
    code,
    message:
      severity === 'error'
        ? `The mapping template cannot be read: ${message} (line ${line}, column ${column}).`
        : `Mapping template: ${message}`,
    severity,
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
        problem.position?.line === other.position?.line &&
        problem.position?.column === other.position?.column &&
        sameAddress(problem.at, other.at)
      )
    })
  )
}
