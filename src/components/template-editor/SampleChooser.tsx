import { useId } from 'react'
import type { ChosenSample } from '../store/viewStore.ts'
import type { Sample } from './samples.ts'

/** Which request the template is run with: one that was sent, one that is made up, or one that is written here. */
export function SampleChooser({
  samples,
  sample,
  chosen,
  onChoose,
}: {
  readonly samples: readonly Sample[]
  readonly sample: Sample
  readonly chosen: ChosenSample
  readonly onChoose: (chosen: ChosenSample) => void
}) {
  const id = useId()
  const newestLabel = sample.id.startsWith('run-') ? 'The newest run' : sample.label
  return (
    <div className="gw-sample">
      <label htmlFor={id}>Sample</label>
      <select
        id={id}
        value={chosen.id}
        onChange={({ target }) => {
          const own =
            target.value === 'own'
              ? { ownBody: chosen.ownBody ?? sample.call.body ?? '{}' }
              : chosen.ownBody !== undefined && { ownBody: chosen.ownBody }
          onChoose({ id: target.value, ...own })
        }}
      >
        <option value="newest">{chosen.id === 'newest' ? newestLabel : 'The newest run'}</option>
        {samples.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      {chosen.id === 'own' && (
        <textarea
          aria-label="Body of the sample"
          rows={4}
          spellCheck={false}
          value={chosen.ownBody ?? ''}
          onChange={({ target }) => onChoose({ id: 'own', ownBody: target.value })}
        />
      )}
    </div>
  )
}
