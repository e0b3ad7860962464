import Button from '@cloudscape-design/components/button'
import type { Moment, Origin, Recording } from '../../simulator/index.ts'
import { Toolbar } from '../ui/Toolbar.tsx'
import type { SampleCall } from './samples.ts'
import { lineOf, runTo, stepTo, stepVerbs } from './steps.ts'
import type { StepVerb } from './steps.ts'
import { TemplateOutput } from './TemplateOutput.tsx'

const verbs = Object.keys(stepVerbs) as StepVerb[] // the registry's own keys

const nodeWords: Readonly<Record<Moment['kind'], string>> = {
  directive: 'Next',
  reference: 'Prints',
  round: 'Round',
  end: 'The end',
}

/** A recorded run of a template, walked forth and back: where it stands, what its variables are, what is printed yet. */
export function TemplateDebugger({
  template,
  recording,
  call,
  position,
  breakpoints,
  onMove,
  onGoTo,
  onClose,
}: {
  readonly template: string
  readonly recording: Recording
  /** What the template was run with. */
  readonly call: SampleCall
  readonly position: number
  /** Lines, counted from 1. */
  readonly breakpoints: ReadonlySet<number>
  readonly onMove: (position: number) => void
  readonly onGoTo: (origin: Origin) => void
  readonly onClose: () => void
}) {
  const { moments } = recording
  const moment = moments[position]
  const before = moments[position - 1]
  const isBreak = ({ from }: Moment) => breakpoints.has(lineOf(template, from))
  const isRecorded = moments.length > 0
  return (
    <section className="gw-template-preview gw-debugger" aria-label="Step debugger">
      <Toolbar label="Steps" className="gw-debugger-bar">
        {verbs.map((verb) => (
          <button
            key={verb}
            type="button"
            className="gw-quiet-button"
            aria-label={stepVerbs[verb].label}
            title={stepVerbs[verb].label}
            disabled={!isRecorded}
            onClick={() => onMove(stepTo(verb, moments, position))}
          >
            {stepVerbs[verb].short}
          </button>
        ))}
        <button
          type="button"
          className="gw-quiet-button"
          aria-label="Back to a breakpoint"
          title="Back to a breakpoint: set one with F9, or beside the line numbers"
          onClick={() => onMove(runTo(moments, position, isBreak, -1))}
        >
          ◂ breakpoint
        </button>
        <button
          type="button"
          className="gw-quiet-button"
          aria-label="On to a breakpoint"
          title="On to a breakpoint: set one with F9, or beside the line numbers"
          onClick={() => onMove(runTo(moments, position, isBreak, 1))}
        >
          breakpoint ▸
        </button>
        <button type="button" className="gw-quiet-button" onClick={onClose}>
          Stop
        </button>
      </Toolbar>
      <p className="gw-debugger-place" role="status">
        {moment ? (
          <>
            <strong>
              Step {position + 1} of {moments.length}
              {recording.isCut && ', cut'}
            </strong>{' '}
            {describe(moment, template)}
          </>
        ) : (
          'The template has no steps: it is text.'
        )}
      </p>
      {recording.problem && position === moments.length - 1 && (
        <p className="gw-refusal">
          Here it fails: {recording.problem.message} (line {recording.problem.line}, column{' '}
          {recording.problem.column})
        </p>
      )}
      {moment && <Variables moment={moment} before={before} />}
      <Given call={call} />
      <h2>Printed so far</h2>
      <TemplateOutput
        recording={recording}
        upTo={moment?.printed ?? recording.output.length}
        onGoTo={onGoTo}
      />
      {recording.isCut && (
        <p className="gw-quiet">
          The template does more than is recorded: these are its first {moments.length} steps.{' '}
          <Button variant="inline-link" onClick={onClose}>
            Back to the preview
          </Button>
        </p>
      )}
    </section>
  )
}

/** A moment in words: what comes next, in which line, and what it will come to. */
function describe(moment: Moment, template: string): string {
  if (moment.kind === 'end') return 'The end.'
  const line = `line ${lineOf(template, moment.from)}`
  const [source = ''] = template.slice(moment.from, moment.to).split('\n')
  const words = moment.round
    ? `Round ${moment.round.index + 1} of ${moment.round.of}`
    : `${nodeWords[moment.kind]} ${source.slice(0, 80)}`
  return `${words} (${line})${moment.became === undefined ? '' : ` → ${moment.became}`}`
}

function Variables({
  moment,
  before,
}: {
  readonly moment: Moment
  readonly before: Moment | undefined
}) {
  const entries = Object.entries(moment.variables)
  if (entries.length === 0) return <p className="gw-quiet">No variable is set yet.</p>
  return (
    <table className="gw-variables">
      <caption>Variables</caption>
      <tbody>
        {entries.map(([name, value]) => {
          const isChanged = before !== undefined && before.variables[name] !== value
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td title={value}>
                <span className="gw-value">
                  {isChanged && <small>changed </small>}
                  {isChanged ? <mark>{value}</mark> : value}
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What every template is given: it does not change on the way. */
function Given({ call: { body, params, stageVariables } }: { readonly call: SampleCall }) {
  const rows: readonly (readonly [string, string])[] = [
    ['$input.body', body ?? ''],
    ...(['path', 'querystring', 'header'] as const).flatMap((kind) =>
      Object.entries(params?.[kind] ?? {}).map(
        ([name, value]) => [`$input.params().${kind}.${name}`, value] as const,
      ),
    ),
    ...Object.entries(stageVariables ?? {}).map(
      ([name, value]) => [`$stageVariables.${name}`, value] as const,
    ),
  ]
  return (
    <details className="gw-given">
      <summary>$input and stage variables</summary>
      <table className="gw-variables">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td title={value.slice(0, 2000)}>
                <span className="gw-value">{value.slice(0, 2000)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
