import { backendsOf, idsOf, reachWords, updateBackend } from '../../../model/index.ts'
import type { Address, Design } from '../../../model/index.ts'
import { AnswerFields } from '../backend/AnswerFields.tsx'
import { CaseList } from '../backend/CaseList.tsx'
import { useRun } from '../../commands/runCommand.ts'
import { useDesign } from '../../store/StoreContext.tsx'
import { SelectField, TextField } from '../fields/fields.tsx'
import { FormDelete } from '../FormActions.tsx'

/** A backend: whether it is asked for real, and what it answers where it is not. */
export function BackendPanel({ at }: { readonly at: Address }) {
  const [key = ''] = idsOf('backend', at)
  const run = useRun()
  const design = useDesign((present) => present)
  const use = backendsOf(design).find((each) => each.key === key)
  if (!use) return <p>This backend is no longer there.</p>
  const backend = use.backend
  const update = (change: Parameters<typeof updateBackend>[1]['change']) => (present: Design) =>
    updateBackend(present, { key, change })
  return (
    <>
      <p className="gw-help">
        {reachWords(use)} {use.name}
        {use.authorizers.length > 0 &&
          `; ${use.authorizers.length === 1 ? '1 authorizer asks' : `${use.authorizers.length} authorizers ask`} it`}
        .
      </p>
      <TextField
        at={[...at, 'name']}
        commits="leaving"
        label="Name"
        {...(use.kind === 'lambda' && {
          help: `The name in this design. Exports keep the function name ${key.replace(/^lambda:/, '')}.`,
        })}
        value={use.name}
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
      <AnswerFields
        at={[...at, 'answer']}
        label="Canned answer"
        answer={backend?.answer}
        edit={(answer) => update({ answer })}
      />
      <CaseList
        at={[...at, 'cases']}
        cases={backend?.cases ?? []}
        edit={(cases) => update({ cases: cases.length > 0 ? [...cases] : undefined })}
      />
      <FormDelete label="Delete the backend" onDelete={() => run('canvas.delete')} />
    </>
  )
}
