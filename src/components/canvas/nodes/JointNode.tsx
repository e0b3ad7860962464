import { Handle, Position } from '@xyflow/react'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useView } from '../../store/StoreContext.tsx'
import { domId } from '../domId.ts'
import type { JointNode as Joint } from '../map/elements.ts'
import { ProblemMark, problemWords, useCanvasProblems } from '../problems.tsx'
import { classes, useFound, useSelected } from '../useMarks.ts'

/** An integration that several routes share, or that no route uses. The whole node takes edges. */
export const JointNode = memo(
  function JointNode({ data: { item } }: NodeProps<Joint>) {
    const selected = useSelected(item.at)
    const found = useFound(item.searchText)
    const problems = useCanvasProblems(item.at)
    const isAimedAt = useView(
      ({ canvas }) => canvas.connecting?.integrationId === item.integrationId,
    )
    const count = item.routeCount
    return (
      <div
        id={domId(item.id)}
        role="group"
        aria-roledescription="integration"
        aria-label={item.sentence + problemWords(problems) + (selected ? ', selected' : '')}
        className={classes(
          'canvas-card canvas-joint',
          count === 0 && 'is-unused',
          selected && 'is-selected',
          selected === 'first' && 'is-first',
          found === true && 'is-found',
          found === false && 'is-dimmed',
          isAimedAt && 'is-drop-target',
        )}
      >
        <span className="canvas-joint-name" title={`Integration ${item.title}`}>
          {item.title}
        </span>
        <ProblemMark problems={problems} />
        <span className={classes('canvas-chip', count === 0 && 'canvas-chip-missing')}>
          {count === 0 ? 'No route' : `${count} routes`}
        </span>
        <Handle
          type="target"
          id="reach"
          position={Position.Left}
          isConnectableStart={false}
          className="canvas-handle-card"
        />
        <Handle
          type="source"
          id="onward"
          position={Position.Right}
          isConnectable={false}
          className="canvas-handle-hidden"
        />
      </div>
    )
  },
  (before, after) => before.data === after.data,
)
