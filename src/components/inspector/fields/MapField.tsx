import Button from '@cloudscape-design/components/button'
import { useId, useRef } from 'react'
import type { Address, Design, Result } from '../../../model/index.ts'
import { useStores } from '../../store/StoreContext.tsx'
import { AddRow } from './AddRow.tsx'
import { DraftNote } from './DraftNote.tsx'
import { editLabel, inSentence } from './labels.ts'
import { removeItem } from './removal.ts'
import { Revealed, leaves } from './Revealed.tsx'
import { useTextDraft } from '../../store/useTextDraft.ts'
import { ValueInput } from './ValueInput.tsx'
import type { Choice } from './ValueInput.tsx'
import { destructive } from '../../ui/destructive.ts'

/** A map of names to texts: rows to change and remove, a row to add. */
export function MapField(props: {
  readonly at: Address
  readonly label: string
  readonly help?: string
  readonly entries: readonly (readonly [name: string, value: string])[]
  readonly nameLabel: string
  readonly valueLabel: string
  readonly values?: readonly Choice[]
  /** What is listed has no values that could be chosen or written. */
  readonly isBare?: boolean
  /** Addresses below `at` belong to other fields. */
  readonly isExact?: boolean
  readonly set: (
    name: string,
    value: string,
    replaces?: string,
  ) => (design: Design) => Result<Design>
  readonly remove: (name: string) => (design: Design) => Result<Design>
  /** An example of a name, in gray: it is never taken for one. */
  readonly exampleName?: string
  /** Names that the browser offers while one types. */
  readonly nameSuggestions?: readonly string[]
  /** The name that a new row begins with, unless the list has it. */
  readonly newName?: string
  readonly newValue?: string
}) {
  const stores = useStores()
  const { designStore } = stores
  const headingId = useId()
  const list = useRef<HTMLFieldSetElement>(null)
  const names = props.entries.map(([name]) => name)
  const apply = (
    label: string,
    operation: (design: Design) => Result<Design>,
    key?: string,
  ): Result<Design> => {
    const { edit, history } = designStore.getState()
    return edit(editLabel(label, history.present, props.at), operation, key)
  }
  const remove = (name: string, index: number) => {
    const label = editLabel(`Remove ${name}`, designStore.getState().history.present, props.at)
    const text = `Removed ${name} from ${inSentence(props.label)}.`
    removeItem(stores, { label, text }, props.remove(name), () => focusRow(list.current, index))
  }
  const isTaken = props.newName !== undefined && names.includes(props.newName)
  return (
    <Revealed at={props.at} isExact={props.isExact ?? false}>
      <fieldset className="gw-map-field" ref={list}>
        <legend id={headingId}>{props.label}</legend>
        {props.help !== undefined && <p className="gw-help">{props.help}</p>}
        {props.entries.map(([name, text], index) => (
          <MapRow
            key={name}
            at={[...props.at, name]}
            name={name}
            isBare={props.isBare ?? false}
            label={`${props.valueLabel} of ${name}`}
            value={text}
            values={props.values}
            set={(next) =>
              apply(`Change ${name}`, props.set(name, next, name), `${props.at.join('/')}/${name}`)
            }
            remove={() => remove(name, index)}
          />
        ))}
        <AddRow
          at={props.at}
          list={props.label}
          nameLabel={props.nameLabel}
          valueLabel={props.isBare === true ? undefined : props.valueLabel}
          values={props.values}
          placeholder={props.exampleName}
          nameSuggestions={props.nameSuggestions}
          initialName={isTaken ? '' : props.newName}
          initialValue={props.newValue}
          existing={names}
          add={(name, value) =>
            apply(
              `Add to ${inSentence(props.label)}`,
              props.set(name, props.isBare === true ? (props.newValue ?? '') : value),
            )
          }
        />
      </fieldset>
    </Revealed>
  )
}

/** After a removal: the field of the row that came up, else the one of the row to add. Never another button that removes. */
function focusRow(list: HTMLElement | null, index: number): void {
  const rows = list?.querySelectorAll<HTMLElement>('[data-map-row]')
  const field =
    rows?.[index]?.querySelector<HTMLElement>('input, select') ??
    list?.querySelector<HTMLElement>('.gw-map-new input')
  field?.focus()
}

/** A member of a map. A value that is refused stays as it is typed, with its reason below. */
function MapRow(props: {
  readonly at: Address
  readonly name: string
  /** The name is all there is. */
  readonly isBare: boolean
  readonly label: string
  readonly value: string
  readonly values: readonly Choice[] | undefined
  readonly set: (value: string) => Result<Design>
  readonly remove: () => void
}) {
  const { at, name, value, label } = props
  const draft = useTextDraft({
    at,
    label,
    value,
    apply: props.set,
    commits: 'typing',
    keepsTyped: false,
  })
  return (
    <>
      <div
        className="gw-map-row"
        data-map-row=""
        {...(props.isBare ? { 'data-bare': '' } : name.length > 20 && { 'data-long': '' })}
        onBlur={(event) => {
          if (leaves(event)) draft.commit()
        }}
      >
        <span className="gw-map-name" title={name}>
          {name}
        </span>
        {!props.isBare && (
          <ValueInput
            label={label}
            value={draft.shown}
            values={props.values}
            isInvalid={draft.isInvalid}
            onChange={draft.change}
            onEnter={draft.commit}
            onEscape={draft.discard}
          />
        )}
        <Button
          variant="inline-icon"
          iconName="remove"
          ariaLabel={`Remove ${name}`}
          nativeButtonAttributes={destructive}
          onClick={props.remove}
        />
      </div>
      {draft.reason !== undefined && (
        <p className="gw-refusal" role="alert">
          {draft.reason}
        </p>
      )}
      {draft.isInvalid && <DraftNote label={label} onDiscard={draft.discard} />}
    </>
  )
}
