import Button from '@cloudscape-design/components/button'
import { useEffect, useId, useRef, useState } from 'react'
import type { Address, Design, Result } from '../../../model/index.ts'
import { useStores } from '../../store/StoreContext.tsx'
import { DraftNote } from './DraftNote.tsx'
import { inSentence } from './labels.ts'
import { leaves } from './Revealed.tsx'
import { Suggestions } from './Suggestions.tsx'
import {
  isReadOnlyRefusal,
  isStillThere,
  refusalOf,
  useFieldDraft,
} from '../../store/useTextDraft.ts'
import { ValueInput } from './ValueInput.tsx'
import type { Choice } from './ValueInput.tsx'

/** How a row was finished. */
export type RowFinish = 'left' | 'pressed'

/**
 * The row that adds a name, or a name and a value, to a list. It commits on Enter, on its button, and when a row that was typed into
 * is left. A row that is half filled in or refused is kept as a draft.
 */
export function AddRow({
  at,
  list,
  nameLabel,
  valueLabel,
  values,
  placeholder = nameLabel,
  nameSuggestions,
  valueSuggestions,
  initialName = '',
  initialValue = '',
  existing,
  button = 'Add',
  buttonLabel = `Add to ${inSentence(list)}`,
  add,
}: {
  readonly at: Address
  /** The label of the list. */
  readonly list: string
  readonly nameLabel: string
  /** Absent: a name is all there is. */
  readonly valueLabel?: string | undefined
  readonly values?: readonly Choice[] | undefined
  readonly placeholder?: string | undefined
  /** Names and values that the browser offers while one types. */
  readonly nameSuggestions?: readonly string[] | undefined
  readonly valueSuggestions?: readonly string[] | undefined
  /** What the row begins with: real values, not placeholders. */
  readonly initialName?: string | undefined
  readonly initialValue?: string | undefined
  /** The names that are there. */
  readonly existing: readonly string[]
  readonly button?: string
  readonly buttonLabel?: string
  readonly add: (name: string, value: string, finish: RowFinish) => Result<Design>
}) {
  const stores = useStores()
  const { designStore, fieldDrafts } = stores
  const label = `New ${inSentence(nameLabel)} in ${inSentence(list)}`
  const draft = useFieldDraft(at, label)
  // about a row that nothing was typed into
  const [remark, setRemark] = useState<string>()
  const isTyped = useRef(false)
  const nameInput = useRef<HTMLInputElement>(null)
  const row = useRef<HTMLDivElement>(null)
  const reasonId = useId()
  const [namesId, valuesId] = [useId(), useId()]
  const [name = '', value = ''] = draft?.texts ?? [initialName, initialValue]

  const drop = () => {
    isTyped.current = false
    setRemark(undefined)
    fieldDrafts.getState().drop(at, label)
  }
  const keep = (texts: readonly string[], reason: string | undefined) =>
    fieldDrafts
      .getState()
      .put({ at, label, texts, over: '', ...(reason !== undefined && { reason }) })
  const change = (nextName: string, nextValue: string) => {
    setRemark(undefined)
    isTyped.current = true
    if (nextName === initialName && nextValue === initialValue) drop()
    else keep([nextName, nextValue], draft?.reason)
  }
  const refuse = (reason: string) => {
    isTyped.current = false
    if (draft) keep([name, value], reason)
    else setRemark(reason)
  }
  const finish = (how: RowFinish) => {
    if (how === 'left' && !draft) {
      setRemark(undefined)
      return
    }
    const wanted = name.trim()
    if (wanted === '') refuse(`Enter ${withArticle(inSentence(nameLabel))}.`)
    else if (existing.includes(wanted)) refuse(`${wanted} is already in the list.`)
    else if (how === 'left' && valueLabel !== undefined && value === '')
      refuse(`Enter ${withArticle(inSentence(valueLabel))} for ${wanted}.`)
    else {
      const result = add(wanted, value, how)
      if (!result.ok) {
        designStore.getState().dismissRefusal()
        const reason = refusalOf(value, result.problems)
        if (isReadOnlyRefusal(result.problems)) {
          drop()
          setRemark(reason)
        } else refuse(reason)
        return
      }
      drop()
      // the next one can be typed at once
      if (how === 'pressed') nameInput.current?.focus()
    }
  }
  const enterInName = () => {
    const valueInput = row.current?.querySelector<HTMLElement>('[data-value]')
    if (value === '' && valueInput) valueInput.focus()
    else finish('pressed')
  }

  const unmounted = useRef<() => void>(undefined)
  useEffect(() => {
    const designId = designStore.getState().history.present.id
    unmounted.current = () => {
      if (isTyped.current && isStillThere(stores, designId, at)) finish('left')
    }
  })
  useEffect(() => () => unmounted.current?.(), [])

  const reason = draft?.reason ?? remark
  const invalid =
    reason === undefined ? {} : ({ 'aria-invalid': true, 'aria-describedby': reasonId } as const)
  return (
    <div
      ref={row}
      className="gw-add-row"
      onBlur={(event) => {
        if (leaves(event)) finish('left')
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !draft) return
        event.stopPropagation()
        drop()
      }}
    >
      <div className="gw-map-row gw-map-new" {...(valueLabel === undefined && { 'data-bare': '' })}>
        <input
          ref={nameInput}
          aria-label={`New ${inSentence(nameLabel)}`}
          placeholder={placeholder}
          value={name}
          list={nameSuggestions && namesId}
          autoComplete="off"
          spellCheck={false}
          {...invalid}
          onChange={(event) => change(event.target.value, value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') enterInName()
          }}
        />
        {valueLabel !== undefined && (
          <ValueInput
            label={`New ${inSentence(valueLabel)}`}
            placeholder={valueLabel}
            value={value}
            values={values}
            list={valueSuggestions && valuesId}
            onChange={(next) => change(name, next)}
            onEnter={() => finish('pressed')}
          />
        )}
      </div>
      {nameSuggestions && <Suggestions id={namesId} values={nameSuggestions} />}
      {valueSuggestions && <Suggestions id={valuesId} values={valueSuggestions} />}
      {reason !== undefined && (
        <p id={reasonId} className="gw-refusal" role="alert">
          {reason}
        </p>
      )}
      {draft?.reason !== undefined && <DraftNote label={label} onDiscard={drop} />}
      <div>
        <Button iconName="add-plus" ariaLabel={buttonLabel} onClick={() => finish('pressed')}>
          {button}
        </Button>
      </div>
    </div>
  )
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}
