import { Handle, Position } from '@xyflow/react'
import { memo } from 'react'
import { sameAddress } from '../../../model/index.ts'
import { useView } from '../../store/StoreContext.tsx'
import { domId } from '../domId.ts'
import type { MethodItem } from '../graph.ts'
import { Icon } from '../icons.tsx'
import { ProblemMark, problemWords, useCanvasProblems } from '../problems.tsx'
import { classes, useFound, useSelected } from '../useMarks.ts'

/** A method in its resource's node, with the handle that its integration starts from. */
export const MethodRow = memo(function MethodRow({ row }: { readonly row: MethodItem }) {
  const selected = useSelected(row.at)
  const found = useFound(row.searchText)
  const isConnecting = useView(
    ({ canvas }) => canvas.connecting?.methods.some((at) => sameAddress(at, row.at)) ?? false,
  )
  const problems = useCanvasProblems(row.at)
  const { method, httpMethod, integrationLabel } = row
  return (
    <div
      id={domId(row.id)}
      role="option"
      aria-selected={selected !== undefined}
      aria-label={row.sentence + problemWords(problems)}
      data-method={httpMethod}
      className={classes(
        'canvas-method',
        selected && 'is-selected',
        selected === 'first' && 'is-first',
        found === true && 'is-found',
        found === false && 'is-dimmed',
        isConnecting && 'is-connecting',
      )}
    >
      <span className={`canvas-verb canvas-verb-${httpMethod}`}>{httpMethod}</span>
      <span className="canvas-method-summary" title={row.summary}>
        {row.summary}
      </span>
      <ProblemMark problems={problems} />
      {method.authorizationType !== 'NONE' && (
        <span className="canvas-mark" title={`Authorization: ${method.authorizationType}`}>
          <Icon name="lock" />
        </span>
      )}
      {method.apiKeyRequired && (
        <span className="canvas-mark" title="API key required">
          <Icon name="key" />
        </span>
      )}
      {method.integration?.type === 'MOCK' && <span className="canvas-chip">MOCK</span>}
      {integrationLabel === undefined && (
        <span className="canvas-chip canvas-chip-missing">No integration</span>
      )}
      <Handle
        type="source"
        id={httpMethod}
        position={Position.Right}
        className="canvas-handle"
        title={`Drag to a backend to connect ${httpMethod}`}
      />
    </div>
  )
})
