import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { IntegrationEdge } from '../map/elements.ts'

const labelCharacter = 7
const labelStart = 22
/** Pixels; a backend that is further up or down is out of sight, so the label names it. */
const far = 700

/** Characters of a name that fit between the rows and the next lane. */
const longestLabel = 17

function cut(name: string): string {
  return name.length > longestLabel ? `${name.slice(0, longestLabel - 1)}…` : name
}

/**
 * An integration from a row to a backend. Its name is where it starts: rows never share a height, so labels never cover
 * each other, wherever the edges run together.
 */
export const IntegrationLine = memo(function IntegrationLine({
  sourceX,
  sourceY,
  targetX,
  targetY,
  data,
}: EdgeProps<IntegrationEdge>) {
  const name = data?.item.label ?? ''
  const isFar = Math.abs(targetY - sourceY) > far
  const label = isFar && name !== '' ? `${cut(name)} → ${data?.item.targetTitle ?? ''}` : cut(name)
  const width = name === '' ? 0 : Math.round(label.length * labelCharacter + 14)
  const bendX = sourceX + (name === '' ? labelStart / 2 : labelStart + width)
  const reach = Math.max(48, Math.abs(targetX - bendX) * 0.5)
  const path = `M${sourceX},${sourceY} H${bendX} C${bendX + reach},${sourceY} ${targetX - reach},${targetY} ${targetX - 5},${targetY}`
  return (
    <>
      <path className="react-flow__edge-path canvas-integration" d={path} fill="none" />
      <path
        className="react-flow__edge-interaction"
        d={path}
        fill="none"
        strokeOpacity={0}
        strokeWidth={20}
      />
      <path
        className="canvas-arrow"
        d={`M${targetX - 9},${targetY - 4.5} L${targetX - 1},${targetY} L${targetX - 9},${targetY + 4.5}z`}
      />
      {name !== '' && (
        <g
          transform={`translate(${sourceX + labelStart},${sourceY})`}
          className="canvas-edge-label"
          data-integration={data?.item.integrationId}
        >
          {label !== name && <title>{name}</title>}
          <rect x={0} y={-10} width={width} height={20} rx={10} />
          <text x={width / 2} y={0} dy="0.34em" textAnchor="middle">
            {label}
          </text>
        </g>
      )}
    </>
  )
})
