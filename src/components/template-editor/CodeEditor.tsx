import { useEffect, useRef } from 'react'
import type * as Monaco from 'monaco-editor/editor'
import { readyMonaco, vtl } from './monaco.ts'
import { keepSurroundings } from './surroundings.ts'
import type { Surroundings } from './surroundings.ts'
import { rangeIn } from './vtlLanguage.ts'

/** Something to mark in the text, by offsets. */
export interface Marker {
  readonly message: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly from: number
  readonly to: number
}

/** A place to show: with a count, so that the same place can be shown again. */
export interface ShownPlace {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** The template editor's text field. The value outside is the truth: it wins where they differ. */
export function CodeEditor(props: {
  readonly label: string
  readonly value: string
  readonly markers: readonly Marker[]
  readonly surroundings: Surroundings
  /** Where a run that is stepped through stands. */
  readonly step: { readonly from: number; readonly to: number } | undefined
  /** Lines with a breakpoint. */
  readonly breakpoints: ReadonlySet<number>
  /** What was asked for elsewhere: selected, with the focus. */
  readonly shown: ShownPlace | undefined
  readonly onBreakpoint: (line: number) => void
  readonly onChange: (value: string) => void
}) {
  const { label, value, markers, surroundings, step, breakpoints, shown } = props
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<Monaco.editor.IStandaloneCodeEditor>(undefined)
  const given = useRef(props)
  useEffect(() => {
    given.current = props
  })
  const marks = useRef<Monaco.editor.IEditorDecorationsCollection>(undefined)
  useEffect(() => {
    const host = box.current
    if (!host) return undefined
    const monaco = readyMonaco()
    const model = monaco.editor.createModel('', vtl)
    const isDark = document.documentElement.dataset['theme'] === 'dark'
    const created = monaco.editor.create(host, {
      model,
      ariaLabel: label,
      theme: isDark ? 'vs-dark' : 'vs',
      automaticLayout: true,
      minimap: { enabled: false },
      fontSize: 13,
      lineNumbersMinChars: 3,
      scrollBeyondLastLine: false,
      tabSize: 2,
      fixedOverflowWidgets: true,
      wordWrap: 'on',
      glyphMargin: true,
    })
    editor.current = created
    const changes = model.onDidChangeContent(() => given.current.onChange(model.getValue()))
    // Escape leaves the editor for its toolbar, so that Tab can go on from there
    created.addCommand(
      monaco.KeyCode.Escape,
      () => document.getElementById('tab-template')?.focus(),
      '!suggestWidgetVisible && !findWidgetVisible',
    )
    marks.current = created.createDecorationsCollection()
    const { MouseTargetType } = monaco.editor
    const clicks = created.onMouseDown(({ target }) => {
      if (target.type === MouseTargetType.GUTTER_GLYPH_MARGIN) {
        given.current.onBreakpoint(target.position.lineNumber)
      }
    })
    created.addAction({
      id: 'toggle-breakpoint',
      label: 'Set or remove a breakpoint',
      keybindings: [monaco.KeyCode.F9],
      run: () => given.current.onBreakpoint(created.getPosition()?.lineNumber ?? 1),
    })
    const themes = new MutationObserver(() =>
      monaco.editor.setTheme(
        document.documentElement.dataset['theme'] === 'dark' ? 'vs-dark' : 'vs',
      ),
    )
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      themes.disconnect()
      clicks.dispose()
      changes.dispose()
      created.dispose()
      model.dispose()
    }
  }, [label])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (model && model.getValue() !== value) model.setValue(value)
  }, [value, label])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    const monaco = readyMonaco()
    const severities = {
      error: monaco.MarkerSeverity.Error,
      warning: monaco.MarkerSeverity.Warning,
      info: monaco.MarkerSeverity.Info,
    }
    monaco.editor.setModelMarkers(
      model,
      'vtl',
      markers.map(({ message, severity, from, to }) => ({
        message,
        severity: severities[severity],
        ...rangeIn(model, { from, to: Math.max(to, from + 1) }),
      })),
    )
  }, [markers, value])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (model) keepSurroundings(model, surroundings)
  }, [surroundings, label])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    const lines = [...breakpoints].filter((line) => line <= model.getLineCount())
    marks.current?.set([
      ...(step ? [{ range: rangeIn(model, step), options: { className: 'gw-step-mark' } }] : []),
      ...lines.map((line) => ({
        range: {
          startLineNumber: line,
          startColumn: 1,
          endLineNumber: line,
          endColumn: 1,
        },
        options: {
          glyphMarginClassName: 'gw-breakpoint',
          glyphMarginHoverMessage: { value: 'Breakpoint' },
        },
      })),
    ])
    if (step) editor.current?.revealRangeInCenterIfOutsideViewport(rangeIn(model, step))
  }, [step, breakpoints, value])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model || !shown) return
    const range = rangeIn(model, shown)
    editor.current?.setSelection(range)
    editor.current?.revealRangeInCenterIfOutsideViewport(range)
    editor.current?.focus()
  }, [shown])
  return <div ref={box} className="gw-code" />
}
