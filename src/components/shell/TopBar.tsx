import { redoLabel, undoLabel } from '../../model/index.ts'
import { useIsLookedThrough, useProblemCounts } from '../shared/useProblems.tsx'
import { ClockChip } from '../clock/ClockChip.tsx'
import { useDesign, useDesignState, useStores, useView } from '../store/StoreContext.tsx'
import { chordText } from '../ui/chords.ts'
import { DesignName } from './DesignName.tsx'
import {
  ChevronIcon,
  ExportIcon,
  ImportIcon,
  Mark,
  MoreIcon,
  PanelIcon,
  RedoIcon,
  SearchIcon,
  SeverityIcon,
  UndoIcon,
} from '../ui/icons.tsx'
import { MenuButton } from '../ui/Menu.tsx'
import type { MenuGroup, MenuItem } from '../ui/Menu.tsx'
import { commandOf, useRun } from '../commands/runCommand.ts'
import { SaveText } from './SaveText.tsx'
import { StagePicker } from './StagePicker.tsx'
import { Toolbar } from '../ui/Toolbar.tsx'

/** The design and its API, what was saved, undo and redo, search, problems, and the ways in and out. */
export function TopBar() {
  const run = useRun()
  return (
    <header className="gw-topbar" data-region="top-bar">
      <button
        type="button"
        className="gw-brand"
        aria-label="Gatewright: start page"
        title="Start page"
        onClick={() => run('file.start')}
      >
        <Mark />
      </button>
      <DesignName />
      <DesignMenu />
      <ApiPicker />
      <StagePicker />
      <SaveText />
      <span className="gw-grow" />
      <Toolbar label="Design" className="gw-topbar-tools">
        <UndoRedo />
        <button
          type="button"
          className="gw-btn gw-search-button"
          title="Search commands, paths and models"
          onClick={() => run('view.palette')}
        >
          <SearchIcon />
          <span className="gw-wide-word">Search</span>
          <kbd className="gw-wide-word">{chordText('Mod+K')}</kbd>
        </button>
        <ClockChip />
        <ProblemCount />
        <button
          type="button"
          className="gw-btn"
          aria-label="Import"
          title={titleOf('file.import')}
          onClick={() => run('file.import')}
        >
          <ImportIcon />
          <span className="gw-wide-word">Import</span>
        </button>
        <button
          type="button"
          className="gw-btn gw-btn-primary"
          aria-label="Export"
          title={titleOf('file.export')}
          onClick={() => run('file.export')}
        >
          <ExportIcon />
          <span className="gw-middle-word">Export</span>
        </button>
        <InspectorButton />
        <MoreMenu />
      </Toolbar>
    </header>
  )
}

function titleOf(id: string): string {
  const { label, shortcuts } = commandOf(id)
  return shortcuts?.[0] === undefined ? label : `${label} (${chordText(shortcuts[0])})`
}

function useMenuItem(): (id: string, isChosen?: boolean) => MenuItem {
  const run = useRun()
  const stores = useStores()
  return (id, isChosen) => {
    const command = commandOf(id)
    const [chord] = command.shortcuts ?? []
    return {
      id,
      label: command.label,
      ...(chord !== undefined && { chord }),
      ...(isChosen !== undefined && { isChosen }),
      isDisabled: !(command.enabled?.(stores) ?? true),
      run: () => run(id),
    }
  }
}

function DesignMenu() {
  const item = useMenuItem()
  const groups = (): MenuGroup[] => [
    {
      title: 'This design',
      items: ['file.save', 'file.save-as', 'file.save-copy'].map((id) => item(id)),
    },
    {
      title: 'Designs',
      items: ['file.new', 'file.open', 'file.import', 'file.start'].map((id) => item(id)),
    },
  ]
  return (
    <MenuButton
      className="gw-btn gw-btn-icon"
      name="Design menu"
      title="Save, open, new"
      groups={groups}
    >
      <ChevronIcon />
    </MenuButton>
  )
}

const protocols = { REST: 'REST', HTTP: 'HTTP', WEBSOCKET: 'WebSocket' } as const

function ApiPicker() {
  const { viewStore } = useStores()
  const item = useMenuItem()
  const apis = useDesign((design) => design.apis)
  const apiId = useView((state) => state.apiId)
  const all = Object.values(apis)
  const shown = all.find(({ id }) => id === apiId)
  const name = shown?.name ?? (all.length === 0 ? 'No API yet' : 'Choose an API')
  const choose = (id: string) => {
    viewStore.getState().select(['apis', id])
    viewStore.getState().change({ level: 'map' })
  }
  const groups = (): MenuGroup[] => [
    ...(all.length === 0
      ? []
      : [
          {
            title: 'APIs of this design',
            items: all.map(({ id, name: label, protocol }) => ({
              id,
              label,
              remark: protocols[protocol],
              isChosen: id === apiId,
              run: () => choose(id),
            })),
          },
        ]),
    { items: [item('file.new-api'), item('file.new-http-api')] },
  ]
  return (
    <MenuButton
      className="gw-btn gw-api-picker"
      name={`API: ${name}`}
      title="The API that is shown"
      groups={groups}
    >
      <span className="gw-api-name">{name}</span>
      {shown && <small className="gw-wide-word">{protocols[shown.protocol]}</small>}
      <ChevronIcon />
    </MenuButton>
  )
}

function UndoRedo() {
  const run = useRun()
  const undoes = useDesignState((state) => undoLabel(state.history))
  const redoes = useDesignState((state) => redoLabel(state.history))
  const readOnly = useDesignState((state) => state.readOnly)
  const title = (verb: string, label: string | undefined, chord: string) =>
    label === undefined
      ? `Nothing to ${verb.toLowerCase()}`
      : `${verb}: ${label} (${chordText(chord)})`
  // a button that is disabled under the focus would lose it
  return (
    <span className="gw-undo">
      <button
        type="button"
        className="gw-btn gw-btn-icon"
        aria-label={undoes === undefined ? 'Undo' : `Undo: ${undoes}`}
        title={title('Undo', undoes, 'Mod+Z')}
        aria-disabled={undoes === undefined || readOnly}
        onClick={() => run('edit.undo')}
      >
        <UndoIcon />
      </button>
      <button
        type="button"
        className="gw-btn gw-btn-icon"
        aria-label={redoes === undefined ? 'Redo' : `Redo: ${redoes}`}
        title={title('Redo', redoes, 'Mod+Shift+Z')}
        aria-disabled={redoes === undefined || readOnly}
        onClick={() => run('edit.redo')}
      >
        <RedoIcon />
      </button>
    </span>
  )
}

function ProblemCount() {
  const run = useRun()
  const { error, warning } = useProblemCounts()
  const severity = error > 0 ? 'error' : warning > 0 ? 'warning' : 'success'
  const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`
  const isKnown = useIsLookedThrough() || error + warning > 0
  const words = isKnown
    ? `${plural(error, 'error')}, ${plural(warning, 'warning')}`
    : 'the design is being looked through'
  return (
    <button
      type="button"
      className="gw-btn"
      aria-label={`Problems: ${words}`}
      title={`${words}: show the problems`}
      onClick={() => run('view.problems')}
    >
      {isKnown && <SeverityIcon severity={severity} />}
      <span>{isKnown ? error + warning : '…'}</span>
      <span className="gw-wide-word">{error + warning === 1 ? 'problem' : 'problems'}</span>
    </button>
  )
}

/** Where there is room for the inspector beside the canvas it needs no button; elsewhere it is a drawer. */
function InspectorButton() {
  const run = useRun()
  const isOpen = useView((state) => state.inspectorDrawer)
  return (
    <button
      type="button"
      className="gw-btn gw-btn-icon gw-narrow-only"
      aria-label="Inspector"
      aria-expanded={isOpen}
      title={titleOf('view.inspector')}
      onClick={() => run('view.inspector')}
    >
      <PanelIcon side="right" />
    </button>
  )
}

/** Theme, density, regions and help. */
function MoreMenu() {
  const item = useMenuItem()
  const theme = useView((state) => state.theme)
  const density = useView((state) => state.density)
  const groups = (): MenuGroup[] => [
    {
      title: 'Theme',
      items: (['light', 'dark', 'system'] as const).map((each) =>
        item(`view.${each}`, theme === each),
      ),
    },
    {
      title: 'Density',
      items: (['comfortable', 'compact'] as const).map((each) =>
        item(`view.${each}`, density === each),
      ),
    },
    {
      title: 'Regions',
      items: ['view.navigator', 'view.workbench', 'view.inspector'].map((id) => item(id)),
    },
    {
      title: 'Help',
      items: ['view.palette', 'view.go-to', 'help.shortcuts'].map((id) => item(id)),
    },
  ]
  return (
    <MenuButton
      className="gw-btn gw-btn-icon"
      name="More"
      title="Theme, regions, help"
      groups={groups}
    >
      <MoreIcon />
    </MenuButton>
  )
}
