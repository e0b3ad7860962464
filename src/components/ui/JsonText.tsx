/** Longer texts are not coloured: they would make the page slow. */
const mostColoured = 40_000

const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** A text, its JSON coloured. */
export function JsonText({ text }: { readonly text: string }) {
  if (text.length > mostColoured || !/^\s*[[{]/.test(text)) return text
  const parts: React.ReactNode[] = []
  let from = 0
  for (const match of text.matchAll(tokens)) {
    const [whole, quoted, colon, word] = match
    const kind = quoted ? (colon ? 'key' : 'string') : word ? 'word' : 'number'
    parts.push(text.slice(from, match.index))
    parts.push(
      <span key={match.index} className={`gw-json-${kind}`}>
        {quoted ?? whole}
      </span>,
      colon ?? '',
    )
    from = match.index + whole.length
  }
  parts.push(text.slice(from))
  return parts
}
