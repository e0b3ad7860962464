import { Handle, Position } from '@xyflow/react'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { unreachable } from '../../../model/index.ts'
import type { Problem } from '../../../model/index.ts'
import { useStores, useView } from '../../store/StoreContext.tsx'
import { domId } from '../domId.ts'
import type { StationNode } from '../flow/elements.ts'
import type { StationItem } from '../flow/graph.ts'
import { shownStation, stationOf } from '../flow/walk.ts'
import { Icon } from '../icons.tsx'
import type { IconName } from '../icons.tsx'
import type { PaintedStation, StationOutcome } from '../flow/paint.ts'
import { ProblemMark, problemWords } from '../problems.tsx'
import { useProblems } from '../../shared/useProblems.tsx'
import { classes } from '../useMarks.ts'

/** A station of the flow: what is configured there, and what the shown run did. */
export const StationCard = memo(
  function StationCard({
    data: { item, painted, answer, answerTop, handles },
  }: NodeProps<StationNode>) {
    const stores = useStores()
    const isHere = useView(
      ({ canvas, selection }) =>
        shownStation(item.entryAt, canvas.station, selection) === item.station,
    )
    const problems = useStationProblems(item)
    const told = painted
      ? `, ${painted.text}${painted.durationText === undefined ? '' : ` in ${painted.durationText}`}`
      : ''
    const why = painted?.message === undefined ? '' : `: ${painted.message}`
    return (
      <div
        id={domId(item.station)}
        role="group"
        aria-roledescription="station"
        aria-label={item.sentence + problemWords(problems) + told + why}
        data-station={item.station}
        className={classes(
          'canvas-card canvas-station',
          `is-${item.station}`,
          item.isIdle && 'is-idle',
          isHere && 'is-selected is-first',
          painted && item.station !== 'client' && `has-${painted.outcome}`,
        )}
      >
        {handles.map(({ id, type, position, y }) => (
          <Handle
            key={id}
            id={id}
            type={type}
            position={position}
            isConnectable={false}
            className="canvas-handle-hidden"
            {...((position === Position.Left || position === Position.Right) && {
              style: { top: y },
            })}
          />
        ))}
        <div className="canvas-station-header">
          <span className="canvas-station-title">{item.title}</span>
          <ProblemMark problems={problems} />
          <span className="canvas-station-subtitle" title={item.subtitle}>
            {item.subtitle}
          </span>
        </div>
        <div className="canvas-facts">
          {item.facts.map((fact, i) => (
            <div
              key={i}
              className={classes('canvas-fact', fact.at && 'is-link')}
              title={[fact.label, fact.value].filter((text) => text !== '').join(': ')}
              onDoubleClick={(event) => {
                if (!fact.at) return
                event.stopPropagation()
                stores.viewStore.getState().goTo(fact.at)
              }}
            >
              {fact.label !== '' && <span className="canvas-fact-label">{fact.label}</span>}
              <span className="canvas-fact-value">{fact.value}</span>
            </div>
          ))}
        </div>
        {answer && (
          <div
            className={classes(
              'canvas-answer',
              answer.status !== undefined && (answer.isSuccess ? 'is-success' : 'is-error'),
            )}
            style={{ insetBlockStart: answerTop }}
          >
            <span className="canvas-answer-label">Answer</span>
            <span className="canvas-answer-status">
              {answer.status !== undefined && (
                <Icon name={answer.isSuccess ? 'check' : 'warning'} />
              )}
              {answer.statusText}
            </span>
            {answer.totalText !== undefined && (
              <span className="canvas-answer-label">in {answer.totalText}</span>
            )}
          </div>
        )}
        {painted && item.station !== 'client' && <StationStatus painted={painted} />}
      </div>
    )
  },
  (before, after) => before.data === after.data,
)

/** The problems of all that the flow is made of which belong to this station. */
function useStationProblems({ roots, station }: StationItem): readonly Problem[] {
  const { index } = useProblems()
  return roots.flatMap((at) => index.at(at)).filter(({ at }) => stationOf(at) === station)
}

function StationStatus({ painted }: { readonly painted: PaintedStation }) {
  return (
    <div className={`canvas-status has-${painted.outcome}`}>
      {painted.message !== undefined && (
        <p className="canvas-status-message" title={painted.message}>
          {painted.message}
        </p>
      )}
      <span className="canvas-status-line">
        <Icon name={iconOf(painted.outcome)} />
        <span className="canvas-status-text" title={painted.text}>
          {painted.text}
        </span>
        {painted.durationText !== undefined && painted.outcome !== 'bypassed' && (
          <span className="canvas-status-time">{painted.durationText}</span>
        )}
      </span>
    </div>
  )
}

function iconOf(outcome: StationOutcome): IconName {
  switch (outcome) {
    case 'passed':
      return 'check'
    case 'failed':
      return 'cross'
    case 'skipped':
      return 'skip'
    case 'bypassed':
      return 'turn'
    case 'not-reached':
      return 'dash'
    default:
      return unreachable(outcome)
  }
}
