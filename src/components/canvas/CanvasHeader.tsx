import { apiIdOf } from '../../model/index.ts'
import type { DragEvent, ReactNode } from 'react'
import type { Api } from '../../model/index.ts'
import { PaneButton } from '../shared/PaneButton.tsx'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { NewBackendKind } from '../store/canvasView.ts'
import { CommandButton } from './CommandButton.tsx'
import { BackendIcon, Icon } from './icons.tsx'
import { Toolbar } from '../ui/Toolbar.tsx'
import { buildFlow } from './flow/build.ts'
import { openMap, startEditing } from './verbs.ts'

/** What a dragged palette entry carries. */
export const backendDragType = 'application/x-gatewright-backend'

/** What adds an entry to the map; absent for an API that has none. */
const entryTools = {
  REST: (
    <>
      <CommandButton id="canvas.add-resource" name="Resource" isFirst>
        <Icon name="add" />
        <span className="canvas-button-text">Resource</span>
      </CommandButton>
      <CommandButton id="canvas.add-method" name="Method">
        <Icon name="add" />
        <span className="canvas-button-text">Method</span>
      </CommandButton>
    </>
  ),
  HTTP: (
    <CommandButton id="canvas.add-route" name="Route" isFirst>
      <Icon name="add" />
      <span className="canvas-button-text">Route</span>
    </CommandButton>
  ),
  WEBSOCKET: undefined,
} satisfies { [P in Api['protocol']]: ReactNode }

function useProtocol(): Api['protocol'] | undefined {
  const apiId = useView((state) => state.apiId)
  return useDesign(({ apis }) =>
    apiId !== undefined && Object.hasOwn(apis, apiId) ? apis[apiId]?.protocol : undefined,
  )
}

/** Where the canvas is, and what can be put on it. */
export function CanvasHeader() {
  const level = useView((state) => state.level)
  const protocol = useProtocol()
  const tools = protocol && entryTools[protocol]
  return (
    <div className="canvas-header">
      <PaneButton to="Tree" />
      <Breadcrumb />
      {level === 'map' && tools && (
        <Toolbar label="Add to the map" className="canvas-tools">
          {tools}
          <span className="canvas-tools-divider" />
          <PaletteEntry kind="http" label="HTTP endpoint" />
          <PaletteEntry kind="lambda" label="Lambda function" />
          <PaletteEntry kind="service" label="AWS service" />
        </Toolbar>
      )}
    </div>
  )
}

function Breadcrumb() {
  const stores = useStores()
  const apiId = useView((state) => state.apiId)
  const level = useView((state) => state.level)
  const entryAt = useView((state) => state.entryAt)
  const design = useDesign((present) => present)
  const api =
    apiId !== undefined && Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  if (!api) return null
  const flow =
    level === 'flow' && entryAt && apiIdOf(entryAt) === apiId
      ? buildFlow(design, entryAt ?? [])
      : undefined
  return (
    <nav aria-label="Canvas" className="canvas-breadcrumb">
      <ol>
        <li>
          {flow ? (
            <button type="button" title="Back to the map (Esc)" onClick={() => openMap(stores)}>
              {api.name}
            </button>
          ) : (
            <span aria-current="page">{api.name}</span>
          )}
        </li>
        {flow && (
          <>
            <li className="canvas-breadcrumb-path">
              <button
                type="button"
                onClick={() => {
                  openMap(stores)
                  // a method's resource; a route is on the card of its path already
                  stores.viewStore.getState().select(flow.entryAt.slice(0, 4))
                }}
              >
                {flow.path}
              </button>
            </li>
            <li>
              <span
                aria-current="page"
                className={`canvas-verb canvas-verb-${flow.verb === '$default' ? 'ANY' : flow.verb}`}
              >
                {flow.verb}
              </span>
            </li>
          </>
        )}
      </ol>
    </nav>
  )
}

/** A kind of backend to drop on the map, or to press. */
function PaletteEntry({ kind, label }: { readonly kind: NewBackendKind; readonly label: string }) {
  const stores = useStores()
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData(backendDragType, kind)
    event.dataTransfer.effectAllowed = 'copy'
  }
  return (
    <button
      type="button"
      className="canvas-button canvas-palette-entry"
      tabIndex={-1}
      draggable
      aria-label={`Add backend: ${label}`}
      title={`${label}: drag it onto the map, or press`}
      onDragStart={onDragStart}
      onClick={() => startEditing(stores, { kind: 'add-backend', backend: kind })}
    >
      <BackendIcon kind={kind} />
      <span className="canvas-button-text">{label}</span>
    </button>
  )
}
