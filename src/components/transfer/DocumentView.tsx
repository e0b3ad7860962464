import { useEffect, useRef } from 'react'
import type * as Monaco from 'monaco-editor/editor'
import 'monaco-editor/languages/definitions/yaml/register'
import { readyMonaco } from '../shared/editor/monaco.ts'
import { openEditor } from '../shared/editor/textEditor.ts'

/** A document in an editor that only reads: folding, search, colours. JSON is coloured as the YAML that it is. */
export function DocumentView({ text, label }: { readonly text: string; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<Monaco.editor.IStandaloneCodeEditor>(undefined)
  useEffect(() => {
    const host = box.current
    if (!host) return undefined
    const { created, dispose } = openEditor(readyMonaco(), host, 'yaml', {
      ariaLabel: label,
      readOnly: true,
      domReadOnly: true,
      fontSize: 13,
      lineNumbersMinChars: 4,
      wordWrap: 'off',
      // nothing can be typed, so Tab goes on to the buttons
      tabFocusMode: true,
    })
    editor.current = created
    return dispose
  }, [label])
  useEffect(() => {
    editor.current?.getModel()?.setValue(text)
  }, [text])
  return <div ref={box} className="gw-preview-editor" />
}
