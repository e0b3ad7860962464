import { valueAt } from '../../model/index.ts'
import type { Address, TextPosition } from '../../model/index.ts'
import { useDesign, useStores } from '../store/StoreContext.tsx'

/** The way to a place of the design, as long as the thing that holds it is there. */
export function PlaceLink({
  at,
  position,
  about,
  children = 'Show in the design',
}: {
  readonly at: Address
  /** Where in the text at the address. */
  readonly position?: TextPosition | undefined
  /** What the place is about, for those who hear the link alone. */
  readonly about?: string
  readonly children?: string
}) {
  const { viewStore } = useStores()
  const isThere = useDesign((design) => valueAt(design, holderOf(at)) !== undefined)
  if (at.length === 0) return null
  if (!isThere) return <small className="gw-gone">(no longer in the design)</small>
  return (
    <button
      type="button"
      className="gw-link"
      aria-label={about === undefined ? undefined : `${children}: ${about}`}
      onClick={() => viewStore.getState().goTo(at, position)}
    >
      {children}
    </button>
  )
}

/** What has to be there for an address to lead anywhere: the method, the resource, the domain name, else the API. */
function holderOf(at: Address): Address {
  if (at[0] === 'access' || at[0] === 'identities') return at.slice(0, 3)
  if (at[0] !== 'apis') return []
  if (at[2] !== 'resources') return at.slice(0, 2)
  return at.slice(0, at[4] === 'methods' ? 6 : 4)
}
