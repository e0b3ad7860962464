/** A name and a value, as a row of the console shows them. */
export interface Entry {
  readonly name: string
  readonly value: string
}

/** How names and values are written in one text. Each entry has a part of the text to itself, so that the others keep theirs to the letter. */
export interface EntrySyntax {
  readonly partsOf: (text: string) => readonly string[]
  readonly textOf: (parts: readonly string[]) => string
  readonly entryOf: (part: string) => Entry
  /** The part of an entry; empty for one without name and value. */
  readonly partOf: (entry: Entry) => string
  readonly sameName: (left: string, right: string) => boolean
}

/** `name=value&name=value`, percent-encoded. */
export const querySyntax: EntrySyntax = {
  partsOf: (text) => {
    const query = text.trim().replace(/^\?/, '')
    return query === '' ? [] : query.split('&')
  },
  textOf: (parts) => parts.join('&'),
  entryOf: (part) => {
    const end = part.indexOf('=')
    if (end < 0) return { name: percentDecoded(part), value: '' }
    return { name: percentDecoded(part.slice(0, end)), value: percentDecoded(part.slice(end + 1)) }
  },
  partOf: ({ name, value }) =>
    name === '' && value === '' ? '' : `${percentEncoded(name)}=${percentEncoded(value)}`,
  sameName: (left, right) => left === right,
}

/** `Name: value`, one a line. */
export const headerSyntax: EntrySyntax = {
  partsOf: (text) => (text === '' ? [] : text.split(/\r\n|[\r\n]/)),
  textOf: (parts) => parts.join('\n'),
  entryOf: (part) => {
    const end = part.indexOf(':')
    if (end < 0) return { name: part, value: '' }
    // one blank belongs to the colon; others are being typed
    return { name: part.slice(0, end), value: part.slice(end + 1).replace(/^ /, '') }
  },
  partOf: ({ name, value }) =>
    name === '' && value === ''
      ? ''
      : `${name.replace(/[:\r\n]/g, '')}: ${value.replace(/[\r\n]+/g, ' ')}`,
  sameName: (left, right) => left.trim().toLowerCase() === right.trim().toLowerCase(),
}

/** The entries of a text. */
export function entriesOf(syntax: EntrySyntax, text: string): readonly Entry[] {
  return syntax.partsOf(text).map(syntax.entryOf)
}

/** A text of entries. */
export function writeEntries(syntax: EntrySyntax, entries: readonly Entry[]): string {
  return syntax.textOf(entries.map(syntax.partOf).filter((part) => part !== ''))
}

/** The text with one entry another, or one more behind the last. What stands blank at the end is dropped. */
export function setEntry(syntax: EntrySyntax, text: string, index: number, entry: Entry): string {
  const parts = [...syntax.partsOf(text)]
  parts[Math.min(index, parts.length)] = syntax.partOf(entry)
  while (parts.at(-1) === '') parts.pop()
  return syntax.textOf(parts)
}

export function removeEntry(syntax: EntrySyntax, text: string, index: number): string {
  return syntax.textOf(syntax.partsOf(text).filter((_, i) => i !== index))
}

/** A parameter that the method request declares. */
export interface Declared {
  readonly name: string
  readonly isRequired: boolean
}

/** A line of the form: a declared parameter, sent or not, or an entry that nobody declared. */
export interface EntryRow extends Entry {
  /** Which entry of the text; absent where a declared parameter is not sent. */
  readonly index?: number
  readonly declared?: Declared
}

/** What the form shows for a text: first what is declared, then the rest. */
export function rowsOf(
  syntax: EntrySyntax,
  text: string,
  declared: readonly Declared[],
): readonly EntryRow[] {
  const entries = entriesOf(syntax, text)
  const taken = new Set<number>()
  const rows = declared.map((one): EntryRow => {
    const index = entries.findIndex(
      ({ name }, i) => !taken.has(i) && syntax.sameName(name, one.name),
    )
    const entry = entries[index]
    if (!entry) return { name: one.name, value: '', declared: one }
    taken.add(index)
    return { ...entry, index, declared: one }
  })
  const free = entries.flatMap((entry, index) => (taken.has(index) ? [] : [{ ...entry, index }]))
  return [...rows, ...free]
}

/** A text as a part of an address; halves of characters, which no address can hold, become the replacement character. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
}

/** What a part of an address stands for; the part itself where its percent signs stand for nothing. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
