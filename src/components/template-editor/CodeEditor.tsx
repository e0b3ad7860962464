import { useEffect, useRef } from 'react'
import type * as Monaco from 'monaco-editor/editor'
import { readyMonaco, vtl } from './monaco.ts'

/** A problem to mark in the text: line and column count from 1. */
export interface Marker {
  readonly message: string
  readonly line: number
  readonly column: number
  readonly length: number
}

/** The template editor's text field. The value outside is the truth: it wins where they differ. */
export function CodeEditor(props: {
  readonly label: string
  readonly value: string
  readonly markers: readonly Marker[]
  readonly onChange: (value: string) => void
}) {
  const { label, value, markers, onChange } = props
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<Monaco.editor.IStandaloneCodeEditor>(undefined)
  const change = useRef(onChange)
  useEffect(() => {
    change.current = onChange
  })
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
    })
    editor.current = created
    const changes = model.onDidChangeContent(() => change.current(model.getValue()))
    // Escape leaves the editor for its toolbar, so that Tab can go on from there
    created.addCommand(
      monaco.KeyCode.Escape,
      () => document.getElementById('tab-template')?.focus(),
      '!suggestWidgetVisible && !findWidgetVisible',
    )
    const themes = new MutationObserver(() =>
      monaco.editor.setTheme(
        document.documentElement.dataset['theme'] === 'dark' ? 'vs-dark' : 'vs',
      ),
    )
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      themes.disconnect()
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
    monaco.editor.setModelMarkers(
      model,
      'vtl',
      markers.map(({ message, line, column, length }) => ({
        message,
        severity: monaco.MarkerSeverity.Error,
        startLineNumber: line,
        startColumn: column,
        endLineNumber: line,
        endColumn: column + Math.max(1, length),
      })),
    )
  }, [markers, value])
  return <div ref={box} className="gw-code" />
}
