/** Whether a word stands in a text at the beginning of one of its words. */
function beginsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true
  }
  return false
}

/**
 * How well an entry of the palette fits what was typed, from 0 (not at all) to 1. Every word that was typed has to be in its
 * label or in the remarks beside it; one that begins a word counts more, and so does a shorter label.
 */
export function paletteScore(label: string, remarks: string, typed: string): number {
  const text = label.toLowerCase()
  const wanted = typed.trim().toLowerCase()
  const words = wanted.split(/\s+/)
  const fit =
    text === wanted
      ? 1
      : text.startsWith(wanted)
        ? 0.9
        : beginsAWord(text, wanted)
          ? 0.8
          : words.every((word) => beginsAWord(text, word))
            ? 0.7
            : words.every((word) => text.includes(word))
              ? 0.5
              : words.every((word) => `${text} ${remarks.toLowerCase()}`.includes(word))
                ? 0.2
                : 0
  return fit * (1 - Math.min(text.length, 500) / 10_000)
}
