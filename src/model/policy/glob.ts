/** Units of Unicode's private area that stand for a star and a question mark that are meant as they are. */
const literals: Readonly<Record<string, string>> = { '*': '\ue02a', '?': '\ue03f' }
const meant: ReadonlyMap<string, string> = new Map(
  Object.entries(literals).map(([mark, unit]) => [unit, mark]),
)

/** A text for a pattern in which nothing stands for anything else. */
export function literalGlob(text: string): string {
  return text.replace(/[*?]/g, (mark) => literals[mark] ?? mark)
}

/** True where a pattern with `*` (anything) and `?` (one character) is the whole text. Takes time of pattern times text at most. */
export function matchesGlob(pattern: string, text: string): boolean {
  let p = 0
  let t = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    const unit = pattern[p]
    if (unit === '*') {
      star = p++
      resume = t
    } else if (unit === '?' || (unit !== undefined && (meant.get(unit) ?? unit) === text[t])) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++resume
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
