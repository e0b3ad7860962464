import type { Stores } from '../store/StoreContext.tsx'

/**
 * Something that a user can do, wherever it is offered: toolbar, menu, palette, context menu, keyboard.
 * Every action of the page is one, so that the palette lists all and no shortcut is given twice.
 */
export interface Command {
  /** `canvas.tidy`: the room and a verb. */
  readonly id: string
  readonly label: string
  /** The heading in palette and shortcut sheet. */
  readonly group: 'File' | 'Edit' | 'Design' | 'View' | 'Canvas' | 'Test' | 'Go to' | 'Help'
  /**
   * Chords in the form `Mod+Shift+Z`, `F8`, `Alt+ArrowUp`, `?`. `Mod` is Ctrl, on a Mac the command key.
   * Two keys pressed after each other are written `G M`.
   * Chords of one character without `Mod` or `Alt` work only while `scope` has the focus.
   */
  readonly shortcuts?: readonly string[]
  /** Where the shortcut works; absent: everywhere. */
  readonly scope?: 'canvas' | 'navigator' | 'template-editor'
  /** True where a key that is held down goes on doing it: walking, zooming, undoing. Anything else is done once a press. */
  readonly repeats?: boolean
  readonly enabled?: (stores: Stores) => boolean
  readonly run: (stores: Stores) => void | Promise<void>
}
