import { isMutedBy, rulePageOf } from '../../model/lint/index.ts'
import type { MutedRule } from '../../model/index.ts'
import { useDesign } from '../store/StoreContext.tsx'
import { problemPlace } from '../shared/problemPlace.ts'
import { useMending } from './useMending.ts'
import { useProblems } from '../shared/useProblems.tsx'

/** What the user has put aside, how much that hides, and the way back. */
export function MutedList({ mutings }: { readonly mutings: readonly MutedRule[] }) {
  const design = useDesign((present) => present)
  const { muted: found } = useProblems()
  const { unmute } = useMending()
  return (
    <section className="gw-muted" aria-label="Muted rules">
      <p>Muted rules are kept with the design and report nothing. Exports stay the same.</p>
      <ul>
        {mutings.map((muting) => {
          const { ruleId, at } = muting
          const title = rulePageOf(ruleId)?.title ?? ruleId
          const place = at ? problemPlace(design, at).label : 'the whole design'
          const hidden = found.filter((problem) => isMutedBy(problem, muting)).length
          return (
            <li key={JSON.stringify([ruleId, at])}>
              <span>{title}</span>
              <span className="gw-muted-place">
                {place} ·{' '}
                {hidden === 0
                  ? 'hides nothing by now'
                  : hidden === 1
                    ? 'hides 1'
                    : `hides ${hidden}`}
              </span>
              <button
                type="button"
                className="gw-problem-fix"
                aria-label={`Unmute: ${title}, ${place}`}
                onClick={() => unmute({ ruleId, at })}
              >
                Unmute
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
