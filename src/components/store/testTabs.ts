import { countingIds, emptyDesign } from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import { createDesignStore } from './designStore.ts'
import { emergencyCopies } from './emergencyCopies.ts'
import type { TextStorage } from './emergencyCopies.ts'
import { lastingValues } from './lastingValues.ts'
import { createPersistence } from './persistence.ts'
import { memoryStorage } from './savedDesigns.ts'
import type { DesignStorage } from './savedDesigns.ts'
import type { TabClaims } from './tabClaims.ts'

/** A browser for tests: tabs that share a storage, a clock that stands until it is told to go. */
export function testBrowser() {
  const texts = new Map<string, string>()
  const localStorage: TextStorage = {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => {
      if (browser.isLocalStorageFull) throw new Error('no room')
      texts.set(name, text)
    },
    removeItem: (name) => void texts.delete(name),
    key: (i) => [...texts.keys()][i] ?? null,
    get length() {
      return texts.size
    },
  }
  const browser = {
    time: 1000,
    isLocalStorageFull: false,
    /** What writes of copies that outlive the browser reject with. */
    lastingFailure: undefined as Error | undefined, // none at first
    storage: memoryStorage(),
    /** The local storage. */
    texts,
    /** The copies that outlive the browser. */
    lasting: new Map<string, unknown>(),
    /** The browser is killed: what local storage holds back is lost. Tabs must be crashed too. */
    kill: () => texts.clear(),
    holders: new Map<string, { tab: number; onAsked: () => Promise<void> }>(),
    openTab: (storage?: DesignStorage) => openTab(browser, localStorage, storage),
    tabs: 0,
  }
  return browser
}

type TestBrowser = ReturnType<typeof testBrowser>

function openTab(browser: TestBrowser, localStorage: TextStorage, storage?: DesignStorage) {
  const tab = ++browser.tabs
  const timers = new Map<number, () => void>()
  let lastTimer = 0
  const nextId = countingIds(`t${tab}-`)
  const now = () => browser.time
  const designStore = createDesignStore(emptyDesign('Untitled', nextId), { now, nextId })
  const release = () => {
    for (const [id, holder] of browser.holders) if (holder.tab === tab) browser.holders.delete(id)
  }
  const claims: TabClaims = {
    claim: async (id, onAsked) => {
      const holder = browser.holders.get(id)
      if (holder && holder.tab !== tab) return false
      browser.holders.set(id, { tab, onAsked })
      return true
    },
    takeOver: async (id, onAsked) => {
      await browser.holders.get(id)?.onAsked()
      browser.holders.set(id, { tab, onAsked })
    },
    release,
  }
  let hasAsked = 0
  const later = (work: () => void) => {
    const timer = ++lastTimer
    timers.set(timer, work)
    return () => void timers.delete(timer)
  }
  // a patience that never ends: what is not answered is tested apart
  const lasting = lastingValues(async () => ({
    read: async (key) => browser.lasting.get(key),
    readAll: async () => [...browser.lasting.values()],
    write: async (key, value) => {
      if (browser.lastingFailure) throw browser.lastingFailure
      if (value === undefined) browser.lasting.delete(key)
      else browser.lasting.set(key, value)
    },
  }))
  const persistence = createPersistence(designStore, {
    storage: storage ?? browser.storage,
    emergency: emergencyCopies(() => localStorage, lasting, { now, later: () => () => undefined }),
    claims,
    now,
    later,
    pause: () => Promise.resolve(),
    tab: `tab ${tab}`,
    askToKeep: () => void hasAsked++,
  })
  return {
    designStore,
    persistence,
    /** Show a design that came from elsewhere and wait for its write; gives back its id. */
    adopt: async (design: Design, keep: 'now' | 'when-changed' = 'now') => {
      const { id } = persistence.adopt(design, keep)
      await persistence.flush()
      return id
    },
    present: () => designStore.getState().history.present,
    timesAskedToKeep: () => hasAsked,
    timers: () => timers.size,
    /** The delay of the autosave passes. */
    wait: async () => {
      for (const [timer, work] of [...timers]) {
        timers.delete(timer)
        work()
      }
      await persistence.flush()
    },
    /** The tab is gone, without having had time for anything. */
    crash: release,
  }
}
