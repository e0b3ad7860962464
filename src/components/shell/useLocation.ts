import { useEffect } from 'react'
import { showExample, showSaved } from '../store/openDesigns.ts'
import { useStores } from '../store/StoreContext.tsx'
import type { Stores } from '../store/StoreContext.tsx'
import { isStep, placeOf, readPlace, viewOfPlace, writePlace } from './location.ts'
import type { Place } from './location.ts'

/** Keep the address of the page and what it shows the same, so that Back, reload and links work. */
export function useLocation(): void {
  const stores = useStores()
  useEffect(() => followLocation(stores), [stores])
}

function followLocation(stores: Stores): () => void {
  const { viewStore, designStore, services } = stores
  const designId = () => designStore.getState().history.present.id
  const present = () => placeOf(viewStore.getState(), designId())
  let shown: Place = readPlace(location.hash)
  let isGoing = false

  const write = () => {
    if (isGoing) return
    const place = present()
    const hash = writePlace(place)
    if (hash === writePlace(shown)) return
    const address = location.pathname + location.search + hash
    if (isStep(shown, place)) history.pushState(null, '', address)
    else history.replaceState(null, '', address)
    shown = place
  }

  const go = async () => {
    const place = readPlace(location.hash)
    if (writePlace(place) === writePlace(shown) && writePlace(present()) === writePlace(shown))
      return
    isGoing = true
    try {
      await show(stores, place)
    } finally {
      isGoing = false
    }
    shown = place
    write()
  }

  // the first place is the one that the page was opened at
  void go()
  const onPop = () => void go()
  addEventListener('popstate', onPop)
  const unsubscribe = [
    viewStore.subscribe(write),
    designStore.subscribe(({ history: { present } }, { history: { present: before } }) => {
      if (present.id !== before.id) write()
    }),
    services.persistence.status.subscribe(({ state }) => {
      // an example that is changed has become a design, whether or not it could be saved yet
      if (state !== 'unchanged' && viewStore.getState().exampleId !== undefined) {
        viewStore.getState().change({ exampleId: undefined })
      }
    }),
  ]
  return () => {
    removeEventListener('popstate', onPop)
    for (const stop of unsubscribe) stop()
  }
}

async function show(stores: Stores, place: Place): Promise<void> {
  const { viewStore, designStore, services } = stores
  const view = viewStore.getState()
  const isOpen =
    view.screen === 'designer' &&
    (place.design === designStore.getState().history.present.id ||
      (place.example !== undefined && place.example === view.exampleId))
  if (!isOpen && place.design !== undefined) {
    const opened = await showSaved(stores, place.design)
    if (!opened.ok) {
      const [problem] = opened.problems
      const reason = problem?.message ?? 'It cannot be opened.'
      const text =
        problem?.code === 'saved/not-found'
          ? reason
          : `${reason} It is kept as it is; its menu in the list of saved designs downloads it.`
      viewStore.getState().notify({ type: 'error', text })
      return
    }
  } else if (!isOpen && place.example !== undefined) {
    if (!(await showExample(stores, place.example))) return
  } else if (!isOpen) {
    view.change({ screen: 'start' })
    if (view.screen === 'designer') await services.persistence.close()
    return
  }
  view.change(viewOfPlace(place, designStore.getState().history.present))
}
