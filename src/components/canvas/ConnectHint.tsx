import { useStore } from '@xyflow/react'
import { useView } from '../store/StoreContext.tsx'
import type { MapCard, MapGraph, MapRow } from './map/graph.ts'
import { sameAddress } from '../../model/index.ts'

/** What the keys do while a method is being connected, told politely as they are pressed. */
export function ConnectHint({ graph }: { readonly graph: MapGraph }) {
  const connecting = useView(({ canvas }) => canvas.connecting)
  const isDrawing = useStore((state) => state.connection.inProgress)
  const joint = graph.joints.find(
    ({ integrationId }) => integrationId === connecting?.integrationId,
  )
  const shared = graph.edges.find(({ integrationId }) =>
    integrationId === undefined ? false : integrationId === connecting?.integrationId,
  )
  const backend = graph.backends.find(({ key }) => key === connecting?.backendKey)
  const [first] = connecting?.methods ?? []
  const card = graph.cards.find(({ rows }) =>
    rows.some((row) => first && sameAddress(row.at, first)),
  )
  const row = card?.rows.find(({ at }) => first && sameAddress(at, first))
  const count = connecting?.methods.length ?? 0
  const noun = graph.protocol === 'HTTP' ? 'routes' : 'methods'
  const from = count > 1 ? `${count} ${noun}` : rowWords(card, row)
  const target = connecting?.integrationId
    ? `the integration ${joint?.title ?? shared?.label ?? ''}`
    : (backend?.title ?? 'a backend')
  return (
    <div className="canvas-connect-hint" role="status">
      {connecting && (
        <p>
          Connect <b>{from}</b> to <b>{target}</b>
          <span className="canvas-keys">
            <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Enter</kbd> connect <kbd>Esc</kbd> cancel
          </span>
        </p>
      )}
      {isDrawing && !connecting && (
        <p>
          {graph.protocol === 'HTTP'
            ? 'Drop on a backend for an integration of its own, on an integration to share it, or on the empty map to add a backend.'
            : 'Drop on a backend to connect, or on the empty map to add one there.'}
        </p>
      )}
    </div>
  )
}

function rowWords(card: MapCard | undefined, row: MapRow | undefined): string {
  if (!card || !row) return ''
  return row.verb === card.path ? row.verb : `${row.verb} ${card.path}`
}
