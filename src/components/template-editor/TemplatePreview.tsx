import Button from '@cloudscape-design/components/button'
import type { Origin, Recording, TemplateProblem } from '../../simulator/index.ts'
import { SampleChooser } from './SampleChooser.tsx'
import type { ChosenSample } from '../store/viewStore.ts'
import type { Sample } from './samples.ts'
import { TemplateOutput } from './TemplateOutput.tsx'

/** What the template prints for the sample, or why it does not. */
export function TemplatePreview({
  samples,
  sample,
  chosen,
  onChoose,
  problem,
  recording,
  before,
  isSlow,
  onCancel,
  onGoTo,
  onStep,
}: {
  readonly samples: readonly Sample[]
  readonly sample: Sample
  readonly chosen: ChosenSample
  readonly onChoose: (chosen: ChosenSample) => void
  readonly problem: TemplateProblem | undefined
  readonly recording: Recording | undefined
  readonly before: string | undefined
  readonly isSlow: boolean
  readonly onCancel: () => void
  readonly onGoTo: (origin: Origin) => void
  readonly onStep: () => void
}) {
  const failure = problem ?? recording?.problem
  const isPartial = !problem && failure !== undefined && (recording?.output ?? '') !== ''
  return (
    <section className="gw-template-preview" aria-label="Preview">
      <div className="gw-preview-head">
        <h2>Output</h2>
        <Button
          variant="inline-link"
          disabled={!recording || recording.moments.length === 0}
          onClick={onStep}
        >
          Step through
        </Button>
      </div>
      <SampleChooser samples={samples} sample={sample} chosen={chosen} onChoose={onChoose} />
      {isSlow && (
        <p role="status">
          The template is running …{' '}
          <Button variant="inline-link" onClick={onCancel}>
            Cancel
          </Button>
        </p>
      )}
      {failure && (
        <p className="gw-refusal" {...(problem && { role: 'alert' })}>
          Line {failure.line}, column {failure.column}: {failure.message}
        </p>
      )}
      {isPartial && <p className="gw-quiet">Printed until there:</p>}
      {recording && (!failure || isPartial) && (
        <TemplateOutput
          recording={recording}
          before={failure ? undefined : before}
          onGoTo={onGoTo}
        />
      )}
    </section>
  )
}
