import { sameAddress } from '../../model/index.ts'
import type { Address } from '../../model/index.ts'
import { useView } from '../store/StoreContext.tsx'
import type { ViewState } from '../store/viewStore.ts'
import { stopOf } from './map/walk.ts'

/** `first`: what the inspector shows; `also`: selected beside it. */
export type Selected = 'first' | 'also' | undefined

/** How something on the map is selected. */
export function useSelected(at: Address): Selected {
  return useView((state) => selectedAs(state, at))
}

/** True when several things are selected, with all of these among them. */
export function useSelectedAll(addresses: readonly Address[]): boolean {
  return useView(
    (state) => addresses.length > 1 && addresses.every((at) => selectedAs(state, at) !== undefined),
  )
}

function selectedAs({ selection, alsoSelected }: ViewState, at: Address): Selected {
  if (sameAddress(stopOf(selection), at)) return 'first'
  return alsoSelected.some((other) => sameAddress(stopOf(other), at)) ? 'also' : undefined
}

/** Whether the search finds a text; `undefined` while nothing is searched. */
export function useFound(searchText: string): boolean | undefined {
  return useView(({ canvas: { search } }) => {
    const text = search?.trim().toLowerCase()
    return text === undefined || text === '' ? undefined : searchText.includes(text)
  })
}

/** A class list out of names and conditions. */
export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => name).join(' ')
}
