import { useEffect, useRef } from 'react'
import type * as Monaco from 'monaco-editor/editor'
import { markText, openEditor, showStretch } from '../../shared/editor/textEditor.ts'
import type { ShownPlace } from '../../shared/editor/textEditor.ts'
import { policyLanguage, policyMonaco } from './policyLanguage.ts'
import type { PlacedRemark } from '../../../model/index.ts'

/** The text of a policy with its faults marked. The value outside is the truth: it wins where they differ. */
export function PolicyCode(props: {
  readonly value: string
  readonly remarks: readonly PlacedRemark[]
  readonly shown: ShownPlace | undefined
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
    const options = {
      ariaLabel: 'Resource policy. Escape leaves the editor.',
      fontSize: 12,
      lineNumbersMinChars: 3,
      lineDecorationsWidth: 4,
      wordWrap: 'on',
      wrappingIndent: 'indent',
      folding: false,
      quickSuggestions: { strings: true, other: true, comments: false },
    } as const
    const made = openEditor(policyMonaco(), host, policyLanguage, options, () =>
      given.current.onLeave(),
    )
    const { created, model } = made
    editor.current = created
    const changes = model.onDidChangeContent(() => {
      if (model.getValue() !== given.current.value) given.current.onChange(model.getValue())
    })
    return () => {
      changes.dispose()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (model && model.getValue() !== value) model.setValue(value)
  }, [value])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (model) markText(policyMonaco(), model, remarks)
  }, [remarks, value])
  useEffect(() => {
    if (shown) showStretch(editor.current, shown)
  }, [shown])
  return <div ref={box} className="gw-policy-code" />
}
