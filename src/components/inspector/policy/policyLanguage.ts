import type * as Monaco from 'monaco-editor/editor'
import { readyMonaco } from '../../shared/editor/monaco.ts'
import {
  conditionKeyOf,
  conditionKeys,
  operatorNames,
  policyActions,
  relationOf,
  statementMembers,
} from '../../../model/index.ts'

/** The id of the language of policies in the editor: JSON, with the words of policies. */
export const policyLanguage = 'resource-policy'

const tokens: Monaco.languages.IMonarchLanguage = {
  defaultToken: '',
  tokenizer: {
    root: [
      [/"(?:[^"\\\n]|\\.)*"(?=\s*:)/, 'type'],
      [/"(?:[^"\\\n]|\\.)*"/, 'string'],
      [/"(?:[^"\\\n]|\\.)*$/, 'string'],
      [/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/, 'number'],
      [/\b(?:true|false|null)\b/, 'keyword'],
      [/[{}[\]]/, '@brackets'],
    ],
  },
}

const configuration: Monaco.languages.LanguageConfiguration = {
  // names such as aws:SourceIp are one word
  wordPattern: /[\w:.-]+/,
  brackets: [
    ['{', '}'],
    ['[', ']'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '"', close: '"', notIn: ['string'] },
  ],
}

/** What can stand where the caret is, told by what stands before it on its line. */
function wordsAt(before: string): readonly { readonly word: string; readonly detail: string }[] {
  if (/"Effect"\s*:\s*"?\w*$/.test(before)) {
    return [
      { word: 'Allow', detail: 'Lets in whom it names' },
      { word: 'Deny', detail: 'Wins over every Allow' },
    ]
  }
  if (/"(?:Not)?Action"\s*:[^}]*$/.test(before)) {
    return policyActions.map((word) => ({ word, detail: 'Action' }))
  }
  return [
    ...statementMembers.map((word) => ({ word, detail: 'Member of a statement' })),
    ...operatorNames.map((word) => ({ word, detail: 'Condition operator' })),
    ...conditionKeys.map(({ name, noun }) => ({ word: name, detail: `Condition key: ${noun}` })),
  ]
}

const completions = (monaco: typeof Monaco): Monaco.languages.CompletionItemProvider => ({
  triggerCharacters: ['"'],
  provideCompletionItems: (model, position) => {
    const { startColumn, endColumn } = model.getWordUntilPosition(position)
    const line = model.getLineContent(position.lineNumber)
    const before = line.slice(0, position.column - 1)
    const isQuoted = line[startColumn - 2] === '"'
    const range = new monaco.Range(position.lineNumber, startColumn, position.lineNumber, endColumn)
    return {
      suggestions: wordsAt(before).map(({ word, detail }) => ({
        label: word,
        detail,
        kind: monaco.languages.CompletionItemKind.Property,
        insertText: isQuoted ? word : `"${word}"`,
        range,
      })),
    }
  },
})

const hover: Monaco.languages.HoverProvider = {
  provideHover: (model, position) => {
    const found = model.getWordAtPosition(position)
    if (!found) return null
    const key = conditionKeyOf(found.word)
    const relation = relationOf(found.word)
    const only = {
      private: ' Only calls of private APIs have it.',
      iam: ' Only signed calls have it.',
    }
    const value = key
      ? `\`${key.name}\`: ${key.noun.replace(/,$/, '')}.${key.only ? only[key.only] : ''}`
      : relation && `\`${found.word}\`: holds where the key ${relation} one of the values.`
    return value === undefined ? null : { contents: [{ value }] }
  },
}

let isReady = false

/** The editor's library with the language of policies in it; registered at the first call. */
export function policyMonaco(): typeof Monaco {
  const monaco = readyMonaco()
  if (isReady) return monaco
  isReady = true
  monaco.languages.register({ id: policyLanguage })
  monaco.languages.setMonarchTokensProvider(policyLanguage, tokens)
  monaco.languages.setLanguageConfiguration(policyLanguage, configuration)
  monaco.languages.registerCompletionItemProvider(policyLanguage, completions(monaco))
  monaco.languages.registerHoverProvider(policyLanguage, hover)
  return monaco
}
