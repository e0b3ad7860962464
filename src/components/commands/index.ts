import { accessCommands } from './access.ts'
import { canvasCommands } from './canvas.ts'
import type { Command } from './command.ts'
import { editCommands } from './edit.ts'
import { fileCommands } from './file.ts'
import { goToCommands } from './goTo.ts'
import { helpCommands } from './help.ts'
import { partCommands } from './parts.ts'
import { problemCommands } from './problems.ts'
import { templateCommands } from './template.ts'
import { testCommands } from './test.ts'
import { viewCommands } from './view.ts'

export type { Command } from './command.ts'

/** Everything that can be done, each once. Toolbars, menus, palette, shortcut sheet and keyboard read this list. */
export const commands: readonly Command[] = [
  ...fileCommands,
  ...accessCommands,
  ...editCommands,
  ...canvasCommands,
  ...partCommands,
  ...testCommands,
  ...templateCommands,
  ...goToCommands,
  ...problemCommands,
  ...viewCommands,
  ...helpCommands,
]
