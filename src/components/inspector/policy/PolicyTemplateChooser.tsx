import Button from '@cloudscape-design/components/button'
import { useId, useState } from 'react'
import type { RestApi } from '../../../model/index.ts'
import { useDesign } from '../../store/StoreContext.tsx'
import { policyTemplates, policyText, withStatements } from './policyTemplates.ts'

/** The account that the simulator calls its own: a principal without one is of it. */
const simulatedAccountId = '123456789012'

/** Choose a template, read what it does, and put it into the policy. */
export function PolicyTemplateChooser({
  api,
  text,
  onTake,
}: {
  readonly api: RestApi
  readonly text: string
  /** The new text, what the edit is called, and what in the text stands for a value of one's own. */
  readonly onTake: (text: string, label: string, placeholders: readonly string[]) => void
}) {
  const principals = useDesign(({ identities }) => identities.principals)
  const [chosenId, setChosenId] = useState('')
  const selectId = useId()
  const chosen = policyTemplates.find(({ id }) => id === chosenId)
  const statements = chosen?.statements({
    api,
    principalArns: Object.values(principals).map(
      ({ type, name, accountId = simulatedAccountId }) =>
        `arn:aws:iam::${accountId}:${type === 'ROLE' ? 'role' : 'user'}/${name}`,
    ),
  })
  const added = statements && withStatements(text, statements)
  const isEmpty = text.trim() === ''
  const isPrivate = api.endpointConfiguration.types.includes('PRIVATE')
  return (
    <div className="gw-policy-templates">
      <label htmlFor={selectId}>Begin with a template</label>
      <select id={selectId} value={chosenId} onChange={(event) => setChosenId(event.target.value)}>
        <option value="">Choose …</option>
        {policyTemplates.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      {chosen && statements && (
        <>
          <p className="gw-help">
            {chosen.explanation}
            {chosen.isForPrivate && !isPrivate && ' This API is not private.'}
            {added === undefined && ' The text is not JSON: mend it to add to it, or replace it.'}
          </p>
          <div className="gw-row gw-wrap gw-tight">
            <Button
              disabled={added === undefined}
              onClick={() =>
                added !== undefined &&
                onTake(added, 'Add to the resource policy', chosen.placeholders)
              }
            >
              {isEmpty ? 'Insert' : 'Add'}
            </Button>
            {!isEmpty && (
              <Button
                onClick={() =>
                  onTake(policyText(statements), 'Replace the resource policy', chosen.placeholders)
                }
              >
                Replace
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  )
}
