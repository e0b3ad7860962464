/** A chord as this machine's users write it: `Ctrl+K`, on a Mac `⌘K`. */
export function chordText(chord: string): string {
  const isMac = navigator.userAgent.includes('Mac')
  const names: Readonly<Record<string, string>> = isMac
    ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
    : { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift' }
  return chord
    .split('+')
    .map((part) => names[part] ?? part)
    .join(isMac ? '' : '+')
}
