import { Command } from 'cmdk'
import { methodsOf } from '../../model/index.ts'
import { commands } from '../commands/index.ts'
import { useDesign, useStores } from '../store/StoreContext.tsx'
import { chordText } from './chords.ts'

/** Search and run any command, or go to any method, resource or model. */
export function CommandPalette() {
  const stores = useStores()
  const design = useDesign((present) => present)
  const close = () => stores.viewStore.getState().change({ dialog: undefined })
  const apis = Object.values(design.apis).filter((api) => api.protocol === 'REST')
  const isDesigner = stores.viewStore.getState().screen === 'designer'
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && close()}
      label="Commands"
      className="gw-palette"
      loop
    >
      <Command.Input placeholder="Type a command, a path or a model" aria-label="Search" />
      <Command.List label="Commands and places">
        <Command.Empty>Nothing found.</Command.Empty>
        <Command.Group heading="Commands">
          {commands
            .filter((command) => command.enabled?.(stores) ?? true)
            .map((command) => (
              <Command.Item
                key={command.id}
                value={`${command.label} ${command.id}`}
                onSelect={() => {
                  close()
                  // the palette gives the focus back as it closes; what the command opens takes it after that
                  requestAnimationFrame(() => void command.run(stores))
                }}
              >
                <span>{command.label}</span>
                {command.shortcuts?.[0] !== undefined && (
                  <kbd>{chordText(command.shortcuts[0])}</kbd>
                )}
              </Command.Item>
            ))}
        </Command.Group>
        {isDesigner && (
          <Command.Group heading="Methods">
            {apis.flatMap((api) =>
              methodsOf(api).map(({ path, method, at }) => (
                <Command.Item
                  key={at.join('/')}
                  value={`${method.httpMethod} ${path} ${api.name} ${api.id}`}
                  onSelect={() => {
                    stores.viewStore.getState().select(at)
                    stores.viewStore.getState().change({ dialog: undefined, level: 'flow' })
                  }}
                >
                  <span>
                    {method.httpMethod} {path}
                  </span>
                  <small>{api.name}</small>
                </Command.Item>
              )),
            )}
          </Command.Group>
        )}
        {isDesigner && (
          <Command.Group heading="Models">
            {apis.flatMap((api) =>
              Object.keys(api.models).map((name) => (
                <Command.Item
                  key={`${api.id}/${name}`}
                  value={`model ${name} ${api.id}`}
                  onSelect={() => {
                    close()
                    stores.viewStore.getState().goTo(['apis', api.id, 'models', name])
                  }}
                >
                  <span>{name}</span>
                  <small>model of {api.name}</small>
                </Command.Item>
              )),
            )}
          </Command.Group>
        )}
      </Command.List>
    </Command.Dialog>
  )
}
