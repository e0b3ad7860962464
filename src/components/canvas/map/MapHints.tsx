import type { Api } from '../../../model/index.ts'
import type { Stores } from '../../store/StoreContext.tsx'
import { useStores } from '../../store/StoreContext.tsx'
import { startEditing } from '../verbs.ts'
import type { MapGraph } from './graph.ts'

/** What to do next on a map that has next to nothing on it. */
interface Hint {
  readonly text: string
  /** The first one is the main one. */
  readonly actions: readonly { readonly label: string; readonly run: (stores: Stores) => void }[]
}

const hints = {
  REST: (graph) => {
    const [root] = graph.cards
    const resourceIdOf = (card: typeof root) => card?.at.at(-1) ?? ''
    return {
      text:
        graph.cards.length === 1
          ? 'Begin with a resource: the path that callers ask for.'
          : 'A resource answers once it has a method.',
      actions: [
        {
          label: 'Add a resource',
          run: (stores) =>
            startEditing(stores, { kind: 'add-resource', parentId: resourceIdOf(root) }),
        },
        {
          label: 'Add a method',
          run: (stores) =>
            startEditing(stores, {
              kind: 'add-method',
              resourceId: resourceIdOf(graph.cards.at(-1)),
            }),
        },
      ],
    }
  },
  HTTP: () => ({
    text: 'Begin with a route: a method and a path, such as GET /orders. Then drag from it to a backend.',
    actions: [
      { label: 'Add route', run: (stores) => startEditing(stores, { kind: 'add-route' }) },
      {
        label: 'Add backend',
        run: (stores) => startEditing(stores, { kind: 'add-backend', backend: 'lambda' }),
      },
    ],
  }),
  WEBSOCKET: () => undefined,
} satisfies { [P in Api['protocol']]: (graph: MapGraph) => Hint | undefined }

/** What to do next, while no card of the map has a row. */
export function MapHints({ graph }: { readonly graph: MapGraph }) {
  const stores = useStores()
  const hasRows = graph.cards.some(({ rows }) => rows.length > 0)
  if (hasRows || graph.cards.length === 0 || !graph.protocol) return null
  const hint = hints[graph.protocol](graph)
  if (!hint) return null
  return (
    <div className="canvas-hints nopan nodrag">
      <p>{hint.text}</p>
      <span>
        {hint.actions.map(({ label, run }, i) => (
          <button
            key={label}
            type="button"
            className={i === 0 ? 'canvas-submit' : 'canvas-quiet'}
            onClick={() => run(stores)}
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          className="canvas-quiet"
          onClick={() => stores.viewStore.getState().change({ dialog: 'import' })}
        >
          Import
        </button>
      </span>
    </div>
  )
}
