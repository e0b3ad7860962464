import { Handle, Position } from '@xyflow/react'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useStores, useView } from '../../store/StoreContext.tsx'
import { domId } from '../domId.ts'
import type { ResourceNode } from '../elements.ts'
import { Icon } from '../icons.tsx'
import { measures } from '../place.ts'
import { ProblemMark, problemWords, useCanvasProblems } from '../problems.tsx'
import { classes, useFound, useSelected } from '../useMarks.ts'
import { startEditing } from '../verbs.ts'
import { MethodRow } from './MethodRow.tsx'
import { RenameField } from './RenameField.tsx'

/** A resource with its methods. Methods are rows, not nodes of their own: 300 nodes move more easily than 1,500. */
export const ResourceCard = memo(
  function ResourceCard({ data: { item } }: NodeProps<ResourceNode>) {
    const stores = useStores()
    const selected = useSelected(item.at)
    const found = useFound(item.searchText)
    const problems = useCanvasProblems(item.at).filter(({ at }) => at[4] !== 'methods')
    const isRenamed = useView(
      ({ canvas: { editing } }) =>
        editing?.kind === 'rename' && editing.resourceId === item.resource.id,
    )
    const isDropTarget = useView(({ canvas }) => canvas.dropTarget === item.id)
    return (
      <div
        id={domId(item.id)}
        role="group"
        aria-roledescription="resource"
        aria-label={item.sentence + problemWords(problems) + (selected ? ', selected' : '')}
        className={classes(
          'canvas-card canvas-resource',
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
          {isRenamed ? (
            <RenameField resourceId={item.resource.id} pathPart={item.pathPart} />
          ) : (
            <span className="canvas-path-part" title={item.path}>
              {item.pathPart}
            </span>
          )}
          <span className="canvas-path" title={item.path}>
            {item.parentId === undefined ? 'Root resource' : item.path}
          </span>
          <ProblemMark problems={problems} />
          <button
            type="button"
            tabIndex={-1}
            className="canvas-add nodrag nopan"
            aria-label={`Add to ${item.path}`}
            title="Add (A)"
            onClick={(event) => {
              event.stopPropagation()
              stores.viewStore.getState().select(item.at)
              startEditing(stores, { kind: 'add' })
            }}
          >
            <Icon name="add" />
          </button>
        </div>
        {item.methods.length > 0 && (
          <div
            role="listbox"
            aria-label={`Methods of ${item.path}`}
            aria-multiselectable="true"
            className="canvas-methods"
          >
            {item.methods.map((row) => (
              <MethodRow key={row.id} row={row} />
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
