import { emptyDesign, randomIds } from '../../model/index.ts'
import { createSimulator } from '../../simulator/client.ts'
import type { Simulator } from '../../simulator/client.ts'
import { createDesignStore } from './designStore.ts'
import { indexedDbStorage, startPersistence, tabClaims } from './persistence.ts'
import type { Stores } from './StoreContext.tsx'
import { createViewStore } from './viewStore.ts'
import type { Theme } from './viewStore.ts'

/** Make the page's stores and services, with the browser behind them. */
export function createStores(): Stores {
  const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 4294967296
  const nextId = randomIds(random)
  const now = () => Date.now()
  const designStore = createDesignStore(emptyDesign('Untitled', nextId), { now, nextId })
  const theme = localStorage.getItem('gatewright:theme')
  const viewStore = createViewStore({
    theme:
      (['light', 'dark', 'system'] as const).find((known): known is Theme => known === theme) ??
      'system',
  })
  let simulator: Simulator | undefined
  const persistence = startPersistence(
    designStore,
    () => viewStore.getState().screen === 'designer',
    {
      storage: indexedDbStorage(),
      now,
      later: (work, milliseconds) => {
        const timer = setTimeout(work, milliseconds)
        return () => clearTimeout(timer)
      },
      claim: tabClaims(),
    },
  )
  return {
    designStore,
    viewStore,
    services: { now, persistence, simulator: () => (simulator ??= createSimulator()) },
  }
}
