import { jsonErrorOffset } from '../../model/index.ts'
import type { Recording, TemplateProblem, TemplateRemark } from '../../simulator/index.ts'
import type { Marker } from '../shared/editor/textEditor.ts'

/** Output beyond this is not looked at for being JSON. */
const lookedAt = 200_000

/** What is marked in a template: why it cannot be read, what fails in its run, what is likely not meant, output that is no JSON. */
export function markersOf({
  problem,
  remarks,
  recording,
  makesJson,
}: {
  readonly problem: TemplateProblem | undefined
  readonly remarks: readonly TemplateRemark[]
  readonly recording: Recording | undefined
  readonly makesJson: boolean
}): Marker[] {
  const unreadable: Marker[] = problem
    ? [{ ...placeOf(problem), message: problem.message, severity: 'error' }]
    : []
  const ofRemarks = remarks.map(({ message, severity, from, to }) => ({
    message,
    severity,
    from,
    to,
  }))
  const markers: Marker[] = [...unreadable, ...ofRemarks]
  if (!recording || problem) return markers
  if (recording.problem) {
    const { message } = recording.problem
    return [...markers, { ...placeOf(recording.problem), message, severity: 'error' }]
  }
  const { output, origins } = recording
  if (!makesJson || output.length > lookedAt || isJson(output)) return markers
  const offset = jsonErrorOffset(output)
  const origin = origins.findLast(({ start }) => start <= offset) ?? origins.at(-1)
  if (!origin) return markers
  // a text leads to its character, a reference as a whole
  const within =
    origin.kind === 'text' ? Math.min(offset - origin.start, origin.to - origin.from) : 0
  const from =
    origin.kind === 'text' ? Math.max(origin.from, origin.from + within - 1) : origin.from
  const line = output.slice(0, offset).split('\n').length
  return [
    ...markers,
    {
      message: `For this sample the output is no JSON: see line ${line} of the output.`,
      severity: 'warning',
      from,
      to: origin.kind === 'text' ? Math.min(origin.to, from + 2) : origin.to,
    },
  ]
}

function placeOf({ from, to }: TemplateProblem): { readonly from: number; readonly to: number } {
  return { from, to }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
