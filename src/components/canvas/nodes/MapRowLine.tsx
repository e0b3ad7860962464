import { Handle, Position } from '@xyflow/react'
import { memo } from 'react'
import { sameAddress } from '../../../model/index.ts'
import { useView } from '../../store/StoreContext.tsx'
import { domId } from '../domId.ts'
import type { MapRow } from '../map/graph.ts'
import { lastRunOf } from '../map/lastRun.ts'
import { Icon } from '../icons.tsx'
import { ProblemMark, problemWords, useCanvasProblems } from '../problems.tsx'
import { classes, useFound, useSelected } from '../useMarks.ts'

/** A method or a route in its card, with the handle that its integration starts from. */
export const MapRowLine = memo(function MapRowLine({ row }: { readonly row: MapRow }) {
  const selected = useSelected(row.at)
  const found = useFound(row.searchText)
  const isConnecting = useView(
    ({ canvas }) => canvas.connecting?.methods.some((at) => sameAddress(at, row.at)) ?? false,
  )
  const problems = useCanvasProblems(row.at)
  const lastRun = useView(({ runs }) => lastRunOf(runs, row.id))
  const { verb, guard, integrationLabel } = row
  const ran = lastRun === undefined ? '' : `, last response ${lastRun}`
  return (
    <div
      id={domId(row.id)}
      role="option"
      aria-selected={selected !== undefined}
      aria-label={row.sentence + problemWords(problems) + ran}
      data-row={row.handle}
      className={classes(
        'canvas-method',
        selected && 'is-selected',
        selected === 'first' && 'is-first',
        found === true && 'is-found',
        found === false && 'is-dimmed',
        isConnecting && 'is-connecting',
      )}
    >
      <span className={`canvas-verb canvas-verb-${verb === '$default' ? 'ANY' : verb}`}>
        {verb}
      </span>
      <span className="canvas-method-summary" title={row.summary}>
        {row.summary}
      </span>
      <ProblemMark problems={problems} />
      {lastRun !== undefined && (
        <span
          className={classes('canvas-last-run', lastRun < 400 ? 'is-success' : 'is-error')}
          title={`The last request got ${lastRun}`}
        >
          <Icon name={lastRun < 400 ? 'check' : 'warning'} />
          {lastRun}
        </span>
      )}
      {guard && (
        <span className="canvas-mark" title={guard.title}>
          <Icon name="lock" />
          {guard.badge}
        </span>
      )}
      {row.apiKeyRequired && (
        <span className="canvas-mark" title="API key required">
          <Icon name="key" />
        </span>
      )}
      {row.isMock && <span className="canvas-chip">MOCK</span>}
      {integrationLabel === undefined && (
        <span className="canvas-chip canvas-chip-missing">No integration</span>
      )}
      <Handle
        type="source"
        id={row.handle}
        position={Position.Right}
        className="canvas-handle"
        title={`Drag to a backend to connect ${verb}`}
      />
    </div>
  )
})
