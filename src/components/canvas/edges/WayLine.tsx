import { Position } from '@xyflow/react'
import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { WayEdge } from '../flow/elements.ts'
import { classes } from '../useMarks.ts'

/** Pixels between a card and a response that leads down beside it. */
const clearance = 12

/** The way from one station to the next, with what went along it. A gateway response goes back between the two rows. */
export const WayLine = memo(function WayLine({
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
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
  const isUpright = gatewayResponse === undefined && Math.abs(targetX - sourceX) < 1
  const side = (isUpright ? targetY > sourceY : targetX > sourceX) ? 1 : -1
  // away from the card first, where another one is under it
  const start = sourcePosition === Position.Left ? `h-${clearance}` : ''
  const path = isUpright
    ? `M${sourceX},${sourceY} V${targetY - side * 6}`
    : gatewayResponse === undefined
      ? `M${sourceX},${sourceY} L${targetX - side * 6},${targetY}`
      : `M${sourceX},${sourceY} ${start} V${targetY} H${targetX + 6}`
  const arrow = isUpright
    ? `M${targetX - 5},${targetY - side * 9} L${targetX},${targetY - side} L${targetX + 5},${targetY - side * 9}z`
    : `M${targetX - side * 9},${targetY - 5} L${targetX - side},${targetY} L${targetX - side * 9},${targetY + 5}z`
  return (
    <>
      <path className={tone} d={path} fill="none" />
      <path
        className={classes(
          'canvas-arrow',
          isTaken && 'is-taken',
          gatewayResponse !== undefined && 'is-gateway-response',
        )}
        d={arrow}
      />
      {gatewayResponse !== undefined ? (
        <WayLabel
          text={gatewayResponse}
          isGatewayResponse
          x={targetX + 28 + widthOf(gatewayResponse, true) / 2}
          y={targetY}
        />
      ) : (
        linesOf(size, isUpright ? Infinity : Math.abs(targetX - sourceX)).map((line, i) => (
          <WayLabel
            key={line}
            text={line}
            x={isUpright ? sourceX + 12 + widthOf(line) / 2 : (sourceX + targetX) / 2}
            y={isUpright ? (sourceY + targetY) / 2 : sourceY + (i === 0 ? -12 : 14)}
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
