import { Handle, Position } from '@xyflow/react'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useView } from '../../store/StoreContext.tsx'
import { domId } from '../domId.ts'
import type { BackendNode } from '../map/elements.ts'
import { BackendIcon } from '../icons.tsx'
import { ProblemMark, problemWords, useCanvasProblems } from '../problems.tsx'
import { classes, useFound, useSelected } from '../useMarks.ts'

/** A backend: its kind, its name, how it answers in the simulation. The whole card takes edges. */
export const BackendCard = memo(
  function BackendCard({ data: { item } }: NodeProps<BackendNode>) {
    const selected = useSelected(item.at)
    const found = useFound(item.searchText)
    const problems = useCanvasProblems(item.at)
    const isAimedAt = useView(({ canvas }) => canvas.connecting?.backendKey === item.key)
    return (
      <div
        id={domId(item.id)}
        role="group"
        aria-roledescription="backend"
        aria-label={item.sentence + problemWords(problems) + (selected ? ', selected' : '')}
        className={classes(
          'canvas-card canvas-backend',
          selected && 'is-selected',
          selected === 'first' && 'is-first',
          found === true && 'is-found',
          found === false && 'is-dimmed',
          isAimedAt && 'is-drop-target',
        )}
      >
        <span className="canvas-backend-sign">
          <BackendIcon kind={item.kind} />
        </span>
        <span className="canvas-backend-words">
          <span className="canvas-backend-name" title={item.title}>
            {item.title}
          </span>
          <span className="canvas-backend-kind">
            {item.kindLabel}
            <span className={classes('canvas-chip', item.mode === 'live' && 'canvas-chip-live')}>
              {item.mode === 'live' ? 'Live' : 'Canned'}
            </span>
          </span>
        </span>
        <ProblemMark problems={problems} />
        <Handle
          type="target"
          id="reach"
          position={Position.Left}
          isConnectableStart={false}
          className="canvas-handle-card"
        />
      </div>
    )
  },
  (before, after) => before.data === after.data,
)
