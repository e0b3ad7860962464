import type * as Monaco from 'monaco-editor/editor'
import {
  allDeclarations,
  builtins,
  declarationsOf,
  methodNames,
  starters,
} from '../../simulator/index.ts'
import type { BuiltinDescription, Declaration, Recording } from '../../simulator/index.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Surroundings } from './surroundings.ts'

/** Colours: directives, references and comments of VTL over the JSON around them. */
export const vtlTokens: Monaco.languages.IMonarchLanguage = {
  defaultToken: '',
  tokenizer: {
    root: [
      [/##.*$/, 'comment'],
      [/#\*/, 'comment', '@comment'],
      [/#\[\[/, 'string', '@verbatim'],
      [/#\{?(?:set|if|elseif|else|end|foreach|define|break|stop)\b\}?/, 'keyword'],
      [/\$!?\{?[A-Za-z_][\w-]*(?:\.[A-Za-z][\w-]*)*\}?/, 'variable'],
      [/"(?=[^"\n]*"\s*:)/, 'type', '@key'],
      [/"/, 'string', '@text'],
      [/'[^'\n]*'/, 'string'],
      [/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/, 'number'],
      [/\b(?:true|false|null)\b/, 'keyword'],
      [/[{}()[\]]/, '@brackets'],
    ],
    comment: [
      [/[^*]+/, 'comment'],
      [/\*#/, 'comment', '@pop'],
      [/\*/, 'comment'],
    ],
    verbatim: [
      [/[^\]]+/, 'string'],
      [/\]\]#/, 'string', '@pop'],
      [/\]/, 'string'],
    ],
    key: [
      [/\$!?\{?[A-Za-z_][\w-]*(?:\.[A-Za-z][\w-]*)*\}?/, 'variable'],
      [/[^"$]+/, 'type'],
      [/"/, 'type', '@pop'],
      [/\$/, 'type'],
    ],
    text: [
      [/\$!?\{?[A-Za-z_][\w-]*(?:\.[A-Za-z][\w-]*)*\}?/, 'variable'],
      [/#\{?(?:set|if|elseif|else|end|foreach)\b\}?/, 'keyword'],
      [/[^"$#]+/, 'string'],
      [/"/, 'string', '@pop'],
      [/[$#]/, 'string'],
    ],
  },
}

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

const directives = [
  ['#set', '#set($${1:name} = ${2:value})', 'Sets a variable.'],
  ['#if', '#if(${1:condition})\n$0\n#end', 'Renders what follows when the condition holds.'],
  [
    '#foreach',
    '#foreach($${1:item} in ${2:$items})\n$0#if($foreach.hasNext),#end\n#end',
    'Renders what follows for each item, 1000 at the most.',
  ],
  ['#else', '#else', 'What is rendered when no condition before held.'],
  ['#elseif', '#elseif(${1:condition})', 'One more condition.'],
  ['#end', '#end', 'Ends a directive.'],
] as const

const roots = ['input', 'util', 'context'] as const

/** Members of `$context` that only gateway responses have, and those that only a method's templates can write. */
function isOfPlace(name: string, where: Surroundings['where']): boolean {
  if (where === 'gatewayResponse') return !/^(?:request|response)Override/.test(name)
  if (where === 'response') return !/^(?:error\.|requestOverride)/.test(name)
  return !name.startsWith('error.')
}

/** References, directives, fields and starters of mapping templates, from the engine's own tables and the design. */
export function vtlCompletions(monaco: typeof Monaco): Monaco.languages.CompletionItemProvider {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages
  return {
    triggerCharacters: ['$', '.', '#', "'", '"', '('],
    provideCompletionItems: (model, position) => {
      const surroundings = surroundingsOf(model)
      const before = model.getValueInRange({
        startLineNumber: position.lineNumber,
        startColumn: 1,
        endLineNumber: position.lineNumber,
        endColumn: position.column,
      })
      const items: Monaco.languages.CompletionItem[] = []
      const rangeOf = (word: string) => ({
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: position.column - word.length,
        endColumn: position.column,
      })
      const plain = (word: string, labels: readonly string[], documentation: string) => {
        for (const label of labels) {
          items.push({
            label,
            insertText: label,
            documentation,
            kind: CompletionItemKind.Field,
            range: rangeOf(word),
            filterText: label,
          })
        }
        return { suggestions: items }
      }
      // inside of the text of $input.path('…') and $input.params('…')
      const path = /\$!?\{?input\.(?:path|json)\(\s*['"]([^'"]*)$/.exec(before)
      if (path) return plain(path[1] ?? '', surroundings.bodyFields, 'A field of the body.')
      const parameter = /\$!?\{?input\.params\(\s*['"]([^'"]*)$/.exec(before)
      if (parameter) {
        return plain(parameter[1] ?? '', surroundings.parameters, 'A parameter of the method.')
      }
      const word = /[#$]?!?\{?[\w.]*$/.exec(before)?.[0] ?? ''
      const range = rangeOf(word)
      const asSnippet = CompletionItemInsertTextRule.InsertAsSnippet
      const add = (label: string, insertText: string, documentation: string, kind: number) =>
        items.push({
          label,
          insertText,
          documentation,
          kind,
          range,
          insertTextRules: asSnippet,
          filterText: label,
        })
      // whole templates where nothing is written yet, and where one is asked for by its name
      if (!word.startsWith('$') && !word.startsWith('#')) {
        if (!/^\s*\w*$/.test(before)) return { suggestions: [] }
        const where = surroundings.where === 'request' ? 'request' : 'response'
        for (const starter of starters) {
          if (starter.where !== where) continue
          items.push({
            label: starter.label,
            insertText: starter.text,
            documentation: starter.description,
            detail: 'Starter',
            kind: CompletionItemKind.Snippet,
            range,
            filterText: starter.label,
          })
        }
        return { suggestions: items }
      }
      if (word.startsWith('#')) {
        for (const [label, text, doc] of directives)
          add(label, text, doc, CompletionItemKind.Keyword)
        return { suggestions: items }
      }
      for (const root of roots) {
        for (const { name, signature, doc } of builtins[root]) {
          if (root === 'context' && !isOfPlace(name, surroundings.where)) continue
          const call = /\(/.test(signature) ? `\\$${root}.${name}(\${1})` : `\\$${root}.${name}`
          add(`$${root}.${name}`, call, `${signature}\n\n${doc}`, CompletionItemKind.Method)
        }
      }
      for (const name of surroundings.stageVariables) {
        const label = `$stageVariables.${name}`
        add(label, `\\${label}`, 'A variable of the stage.', CompletionItemKind.Variable)
      }
      add(
        '$stageVariables',
        '\\$stageVariables.${1:name}',
        'A variable of the stage.',
        CompletionItemKind.Variable,
      )
      const declared = allDeclarations(readable(model.getValue(), model.getOffsetAt(position)))
      const variables = new Map(
        declared.flatMap(({ variable, value }) =>
          variable === undefined ? [] : [[variable, value] as const],
        ),
      )
      for (const [name, value] of variables) {
        const kind = value === 'unknown' ? '' : `: a ${value} of Java`
        add(`$${name}`, `\\$${name}`, `Set in this template${kind}.`, CompletionItemKind.Variable)
      }
      for (const [name, doc] of [
        ['hasNext', 'Whether another item follows.'],
        ['index', 'The place of the item, from 0.'],
        ['count', 'The place of the item, from 1.'],
        ['first', 'Whether it is the first item.'],
        ['last', 'Whether it is the last item.'],
      ] as const) {
        add(`$foreach.${name}`, `\\$foreach.${name}`, doc, CompletionItemKind.Property)
      }
      const receiver = /(\$!?\{?[\w.]+)\.\w*$/.exec(word)?.[1]
      if (receiver !== undefined && !/^\$(?:input|util|context|foreach)/.test(receiver)) {
        const names = methodNames()
        const kind = variables.get(receiver.replace(/^\$!?\{?/, '')) ?? 'unknown'
        const offered =
          kind === 'unknown'
            ? [...names.List, ...names.Map, ...names.String]
            : names[kind]
        for (const name of new Set(offered)) {
          add(
            `${receiver}.${name}`,
            `${receiver.replace('$', '\\$')}.${name}(\${1})`,
            kind === 'unknown' ? `A method of Java's classes.` : `A method of Java's ${kind}.`,
            CompletionItemKind.Method,
          )
        }
      }
      return { suggestions: items }
    },
  }
}

/** The declarations of a text that is being written: where it cannot be read, those before the line that is written. */
function readable(text: string, offset: number): readonly Declaration[] {
  const whole = declarationsOf(text)
  if (whole.length > 0) return whole
  const before = text.slice(0, text.lastIndexOf('\n', offset - 1) + 1)
  // loops that are still open are closed for the look
  const opened = (before.match(/#\{?(?:foreach|if|define)\b/g) ?? []).length
  const closed = (before.match(/#\{?end\b/g) ?? []).length
  return declarationsOf(before + '#end'.repeat(Math.max(0, opened - closed)))
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
    const value = lastValueAt(surroundingsOf(model).recording, model.getValue(), offset)
    if (value !== undefined) contents.push({ value: 'In the last run:' }, { value: fenced(value) })
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
    actions: surroundingsOf(model).remarks.flatMap(({ fix, from, to }) => {
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
