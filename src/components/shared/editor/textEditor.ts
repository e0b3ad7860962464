import type * as Monaco from 'monaco-editor/editor'
import { vtlThemes } from './vtlColours.ts'
import { rangeIn } from './vtlLanguage.ts'

/** Something to mark in a text, by offsets. */
export interface Marker {
  readonly message: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly from: number
  readonly to: number
}

/** A stretch of a text to show: with a count, so that the same can be shown again. */
export interface ShownPlace {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** The library has one theme for all editors of a page. */
function themeNow(): string {
  return vtlThemes[document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light']
}

/** Make an editor of an empty text. It follows the theme of the page; with `onLeave` Escape leaves it. */
export function openEditor(
  monaco: typeof Monaco,
  host: HTMLElement,
  language: string,
  options: Monaco.editor.IStandaloneEditorConstructionOptions,
  onLeave?: () => void,
) {
  // the map listens for Space on the window and would swallow it: it knows fields, and what has its class
  host.classList.add('nokey')
  const model = monaco.editor.createModel('', language)
  const created = monaco.editor.create(host, {
    model,
    theme: themeNow(),
    automaticLayout: true,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    tabSize: 2,
    fixedOverflowWidgets: true,
    ...options,
  })
  if (onLeave) {
    created.addCommand(
      monaco.KeyCode.Escape,
      onLeave,
      '!suggestWidgetVisible && !findWidgetVisible && !inSnippetMode && !hasMultipleSelections',
    )
  }
  const themes = new MutationObserver(() => monaco.editor.setTheme(themeNow()))
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return {
    created,
    model,
    dispose: () => {
      themes.disconnect()
      created.dispose()
      model.dispose()
    },
  }
}

/** Mark stretches of a text, in the place of what was marked. One that is nowhere long marks a character. */
export function markText(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  markers: readonly Marker[],
): void {
  const severities = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
    info: monaco.MarkerSeverity.Info,
  }
  monaco.editor.setModelMarkers(
    model,
    model.getLanguageId(),
    markers.map(({ message, severity, from, to }) => ({
      message,
      severity: severities[severity],
      ...rangeIn(model, { from, to: Math.max(to, from + 1) }),
    })),
  )
}

/** Select a stretch, in sight and with the focus. */
export function showStretch(
  editor: Monaco.editor.IStandaloneCodeEditor | undefined,
  stretch: ShownPlace,
): void {
  const model = editor?.getModel()
  if (!editor || !model) return
  const range = rangeIn(model, stretch)
  editor.setSelection(range)
  editor.revealRangeInCenterIfOutsideViewport(range)
  editor.focus()
}
