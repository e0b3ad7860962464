import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import type * as Monaco from 'monaco-editor/editor'
import { readyMonaco, vtl } from '../shared/editor/monaco.ts'
import { keepLook, keepSurroundings } from '../shared/editor/surroundings.ts'
import type { KnownLook, Surroundings } from '../shared/editor/surroundings.ts'
import { markText, openEditor, showStretch } from '../shared/editor/textEditor.ts'
import type { Marker, ShownPlace } from '../shared/editor/textEditor.ts'
import { rangeIn } from '../shared/editor/vtlLanguage.ts'

/** What the editor can be asked to do from outside. */
export interface EditorVerbs {
  readonly format: () => void
  readonly outline: () => void
}

interface Properties {
  readonly label: string
  readonly value: string
  /** Of `look.of`. */
  readonly markers: readonly Marker[]
  readonly surroundings: Surroundings
  readonly look: KnownLook
  /** Where a run that is stepped through stands. */
  readonly step: { readonly from: number; readonly to: number } | undefined
  /** Lines with a breakpoint. */
  readonly breakpoints: ReadonlySet<number>
  /** What was asked for elsewhere: selected, with the focus. */
  readonly shown: ShownPlace | undefined
  readonly verbs: RefObject<EditorVerbs | null>
  /** Other lines have a breakpoint now: by a click, or because lines moved. */
  readonly onBreakpoints: (lines: ReadonlySet<number>) => void
  readonly onChange: (value: string) => void
}

/** The template editor's text field. The value outside is the truth: it wins where they differ. */
export function CodeEditor(props: Properties) {
  const { label, value, markers, surroundings, look, step, breakpoints, shown } = props
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<Monaco.editor.IStandaloneCodeEditor>(undefined)
  const given = useRef(props)
  useEffect(() => {
    given.current = props
  })
  const stepMark = useRef<Monaco.editor.IEditorDecorationsCollection>(undefined)
  const breakMarks = useRef<Monaco.editor.IEditorDecorationsCollection>(undefined)
  useEffect(() => {
    const host = box.current
    if (!host) return undefined
    const made = createEditor(host, label)
    const { created, model } = made
    editor.current = created
    stepMark.current = created.createDecorationsCollection()
    breakMarks.current = created.createDecorationsCollection()
    const lines = () => new Set(breakMarks.current?.getRanges().map((at) => at.startLineNumber))
    const changes = model.onDidChangeContent(() => {
      // breakpoints go with their lines
      if (!sameLines(lines(), given.current.breakpoints)) given.current.onBreakpoints(lines())
      given.current.onChange(model.getValue())
    })
    const toggle = (line: number) => {
      const next = new Set(given.current.breakpoints)
      if (!next.delete(line)) next.add(line)
      given.current.onBreakpoints(next)
    }
    const { MouseTargetType } = readyMonaco().editor
    const clicks = created.onMouseDown(({ target }) => {
      if (target.type === MouseTargetType.GUTTER_GLYPH_MARGIN) toggle(target.position.lineNumber)
    })
    created.addAction({
      id: 'toggle-breakpoint',
      label: 'Set or remove a breakpoint',
      keybindings: [readyMonaco().KeyCode.F9],
      run: () => toggle(created.getPosition()?.lineNumber ?? 1),
    })
    const { verbs } = given.current
    verbs.current = {
      format: () => void created.getAction('editor.action.formatDocument')?.run(),
      outline: () => {
        created.focus()
        void created.getAction('editor.action.quickOutline')?.run()
      },
    }
    return () => {
      verbs.current = null
      clicks.dispose()
      changes.dispose()
      made.dispose()
    }
  }, [label])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (model && model.getValue() !== value) model.setValue(value)
  }, [value, label])
  useEffect(() => {
    const model = editor.current?.getModel()
    // marks of an older text move with its words until the newer one has been looked at
    if (!model || look.of !== model.getValue()) return
    keepLook(model, look)
    markText(readyMonaco(), model, markers)
  }, [markers, look, value])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (model) keepSurroundings(model, surroundings)
  }, [surroundings, label])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    stepMark.current?.set(
      step ? [{ range: rangeIn(model, step), options: { className: 'gw-step-mark' } }] : [],
    )
    if (step) editor.current?.revealRangeInCenterIfOutsideViewport(rangeIn(model, step))
  }, [step, value])
  useEffect(() => {
    const model = editor.current?.getModel()
    const lines = [...breakpoints].filter((line) => model && line <= model.getLineCount())
    breakMarks.current?.set(
      lines.map((line) => ({
        range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 },
        options: {
          glyphMarginClassName: 'gw-breakpoint',
          glyphMarginHoverMessage: { value: 'Breakpoint' },
        },
      })),
    )
  }, [breakpoints, label])
  useEffect(() => {
    if (shown) showStretch(editor.current, shown)
  }, [shown])
  return <div ref={box} className="gw-code-editor" />
}

function createEditor(host: HTMLElement, label: string) {
  const options = {
    ariaLabel: label,
    fontSize: 13,
    lineNumbersMinChars: 3,
    wordWrap: 'on',
    glyphMargin: true,
    'semanticHighlighting.enabled': true,
  } as const
  // Escape leaves the editor for its toolbar, so that Tab can go on from there
  return openEditor(readyMonaco(), host, vtl, options, () =>
    document.getElementById('tab-template')?.focus(),
  )
}

function sameLines(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  return left.size === right.size && [...left].every((line) => right.has(line))
}
