import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { WayEdge } from '../flowElements.ts'
import { classes } from '../useMarks.ts'

/** The way from one station to the next, with what went along it. A gateway response goes back between the two rows. */
export const WayLine = memo(function WayLine({
  sourceX,
  sourceY,
  targetX,
  targetY,
  data,
}: EdgeProps<WayEdge>) {
  const gatewayResponse = data?.gatewayResponse
  const size = data?.painted?.sizeText
  const isTaken = data?.painted?.taken ?? false
  const tone = classes(
    'react-flow__edge-path canvas-way',
    isTaken && 'is-taken',
    data?.isPainted === true && !isTaken && 'is-idle',
    gatewayResponse !== undefined && 'is-gateway-response',
  )
  const side = targetX > sourceX ? 1 : -1
  const path =
    gatewayResponse === undefined
      ? `M${sourceX},${sourceY} L${targetX - side * 6},${targetY}`
      : `M${sourceX},${sourceY} V${targetY} H${targetX + 6}`
  const text = gatewayResponse ?? size
  const width = Math.round((text?.length ?? 0) * (gatewayResponse === undefined ? 6.4 : 8.8) + 10)
  const middleX = (sourceX + targetX) / 2
  return (
    <>
      <path className={tone} d={path} fill="none" />
      <path
        className={classes(
          'canvas-arrow',
          isTaken && 'is-taken',
          gatewayResponse !== undefined && 'is-gateway-response',
        )}
        d={`M${targetX - side * 9},${targetY - 5} L${targetX - side},${targetY} L${targetX - side * 9},${targetY + 5}z`}
      />
      {text !== undefined && (
        <g
          className={classes(
            'canvas-way-label',
            gatewayResponse !== undefined && 'is-gateway-response',
          )}
          transform={
            gatewayResponse === undefined
              ? `translate(${middleX},${sourceY - 12})`
              : `translate(${targetX + 28 + width / 2},${targetY})`
          }
        >
          <rect x={-width / 2} y={-9} width={width} height={18} rx={4} />
          <text textAnchor="middle" dy="0.34em">
            {text}
          </text>
        </g>
      )}
    </>
  )
})
