import { useStore } from '@xyflow/react'
import { useView } from '../store/StoreContext.tsx'
import type { MapGraph } from './graph.ts'
import { sameAddress } from '../../model/index.ts'

/** What the keys do while a method is being connected, told politely as they are pressed. */
export function ConnectHint({ graph }: { readonly graph: MapGraph }) {
  const connecting = useView(({ canvas }) => canvas.connecting)
  const isDrawing = useStore((state) => state.connection.inProgress)
  const backend = graph.backends.find(({ key }) => key === connecting?.backendKey)
  const [first] = connecting?.methods ?? []
  const item = graph.resources.find(({ methods }) =>
    methods.some((row) => first && sameAddress(row.at, first)),
  )
  const count = connecting?.methods.length ?? 0
  const from = count > 1 ? `${count} methods` : `${first?.[5] ?? ''} ${item?.path ?? ''}`
  return (
    <div className="canvas-connect-hint" role="status">
      {connecting && (
        <p>
          Connect <b>{from}</b> to <b>{backend?.title ?? 'a backend'}</b>
          <span className="canvas-keys">
            <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Enter</kbd> connect <kbd>Esc</kbd> cancel
          </span>
        </p>
      )}
      {isDrawing && !connecting && (
        <p>Drop on a backend to connect, or on the empty map to add one there.</p>
      )}
    </div>
  )
}
