import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles'
import '@cloudscape-design/global-styles/dark-mode-utils.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Component, Suspense, lazy, useEffect, useState } from 'react'
import type { ErrorInfo, PointerEvent, ReactNode } from 'react'
import { commandFor } from './commands/index.ts'
import { Notices } from './shell/Notices.tsx'
import { TopBar } from './shell/TopBar.tsx'
import { StartPage, openExample } from './start/StartPage.tsx'
import { StoresProvider, useStores, useView } from './store/StoreContext.tsx'
import type { Stores } from './store/StoreContext.tsx'
import type { RegionName } from './store/viewStore.ts'
import { problemsSentence, readInWorker, showDesign } from './transfer/openText.ts'
import './app.css'

const Canvas = lazy(() => import('./canvas/Canvas.tsx').then(({ Canvas }) => ({ default: Canvas })))
const Navigator = lazy(() =>
  import('./navigator/Navigator.tsx').then(({ Navigator }) => ({ default: Navigator })),
)
const Inspector = lazy(() =>
  import('./inspector/Inspector.tsx').then(({ Inspector }) => ({ default: Inspector })),
)
const Workbench = lazy(() =>
  import('./workbench/Workbench.tsx').then(({ Workbench }) => ({ default: Workbench })),
)
const ImportDialog = lazy(() =>
  import('./transfer/ImportDialog.tsx').then(({ ImportDialog }) => ({ default: ImportDialog })),
)
const ExportDialog = lazy(() =>
  import('./transfer/ExportDialog.tsx').then(({ ExportDialog }) => ({ default: ExportDialog })),
)
const CommandPalette = lazy(() =>
  import('./shell/CommandPalette.tsx').then(({ CommandPalette }) => ({ default: CommandPalette })),
)
const ShortcutSheet = lazy(() =>
  import('./shell/ShortcutSheet.tsx').then(({ ShortcutSheet }) => ({ default: ShortcutSheet })),
)
const NewApiDialog = lazy(() =>
  import('./shell/NewApiDialog.tsx').then(({ NewApiDialog }) => ({ default: NewApiDialog })),
)

/** The page. */
export function App({ stores }: { readonly stores: Stores }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } },
      }),
  )
  return (
    <QueryClientProvider client={client}>
      <StoresProvider stores={stores}>
        <Page />
      </StoresProvider>
    </QueryClientProvider>
  )
}

function Page() {
  const screen = useView((state) => state.screen)
  const dialog = useView((state) => state.dialog)
  useTheme()
  useKeyboard()
  useOpening()
  useDrop()
  return (
    <>
      {screen === 'start' ? <StartPage /> : <Designer />}
      <Suspense fallback={null}>
        {dialog === 'import' && <ImportDialog />}
        {dialog === 'export' && <ExportDialog />}
        {dialog === 'palette' && <CommandPalette />}
        {dialog === 'shortcuts' && <ShortcutSheet />}
        {dialog === 'new-api' && <NewApiDialog />}
      </Suspense>
      <Notices />
    </>
  )
}

function Designer() {
  const regions = useView((state) => state.regions)
  return (
    <div className="gw-designer">
      <TopBar />
      <main className="gw-columns">
        <h1 className="gw-visually-hidden">Gatewright designer</h1>
        {regions.navigator.open && (
          <>
            <Region
              name="Navigator"
              className="gw-navigator"
              style={{ inlineSize: regions.navigator.size }}
            >
              <Navigator />
            </Region>
            <Separator region="navigator" label="Width of the navigator" />
          </>
        )}
        <div className="gw-centre">
          <Region name="Canvas" className="gw-canvas-region">
            <Canvas />
          </Region>
          {regions.workbench.open && (
            <>
              <Separator region="workbench" label="Height of the workbench" />
              <Region
                name="Workbench"
                className="gw-workbench-region"
                style={{ blockSize: regions.workbench.size }}
              >
                <Workbench />
              </Region>
            </>
          )}
        </div>
        {regions.inspector.open && (
          <>
            <Separator region="inspector" label="Width of the inspector" />
            <Region
              name="Inspector"
              className="gw-inspector-region"
              style={{ inlineSize: regions.inspector.size }}
            >
              <Inspector />
            </Region>
          </>
        )}
      </main>
    </div>
  )
}

function Region(props: {
  readonly name: string
  readonly className: string
  readonly style?: { readonly inlineSize?: number; readonly blockSize?: number }
  readonly children: ReactNode
}) {
  return (
    <section
      className={`gw-region ${props.className}`}
      aria-label={props.name}
      data-region={props.name}
      tabIndex={-1}
      style={props.style}
    >
      <RegionBoundary name={props.name}>
        <Suspense fallback={<p className="gw-loading">Loading …</p>}>{props.children}</Suspense>
      </RegionBoundary>
    </section>
  )
}

/** A region that breaks keeps the others and the work. */
class RegionBoundary extends Component<
  { readonly name: string; readonly children: ReactNode },
  { readonly error: Error | undefined }
> {
  override state: { readonly error: Error | undefined } = { error: undefined }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(`${this.props.name} stopped working`, error, info.componentStack)
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div role="alert" className="gw-broken">
        <p>
          {this.props.name} stopped working: {error.message}. Your design is kept.
        </p>
        <button type="button" onClick={() => this.setState({ error: undefined })}>
          Show it again
        </button>
      </div>
    )
  }
}

const limits = {
  navigator: { least: 180, most: 480, usual: 264, direction: 1 },
  inspector: { least: 280, most: 640, usual: 376, direction: -1 },
  workbench: { least: 140, most: 720, usual: 320, direction: -1 },
} as const

/** The border between two panes: dragged, or moved with the arrow keys. */
function Separator({ region, label }: { readonly region: RegionName; readonly label: string }) {
  const { viewStore } = useStores()
  const size = useView((state) => state.regions[region].size)
  const { least, most, usual, direction } = limits[region]
  const isVertical = region !== 'workbench'
  const resize = (wanted: number) => {
    const { regions, change } = viewStore.getState()
    change({
      regions: {
        ...regions,
        [region]: { ...regions[region], size: Math.round(Math.max(least, Math.min(most, wanted))) },
      },
    })
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const start = isVertical ? event.clientX : event.clientY
    const target = event.currentTarget
    target.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent) =>
      resize(size + direction * ((isVertical ? moved.clientX : moved.clientY) - start))
    target.addEventListener('pointermove', move)
    target.addEventListener('pointerup', () => target.removeEventListener('pointermove', move), {
      once: true,
    })
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isVertical ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      className={`gw-separator ${isVertical ? 'gw-separator-vertical' : 'gw-separator-horizontal'}`}
      onPointerDown={drag}
      onDoubleClick={() => resize(usual)}
      onKeyDown={(event) => {
        const grow = isVertical ? (direction === 1 ? 'ArrowRight' : 'ArrowLeft') : 'ArrowUp'
        const shrink = isVertical ? (direction === 1 ? 'ArrowLeft' : 'ArrowRight') : 'ArrowDown'
        if (event.key === grow) resize(size + 16)
        else if (event.key === shrink) resize(size - 16)
        else if (event.key === 'Home') resize(least)
        else if (event.key === 'End') resize(most)
        else return
        event.preventDefault()
      }}
    />
  )
}

/** The theme on the document, Cloudscape and everything that reads it. */
function useTheme(): void {
  const theme = useView((state) => state.theme)
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)')
    const apply = () => {
      const isDark = theme === 'dark' || (theme === 'system' && query.matches)
      document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
      applyMode(isDark ? Mode.Dark : Mode.Light)
      applyDensity(Density.Compact)
    }
    apply()
    localStorage.setItem('gatewright:theme', theme)
    query.addEventListener('change', apply)
    return () => query.removeEventListener('change', apply)
  }, [theme])
}

function useKeyboard(): void {
  const stores = useStores()
  useEffect(() => {
    const isMac = navigator.userAgent.includes('Mac')
    const handle = (event: KeyboardEvent) => {
      const command = commandFor(event, stores, isMac)
      if (!command) return
      event.preventDefault()
      event.stopPropagation()
      void command.run(stores)
    }
    window.addEventListener('keydown', handle, { capture: true })
    return () => window.removeEventListener('keydown', handle, { capture: true })
  }, [stores])
}

/** What is shown first: what the address names, what was open before a reload, else the start page. */
function useOpening(): void {
  const stores = useStores()
  useEffect(() => {
    const { services, viewStore, designStore } = stores
    const open = async () => {
      const example = /[#&]example=([\w-]+)/.exec(location.hash)?.[1]
      const design = /[#&]design=([\w-]+)/.exec(location.hash)?.[1]
      if (example !== undefined) await openExample(stores, example)
      else if (design !== undefined) {
        const result = await services.persistence.open(design)
        if (result.ok) showDesign(stores, { kind: 'design', design: result.value, problems: [] })
      }
    }
    open().catch((error: unknown) => {
      viewStore
        .getState()
        .notify({ type: 'error', text: error instanceof Error ? error.message : String(error) })
    })
    const address = () => {
      const { screen } = viewStore.getState()
      const hash =
        screen === 'designer' ? `#design=${designStore.getState().history.present.id}` : ''
      if (location.hash !== hash)
        history.replaceState(null, '', hash === '' ? location.pathname : hash)
    }
    const stopView = viewStore.subscribe(address)
    const stopDesign = designStore.subscribe(address)
    const flush = () => void services.persistence.flush()
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('pagehide', flush)
    return () => {
      stopView()
      stopDesign()
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('pagehide', flush)
    }
  }, [stores])
}

/** A file dropped anywhere, or a document pasted outside fields, is opened. */
function useDrop(): void {
  const stores = useStores()
  useEffect(() => {
    const { viewStore } = stores
    const read = async (text: string) => {
      const result = await readInWorker(text)
      if (!result.ok) {
        viewStore
          .getState()
          .notify({ type: 'error', text: result.problems[0]?.message ?? 'This cannot be opened.' })
        return
      }
      await stores.services.persistence.flush()
      showDesign(stores, result.value)
      viewStore.getState().notify({ type: 'success', text: problemsSentence(result.value) })
    }
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0]
      if (!file) return
      event.preventDefault()
      void file.text().then(read)
    }
    const paste = (event: ClipboardEvent) => {
      const target = event.target
      if (
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(?:INPUT|TEXTAREA)$/.test(target.tagName))
      )
        return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (/^\s*(?:\{|openapi\s*:|swagger\s*:|["']?openapi)/.test(text)) void read(text)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    window.addEventListener('paste', paste)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
      window.removeEventListener('paste', paste)
    }
  }, [stores])
}
