import { cannedAnswerSchema, fail, ok } from '../../../model/index.ts'
import type { Address, CannedAnswer, Design, Result } from '../../../model/index.ts'
import { AreaField, SelectField, TextField } from '../fields/fields.tsx'
import { answerKindOf, answerKinds, firstAnswers, headerLines, readHeaderLines } from './answers.ts'
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
        <TextField
          at={[...at, 'latencyMs']}
          label="Answers after"
          help="Milliseconds until the answer comes. Longer than the integration waits is a timeout."
          type="number"
          value={answer && 'latencyMs' in answer ? String(answer.latencyMs ?? '') : ''}
          edit={(value) => edit(withLatency(answer ?? firstAnswers.http, value))}
        />
      )}
    </>
  )
}

function withLatency(answer: CannedAnswer, value: string): CannedAnswer {
  const { latencyMs: _before, ...rest } = answer as CannedAnswer & { latencyMs?: number } // those without it lose nothing
  const typed = Math.round(Number(value))
  return (value === '' ? rest : { ...rest, latencyMs: Math.max(0, typed) }) as CannedAnswer // the same form as before
}

function readAnswer(text: string, at: Address): Result<CannedAnswer> {
  try {
    const parsed = cannedAnswerSchema.safeParse(JSON.parse(text))
    if (parsed.success) return ok(parsed.data)
    return fail('backend/answer', 'This is no answer of a known form.', at)
  } catch (error) {
    if (error instanceof SyntaxError)
      return fail('backend/answer', `This is not JSON: ${error.message}`, at)
    throw error
  }
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
      <TextField
        at={[...at, 'status']}
        label="Status"
        type="number"
        value={String(plain.status)}
        edit={(value) => edit({ ...plain, status: Number(value) })}
      />
      <AreaField
        at={[...at, 'headers']}
        label="Headers"
        help="Name: value, one a line; several lines for several values."
        rows={3}
        value={headerLines(plain.headers)}
        edit={(value) => edit({ ...plain, headers: readHeaderLines(value) })}
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
