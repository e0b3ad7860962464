import type { NotSimulated } from '../../model/lint/index.ts'
import { useStores } from '../store/StoreContext.tsx'

/** Everything in the design that the simulator does not run; each entry leads to its place. */
export function NotSimulatedList({ items }: { readonly items: readonly NotSimulated[] }) {
  const { viewStore } = useStores()
  return (
    <section className="gw-muted" aria-label="Not simulated">
      <p>These parts of the design are kept and exported. The simulator does not run them.</p>
      <ul>
        {items.map(({ at, name, effect }) => (
          <li key={at.join('/')}>
            <button
              type="button"
              className="gw-problem-fix"
              onClick={() => viewStore.getState().goTo(at)}
            >
              {name}
            </button>
            <span className="gw-muted-place">{effect}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
