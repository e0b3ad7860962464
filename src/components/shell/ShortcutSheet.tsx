import Modal from '@cloudscape-design/components/modal'
import { commands } from '../commands/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import { chordText } from '../ui/chords.ts'

const scopes = {
  canvas: 'canvas',
  navigator: 'navigator',
  'template-editor': 'template editor',
} as const

/** Every command that has a shortcut. */
export function ShortcutSheet() {
  const stores = useStores()
  const listed = commands.filter(({ shortcuts }) => shortcuts !== undefined)
  const groups = [...new Set(listed.map(({ group }) => group))]
  return (
    <Modal
      visible
      size="large"
      header="Keyboard shortcuts"
      closeAriaLabel="Close"
      onDismiss={() => stores.viewStore.getState().change({ dialog: undefined })}
    >
      <p className="gw-shortcuts-note">
        Shortcuts of a single key work on the canvas and in the navigator, never while you type. A
        shortcut with a place after its name works where the focus is in that place.
      </p>
      <div className="gw-shortcuts-columns">
        {groups.map((group) => (
          <section key={group} className="gw-shortcuts">
            <h3>{group}</h3>
            <dl>
              {listed
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id}>
                    <dt>
                      {command.label}
                      {command.scope && <small> {scopes[command.scope]}</small>}
                    </dt>
                    <dd>
                      {command.shortcuts?.map((chord) => (
                        <kbd key={chord}>{chordText(chord)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
