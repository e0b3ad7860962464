import type { Address, Fragment } from '../../model/index.ts'
import type { Station } from '../../simulator/index.ts'

/** What is being typed or picked on the canvas, in place. */
export type CanvasEditing =
  | { readonly kind: 'rename'; readonly resourceId: string }
  | { readonly kind: 'add' }
  | { readonly kind: 'add-resource'; readonly parentId: string }
  | { readonly kind: 'add-method'; readonly resourceId: string }
  | { readonly kind: 'move' }
  | {
      readonly kind: 'add-route'
      /** What the form begins with: a path that has routes already. */
      readonly path?: string
    }
  | { readonly kind: 'rename-route'; readonly routeId: string }
  | {
      readonly kind: 'add-backend'
      readonly backend: NewBackendKind
      /** Where it goes, in the map's own pixels; absent: its automatic place. */
      readonly place?: { readonly x: number; readonly y: number }
      /** Methods that reach it once it is there. */
      readonly connect?: readonly Address[]
    }

export type NewBackendKind = 'http' | 'lambda' | 'service'

export type ViewportRequest = 'fit' | 'fit-selection' | 'zoom-in' | 'zoom-out' | 'zoom-100'

/** What the canvas shows beside the design and the selection. Part of the view store: neither undone nor saved. */
export interface CanvasView {
  readonly editing: CanvasEditing | undefined
  /** Methods or routes on their way to a backend by keyboard, and what Enter would connect them to. */
  readonly connecting:
    | {
        readonly methods: readonly Address[]
        readonly backendKey: string | undefined
        /** An integration that the routes would share, in place of a backend. */
        readonly integrationId?: string
      }
    | undefined
  /** What is searched on the map; absent: the search is closed. */
  readonly search: string | undefined
  readonly minimap: boolean
  /** The resource that what is dragged would become a child of. */
  readonly dropTarget: string | undefined
  /** The station of the flow that the keyboard is on; counts while the selection is in the shown method. */
  readonly station: Station | undefined
  /** Where the context menu is open, in pixels of the page. */
  readonly menu: { readonly x: number; readonly y: number } | undefined
  /** What was copied last. */
  readonly clipboard: Fragment | undefined
  /** Turns with each request to move the view. */
  readonly viewport: { readonly request: ViewportRequest; readonly count: number } | undefined
  /** Turns with each request to give the canvas the focus. */
  readonly focusCount: number
}

export const startCanvasView: CanvasView = {
  editing: undefined,
  connecting: undefined,
  search: undefined,
  minimap: false,
  dropTarget: undefined,
  station: undefined,
  menu: undefined,
  clipboard: undefined,
  viewport: undefined,
  focusCount: 0,
}
