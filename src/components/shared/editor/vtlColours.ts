import type * as Monaco from 'monaco-editor/editor'
import { colourNames } from '../../../simulator/index.ts'
import type { ColourName } from '../../../simulator/index.ts'
import { lookOf, onLook } from './surroundings.ts'

const reference = /\$!?\{?[A-Za-z_][\w-]*(?:\.[A-Za-z][\w-]*)*\}?/
const directive = /#\{?(?:set|if|elseif|else|end|foreach|define|break|stop)\b\}?/

/** Colours until the template has been read: a guess by its signs, over JSON. */
export const vtlTokens: Monaco.languages.IMonarchLanguage = {
  defaultToken: 'output',
  tokenizer: {
    root: [
      [/##.*$/, 'comment'],
      [/#\*/, 'comment', '@comment'],
      [/#\[\[/, 'comment', '@verbatim'],
      [directive, 'keyword'],
      [reference, 'variable'],
      [/"(?=[^"\n]*"\s*:)/, 'output.key', '@key'],
      [/"/, 'output.string', '@text'],
      [/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/, 'output.number'],
      [/\b(?:true|false|null)\b/, 'output.word'],
    ],
    comment: [
      [/[^*]+/, 'comment'],
      [/\*#/, 'comment', '@pop'],
      [/\*/, 'comment'],
    ],
    verbatim: [
      [/[^\]]+/, 'output'],
      [/\]\]#/, 'comment', '@pop'],
      [/\]/, 'output'],
    ],
    key: [
      [reference, 'variable'],
      [/[^"$]+/, 'output.key'],
      [/"/, 'output.key', '@pop'],
      [/\$/, 'output.key'],
    ],
    text: [
      [reference, 'variable'],
      [directive, 'keyword'],
      [/[^"$#]+/, 'output.string'],
      [/"/, 'output.string', '@pop'],
      [/[$#]/, 'output.string'],
    ],
  },
}

/** Colours as the engine reads the template, of the newest look at it. */
export const vtlColours: Monaco.languages.DocumentSemanticTokensProvider = {
  onDidChange: onLook,
  getLegend: () => ({ tokenTypes: [...colourNames], tokenModifiers: [] }),
  provideDocumentSemanticTokens: (model) => {
    const look = lookOf(model)
    // the editor keeps the colours that it has, and asks again at the next look
    if (look?.of !== model.getValue()) throw new Error('busy')
    const data: number[] = []
    let lastLine = 0
    let lastColumn = 0
    for (const { from, to, colour } of look.colours) {
      const { lineNumber, column } = model.getPositionAt(from)
      const line = lineNumber - 1
      const start = column - 1
      const ahead = line === lastLine ? start - lastColumn : start
      data.push(line - lastLine, ahead, to - from, colourNames.indexOf(colour), 0)
      lastLine = line
      lastColumn = start
    }
    return { data: new Uint32Array(data) }
  },
  releaseDocumentSemanticTokens: () => undefined,
}

const light: Readonly<Record<ColourName, string>> = {
  keyword: '8A1C8A',
  variable: '0F5FA8',
  property: '0F5FA8',
  function: '6B5608',
  text: '9A3E08',
  literal: '0B6B3A',
  comment: '5B6570',
  operator: '3A3A3A',
  output: '1F2328',
  'output.key': '5A3E9E',
  'output.string': 'A31515',
  'output.number': '0B6B3A',
  'output.word': '0B6B3A',
  'output.tag': '7A1212',
  'output.attribute': '7A4B00',
}

const dark: Readonly<Record<ColourName, string>> = {
  keyword: 'D69AE8',
  variable: '6CB8F6',
  property: '9CDCFE',
  function: 'DCDCAA',
  text: 'E0A070',
  literal: '9ED6A8',
  comment: '9AA5AF',
  operator: 'D4D4D4',
  output: 'D4D4D4',
  'output.key': 'B8A8F0',
  'output.string': 'E39A8B',
  'output.number': '9ED6A8',
  'output.word': '9ED6A8',
  'output.tag': 'E88A8A',
  'output.attribute': 'D9B36C',
}

/** The editor's themes, by the theme of the page. */
export const vtlThemes = { light: 'gatewright-light', dark: 'gatewright-dark' } as const

/** Make the themes known to the editor. */
export function defineThemes(monaco: typeof Monaco): void {
  const define = (
    name: string,
    base: Monaco.editor.BuiltinTheme,
    colours: Readonly<Record<ColourName, string>>,
  ) =>
    monaco.editor.defineTheme(name, {
      base,
      inherit: true,
      colors: {},
      rules: Object.entries(colours).map(([token, foreground]) => ({ token, foreground })),
    })
  define(vtlThemes.light, 'vs', light)
  define(vtlThemes.dark, 'vs-dark', dark)
}
