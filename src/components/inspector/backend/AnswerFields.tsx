import { cannedAnswerSchema, fail, ok } from '../../../model/index.ts'
import type { Address, CannedAnswer, Design, Result } from '../../../model/index.ts'
import { AreaField, NumberField, RequiredNumberField, SelectField } from '../fields/fields.tsx'
import { jsonCause } from '../fields/jsonCause.ts'
import {
  answerKindOf,
  answerKinds,
  firstAnswers,
  headerLines,
  lineWithoutColon,
  readHeaderLines,
} from './answers.ts'
import type { AnswerKind } from './answers.ts'

/** What a backend answers: its form, and the parts of it. */
export function AnswerFields({
  at,
  label,
  answer,
  edit,
}: {
  readonly at: Address
  readonly label: string
  readonly answer: CannedAnswer | undefined
  readonly edit: (answer: CannedAnswer) => (design: Design) => Result<Design>
}) {
  const kind = answerKindOf(answer)
  return (
    <>
      <SelectField
        at={at}
        label={label}
        value={kind}
        options={answerKinds}
        edit={(value) => edit(firstAnswers[value as AnswerKind])}
      />
      {kind === 'http' && <HttpFields at={at} answer={answer} edit={edit} />}
      {(kind === 'lambda' || kind === 'lambda-error') && (
        <AreaField
          at={[...at, 'lambda']}
          label="Answer as JSON"
          rows={12}
          value={JSON.stringify(answer, null, 2)}
          edit={(value) => (design) => {
            const read = readAnswer(value, at)
            return read.ok ? edit(read.value)(design) : read
          }}
        />
      )}
      {kind !== 'timeout' && kind !== 'network' && (
        <NumberField
          at={[...at, 'latencyMs']}
          label="Latency"
          help="Milliseconds until the response arrives. More than the integration timeout is a timeout."
          value={answer && 'latencyMs' in answer ? answer.latencyMs : undefined}
          edit={(latencyMs) =>
            latencyMs !== undefined && latencyMs < 0
              ? () => fail('backend/latency', 'Enter 0 or more milliseconds.', at)
              : edit(withLatency(answer ?? firstAnswers.http, latencyMs))
          }
        />
      )}
    </>
  )
}

function withLatency(answer: CannedAnswer, latencyMs: number | undefined): CannedAnswer {
  const { latencyMs: _before, ...rest } = answer as CannedAnswer & { latencyMs?: number } // those without it lose nothing
  return (latencyMs === undefined ? rest : { ...rest, latencyMs }) as CannedAnswer // the same form as before
}

function readAnswer(text: string, at: Address): Result<CannedAnswer> {
  const cause = jsonCause(text)
  if (cause !== undefined) return fail('backend/answer', cause, at)
  const parsed = cannedAnswerSchema.safeParse(JSON.parse(text))
  if (parsed.success) return ok(parsed.data)
  const message =
    'Not a canned response of a function: write {"lambda": {"result": …}} or {"lambda": {"error": {"errorMessage": "…"}}}.'
  return fail('backend/answer', message, at)
}

function HttpFields({
  at,
  answer,
  edit,
}: {
  readonly at: Address
  readonly answer: CannedAnswer | undefined
  readonly edit: (answer: CannedAnswer) => (design: Design) => Result<Design>
}) {
  const given = answer && 'status' in answer && 'headers' in answer ? answer : undefined
  const plain = given && !('echoBody' in given) ? given : { status: 200, headers: {}, body: '{}' }
  return (
    <>
      <RequiredNumberField
        at={[...at, 'status']}
        label="Status"
        value={plain.status}
        edit={(status) =>
          status < 100 || status > 599
            ? () => fail('backend/status', 'Enter a status code from 100 to 599.', at)
            : edit({ ...plain, status })
        }
      />
      <AreaField
        at={[...at, 'headers']}
        label="Headers"
        help="Name: value, one a line; several lines for several values."
        rows={3}
        value={headerLines(plain.headers)}
        edit={(value) => {
          const cause = lineWithoutColon(value, 'a header as Name: value')
          return cause === undefined
            ? edit({ ...plain, headers: readHeaderLines(value) })
            : () => fail('backend/headers', cause, at)
        }}
      />
      <AreaField
        at={[...at, 'body']}
        label="Body"
        rows={Math.max(4, Math.min(10, (plain.body ?? '').split('\n').length + 1))}
        value={plain.body ?? ''}
        edit={(body) => edit({ ...plain, body })}
      />
    </>
  )
}
