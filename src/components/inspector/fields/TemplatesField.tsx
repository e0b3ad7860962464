import Button from '@cloudscape-design/components/button'
import { useId, useRef } from 'react'
import { removeTemplate, renameTemplate, setTemplate } from '../../../model/index.ts'
import type { Address, Design, Result } from '../../../model/index.ts'
import { useProblemsAt } from '../../shared/useProblems.tsx'
import { draftCode } from '../../store/fieldDrafts.ts'
import { useStores } from '../../store/StoreContext.tsx'
import { AddRow } from './AddRow.tsx'
import { DraftNote } from './DraftNote.tsx'
import { inSentence } from './labels.ts'
import { removeItem } from './removal.ts'
import { Revealed, leaves } from './Revealed.tsx'
import { useTextDraft } from '../../store/useTextDraft.ts'
import { destructive } from '../../ui/destructive.ts'

const usualType = 'application/json'

/** Templates by content type: opened in the editor, renamed, removed, added. Their text is edited there and nowhere else. */
export function TemplatesField({
  at,
  label = 'Mapping templates',
  templates,
}: {
  readonly at: Address
  readonly label?: string
  readonly templates: Readonly<Record<string, string>>
}) {
  const stores = useStores()
  const { designStore, viewStore } = stores
  const headingId = useId()
  const list = useRef<HTMLFieldSetElement>(null)
  const apply = (words: string, operation: (design: Design) => Result<Design>): Result<Design> =>
    designStore.getState().edit(words, operation)
  const open = (contentType: string) => {
    const { regions, change } = viewStore.getState()
    change({
      templateAt: [...at, contentType],
      workbenchTab: 'template',
      regions: { ...regions, workbench: { ...regions.workbench, open: true } },
    })
  }
  const focusAddRow = () => list.current?.querySelector<HTMLElement>('.gw-map-new input')?.focus()
  return (
    <Revealed at={at}>
      <fieldset className="gw-map-field" ref={list}>
        <legend id={headingId}>{label}</legend>
        {Object.entries(templates).map(([contentType, text]) => (
          <TemplateRow
            key={contentType}
            at={[...at, contentType]}
            contentType={contentType}
            text={text}
            open={() => open(contentType)}
            rename={(to) =>
              apply(`Rename the template for ${contentType}`, (design) =>
                renameTemplate(design, { at: [...at, contentType], contentType: to }),
              )
            }
            remove={() =>
              removeItem(
                stores,
                {
                  label: `Remove the template for ${contentType}`,
                  text: `Removed the template for ${contentType}.`,
                },
                (design) => removeTemplate(design, { at: [...at, contentType] }),
                focusAddRow,
              )
            }
          />
        ))}
        <AddRow
          at={at}
          list={label}
          nameLabel="Content type"
          initialName={Object.hasOwn(templates, usualType) ? '' : usualType}
          existing={Object.keys(templates)}
          button="Add template"
          buttonLabel={`Add template to ${inSentence(label)}`}
          add={(contentType, _value, finish) => {
            const result = apply(`Add the template for ${contentType}`, (design) =>
              setTemplate(design, { at: [...at, contentType], text: '' }),
            )
            if (result.ok && finish === 'pressed') open(contentType)
            return result
          }}
        />
      </fieldset>
    </Revealed>
  )
}

function TemplateRow({
  at,
  contentType,
  text,
  open,
  rename,
  remove,
}: {
  readonly at: Address
  readonly contentType: string
  readonly text: string
  readonly open: () => void
  readonly rename: (to: string) => Result<Design>
  readonly remove: () => void
}) {
  const problem = useProblemsAt(at).find(({ code }) => code !== draftCode)
  const label = `Content type of the template for ${contentType}`
  const draft = useTextDraft({
    at,
    label,
    value: contentType,
    apply: (to) => rename(to.trim()),
    commits: 'leaving',
    keepsTyped: false,
  })
  const remark = draft.reason ?? problem?.message
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length
  return (
    <div
      className="gw-template-row"
      onBlur={(event) => {
        if (leaves(event)) draft.commit()
      }}
    >
      <input
        aria-label={label}
        aria-invalid={draft.isInvalid || undefined}
        value={draft.shown}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => draft.change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') draft.commit()
          if (event.key === 'Escape') draft.discard()
        }}
      />
      <span className="gw-help">{lines === 1 ? '1 line' : `${lines} lines`}</span>
      <Button iconName="edit" ariaLabel={`Edit ${contentType}`} onClick={open}>
        Edit
      </Button>
      <Button
        variant="inline-icon"
        iconName="remove"
        ariaLabel={`Remove ${contentType}`}
        nativeButtonAttributes={destructive}
        onClick={remove}
      />
      {remark !== undefined && (
        <p className="gw-refusal" role={draft.reason === undefined ? undefined : 'alert'}>
          {remark}
        </p>
      )}
      {draft.isInvalid && <DraftNote label={label} onDiscard={draft.discard} />}
    </div>
  )
}
