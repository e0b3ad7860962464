import { useEffect, useRef } from 'react'
import type * as Monaco from 'monaco-editor/editor'
import 'monaco-editor/languages/definitions/yaml/register'
import { readyMonaco } from '../template-editor/monaco.ts'

/** A document in an editor that only reads: folding, search, colours. JSON is coloured as the YAML that it is. */
export function DocumentView({ text, label }: { readonly text: string; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<Monaco.editor.IStandaloneCodeEditor>(undefined)
  useEffect(() => {
    const host = box.current
    if (!host) return undefined
    const monaco = readyMonaco()
    const model = monaco.editor.createModel('', 'yaml')
    const created = monaco.editor.create(host, {
      model,
      ariaLabel: label,
      theme: document.documentElement.dataset['theme'] === 'dark' ? 'vs-dark' : 'vs',
      readOnly: true,
      domReadOnly: true,
      automaticLayout: true,
      minimap: { enabled: false },
      fontSize: 13,
      lineNumbersMinChars: 4,
      scrollBeyondLastLine: false,
      wordWrap: 'off',
      // nothing can be typed, so Tab goes on to the buttons
      tabFocusMode: true,
    })
    editor.current = created
    return () => {
      created.dispose()
      model.dispose()
    }
  }, [label])
  useEffect(() => {
    editor.current?.getModel()?.setValue(text)
  }, [text])
  return <div ref={box} className="gw-preview-editor" />
}
