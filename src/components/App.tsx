import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense, lazy, useEffect, useState } from 'react'
import type { CSSProperties } from 'react'
import { LastResort } from './shell/LastResort.tsx'
import { Notices } from './shell/Notices.tsx'
import { Region } from './shell/Region.tsx'
import { narrowWindow } from './store/regions.ts'
import { SaveBanner } from './shell/SaveBanner.tsx'
import { Separator } from './shell/Separator.tsx'
import { CloseIcon } from './ui/icons.tsx'
import { useDocuments } from './shell/useDocuments.ts'
import { useFocusKeeper } from './shell/useFocusKeeper.ts'
import { useKeyboard } from './shell/useKeyboard.ts'
import { useLocation } from './shell/useLocation.ts'
import { useMedia } from './shell/useMedia.ts'
import { useRepeatedPresses } from './shell/useRepeatedPresses.ts'
import { useTheme } from './shell/useTheme.ts'
import { useRun } from './commands/runCommand.ts'
import { StartPage } from './start/StartPage.tsx'
import { ProblemsProvider } from './shared/useProblems.tsx'
import { StoresProvider, useDesign, useStores, useView } from './store/StoreContext.tsx'
import type { Stores } from './store/StoreContext.tsx'
import './shell/shell.css'

const TopBar = lazy(() => import('./shell/TopBar.tsx').then(({ TopBar }) => ({ default: TopBar })))
const TemplateCheck = lazy(() =>
  import('./template-editor/TemplateCheck.tsx').then(({ TemplateCheck }) => ({
    default: TemplateCheck,
  })),
)
const ImportDialog = lazy(() =>
  import('./transfer/ImportDialog.tsx').then(({ ImportDialog }) => ({ default: ImportDialog })),
)
const ApiKindDialog = lazy(() =>
  import('./transfer/ApiKindDialog.tsx').then(({ ApiKindDialog }) => ({ default: ApiKindDialog })),
)
const CompareDialog = lazy(() =>
  import('./compare/CompareDialog.tsx').then(({ CompareDialog }) => ({ default: CompareDialog })),
)
const ExportDialog = lazy(() =>
  import('./transfer/ExportDialog.tsx').then(({ ExportDialog }) => ({ default: ExportDialog })),
)
const loadPalette = () =>
  import('./shell/CommandPalette.tsx').then(({ CommandPalette }) => ({ default: CommandPalette }))
const CommandPalette = lazy(loadPalette)
const ContextMenu = lazy(() =>
  import('./canvas/ContextMenu.tsx').then(({ ContextMenu }) => ({ default: ContextMenu })),
)
const ShortcutSheet = lazy(() =>
  import('./shell/ShortcutSheet.tsx').then(({ ShortcutSheet }) => ({ default: ShortcutSheet })),
)
const NewApiDialog = lazy(() =>
  import('./shell/NewApiDialog.tsx').then(({ NewApiDialog }) => ({ default: NewApiDialog })),
)

const loadNavigator = () => import('./navigator/Navigator.tsx').then(({ Navigator }) => Navigator)
const loadCanvas = () => import('./canvas/Canvas.tsx').then(({ Canvas }) => Canvas)
const loadWorkbench = () => import('./workbench/Workbench.tsx').then(({ Workbench }) => Workbench)
const loadInspector = () => import('./inspector/Inspector.tsx').then(({ Inspector }) => Inspector)

/** The page. */
export function App({ stores }: { readonly stores: Stores }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // what is asked lies in this browser or in the page's own folder: it is there offline too
          queries: { retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
          mutations: { networkMode: 'always' },
        },
      }),
  )
  return (
    <QueryClientProvider client={client}>
      <StoresProvider stores={stores}>
        <LastResort stores={stores}>
          <Page />
        </LastResort>
      </StoresProvider>
    </QueryClientProvider>
  )
}

function Page() {
  const screen = useView((state) => state.screen)
  const dialog = useView((state) => state.dialog)
  const [isHovering, setHovering] = useState(false)
  useTheme()
  useKeyboard()
  useLocation()
  useDocuments(setHovering)
  useRepeatedPresses()
  useFocusKeeper()
  useTitle()
  useLeaving()
  return (
    <>
      {screen === 'start' ? <StartPage /> : <Designer />}
      <Suspense fallback={null}>
        {dialog === 'import' && <ImportDialog />}
        {dialog === 'api-kind' && <AskedApiKind />}
        {dialog === 'export' && <ExportDialog />}
        {dialog === 'compare' && <CompareDialog />}
        {(dialog === 'palette' || dialog === 'go-to') && <CommandPalette />}
        {dialog === 'shortcuts' && <ShortcutSheet />}
        {dialog === 'new-api' && <NewApiDialog noun="restApi" />}
        {dialog === 'new-http-api' && <NewApiDialog noun="httpApi" />}
      </Suspense>
      <Notices />
      {isHovering && (
        <div className="gw-drop" role="presentation">
          <p>Drop the file to open it as a new design</p>
        </div>
      )}
    </>
  )
}

/** The question about a document that came without a dialog. */
function AskedApiKind() {
  const question = useView((state) => state.kindQuestion)
  return question ? <ApiKindDialog {...question} /> : null
}

/** Milliseconds that the first picture has to itself before anything is loaded ahead. */
const firstPictureMs = 3000

/** The palette and the forms are there when they are asked for: what is typed right after the palette's keys is meant for it. */
function useRoomsAhead(): void {
  useEffect(() => {
    // what cannot be loaded now is asked for again, and told, when it is opened
    const load = () => {
      loadPalette()
        .then(async () => (await import('./inspector/panels/index.ts')).loadPanels())
        .catch((error: unknown) => console.info('Some rooms are not loaded yet', error))
    }
    const timer = setTimeout(() => {
      // a page that is still busy with its picture waits
      if ('requestIdleCallback' in window) window.requestIdleCallback(load)
      else load()
    }, firstPictureMs)
    return () => clearTimeout(timer)
  }, [])
}

function Designer() {
  useRoomsAhead()
  const { navigator, inspector, workbench } = useView((state) => state.regions)
  const isDrawerOpen = useView((state) => state.inspectorDrawer)
  const showsCanvas = useView((state) => state.showsCanvas)
  const hasMenu = useView(({ canvas }) => canvas.menu !== undefined)
  const isNarrow = useMedia(narrowWindow)
  const sizes = {
    '--gw-navigator-size': `${navigator.size}px`,
    '--gw-inspector-size': `${inspector.size}px`,
    '--gw-workbench-size': `${workbench.size}px`,
  } as CSSProperties // React's type knows no custom properties
  const isInspectorShown = isNarrow ? isDrawerOpen : inspector.open
  return (
    <ProblemsProvider>
      <div className={showsCanvas ? 'gw-designer gw-shows-canvas' : 'gw-designer'} style={sizes}>
        <Suspense fallback={<header className="gw-topbar" />}>
          <TopBar />
        </Suspense>
        <SaveBanner />
        <Suspense fallback={null}>
          <TemplateCheck />
        </Suspense>
        <main className="gw-columns">
          <h1 className="gw-visually-hidden">Gatewright designer</h1>
          <Region
            name="navigator"
            label="Navigator"
            load={loadNavigator}
            isShown={navigator.open}
          />
          {navigator.open && <Separator region="navigator" />}
          <div className="gw-centre">
            <Region name="canvas" label="Canvas" load={loadCanvas} />
            {workbench.open && <Separator region="workbench" />}
            <Region
              name="workbench"
              label="Workbench"
              load={loadWorkbench}
              isShown={workbench.open}
            />
          </div>
          {isInspectorShown && !isNarrow && <Separator region="inspector" />}
          {isInspectorShown && isNarrow && <DrawerClose />}
          <Region
            name="inspector"
            label="Inspector"
            load={loadInspector}
            isShown={isInspectorShown}
          />
        </main>
        {hasMenu && (
          <Suspense fallback={null}>
            <ContextMenu />
          </Suspense>
        )}
      </div>
    </ProblemsProvider>
  )
}

function DrawerClose() {
  const run = useRun()
  return (
    <button
      type="button"
      className="gw-btn gw-btn-icon gw-drawer-close"
      aria-label="Close the inspector"
      onClick={() => run('view.inspector')}
    >
      <CloseIcon />
    </button>
  )
}

function useTitle(): void {
  const name = useDesign((design) => design.name)
  const screen = useView((state) => state.screen)
  useEffect(() => {
    document.title = screen === 'start' ? 'Gatewright' : `${name} – Gatewright`
  }, [name, screen])
}

/** A page that goes away writes what it has, and asks first where something would be lost. */
function useLeaving(): void {
  const { services, fieldDrafts } = useStores()
  useEffect(() => {
    const { persistence } = services
    const write = () => persistence.secure()
    const ask = (event: BeforeUnloadEvent) => {
      persistence.secure()
      if (persistence.wouldLose() || !fieldDrafts.getState().isKept) event.preventDefault()
    }
    document.addEventListener('visibilitychange', write)
    window.addEventListener('pagehide', write)
    window.addEventListener('beforeunload', ask)
    return () => {
      document.removeEventListener('visibilitychange', write)
      window.removeEventListener('pagehide', write)
      window.removeEventListener('beforeunload', ask)
    }
  }, [services, fieldDrafts])
}
