import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { BranchEdge } from '../map/elements.ts'

const corner = 6

/** The line from a resource down to a child. */
export const BranchLine = memo(function BranchLine({
  sourceX,
  sourceY,
  targetX,
  targetY,
}: EdgeProps<BranchEdge>) {
  const side = targetX >= sourceX ? 1 : -1
  const path =
    targetY - corner > sourceY
      ? `M${sourceX},${sourceY} V${targetY - corner} q0,${corner} ${side * corner},${corner} H${targetX}`
      : `M${sourceX},${sourceY} L${targetX},${targetY}`
  return <path className="react-flow__edge-path canvas-branch" d={path} fill="none" />
})
