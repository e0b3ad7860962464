import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Design } from '../../model/index.ts'
import type { ClockStore } from './clockStore.ts'
import type { DesignState, DesignStore } from './designStore.ts'
import type { FieldDraftsState, FieldDraftStore } from './fieldDrafts.ts'
import type { IssuerHosts } from './issuerHosts.ts'
import type { NextFrame } from './nextFrame.ts'
import type { RequestDraftStore } from './requestDrafts.ts'
import type { Services } from './services.ts'
import type { ViewActions, ViewState, ViewStore } from './viewStore.ts'

/** What every component may reach: the stores and the services beside them. */
export interface Stores {
  readonly designStore: DesignStore
  readonly viewStore: ViewStore
  readonly fieldDrafts: FieldDraftStore
  readonly clockStore: ClockStore
  readonly requestDrafts: RequestDraftStore
  readonly issuerHosts: IssuerHosts
  readonly nextFrame: NextFrame
  readonly services: Services
}

const StoresContext = createContext<Stores | undefined>(undefined)

export function StoresProvider({
  stores,
  children,
}: {
  readonly stores: Stores
  readonly children: ReactNode
}) {
  return <StoresContext value={stores}>{children}</StoresContext>
}

/** The stores themselves, for event handlers; render through the selector hooks below. */
export function useStores(): Stores {
  const stores = useContext(StoresContext)
  if (!stores) throw new Error('useStores needs a StoresProvider above it')
  return stores
}

/** A part of the present design. The selector must return what the design holds, not a new object. */
export function useDesign<T>(selector: (design: Design) => T): T {
  return useStore(useStores().designStore, (state) => selector(state.history.present))
}

export function useDesignState<T>(selector: (state: DesignState) => T): T {
  return useStore(useStores().designStore, selector)
}

export function useView<T>(selector: (state: ViewState & ViewActions) => T): T {
  return useStore(useStores().viewStore, selector)
}

export function useFieldDrafts<T>(selector: (state: FieldDraftsState) => T): T {
  return useStore(useStores().fieldDrafts, selector)
}
