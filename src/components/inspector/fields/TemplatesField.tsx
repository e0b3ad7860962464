import Button from '@cloudscape-design/components/button'
import { useId, useState } from 'react'
import { removeTemplate, renameTemplate, setTemplate } from '../../../model/index.ts'
import type { Address, Design, Result } from '../../../model/index.ts'
import { useProblemsAt } from '../../problems/useProblems.tsx'
import { useStores } from '../../store/StoreContext.tsx'
import { Revealed } from './fields.tsx'

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
  const { designStore, viewStore } = useStores()
  const [type, setType] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const headingId = useId()
  const apply = (words: string, operation: (design: Design) => Result<Design>): boolean => {
    const result = designStore.getState().edit(words, operation)
    setRefusal(result.ok ? undefined : result.problems[0]?.message)
    if (!result.ok) designStore.getState().dismissRefusal()
    return result.ok
  }
  const open = (contentType: string) => {
    const { regions, change } = viewStore.getState()
    change({
      templateAt: [...at, contentType],
      workbenchTab: 'template',
      regions: { ...regions, workbench: { ...regions.workbench, open: true } },
    })
  }
  const add = () => {
    const contentType = type.trim() === '' ? 'application/json' : type.trim()
    if (Object.hasOwn(templates, contentType)) {
      setRefusal(`There is a template for ${contentType} already.`)
      return
    }
    const operation = (design: Design) =>
      setTemplate(design, { at: [...at, contentType], text: '' })
    if (!apply(`Add the template for ${contentType}`, operation)) return
    setType('')
    open(contentType)
  }
  return (
    <Revealed at={at}>
      <fieldset className="gw-map-field">
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
              apply(`Remove the template for ${contentType}`, (design) =>
                removeTemplate(design, { at: [...at, contentType] }),
              )
            }
          />
        ))}
        <div className="gw-map-row gw-map-new">
          <input
            aria-label="New content type"
            placeholder="application/json"
            value={type}
            onChange={(event) => setType(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') add()
            }}
          />
          <Button iconName="add-plus" ariaLabel="Add template" onClick={add}>
            Add
          </Button>
        </div>
        {refusal !== undefined && (
          <p className="gw-refusal" role="alert">
            {refusal}
          </p>
        )}
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
  readonly rename: (to: string) => boolean
  readonly remove: () => void
}) {
  const [name, setName] = useState<string>()
  const [problem] = useProblemsAt(at)
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length
  const leave = () => {
    const to = name?.trim() ?? ''
    if (to === '' || to === contentType || rename(to)) setName(undefined)
  }
  return (
    <div className="gw-template-row">
      <input
        aria-label={`Content type of the template for ${contentType}`}
        value={name ?? contentType}
        onChange={(event) => setName(event.target.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave()
          if (event.key === 'Escape') setName(undefined)
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
        onClick={remove}
      />
      {problem !== undefined && <p className="gw-refusal">{problem.message}</p>}
    </div>
  )
}
