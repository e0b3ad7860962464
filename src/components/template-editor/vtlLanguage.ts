import type * as Monaco from 'monaco-editor/editor'
import { builtins, methodNames } from '../../simulator/index.ts'
import type { BuiltinDescription } from '../../simulator/index.ts'

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

/** References and directives of mapping templates, from the engine's own tables. */
export function vtlCompletions(monaco: typeof Monaco): Monaco.languages.CompletionItemProvider {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages
  return {
    triggerCharacters: ['$', '.', '#'],
    provideCompletionItems: (model, position) => {
      const before = model.getValueInRange({
        startLineNumber: position.lineNumber,
        startColumn: 1,
        endLineNumber: position.lineNumber,
        endColumn: position.column,
      })
      const word = /[#$]?!?\{?[\w.]*$/.exec(before)?.[0] ?? ''
      const range = {
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: position.column - word.length,
        endColumn: position.column,
      }
      const asSnippet = CompletionItemInsertTextRule.InsertAsSnippet
      const items: Monaco.languages.CompletionItem[] = []
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
      if (word.startsWith('#')) {
        for (const [label, text, doc] of directives)
          add(label, text, doc, CompletionItemKind.Keyword)
        return { suggestions: items }
      }
      for (const root of roots) {
        for (const { name, signature, doc } of builtins[root]) {
          const call = /\(/.test(signature) ? `\\$${root}.${name}(\${1})` : `\\$${root}.${name}`
          add(`$${root}.${name}`, call, `${signature}\n\n${doc}`, CompletionItemKind.Method)
        }
      }
      add(
        '$stageVariables',
        '\\$stageVariables.${1:name}',
        'A variable of the stage.',
        CompletionItemKind.Variable,
      )
      add(
        '$foreach.hasNext',
        '\\$foreach.hasNext',
        'Whether another item follows.',
        CompletionItemKind.Property,
      )
      add(
        '$foreach.index',
        '\\$foreach.index',
        'The place of the item, from 0.',
        CompletionItemKind.Property,
      )
      const receiver = /(\$!?\{?[\w.]+)\.\w*$/.exec(word)?.[1]
      if (receiver !== undefined && !/^\$(?:input|util|context|foreach)/.test(receiver)) {
        const names = methodNames()
        for (const name of new Set([...names.List, ...names.Map, ...names.String])) {
          add(
            `${receiver}.${name}`,
            `${receiver.replace('$', '\\$')}.${name}(\${1})`,
            `A method of Java's classes.`,
            CompletionItemKind.Method,
          )
        }
      }
      return { suggestions: items }
    },
  }
}

/** What is said of the built-in under the pointer. */
export const vtlHover: Monaco.languages.HoverProvider = {
  provideHover: (model, position) => {
    const line = model.getLineContent(position.lineNumber)
    for (const match of line.matchAll(/\$!?\{?((?:input|util|context)(?:\.[A-Za-z][\w-]*)+)/g)) {
      const start = match.index + 1
      if (position.column < start || position.column > start + match[0].length) continue
      const found = describedBy(match[1] ?? '')
      if (found) return { contents: [{ value: `\`${found.signature}\`` }, { value: found.doc }] }
    }
    return null
  },
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
