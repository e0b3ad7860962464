import type { Address } from '../../../../model/index.ts'
import { useStores } from '../../../store/StoreContext.tsx'

export interface LinkItem {
  readonly at: Address
  readonly text: string
  /** Said after the link. */
  readonly note?: string
}

/** Links to parts of the design, or a sentence when there are none. */
export function Links({
  label,
  items,
  empty,
}: {
  readonly label: string
  readonly items: readonly LinkItem[]
  readonly empty: string
}) {
  const { viewStore } = useStores()
  if (items.length === 0) return <p className="gw-help">{empty}</p>
  return (
    <ul className="gw-list" aria-label={label}>
      {items.map(({ at, text, note }) => (
        <li key={at.join('/')}>
          <button type="button" className="gw-link" onClick={() => viewStore.getState().select(at)}>
            {text}
          </button>
          {note !== undefined && <span className="gw-help"> {note}</span>}
        </li>
      ))}
    </ul>
  )
}

/** Links to the routes that use a part of an API. */
export function UsingRoutes({
  apiId,
  routes,
  isUsed,
  empty,
}: {
  readonly apiId: string
  readonly routes: Readonly<Record<string, { readonly id: string; readonly routeKey: string }>>
  /** True for the id of a route that uses the part. */
  readonly isUsed: (routeId: string) => boolean
  readonly empty: string
}) {
  const items = Object.values(routes)
    .filter(({ id }) => isUsed(id))
    .map(({ id, routeKey }) => ({ at: ['apis', apiId, 'routes', id], text: routeKey }))
  return (
    <div className="gw-map-field">
      <h3>Used by</h3>
      <Links label="Routes that use it" items={items} empty={empty} />
    </div>
  )
}
