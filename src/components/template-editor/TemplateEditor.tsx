import Button from '@cloudscape-design/components/button'
import { Suspense, lazy, useEffect, useMemo, useState } from 'react'
import { isWithin, removeTemplate, sameAddress, setTemplate, valueAt } from '../../model/index.ts'
import type { Address, Design, Method } from '../../model/index.ts'
import type { Origin, TemplateProblem } from '../../simulator/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { ShownPlace } from './CodeEditor.tsx'
import { markersOf } from './markers.ts'
import { bodyFieldsOf } from './modelFields.ts'
import { designSurroundings } from './surroundings.ts'
import { TemplateDebugger } from './TemplateDebugger.tsx'
import { TemplatePreview } from './TemplatePreview.tsx'
import { useRecording } from './useRecording.ts'
import { useRemarks } from './useRemarks.ts'
import { useSample } from './useSampleCall.ts'
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
  const open = (at: Address) => viewStore.getState().change({ templateAt: at })
  const add = (at: Address) => {
    const first = "$input.json('$')"
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
        <TemplatePanes key={key} at={chosen} text={text} problem={problem} />
      )}
    </div>
  )
}

/** The text of a template beside what it prints, or beside its steps. */
function TemplatePanes({
  at,
  text,
  problem,
}: {
  readonly at: Address
  readonly text: string
  readonly problem: TemplateProblem | undefined
}) {
  const { designStore, viewStore } = useStores()
  const design = useDesign((present) => present)
  const isStepping = useView((state) => state.isStepping)
  const key = at.join('\n')
  const sample = useSample(at)
  const { recording, before } = useRecording(text, sample)
  const [position, setPosition] = useState(0)
  const [breakpoints, setBreakpoints] = useState<ReadonlySet<number>>(new Set())
  const [shown, setShown] = useState<ShownPlace>()
  const known = useMemo(() => designSurroundings(design, key.split('\n')), [design, key])
  const remarks = useRemarks(text, known.stageVariables, at.at(-1) ?? '')
  const surroundings = useMemo(
    () => ({
      ...known,
      bodyFields:
        known.bodyFields.length > 0 ? known.bodyFields : bodyFieldsOf(sample.call.body ?? ''),
      remarks,
      recording,
    }),
    [known, sample, remarks, recording],
  )
  const contentType = at.at(-1) ?? ''
  const markers = useMemo(
    () => markersOf({ problem, remarks, recording, contentType }),
    [problem, remarks, recording, contentType],
  )
  const moments = recording?.moments ?? []
  const here = moments[Math.min(position, moments.length - 1)]
  const goTo = ({ from, to }: Origin) =>
    setShown((last) => ({ from, to, count: (last?.count ?? 0) + 1 }))
  const setStepping = (next: boolean) => {
    setPosition(0)
    viewStore.getState().change({ isStepping: next })
  }
  return (
    <div className="gw-template-panes">
      <div className="gw-template-text">
        <Suspense fallback={<p className="gw-panel-empty">Loading the editor …</p>}>
          <CodeEditor
            label={`Mapping template ${contentType}. Escape leaves the editor.`}
            value={text}
            markers={markers}
            surroundings={surroundings}
            step={isStepping ? here : undefined}
            breakpoints={breakpoints}
            shown={shown}
            onBreakpoint={(line) => {
              const next = new Set(breakpoints)
              if (!next.delete(line)) next.add(line)
              setBreakpoints(next)
            }}
            onChange={(next) => {
              setPosition(0)
              designStore
                .getState()
                .edit(
                  'Edit a mapping template',
                  (present) => setTemplate(present, { at, text: next }),
                  `template ${key}`,
                )
            }}
          />
        </Suspense>
      </div>
      {isStepping && recording && !problem ? (
        <TemplateDebugger
          template={text}
          recording={recording}
          position={Math.min(position, Math.max(0, moments.length - 1))}
          breakpoints={breakpoints}
          onMove={setPosition}
          onGoTo={goTo}
          onClose={() => setStepping(false)}
        />
      ) : (
        <TemplatePreview
          from={sample.from}
          problem={problem}
          recording={recording}
          before={before}
          onGoTo={goTo}
          onStep={() => setStepping(true)}
        />
      )}
    </div>
  )
}
