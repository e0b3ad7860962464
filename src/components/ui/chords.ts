const macSigns: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↵',
}

const keySigns: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ContextMenu: 'Menu',
  Delete: 'Del',
  Mod: 'Ctrl',
}

/** The keys of a chord as they are written on a keyboard: `Ctrl`, `Shift`, `Z`. */
export function keysOf(chord: string, isMac: boolean): readonly string[] {
  const parts = chord === '+' ? ['+'] : chord.split('+')
  return parts.map((part) => (isMac ? macSigns[part] : undefined) ?? keySigns[part] ?? part)
}

/** A chord as this machine's users write it: `Ctrl+Shift+Z`, on a Mac `⌘⇧Z`. */
export function chordText(chord: string): string {
  const isMac = isMacHere()
  return keysOf(chord, isMac).join(isMac ? '' : '+')
}

/** Whether the page is shown on a Mac. */
export function isMacHere(): boolean {
  return /^(?:Mac|iP)/.test(navigator.platform)
}
