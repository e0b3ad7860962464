import { Suspense, lazy, useEffect, useMemo, useRef, useState } from 'react'
import { sameAddress, setTemplate } from '../../model/index.ts'
import type { Address } from '../../model/index.ts'
import type { Origin } from '../../simulator/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { StepWish } from '../store/viewStore.ts'
import type { EditorVerbs } from './CodeEditor.tsx'
import { markersOf } from './markers.ts'
import { bodyFieldsOf } from '../shared/editor/modelFields.ts'
import { useSamples } from './samples.ts'
import { lineOf, offsetOf, runTo, stepTo } from './steps.ts'
import { designSurroundings } from '../shared/editor/surroundings.ts'
import { TemplateDebugger } from './TemplateDebugger.tsx'
import { TemplatePreview } from './TemplatePreview.tsx'
import type { ShownPlace } from '../shared/editor/textEditor.ts'
import { useTemplateLook } from './useTemplateLook.ts'

const CodeEditor = lazy(() =>
  import('./CodeEditor.tsx').then(({ CodeEditor }) => ({ default: CodeEditor })),
)

const noRemarks = [] as const

/** The text of a template beside what it prints, or beside its steps. */
export function TemplatePanes({ at, text }: { readonly at: Address; readonly text: string }) {
  const { designStore, viewStore } = useStores()
  const design = useDesign((present) => present)
  const isStepping = useView((state) => state.isStepping)
  const key = at.join('\n')
  const contentType = at.at(-1) ?? ''
  const { samples, sample, chosen, choose } = useSamples(at)
  const known = useMemo(() => designSurroundings(design, key.split('\n')), [design, key])
  const looked = useTemplateLook(text, known.facts, sample.call)
  const { of, look, recording, before } = looked
  const isFresh = of === text
  const [position, setPosition] = useState(0)
  const [breakpoints, setBreakpoints] = useState<ReadonlySet<number>>(new Set())
  const [shown, setShown] = useState<ShownPlace>()
  const verbs = useRef<EditorVerbs>(null)
  const surroundings = useMemo(
    () => ({
      ...known,
      bodyFields:
        known.bodyFields.length > 0 ? known.bodyFields : bodyFieldsOf(sample.call.body ?? ''),
    }),
    [known, sample],
  )
  const knownLook = useMemo(
    () => ({
      of,
      remarks: look?.remarks ?? noRemarks,
      colours: look?.colours ?? noRemarks,
      recording,
    }),
    [of, look, recording],
  )
  const problem = look?.problem
  const markers = useMemo(
    () =>
      markersOf({
        problem,
        remarks: look?.remarks ?? noRemarks,
        recording,
        makesJson: look?.makesJson ?? false,
      }),
    [problem, look, recording],
  )
  const moments = useMemo(() => recording?.moments ?? [], [recording])
  const here = moments[Math.min(position, moments.length - 1)]
  const goTo = ({ from, to }: Origin) => {
    // places of an older text lead nowhere
    if (isFresh) setShown((last) => ({ from, to, count: (last?.count ?? 0) + 1 }))
  }
  const setStepping = (next: boolean) => {
    setPosition(0)
    viewStore.getState().change({ isStepping: next })
  }
  useRevealed(at, text, setShown)
  useStepWishes((verb) => {
    if (moments.length === 0) return
    setPosition((from) =>
      verb === 'continue'
        ? runTo(moments, from, (moment) => breakpoints.has(lineOf(of, moment.from)), 1)
        : stepTo(verb, moments, from),
    )
  })
  return (
    <div className="gw-template-panes">
      <div className="gw-template-text">
        <Suspense fallback={<p className="gw-panel-empty">Loading the editor …</p>}>
          <CodeEditor
            label={`Mapping template ${contentType}. Escape leaves the editor.`}
            value={text}
            markers={markers}
            surroundings={surroundings}
            look={knownLook}
            step={isStepping && isFresh ? here : undefined}
            breakpoints={breakpoints}
            shown={shown}
            verbs={verbs}
            onBreakpoints={setBreakpoints}
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
        <div className="gw-template-foot">
          <button type="button" className="gw-quiet-button" onClick={() => verbs.current?.format()}>
            Format
          </button>
          <button
            type="button"
            className="gw-quiet-button"
            onClick={() => verbs.current?.outline()}
          >
            Outline
          </button>
          <span className="gw-template-hints">
            <kbd>Esc</kbd> leaves, <kbd>Ctrl+M</kbd> lets Tab leave, <kbd>Ctrl+Space</kbd>{' '}
            completes, <kbd>Ctrl+.</kbd> mends, <kbd>F9</kbd> sets a breakpoint
          </span>
        </div>
      </div>
      {isStepping && recording && !problem ? (
        <TemplateDebugger
          template={of}
          recording={recording}
          call={sample.call}
          position={Math.min(position, Math.max(0, moments.length - 1))}
          breakpoints={breakpoints}
          onMove={setPosition}
          onGoTo={goTo}
          onClose={() => setStepping(false)}
        />
      ) : (
        <TemplatePreview
          samples={samples}
          sample={sample}
          chosen={chosen}
          onChoose={choose}
          problem={problem}
          recording={recording}
          before={before}
          isSlow={looked.isSlow}
          onCancel={looked.cancel}
          onGoTo={goTo}
          onStep={() => setStepping(true)}
        />
      )}
    </div>
  )
}

/** Shows the place in the text that a problem led to. */
function useRevealed(
  at: Address,
  text: string,
  show: (change: (last: ShownPlace | undefined) => ShownPlace) => void,
): void {
  const { viewStore } = useStores()
  const reveal = useView((state) => state.reveal)
  useEffect(() => {
    if (!reveal?.position || !sameAddress(reveal.at, at)) return
    const from = offsetOf(text, reveal.position)
    const word = /^[$#]?!?\{?[\w.]+/.exec(text.slice(from))?.[0] ?? ''
    show((last) => ({ from, to: from + word.length, count: (last?.count ?? 0) + 1 }))
    const { position: _shown, ...rest } = reveal
    viewStore.getState().change({ reveal: rest })
  }, [reveal, at, text, show, viewStore])
}

/** Hears the wishes to go on that keys and the command palette make. */
function useStepWishes(hear: (verb: StepWish) => void): void {
  const { viewStore } = useStores()
  const latest = useRef(hear)
  useEffect(() => {
    latest.current = hear
  })
  useEffect(
    () =>
      viewStore.subscribe((state, last) => {
        if (state.stepWish && state.stepWish !== last.stepWish) latest.current(state.stepWish.verb)
      }),
    [viewStore],
  )
}
