import type { DragEvent } from 'react'
import { resourcePath } from '../../model/index.ts'
import { PaneButton } from '../shell/PaneButton.tsx'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { NewBackendKind } from './canvasView.ts'
import { CommandButton } from './CommandButton.tsx'
import { BackendIcon, Icon } from './icons.tsx'
import { Toolbar } from '../ui/Toolbar.tsx'
import { methodRefOf, openMap, startEditing } from './verbs.ts'

/** What a dragged palette entry carries. */
export const backendDragType = 'application/x-gatewright-backend'

/** Where the canvas is, and what can be put on it. */
export function CanvasHeader() {
  const level = useView((state) => state.level)
  return (
    <div className="canvas-header">
      <PaneButton to="Tree" />
      <Breadcrumb />
      {level === 'map' && (
        <Toolbar label="Add to the map" className="canvas-tools">
          <CommandButton id="canvas.add-resource" name="Resource" isFirst>
            <Icon name="add" />
            <span className="canvas-button-text">Resource</span>
          </CommandButton>
          <CommandButton id="canvas.add-method" name="Method">
            <Icon name="add" />
            <span className="canvas-button-text">Method</span>
          </CommandButton>
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
  const methodAt = useView((state) => state.entryAt)
  const api = useDesign((design) =>
    apiId !== undefined && Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined,
  )
  if (!api) return null
  const ref = methodAt && methodRefOf(methodAt)
  const isFlow = level === 'flow' && api.protocol === 'REST' && ref !== undefined
  return (
    <nav aria-label="Canvas" className="canvas-breadcrumb">
      <ol>
        <li>
          {isFlow ? (
            <button type="button" title="Back to the map (Esc)" onClick={() => openMap(stores)}>
              {api.name}
            </button>
          ) : (
            <span aria-current="page">{api.name}</span>
          )}
        </li>
        {isFlow && (
          <>
            <li className="canvas-breadcrumb-path">
              <button
                type="button"
                onClick={() => {
                  openMap(stores)
                  stores.viewStore.getState().select(methodAt?.slice(0, 4) ?? [])
                }}
              >
                {resourcePath(api, ref.resourceId)}
              </button>
            </li>
            <li>
              <span aria-current="page" className={`canvas-verb canvas-verb-${ref.httpMethod}`}>
                {ref.httpMethod}
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
