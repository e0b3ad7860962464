import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { WayEdge } from '../flow/elements.ts'
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
      {gatewayResponse !== undefined ? (
        <WayLabel
          text={gatewayResponse}
          isGatewayResponse
          x={targetX + 28 + widthOf(gatewayResponse, true) / 2}
          y={targetY}
        />
      ) : (
        linesOf(size, Math.abs(targetX - sourceX)).map((line, i) => (
          <WayLabel
            key={line}
            text={line}
            x={(sourceX + targetX) / 2}
            y={sourceY + (i === 0 ? -12 : 14)}
          />
        ))
      )}
    </>
  )
})

/** A size in one line over the way; where that is longer than the way, its unit stands under it. */
function linesOf(size: string | undefined, length: number): string[] {
  if (size === undefined) return []
  return widthOf(size) > length + 5 ? size.split(' ') : [size]
}

function widthOf(text: string, isGatewayResponse = false): number {
  return Math.round(text.length * (isGatewayResponse ? 8.8 : 6.4) + 10)
}

function WayLabel({
  text,
  x,
  y,
  isGatewayResponse = false,
}: {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly isGatewayResponse?: boolean
}) {
  const width = widthOf(text, isGatewayResponse)
  return (
    <g
      className={classes('canvas-way-label', isGatewayResponse && 'is-gateway-response')}
      transform={`translate(${x},${y})`}
    >
      <rect x={-width / 2} y={-9} width={width} height={18} rx={4} />
      <text textAnchor="middle" dy="0.34em">
        {text}
      </text>
    </g>
  )
}
