import { emptyDesign, randomIds } from '../../model/index.ts'
import { createSimulator } from '../../simulator/client.ts'
import type { Simulator } from '../../simulator/client.ts'
import { browserPlatform, createDesignFiles } from './designFiles.ts'
import { browserFileMemory } from './fileMemory.ts'
import { createClockStore } from './clockStore.ts'
import { createDesignStore } from './designStore.ts'
import { twofoldDraftRecords } from './draftRecords.ts'
import { emergencyCopies } from './emergencyCopies.ts'
import { createFieldDrafts } from './fieldDrafts.ts'
import { createIssuerHosts } from './issuerHosts.ts'
import { indexedDbValues } from './lastingValues.ts'
import { createNextFrame } from './nextFrame.ts'
import { createPersistence } from './persistence.ts'
import { keepPreferences, keepView, localTexts, readPreferences } from './preferences.ts'
import { createRequestDrafts } from './requestDrafts.ts'
import { indexedDbStorage } from './savedDesigns.ts'
import type { Later } from './savedDesigns.ts'
import type { Stores } from './StoreContext.tsx'
import { webLockClaims } from './tabClaims.ts'
import { createViewStore } from './viewStore.ts'
import type { ViewStore } from './viewStore.ts'

/** Milliseconds from a change of what is looked at to its being remembered. */
const viewDelayMs = 300

/** Make the page's stores and services, with the browser behind them. */
export function createStores(): Stores {
  const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32
  const nextId = randomIds(random)
  const now = () => Date.now()
  const later: Later = (work, milliseconds) => {
    const timer = setTimeout(work, milliseconds)
    return () => clearTimeout(timer)
  }
  const place = localTexts()
  const designStore = createDesignStore(emptyDesign('Untitled', nextId), { now, nextId })
  const viewStore = createViewStore(readPreferences(place, innerHeight))
  keepPreferences(place, viewStore)
  const persistence = createPersistence(designStore, {
    storage: indexedDbStorage(),
    emergency: emergencyCopies(
      () => localStorage,
      indexedDbValues('gatewright-unsaved', 'records'),
      {
        now,
        later,
      },
    ),
    claims: webLockClaims(),
    now,
    later,
    pause: () => new Promise((resume) => setTimeout(resume, 0)),
    askToKeep: () => {
      // absent outside secure contexts; the browser decides by itself and says nothing
      const { storage } = navigator as { readonly storage?: StorageManager }
      void storage?.persist?.().catch((error: unknown) => {
        console.info('The browser was not asked to keep what is saved', error)
      })
    },
    tab: nextId(),
  })
  const lastingDrafts = indexedDbValues('gatewright-drafts', 'texts')
  const records = twofoldDraftRecords(() => localStorage, lastingDrafts, now)
  const fieldDrafts = createFieldDrafts(designStore, records)
  // drafts are kept with their design: an example that is typed into becomes one
  fieldDrafts.subscribe(({ drafts }) => {
    if (Object.keys(drafts).length > 0) persistence.keep()
  })
  persistence.status.subscribe(({ state, message }, before) => {
    if (state !== 'saved' || message === undefined || message === before.message) return
    viewStore.getState().notify({ type: 'warning', text: message })
  })
  rememberViews(viewStore, (view) =>
    keepView(place, designStore.getState().history.present.id, view),
  )
  let simulator: Simulator | undefined
  return {
    designStore,
    viewStore,
    fieldDrafts,
    clockStore: createClockStore(now),
    requestDrafts: createRequestDrafts(),
    issuerHosts: createIssuerHosts(),
    nextFrame: createNextFrame(),
    services: {
      now,
      persistence,
      files: createDesignFiles(browserPlatform(), browserFileMemory()),
      simulator: () => (simulator ??= createSimulator()),
    },
  }
}

/** Call back with what is looked at in the designer, shortly after it changed and before the page goes away. */
function rememberViews(
  viewStore: ViewStore,
  remember: (view: ReturnType<ViewStore['getState']>) => void,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const rememberNow = () => {
    clearTimeout(timer)
    timer = undefined
    const view = viewStore.getState()
    if (view.screen === 'designer') remember(view)
  }
  viewStore.subscribe((view, before) => {
    const isSame =
      view.selection === before.selection &&
      view.apiId === before.apiId &&
      view.level === before.level &&
      view.entryAt === before.entryAt &&
      view.templateAt === before.templateAt &&
      view.workbenchTab === before.workbenchTab
    if (isSame || view.screen !== 'designer') return
    clearTimeout(timer)
    timer = setTimeout(rememberNow, viewDelayMs)
  })
  addEventListener('pagehide', () => timer !== undefined && rememberNow())
}
