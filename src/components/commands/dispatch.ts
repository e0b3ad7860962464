import type { DialogName } from '../store/viewStore.ts'
import { isChord } from './chords.ts'
import type { KeyPress } from './chords.ts'
import type { Command } from './command.ts'

/** Where a key was pressed. */
export interface KeyPlace {
  /** In something that takes text. */
  readonly isTyping: boolean
  /** The scopes that hold the focus. */
  readonly scopes: readonly string[]
  readonly dialog: DialogName | undefined
  /** The key of a sequence that was pressed just before, `G` of `G M`. */
  readonly before?: string | undefined
}

/** Chords that fields and editors have for themselves. */
const editing = [
  ...['Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'Mod+A', 'Mod+C', 'Mod+X', 'Mod+V', 'Mod+D', 'Mod+/'],
  ...['Mod+.', 'Alt+ArrowUp', 'Alt+ArrowDown', 'Alt+ArrowLeft', 'Alt+ArrowRight'],
]

/** Commands that work while their dialog or none is open: the chord that opens also closes. */
const dialogOf: Readonly<Record<string, DialogName>> = {
  'view.palette': 'palette',
  'view.go-to': 'go-to',
  'help.shortcuts': 'shortcuts',
}

/**
 * The command that a key press means where it happened; `undefined` where it means nothing or something else's.
 * Commands of the scope that has the focus come first: a chord may be given once in each scope.
 */
export function commandFor(
  commands: readonly Command[],
  press: KeyPress,
  place: KeyPlace,
  isMac: boolean,
  isEnabled: (command: Command) => boolean = () => true,
): Command | undefined {
  const matching = commands.flatMap((command) => {
    const chord = command.shortcuts?.find((each) => isPressed(each, press, place.before, isMac))
    return chord === undefined ? [] : [{ command, chord }]
  })
  const inScope = matching.filter(
    ({ command: { scope } }) => scope !== undefined && place.scopes.includes(scope),
  )
  const anywhere = matching.filter(({ command }) => command.scope === undefined)
  return [...inScope, ...anywhere].find(
    ({ command, chord }) =>
      !(place.isTyping && (isPlain(chord) || editing.includes(chord))) &&
      (place.dialog === undefined || dialogOf[command.id] === place.dialog) &&
      isEnabled(command),
  )?.command
}

/** True when a key press begins a sequence that a command has where it happened. */
export function beginsSequence(
  commands: readonly Command[],
  press: KeyPress,
  place: KeyPlace,
  isMac: boolean,
): boolean {
  if (place.isTyping || place.dialog !== undefined) return false
  return commands.some(
    ({ scope, shortcuts }) =>
      (scope === undefined || place.scopes.includes(scope)) &&
      shortcuts?.some((chord) => {
        const [first, second] = chord.split(' ')
        return second !== undefined && first !== undefined && isChord(first, press, isMac)
      }),
  )
}

/** True for a chord that the browser would take for itself and that no page of ours lets it have. */
export function isOurs(commands: readonly Command[], press: KeyPress, isMac: boolean): boolean {
  return commands.some(
    ({ scope, shortcuts }) =>
      scope === undefined &&
      shortcuts?.some(
        (chord) =>
          chord.startsWith('Mod+') && !editing.includes(chord) && isChord(chord, press, isMac),
      ),
  )
}

function isPressed(
  chord: string,
  press: KeyPress,
  before: string | undefined,
  isMac: boolean,
): boolean {
  const [first = '', second] = chord.split(' ')
  return second === undefined
    ? before === undefined && isChord(first, press, isMac)
    : before === first && isChord(second, press, isMac)
}

/** True for chords that also write a character or move in a text. */
function isPlain(chord: string): boolean {
  return !/^(?:Mod|Alt)\+|^(?:Shift\+)?F\d+$/.test(chord)
}
