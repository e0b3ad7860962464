import type * as Monaco from 'monaco-editor/editor'
import {
  allDeclarations,
  builtins,
  declarationsOf,
  methodNames,
  receiverAt,
  starters,
} from '../../../simulator/index.ts'
import type { BuiltinDescription, Receiver } from '../../../simulator/index.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Surroundings } from './surroundings.ts'

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
  ['#break', '#break', 'Leaves the loop.'],
  ['#stop', '#stop', 'Ends the template.'],
] as const

const loopMembers = [
  ['hasNext', 'Whether another item follows.'],
  ['index', 'The place of the item, from 0.'],
  ['count', 'The place of the item, from 1.'],
  ['first', 'Whether it is the first item.'],
  ['last', 'Whether it is the last item.'],
  ['parent', 'The loop around this one.'],
] as const

const roots = ['input', 'util', 'context'] as const

/** Members of `$context` that this kind of API has, at this place. */
export function isOffered(
  { name, protocols }: BuiltinDescription,
  { where, protocol }: Surroundings['facts'],
): boolean {
  if (protocols && !protocols.includes(protocol)) return false
  if (where === 'gatewayResponse') return !/^(?:request|response)Override/.test(name)
  if (where === 'response') return !/^(?:error\.|requestOverride)/.test(name)
  return !name.startsWith('error.')
}

interface Offer {
  readonly label: string
  /** A snippet: dollar signs that are meant are escaped. */
  readonly insertText: string
  readonly documentation: string
  readonly kind: keyof typeof Monaco.languages.CompletionItemKind
  readonly detail?: string
}

interface Offered {
  /** What is typed of it already. */
  readonly word: string
  readonly offers: readonly Offer[]
}

/** References, directives, fields and starters of mapping templates, from the engine's own tables and the design. */
export function vtlCompletions(monaco: typeof Monaco): Monaco.languages.CompletionItemProvider {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages
  return {
    triggerCharacters: ['$', '.', '#', "'", '"', '('],
    provideCompletionItems: (model, { lineNumber, column }) => {
      const before = model.getLineContent(lineNumber).slice(0, column - 1)
      const offset = model.getOffsetAt({ lineNumber, column })
      const { word, offers } = offeredAt(model.getValue(), offset, before, surroundingsOf(model))
      const range = {
        startLineNumber: lineNumber,
        endLineNumber: lineNumber,
        startColumn: column - word.length,
        endColumn: column,
      }
      return {
        suggestions: offers.map(({ label, insertText, documentation, kind, detail }) => ({
          label,
          insertText,
          documentation,
          kind: CompletionItemKind[kind],
          insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet,
          range,
          filterText: label,
          ...(detail !== undefined && { detail }),
        })),
      }
    },
  }
}

/** What can be written at a place. `before` is its line up to it. */
export function offeredAt(
  template: string,
  offset: number,
  before: string,
  surroundings: Surroundings,
): Offered {
  // inside of the text of $input.path('…') and $input.params('…')
  const path = /\$!?\{?input\.(?:path|json)\(\s*['"]([^'"]*)$/.exec(before)?.[1]
  if (path !== undefined) {
    return { word: path, offers: fields(surroundings.bodyFields, 'A field of the body.') }
  }
  const parameter = /\$!?\{?input\.params\(\s*['"]([^'"]*)$/.exec(before)?.[1]
  if (parameter !== undefined) {
    return {
      word: parameter,
      offers: fields(surroundings.parameters, 'A parameter of the method.'),
    }
  }
  const receiver = receiverAt(template, offset)
  const member = /\.(\w*)$/.exec(before)?.[1]
  if (receiver && member !== undefined && !isRoot(receiver.source)) {
    return { word: member, offers: members(receiver, surroundings) }
  }
  const word = /[#$]?!?\{?[\w.]*$/.exec(before)?.[0] ?? ''
  if (word.startsWith('#')) {
    return {
      word,
      offers: directives.map(([label, insertText, documentation]) => ({
        label,
        insertText,
        documentation,
        kind: 'Keyword',
      })),
    }
  }
  if (word.startsWith('$')) return { word, offers: references(template, surroundings) }
  // whole templates where nothing is written yet, and where one is asked for by its name
  return { word, offers: /^\s*\w*$/.test(before) ? starterOffers(surroundings) : [] }
}

/** References whose members are offered with their whole names. */
function isRoot(source: string): boolean {
  return /^\$(?:input|util|context|foreach|stageVariables)(?:\.[A-Za-z][\w]*)*$/.test(source)
}

function fields(names: readonly string[], documentation: string): Offer[] {
  return names.map((name) => ({
    label: name,
    insertText: escaped(name),
    documentation,
    kind: 'Field',
  }))
}

function escaped(text: string): string {
  return text.replace(/[$\\}]/g, '\\$&')
}

const classes = {
  String: ['String'],
  List: ['List'],
  Map: ['Map'],
  Number: ['Number'],
  // what JSON holds may be any of them
  Body: ['Map', 'List', 'String'],
  unknown: ['Map', 'List', 'String'],
} as const

function members({ javaClass, bodyPath }: Receiver, { bodyFields }: Surroundings): Offer[] {
  const names = methodNames()
  const seen = new Set<string>()
  const methods = classes[javaClass].flatMap((owner) =>
    names[owner].flatMap((name): Offer[] => {
      if (seen.has(name)) return []
      seen.add(name)
      const documentation =
        classes[javaClass].length > 1
          ? `A method of Java's ${owner}: it is there if the value is one.`
          : `A method of Java's ${owner}.`
      return [{ label: name, insertText: `${name}(\${1})`, documentation, kind: 'Method' }]
    }),
  )
  return [...childFields(bodyPath, bodyFields), ...methods]
}

/** The fields right below a place of the body. */
function childFields(bodyPath: string | undefined, bodyFields: readonly string[]): Offer[] {
  if (bodyPath === undefined) return []
  const children = bodyFields.flatMap((field) => {
    const rest = field.startsWith(`${bodyPath}.`) ? field.slice(bodyPath.length + 1) : ''
    return /^[A-Za-z_]\w*$/.test(rest) ? [rest] : []
  })
  return fields([...new Set(children)], `A field of ${bodyPath} in the body.`)
}

function references(template: string, { facts }: Surroundings): Offer[] {
  const ofRoots = roots.flatMap((root) =>
    builtins[root]
      .filter((member) => root !== 'context' || isOffered(member, facts))
      .map(({ name, signature, doc }): Offer => ({
        label: `$${root}.${name}`,
        insertText: signature.includes('(') ? `\\$${root}.${name}(\${1})` : `\\$${root}.${name}`,
        documentation: `${signature}\n\n${doc}`,
        kind: 'Method',
      })),
  )
  const ofStage = facts.stageVariables.map((name): Offer => ({
    label: `$stageVariables.${name}`,
    insertText: `\\$stageVariables.${escaped(name)}`,
    documentation: 'A variable of the stage.',
    kind: 'Variable',
  }))
  const variables = new Map(
    allDeclarations(declarationsOf(template)).flatMap(({ variable, value }) =>
      variable === undefined ? [] : [[variable, value] as const],
    ),
  )
  const own = [...variables].map(([name, value]): Offer => ({
    label: `$${name}`,
    insertText: `\\$${name}`,
    documentation: `Set in this template${value === 'unknown' ? '' : `: a ${value} of Java`}.`,
    kind: 'Variable',
  }))
  const ofLoop = loopMembers.map(([name, documentation]): Offer => ({
    label: `$foreach.${name}`,
    insertText: `\\$foreach.${name}`,
    documentation,
    kind: 'Property',
  }))
  return [...own, ...ofRoots, ...ofStage, ...ofLoop]
}

function starterOffers({ facts }: Surroundings): Offer[] {
  const where = facts.where === 'request' ? 'request' : 'response'
  return starters
    .filter((starter) => starter.where === where)
    .map(({ label, text, description }) => ({
      label,
      insertText: escaped(text),
      documentation: description,
      kind: 'Snippet',
      detail: 'Starter',
    }))
}
