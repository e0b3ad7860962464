import type * as Monaco from 'monaco-editor/editor'
import {
  allDeclarations,
  builtins,
  declarationsOf,
  formatTemplate,
} from '../../../simulator/index.ts'
import type { BuiltinDescription, Declaration, Recording } from '../../../simulator/index.ts'
import { lookOf, surroundingsOf } from './surroundings.ts'

const roots = ['input', 'util', 'context'] as const

export const vtlConfiguration: Monaco.languages.LanguageConfiguration = {
  comments: { lineComment: '##', blockComment: ['#*', '*#'] },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"' },
  ],
  folding: { markers: { start: /#(?:if|foreach|define)\b/, end: /#\{?end\b/ } },
}

/** What is said of the reference under the pointer: its documentation, and what it was in the last run. */
export const vtlHover: Monaco.languages.HoverProvider = {
  provideHover: (model, position) => {
    const offset = model.getOffsetAt(position)
    const line = model.getLineContent(position.lineNumber)
    const contents: Monaco.IMarkdownString[] = []
    for (const match of line.matchAll(/\$!?\{?((?:input|util|context)(?:\.[A-Za-z][\w-]*)+)/g)) {
      const start = match.index + 1
      if (position.column < start || position.column > start + match[0].length) continue
      const found = describedBy(match[1] ?? '')
      if (found) contents.push({ value: `\`${found.signature}\`` }, { value: found.doc })
    }
    const look = lookOf(model)
    // values belong to the text that ran
    const recording = look?.of === model.getValue() ? look.recording : undefined
    const value = lastValueAt(recording, model.getValue(), offset)
    if (value !== undefined) contents.push({ value: 'For the sample:' }, { value: fenced(value) })
    return contents.length > 0 ? { contents } : null
  },
}

/** Text of a user's body is shown as it stands, never as markup. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

/** What the reference or the directive at a place came to in a run, the last time that it ran. */
export function lastValueAt(
  recording: Recording | undefined,
  text: string,
  offset: number,
): string | undefined {
  if (!recording) return undefined
  const around = recording.moments.filter(
    ({ kind, node, from, to }) =>
      from <= offset && offset <= to && (kind === 'reference' || node === 'set'),
  )
  const shortest = Math.min(...around.map(({ from, to }) => to - from))
  const exact = around.findLast(
    ({ from, to, became }) => became !== undefined && to - from === shortest,
  )
  if (exact) return exact.became
  // inside of a condition or an argument: what the variable was
  const name = /\$!?\{?([A-Za-z_][\w-]*)$/.exec(text.slice(0, wordEnd(text, offset)))?.[1]
  if (name === undefined) return undefined
  return recording.moments.findLast(({ variables }) => Object.hasOwn(variables, `$${name}`))
    ?.variables[`$${name}`]
}

function wordEnd(text: string, offset: number): number {
  let end = offset
  while (/[\w-]/.test(text[end] ?? '')) end++
  return end
}

/** From a variable to the `#set`, the loop or the block that gives it its value: the last one before it, else the first. */
export const vtlDefinition: Monaco.languages.DefinitionProvider = {
  provideDefinition: (model, position) => {
    const text = model.getValue()
    const offset = model.getOffsetAt(position)
    const name = /\$!?\{?([A-Za-z_][\w-]*)$/.exec(text.slice(0, wordEnd(text, offset)))?.[1]
    if (name === undefined) return null
    const all = allDeclarations(declarationsOf(text)).filter(({ variable }) => variable === name)
    const found = all.findLast(({ from }) => from <= offset) ?? all[0]
    return found ? { uri: model.uri, range: rangeIn(model, found) } : null
  },
}

/** Directives and variables as an outline. */
export function vtlSymbols(monaco: typeof Monaco): Monaco.languages.DocumentSymbolProvider {
  const { SymbolKind } = monaco.languages
  return {
    provideDocumentSymbols: (model) => {
      const symbolOf = (declaration: Declaration): Monaco.languages.DocumentSymbol => {
        const range = rangeIn(model, declaration)
        return {
          name: `#${declaration.kind} ${declaration.label}`,
          detail: '',
          kind: declaration.kind === 'set' ? SymbolKind.Variable : SymbolKind.Struct,
          tags: [],
          range,
          selectionRange: range,
          children: declaration.children.map(symbolOf),
        }
      }
      return declarationsOf(model.getValue()).map(symbolOf)
    },
  }
}

/** Directives of several lines fold, as the engine reads them. */
export const vtlFolding: Monaco.languages.FoldingRangeProvider = {
  provideFoldingRanges: (model) =>
    allDeclarations(declarationsOf(model.getValue())).flatMap((declaration) => {
      const { startLineNumber: start, endLineNumber: end } = rangeIn(model, declaration)
      return end > start ? [{ start, end }] : []
    }),
}

/** What a remark offers to write instead. */
export const vtlFixes: Monaco.languages.CodeActionProvider = {
  provideCodeActions: (model, range, { markers }) => ({
    actions: remarksOf(model).flatMap(({ fix, from, to }) => {
      const place = rangeIn(model, { from, to })
      const touches =
        place.startLineNumber <= range.endLineNumber && place.endLineNumber >= range.startLineNumber
      if (!fix || !touches) return []
      const edit = {
        resource: model.uri,
        versionId: model.getVersionId(),
        textEdit: { range: rangeIn(model, fix), text: fix.text },
      }
      const own = markers.filter(
        ({ startLineNumber, startColumn }) =>
          startLineNumber === place.startLineNumber && startColumn === place.startColumn,
      )
      return [{ title: fix.title, kind: 'quickfix', diagnostics: own, edit: { edits: [edit] } }]
    }),
    dispose: () => undefined,
  }),
}

/** Remarks on the text as it is now. */
function remarksOf(model: Monaco.editor.ITextModel) {
  const look = lookOf(model)
  return look?.of === model.getValue() ? look.remarks : []
}

/** Writes a template evenly; one that cannot be read stays as it is, and its marker says why. */
export const vtlFormatting: Monaco.languages.DocumentFormattingEditProvider = {
  provideDocumentFormattingEdits: (model) => {
    const { contentType } = surroundingsOf(model).facts
    const formatted = formatTemplate(model.getValue(), contentType)
    if (!formatted.ok || formatted.value === model.getValue()) return []
    return [{ range: model.getFullModelRange(), text: formatted.value }]
  },
}

/** A span of the text as the editor has places. */
export function rangeIn(
  model: Monaco.editor.ITextModel,
  { from, to }: { readonly from: number; readonly to: number },
): Monaco.IRange {
  const start = model.getPositionAt(from)
  const end = model.getPositionAt(to)
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  }
}

function describedBy(reference: string): BuiltinDescription | undefined {
  const [root, ...rest] = reference.split('.')
  const table = roots.find((name) => name === root)
  if (!table) return undefined
  for (let length = rest.length; length > 0; length--) {
    const found = builtins[table].find(({ name }) => name === rest.slice(0, length).join('.'))
    if (found) return found
  }
  return undefined
}
