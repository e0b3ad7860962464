import type { StepWish } from '../store/viewStore.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { Command } from './command.ts'

const isStepping = ({ viewStore }: Stores) => {
  const { screen, isStepping, workbenchTab } = viewStore.getState()
  return screen === 'designer' && isStepping && workbenchTab === 'template'
}

const step = (verb: StepWish, label: string, shortcut: string): Command => ({
  id: `template.step-${verb}`,
  label,
  group: 'Test',
  shortcuts: [shortcut],
  repeats: true,
  enabled: isStepping,
  run: ({ viewStore }) => {
    const { stepWish, change } = viewStore.getState()
    change({ stepWish: { verb, count: (stepWish?.count ?? 0) + 1 } })
  },
})

/** Going on in a template that is stepped through. With Shift, signs are others: `"` is Shift+'. */
export const templateCommands: readonly Command[] = [
  step('over', 'Step over', "Mod+'"),
  step('into', 'Step in', 'Mod+;'),
  step('out', 'Step out', 'Mod+:'),
  step('back', 'Step back', 'Mod+"'),
  step('continue', 'On to a breakpoint', 'Mod+\\'),
]
