import { useEffect, useRef } from 'react'
import type * as Monaco from 'monaco-editor/editor'
import { rangeIn } from '../../template-editor/vtlLanguage.ts'
import { policyLanguage, policyMonaco } from './policyLanguage.ts'
import type { PlacedRemark } from './readPolicy.ts'

/** A stretch of the text to select: with a count, so that the same can be shown again. */
export interface ShownStretch {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** The text of a policy with its faults marked. The value outside is the truth: it wins where they differ. */
export function PolicyCode(props: {
  readonly value: string
  readonly remarks: readonly PlacedRemark[]
  readonly shown: ShownStretch | undefined
  readonly onChange: (value: string) => void
  /** Escape was pressed: the focus goes on from elsewhere. */
  readonly onLeave: () => void
}) {
  const { value, remarks, shown } = props
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<Monaco.editor.IStandaloneCodeEditor>(undefined)
  const given = useRef(props)
  useEffect(() => {
    given.current = props
  })
  useEffect(() => {
    const host = box.current
    if (!host) return undefined
    const monaco = policyMonaco()
    const model = monaco.editor.createModel('', policyLanguage)
    const themeNow = () => (document.documentElement.dataset['theme'] === 'dark' ? 'vs-dark' : 'vs')
    const created = monaco.editor.create(host, {
      model,
      ariaLabel: 'Resource policy. Escape leaves the editor.',
      theme: themeNow(),
      automaticLayout: true,
      minimap: { enabled: false },
      fontSize: 12,
      lineNumbersMinChars: 3,
      lineDecorationsWidth: 4,
      scrollBeyondLastLine: false,
      tabSize: 2,
      fixedOverflowWidgets: true,
      wordWrap: 'on',
      wrappingIndent: 'indent',
      folding: false,
      quickSuggestions: { strings: true, other: true, comments: false },
    })
    editor.current = created
    const changes = model.onDidChangeContent(() => {
      if (model.getValue() !== given.current.value) given.current.onChange(model.getValue())
    })
    created.addCommand(
      monaco.KeyCode.Escape,
      () => given.current.onLeave(),
      '!suggestWidgetVisible && !findWidgetVisible',
    )
    const themes = new MutationObserver(() => monaco.editor.setTheme(themeNow()))
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      themes.disconnect()
      changes.dispose()
      created.dispose()
      model.dispose()
    }
  }, [])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (model && model.getValue() !== value) model.setValue(value)
  }, [value])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    const monaco = policyMonaco()
    const severities = {
      error: monaco.MarkerSeverity.Error,
      warning: monaco.MarkerSeverity.Warning,
      info: monaco.MarkerSeverity.Info,
    }
    monaco.editor.setModelMarkers(
      model,
      policyLanguage,
      remarks.map(({ message, severity, from, to }) => ({
        message,
        severity: severities[severity],
        ...rangeIn(model, { from, to }),
      })),
    )
  }, [remarks, value])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model || !shown) return
    const range = rangeIn(model, shown)
    editor.current?.setSelection(range)
    editor.current?.revealRangeInCenterIfOutsideViewport(range)
    editor.current?.focus()
  }, [shown])
  return <div ref={box} className="gw-policy-code" />
}
