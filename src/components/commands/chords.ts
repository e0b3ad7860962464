/** The parts of a key press that a chord looks at. */
export interface KeyPress {
  readonly key: string
  /** The place of the key, `KeyB`; where the key itself writes something else than its letter. */
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** True when a key press is the chord (`Mod+Shift+Z`, `F8`, `A`, `+`). Signs are typed with or without Shift. */
export function isChord(chord: string, press: KeyPress, isMac: boolean): boolean {
  const parts = chord === '+' ? ['+'] : chord.split('+')
  const key = parts.at(-1) ?? ''
  const modifiers = parts.slice(0, -1)
  const mod = isMac ? press.metaKey : press.ctrlKey
  const other = isMac ? press.ctrlKey : press.metaKey
  const isSign = key.length === 1 && !/[a-z]/i.test(key)
  return (
    letterOf(press).toLowerCase() === key.toLowerCase() &&
    mod === modifiers.includes('Mod') &&
    !other &&
    press.altKey === modifiers.includes('Alt') &&
    (isSign || press.shiftKey === modifiers.includes('Shift'))
  )
}

/** A Mac writes `∫` for Alt+B, and a Cyrillic keyboard `я` for Ctrl+Z: then the place of the key counts. */
function letterOf({ key, code }: KeyPress): string {
  const isStrange = key.length === 1 && !/[ -~]/.test(key)
  return (isStrange ? /^Key([A-Z])$/.exec(code ?? '')?.[1] : undefined) ?? key
}
