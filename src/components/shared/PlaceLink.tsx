import { isAtPlace, thingAddress, valueAt } from '../../model/index.ts'
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

/** What has to be there for an address to lead anywhere: the thing that it is of. Backends are also implied by integrations. */
function holderOf(at: Address): Address {
  return isAtPlace('backend', at) ? [] : thingAddress(at)
}
