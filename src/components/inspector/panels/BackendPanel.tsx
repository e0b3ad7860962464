import Button from '@cloudscape-design/components/button'
import { backendsOf, cannedAnswerSchema, fail, updateBackend } from '../../../model/index.ts'
import type { Address, CannedAnswer, Design } from '../../../model/index.ts'
import { useCommand } from '../../shell/TopBar.tsx'
import { useDesign } from '../../store/StoreContext.tsx'
import { AreaField, SelectField, TextField } from '../fields/fields.tsx'

type Kind = 'http' | 'lambda' | 'lambda-error' | 'echo' | 'timeout' | 'network'

const kinds: readonly { value: Kind; label: string }[] = [
  { value: 'http', label: 'Status, headers and body' },
  { value: 'lambda', label: 'Result of a Lambda function' },
  { value: 'lambda-error', label: 'Error of a Lambda function' },
  { value: 'echo', label: 'Echo of the body that was sent' },
  { value: 'timeout', label: 'No answer in time' },
  { value: 'network', label: 'Network error' },
]

const firstAnswers: Readonly<Record<Kind, CannedAnswer>> = {
  http: { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' },
  lambda: { lambda: { result: { statusCode: 200, body: '{}' } } },
  'lambda-error': { lambda: { error: { errorMessage: 'Not found', errorType: 'Error' } } },
  echo: { echoBody: true },
  timeout: { timeout: true },
  network: { networkError: true },
}

function kindOf(answer: CannedAnswer | undefined): Kind {
  if (answer === undefined || 'headers' in answer)
    return answer && 'echoBody' in answer ? 'echo' : 'http'
  if ('echoBody' in answer) return 'echo'
  if ('timeout' in answer) return 'timeout'
  if ('networkError' in answer) return 'network'
  return 'lambda' in answer && 'error' in answer.lambda ? 'lambda-error' : 'lambda'
}

/** A backend: whether it is asked for real, and what it answers where it is not. */
export function BackendPanel({ at }: { readonly at: Address }) {
  const key = at[1] ?? ''
  const run = useCommand()
  const design = useDesign((present) => present)
  const use = backendsOf(design).find((each) => each.key === key)
  if (!use) return <p>This backend is no longer there.</p>
  const backend = use.backend
  const answer = backend?.answer
  const update = (change: Parameters<typeof updateBackend>[1]['change']) => (present: Design) =>
    updateBackend(present, { key, change })
  const plain =
    answer && 'status' in answer && 'headers' in answer && !('echoBody' in answer)
      ? answer
      : undefined
  const kind = kindOf(answer)
  return (
    <>
      <p className="gw-help">
        {use.users.length === 1 ? '1 method reaches' : `${use.users.length} methods reach`}{' '}
        {use.name}.
      </p>
      <TextField
        at={[...at, 'name']}
        label="Name"
        value={backend?.name ?? use.name}
        edit={(name) => update({ name })}
      />
      {use.kind === 'http' && (
        <SelectField
          at={[...at, 'mode']}
          label="Answers"
          help="A live call leaves this page: it asks the real address, which has to allow it through CORS."
          value={backend?.mode ?? 'canned'}
          options={[
            { value: 'canned', label: 'with the canned answer' },
            { value: 'live', label: 'live: the real address is asked' },
          ]}
          edit={(mode) => update({ mode: mode === 'live' ? 'live' : 'canned' })}
        />
      )}
      <SelectField
        at={[...at, 'answer']}
        label="Canned answer"
        value={kind}
        options={kinds}
        edit={(value) => update({ answer: firstAnswers[value as Kind] })}
      />
      {kind === 'http' && (
        <>
          <TextField
            at={[...at, 'answer', 'status']}
            label="Status"
            type="number"
            value={String(plain?.status ?? 200)}
            edit={(value) =>
              update({ answer: { headers: {}, body: '{}', ...plain, status: Number(value) } })
            }
          />
          <AreaField
            at={[...at, 'answer', 'headers']}
            label="Headers"
            help="Name: value, one a line."
            rows={3}
            value={Object.entries(plain?.headers ?? {})
              .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : value}`)
              .join('\n')}
            edit={(value) => {
              const headers = Object.fromEntries(
                value
                  .split('\n')
                  .filter((line) => line.includes(':'))
                  .map((line) => [
                    line.slice(0, line.indexOf(':')).trim(),
                    line.slice(line.indexOf(':') + 1).trim(),
                  ]),
              )
              return update({ answer: { body: '{}', status: 200, ...plain, headers } })
            }}
          />
          <AreaField
            at={[...at, 'answer', 'body']}
            label="Body"
            rows={10}
            value={plain?.body ?? ''}
            edit={(body) => update({ answer: { headers: {}, status: 200, ...plain, body } })}
          />
        </>
      )}
      {(kind === 'lambda' || kind === 'lambda-error') && (
        <AreaField
          at={[...at, 'answer', 'lambda']}
          label="Answer as JSON"
          rows={12}
          value={JSON.stringify(answer, null, 2)}
          edit={(value) => (present) => {
            try {
              const parsed = cannedAnswerSchema.safeParse(JSON.parse(value))
              return parsed.success
                ? updateBackend(present, { key, change: { answer: parsed.data } })
                : fail('backend/answer', 'This is no answer of a known form.', at)
            } catch (error) {
              if (error instanceof SyntaxError)
                return fail('backend/answer', `This is not JSON: ${error.message}`, at)
              throw error
            }
          }}
        />
      )}
      <Button onClick={() => run('canvas.delete')}>Delete the backend</Button>
    </>
  )
}
