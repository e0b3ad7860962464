import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import { useStore } from 'zustand'
import { redoLabel, renameDesign, undoLabel } from '../../model/index.ts'
import { commands } from '../commands/index.ts'
import { useProblemCounts } from '../problems/useProblems.ts'
import { useDesign, useDesignState, useStores, useView } from '../store/StoreContext.tsx'
import { chordText } from './chords.ts'

/** Run a command by its id. */
export function useCommand(): (id: string) => void {
  const stores = useStores()
  return (id) => {
    const command = commands.find((each) => each.id === id)
    if (command && (command.enabled?.(stores) ?? true)) void command.run(stores)
  }
}

/** Design, API, save state, undo, search, problems, export. */
export function TopBar() {
  const stores = useStores()
  const run = useCommand()
  const name = useDesign((design) => design.name)
  const apis = useDesign((design) => design.apis)
  const apiId = useView((state) => state.apiId)
  const undoes = useDesignState((state) => undoLabel(state.history))
  const redoes = useDesignState((state) => redoLabel(state.history))
  const { state: saveState, message } = useStore(stores.services.persistence.saveState)
  const counts = useProblemCounts()
  const words = {
    saved: 'Saved',
    saving: 'Saving …',
    failed: 'Not saved',
    'other-tab': 'Read-only',
  } as const
  return (
    <header className="gw-topbar" data-region="top bar">
      <button
        type="button"
        className="gw-brand"
        onClick={() => run('file.start')}
        title="Start page"
      >
        Gatewright
      </button>
      <input
        className="gw-design-name"
        aria-label="Name of the design"
        value={name}
        onChange={(event) =>
          stores.designStore
            .getState()
            .edit(
              'Rename the design',
              (design) => renameDesign(design, { name: event.target.value }),
              'design-name',
            )
        }
      />
      <label className="gw-api-picker">
        <span className="gw-visually-hidden">API</span>
        <select
          value={apiId ?? ''}
          onChange={(event) => stores.viewStore.getState().select(['apis', event.target.value])}
          aria-label="API"
        >
          {apiId === undefined && <option value="">No API yet</option>}
          {Object.values(apis).map((api) => (
            <option key={api.id} value={api.id}>
              {api.name} ({api.protocol})
            </option>
          ))}
        </select>
      </label>
      <span className={`gw-save-state gw-save-${saveState}`} title={message}>
        {words[saveState]}
      </span>
      {saveState === 'other-tab' && (
        <Button variant="inline-link" onClick={() => void stores.services.persistence.takeOver()}>
          Take over
        </Button>
      )}
      <span className="gw-grow" />
      <Button
        variant="icon"
        iconName="undo"
        ariaLabel={undoes === undefined ? 'Undo' : `Undo: ${undoes}`}
        disabled={undoes === undefined}
        onClick={() => run('edit.undo')}
      />
      <Button
        variant="icon"
        iconName="redo"
        ariaLabel={redoes === undefined ? 'Redo' : `Redo: ${redoes}`}
        disabled={redoes === undefined}
        onClick={() => run('edit.redo')}
      />
      <Button iconName="search" onClick={() => run('view.palette')}>
        Search <kbd>{chordText('Mod+K')}</kbd>
      </Button>
      <Button
        onClick={() => run('view.problems')}
        ariaLabel={`${counts.error} errors, ${counts.warning} warnings`}
      >
        {counts.error > 0 ? `✕ ${counts.error}` : counts.warning > 0 ? `! ${counts.warning}` : '✓'}{' '}
        Problems
      </Button>
      <Button iconName="upload" onClick={() => run('file.open')}>
        Import
      </Button>
      <Button variant="primary" iconName="download" onClick={() => run('file.export')}>
        Export
      </Button>
      <ButtonDropdown
        variant="icon"
        ariaLabel="More"
        items={[
          'file.new-api',
          'file.save',
          'file.start',
          'view.light',
          'view.dark',
          'view.system',
          'view.shortcuts',
        ].map((id) => ({
          id,
          text: commands.find((command) => command.id === id)?.label ?? id,
        }))}
        onItemClick={({ detail }) => run(detail.id)}
      />
    </header>
  )
}
