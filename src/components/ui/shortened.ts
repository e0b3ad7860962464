/** Characters of a message that are shown before the reader asks for all of it. */
export const mostShown = 320

/** A text as it is, or its beginning up to a word: messages of functions and of parsers can be pages long. */
export function shortened(text: string, most = mostShown): string {
  if (text.length <= most) return text
  const beginning = text.slice(0, most)
  const space = beginning.lastIndexOf(' ')
  const end = space > most / 2 ? space : most
  // half of a character outside the basic plane is none
  return `${beginning.slice(0, end).replace(/[\uD800-\uDBFF]$/, '')} …`
}
