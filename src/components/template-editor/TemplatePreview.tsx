import Button from '@cloudscape-design/components/button'
import type { Origin, Recording, TemplateProblem } from '../../simulator/index.ts'
import { TemplateOutput } from './TemplateOutput.tsx'

/** What the template prints for the sample, or why it does not. */
export function TemplatePreview({
  from,
  problem,
  recording,
  before,
  onGoTo,
  onStep,
}: {
  /** What the sample is, in words. */
  readonly from: string
  readonly problem: TemplateProblem | undefined
  readonly recording: Recording | undefined
  readonly before: string | undefined
  readonly onGoTo: (origin: Origin) => void
  readonly onStep: () => void
}) {
  const failure = problem ?? recording?.problem
  return (
    <section className="gw-template-preview" aria-label="Preview">
      <div className="gw-preview-head">
        <h2>Output for {from}</h2>
        <Button
          variant="inline-link"
          disabled={!recording || recording.moments.length === 0}
          onClick={onStep}
        >
          Step through
        </Button>
      </div>
      {failure && (
        <p className="gw-refusal" {...(problem && { role: 'alert' })}>
          Line {failure.line}, column {failure.column}: {failure.message}
        </p>
      )}
      {!failure &&
        (recording === undefined ? (
          <p>…</p>
        ) : (
          <TemplateOutput recording={recording} before={before} onGoTo={onGoTo} />
        ))}
    </section>
  )
}
