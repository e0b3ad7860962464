import { idsOf, isAtPlace } from '../../../model/index.ts'
import { Handle, Position } from '@xyflow/react'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useStores, useView } from '../../store/StoreContext.tsx'
import { domId } from '../domId.ts'
import type { CardNode } from '../map/elements.ts'
import type { MapCard } from '../map/graph.ts'
import { Icon } from '../icons.tsx'
import { measures } from '../map/place.ts'
import { ProblemMark, problemWords, useCanvasProblems } from '../problems.tsx'
import { classes, useFound, useSelected, useSelectedAll } from '../useMarks.ts'
import { addToCard } from '../verbs.ts'
import { MapRowLine } from './MapRowLine.tsx'
import { RenameField } from './RenameField.tsx'

const roles = {
  resource: 'resource',
  api: 'API',
  path: 'path',
} satisfies { [K in MapCard['kind']]: string }

/** A resource, an HTTP API or a path, with its rows. Rows are not nodes of their own: 300 nodes move more easily than 1,500. */
export const MapCardNode = memo(
  function MapCardNode({ data: { item } }: NodeProps<CardNode>) {
    const stores = useStores()
    const isPath = item.kind === 'path'
    const own = useSelected(item.at)
    const hasAll = useSelectedAll(item.selects)
    const selected = isPath ? (hasAll ? 'also' : undefined) : own
    const found = useFound(item.searchText)
    const problems = useHeaderProblems(item)
    const [, resourceId] = item.kind === 'resource' ? idsOf('resource', item.at) : []
    const isRenamed = useView(
      ({ canvas: { editing } }) => editing?.kind === 'rename' && editing.resourceId === resourceId,
    )
    const isDropTarget = useView(({ canvas }) => canvas.dropTarget === item.id)
    const addLabel = item.kind === 'api' ? 'Add a route' : `Add to ${item.path}`
    return (
      <div
        id={domId(item.id)}
        role="group"
        aria-roledescription={roles[item.kind]}
        aria-label={item.sentence + problemWords(problems) + (selected ? ', selected' : '')}
        className={classes(
          'canvas-card canvas-resource',
          `is-${item.kind}`,
          item.parentId === undefined && 'is-root',
          selected && 'is-selected',
          selected === 'first' && 'is-first',
          found === true && 'is-found',
          found === false && 'is-dimmed',
          isDropTarget && 'is-drop-target',
        )}
      >
        <Handle
          type="target"
          id="parent"
          position={Position.Left}
          style={{ top: measures.headerHeight / 2 }}
          isConnectable={false}
          className="canvas-handle-hidden"
        />
        <div className="canvas-resource-header">
          {isRenamed && resourceId !== undefined ? (
            <RenameField resourceId={resourceId} pathPart={item.title} />
          ) : (
            <span className="canvas-path-part" title={item.kind === 'api' ? item.title : item.path}>
              {item.title}
            </span>
          )}
          <span className="canvas-path" title={item.path}>
            {item.subtitle}
          </span>
          {item.cors && <CorsBadge cors={item.cors} />}
          <ProblemMark problems={problems} />
          <button
            type="button"
            tabIndex={-1}
            className="canvas-add nodrag nopan"
            aria-label={addLabel}
            title={`${addLabel} (A)`}
            onClick={(event) => {
              event.stopPropagation()
              addToCard(stores, item)
            }}
          >
            <Icon name="add" />
          </button>
        </div>
        {item.rows.length > 0 && (
          <div
            role="listbox"
            aria-label={item.rowsLabel}
            aria-multiselectable="true"
            className="canvas-methods"
          >
            {item.rows.map((row) => (
              <MapRowLine key={row.id} row={row} />
            ))}
          </div>
        )}
        <Handle
          type="source"
          id="branch"
          position={Position.Bottom}
          style={{ left: measures.indent / 2 }}
          isConnectable={false}
          className="canvas-handle-hidden"
        />
      </div>
    )
  },
  // its place is the wrapper's business: a drag draws nothing in here again
  (before, after) => before.data === after.data,
)

/** The problems of a card that no row or other node shows. */
function useHeaderProblems({ kind, at }: MapCard) {
  const problems = useCanvasProblems(at)
  if (kind === 'resource') return problems.filter((problem) => !isAtPlace('method', problem.at))
  if (kind === 'path') return []
  return problems.filter(
    ({ at: place }) => !isAtPlace('route', place) && !isAtPlace('routeIntegration', place),
  )
}

/** Whether browsers of other origins may call the API; a click opens the settings. */
function CorsBadge({ cors }: { readonly cors: NonNullable<MapCard['cors']> }) {
  const stores = useStores()
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes('canvas-chip canvas-cors nodrag nopan', cors.isOn && 'canvas-chip-live')}
      title={cors.title}
      onClick={(event) => {
        event.stopPropagation()
        stores.viewStore.getState().goTo(cors.at)
      }}
    >
      {cors.isOn ? 'CORS' : 'No CORS'}
    </button>
  )
}
