import Button from '@cloudscape-design/components/button'
import { Suspense, lazy, useEffect, useMemo, useState } from 'react'
import { isWithin, removeTemplate, sameAddress, setTemplate, valueAt } from '../../model/index.ts'
import type { Address, Design, Method } from '../../model/index.ts'
import type { Rendered, TemplateProblem } from '../../simulator/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { Marker } from './CodeEditor.tsx'
import './template.css'

const CodeEditor = lazy(() =>
  import('./CodeEditor.tsx').then(({ CodeEditor }) => ({ default: CodeEditor })),
)

interface Choice {
  readonly at: Address
  readonly label: string
}

/** The templates of a method, and where more can be added. */
function choicesOf(design: Design, methodAt: Address | undefined): Choice[] {
  const method = methodAt && (valueAt(design, methodAt) as Method | undefined) // an address of a method
  if (!methodAt || !method?.integration) return []
  const at = [...methodAt, 'integration']
  return [
    ...Object.keys(method.integration.requestTemplates).map((type) => ({
      at: [...at, 'requestTemplates', type],
      label: `Request ${type}`,
    })),
    ...Object.values(method.integration.integrationResponses).flatMap(
      ({ statusCode, responseTemplates }) =>
        Object.keys(responseTemplates).map((type) => ({
          at: [...at, 'integrationResponses', statusCode, 'responseTemplates', type],
          label: `Response ${statusCode} ${type}`,
        })),
    ),
  ]
}

/** Where a JSON template can be added that is not there yet. */
function placesOf(design: Design, methodAt: Address | undefined): Choice[] {
  const method = methodAt && (valueAt(design, methodAt) as Method | undefined) // an address of a method
  if (!methodAt || !method?.integration) return []
  const { integration } = method
  if (integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY') return []
  const at = [...methodAt, 'integration']
  const json = 'application/json'
  const request = Object.hasOwn(integration.requestTemplates, json)
    ? []
    : [{ at: [...at, 'requestTemplates', json], label: 'Add a request template' }]
  const responses = Object.values(integration.integrationResponses).flatMap(
    ({ statusCode, responseTemplates }) =>
      Object.hasOwn(responseTemplates, json)
        ? []
        : [
            {
              at: [...at, 'integrationResponses', statusCode, 'responseTemplates', json],
              label: `Add a response template for ${statusCode}`,
            },
          ],
  )
  return [...request, ...responses]
}

/** Edit a mapping template: its text, what is wrong with it, and what it prints for the last run's body. */
export function TemplateEditor() {
  const { designStore, viewStore, services } = useStores()
  const design = useDesign((present) => present)
  const methodAt = useView((state) => state.methodAt)
  const templateAt = useView((state) => state.templateAt)
  const choices = choicesOf(design, methodAt)
  const places = placesOf(design, methodAt)
  const isOfMethod = templateAt && methodAt && isWithin(templateAt, methodAt)
  const chosen = isOfMethod || (templateAt && !methodAt) ? templateAt : choices[0]?.at
  const found = chosen && valueAt(design, chosen)
  const text = typeof found === 'string' ? found : undefined
  const [problem, setProblem] = useState<TemplateProblem>()
  const key = chosen?.join('\n') ?? ''
  useEffect(() => {
    if (text === undefined) return undefined
    const timer = setTimeout(() => {
      services
        .simulator()
        .parseTemplate(text)
        .then((next) => {
          setProblem(next)
          const at = key.split('\n')
          const others = viewStore
            .getState()
            .templateProblems.filter((each) => !sameAddress(each.at, at))
          const own = next && {
            code: next.code,
            message: `The mapping template cannot be read: ${next.message} (line ${next.line}, column ${next.column}).`,
            severity: 'error' as const,
            at,
            position: { line: next.line, column: next.column },
          }
          viewStore.getState().change({ templateProblems: own ? [...others, own] : others })
        })
        .catch(() => setProblem(undefined))
    }, 100)
    return () => clearTimeout(timer)
  }, [text, key, services, viewStore])
  const markers = useMemo(
    (): Marker[] =>
      problem
        ? [
            {
              message: problem.message,
              line: problem.line,
              column: problem.column,
              length: problem.to - problem.from,
            },
          ]
        : [],
    [problem],
  )
  const open = (at: Address) => viewStore.getState().change({ templateAt: at })
  const add = (at: Address) => {
    const isRequest = at.at(-2) === 'requestTemplates'
    const first = isRequest ? "$input.json('$')" : "$input.json('$')"
    if (
      designStore
        .getState()
        .edit('Add a mapping template', (present) => setTemplate(present, { at, text: first })).ok
    )
      open(at)
  }
  return (
    <div className="gw-template">
      <div className="gw-template-bar" role="toolbar" aria-label="Templates">
        {choices.map(({ at, label }) => (
          <button
            key={at.join('/')}
            type="button"
            aria-pressed={chosen !== undefined && sameAddress(at, chosen)}
            onClick={() => open(at)}
          >
            {label}
          </button>
        ))}
        {places.map(({ at, label }) => (
          <Button
            key={at.join('/')}
            variant="inline-link"
            iconName="add-plus"
            onClick={() => add(at)}
          >
            {label}
          </Button>
        ))}
        <span className="gw-grow" />
        {chosen && text !== undefined && (
          <Button
            variant="inline-link"
            onClick={() =>
              designStore
                .getState()
                .edit('Remove a mapping template', (present) =>
                  removeTemplate(present, { at: chosen }),
                )
            }
          >
            Remove
          </Button>
        )}
      </div>
      {chosen === undefined || text === undefined ? (
        <p className="gw-panel-empty">
          {methodAt === undefined
            ? 'Select a method: its mapping templates are edited here.'
            : places.length > 0
              ? 'This method has no mapping template yet: add one above.'
              : 'This method has no mapping templates: a proxy passes bodies through.'}
        </p>
      ) : (
        <div className="gw-template-panes">
          <div className="gw-template-text">
            <Suspense fallback={<p className="gw-panel-empty">Loading the editor …</p>}>
              <CodeEditor
                key={key}
                label={`Mapping template ${chosen.at(-1) ?? ''}. Escape leaves the editor.`}
                value={text}
                markers={markers}
                onChange={(next) => {
                  designStore
                    .getState()
                    .edit(
                      'Edit a mapping template',
                      (present) => setTemplate(present, { at: chosen, text: next }),
                      `template ${key}`,
                    )
                }}
              />
            </Suspense>
          </div>
          <Preview at={chosen} text={text} problem={problem} />
        </div>
      )}
    </div>
  )
}

/** What the template prints for the body of the last run, or why it does not. */
function Preview({
  at,
  text,
  problem,
}: {
  readonly at: Address
  readonly text: string
  readonly problem: TemplateProblem | undefined
}) {
  const { services } = useStores()
  const run = useView((state) => state.runs.find(({ id }) => id === state.shownRunId))
  const stages = useDesign((design) => design.apis[at[1] ?? ''])
  const [rendered, setRendered] = useState<Rendered>()
  const isResponse = at.at(-2) === 'responseTemplates'
  const simulation = run?.outcome.state === 'answered' ? run.outcome.simulation : undefined
  const backendStep = simulation?.trace.steps.find(({ name }) => name === 'callBackend')?.output
  const answered =
    typeof backendStep === 'object' && backendStep !== null && !Array.isArray(backendStep)
      ? backendStep['body']
      : undefined
  const body = isResponse
    ? typeof answered === 'string'
      ? answered
      : '{}'
    : (run?.call.request.body ?? '{}')
  const stage = stages?.protocol === 'REST' ? Object.values(stages.stages)[0] : undefined
  useEffect(() => {
    let isStale = false
    const timer = setTimeout(() => {
      services
        .simulator()
        .renderTemplate({
          template: text,
          where: isResponse ? 'response' : 'request',
          body,
          context: {
            requestId: '00000000-0000-4000-8000-000000000000',
            stage: stage?.stageName ?? 'dev',
          },
          stageVariables: stage?.variables ?? {},
        })
        .then((next) => {
          if (!isStale) setRendered(next)
        })
        .catch(() => setRendered(undefined))
    }, 120)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [text, body, isResponse, services, stage])
  return (
    <section className="gw-template-preview" aria-label="Preview" aria-live="polite">
      <h2>Output for {run ? "the last run's body" : 'an empty body'}</h2>
      {problem ? (
        <p className="gw-refusal" role="alert">
          Line {problem.line}, column {problem.column}: {problem.message}
        </p>
      ) : rendered === undefined ? (
        <p>…</p>
      ) : rendered.ok ? (
        <pre tabIndex={0} role="region" aria-label="Output">
          {rendered.output.slice(0, 100_000)}
        </pre>
      ) : (
        <p className="gw-refusal">
          Line {rendered.problem.line}, column {rendered.problem.column}: {rendered.problem.message}
        </p>
      )}
    </section>
  )
}
