import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import Textarea from '@cloudscape-design/components/textarea'
import { useEffect, useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { isWithin, sameAddress } from '../../../model/index.ts'
import type { Address, Design, Problem, Result } from '../../../model/index.ts'
import { useProblemsAt } from '../../problems/useProblems.tsx'
import { useStores, useView } from '../../store/StoreContext.tsx'
import { isTemplateAddress } from '../../store/viewStore.ts'
import { shortened } from '../../ui/shortened.ts'
import { editLabel, inSentence } from './labels.ts'

/** An edit of one field: refused values come back with their reason. */
export type FieldEdit<T> = (value: T) => (design: Design) => Result<Design>

interface FieldProps<T> {
  readonly at: Address
  readonly label: string
  readonly value: T
  readonly help?: string
  readonly edit: FieldEdit<T>
}

/** What was typed and is shown while the design stands as that edit left it. */
interface Draft<T> {
  readonly value: T
  /** The design's value that the draft stands over: it goes when that changes, by Undo or from elsewhere. */
  readonly over: T
  readonly refusal?: string
}

/**
 * Applies edits under the field's label; a refused value stays in the field with its reason. A field that keeps what is
 * typed shows it until it is left, so that text on its way to something (`image/png,`) is not taken away.
 */
function useField<T>({ at, label, value, edit }: FieldProps<T>, keepsTyped = false) {
  const { designStore } = useStores()
  const [draft, setDraft] = useState<Draft<T>>()
  // the value that an accepted edit led to is known once the field is drawn again
  const awaits = useRef(false)
  const problems = useProblemsAt(at)
  const current = draft && awaits.current ? { ...draft, over: value } : draft
  useEffect(() => {
    if (!awaits.current) return
    awaits.current = false
    setDraft((before) => before && { ...before, over: value })
  })
  const shownDraft = current !== undefined && current.over === value ? current : undefined
  const change = (next: T) => {
    const { edit: record, history } = designStore.getState()
    const words = editLabel(`Change ${inSentence(label)}`, history.present, at)
    const result = record(words, edit(next), at.join('/'))
    if (result.ok && !keepsTyped) {
      setDraft(undefined)
      return
    }
    awaits.current = result.ok
    const refusal = result.ok ? undefined : (result.problems[0]?.message ?? 'Refused.')
    setDraft({ value: next, over: value, ...(refusal !== undefined && { refusal }) })
    if (!result.ok) designStore.getState().dismissRefusal()
  }
  const problem: Problem | undefined = problems[0]
  const refusal = shownDraft?.refusal
  const told = problem && shortened(problem.message)
  return {
    shown: shownDraft ? shownDraft.value : value,
    change,
    /** An accepted value is shown as the design has it once the field is left. */
    leave: () => setDraft((before) => (before?.refusal === undefined ? undefined : before)),
    revert: () => setDraft(undefined),
    errorText: refusal ?? (problem?.severity === 'error' ? told : undefined),
    warningText: refusal === undefined && problem?.severity === 'warning' ? told : undefined,
  }
}

/** Brings a field into view, and the focus to it, when its address is revealed. */
export function Revealed({ at, children }: { readonly at: Address; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const reveal = useView((state) =>
    state.reveal &&
    // the text of a template is shown, and gets the focus, in its editor
    !isTemplateAddress(state.reveal.at) &&
    (sameAddress(state.reveal.at, at) || (isWithin(state.reveal.at, at) && at.length > 6))
      ? state.reveal.count
      : 0,
  )
  useEffect(() => {
    if (reveal === 0) return
    box.current?.scrollIntoView({ block: 'center' })
    box.current?.querySelector<HTMLElement>('input, textarea, button, select')?.focus()
  }, [reveal])
  return <div ref={box}>{children}</div>
}

/** One line of text. Empty text is given as it is: the edit decides whether it removes the member. */
export function TextField(
  props: FieldProps<string> & { readonly placeholder?: string; readonly type?: 'text' | 'number' },
) {
  const { shown, change, leave, revert, errorText, warningText } = useField(props, true)
  return (
    <Revealed at={props.at}>
      <FormField
        label={props.label}
        description={props.help}
        errorText={errorText}
        warningText={warningText}
      >
        <Input
          onBlur={leave}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Escape') revert()
            if (detail.key === 'Enter') leave()
          }}
          value={shown}
          type={props.type ?? 'text'}
          {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
          onChange={({ detail }) => change(detail.value)}
        />
      </FormField>
    </Revealed>
  )
}

/** Text of several lines: schemas, policies, bodies. */
export function AreaField(props: FieldProps<string> & { readonly rows?: number }) {
  const { shown, change, leave, revert, errorText, warningText } = useField(props, true)
  return (
    <Revealed at={props.at}>
      <FormField
        label={props.label}
        description={props.help}
        errorText={errorText}
        warningText={warningText}
      >
        <Textarea
          onBlur={leave}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Escape') revert()
          }}
          value={shown}
          rows={props.rows ?? 6}
          spellcheck={false}
          onChange={({ detail }) => change(detail.value)}
        />
      </FormField>
    </Revealed>
  )
}

/** One of some choices; the value is the choice's own. */
export function SelectField(
  props: FieldProps<string> & {
    readonly options: readonly { readonly value: string; readonly label: string }[]
  },
) {
  const { shown, change, errorText, warningText } = useField(props)
  return (
    <Revealed at={props.at}>
      <FormField
        label={props.label}
        description={props.help}
        errorText={errorText}
        warningText={warningText}
      >
        <Select
          selectedOption={
            props.options.find(({ value }) => value === shown) ??
            (shown === '' ? null : { value: shown, label: shown })
          }
          options={[...props.options]}
          placeholder="Choose"
          empty="Nothing to choose from yet"
          onChange={({ detail }) => change(detail.selectedOption.value ?? '')}
        />
      </FormField>
    </Revealed>
  )
}

/** On or off. */
export function ToggleField(props: FieldProps<boolean>) {
  const { shown, change } = useField(props)
  return (
    <Revealed at={props.at}>
      <Checkbox
        checked={shown}
        onChange={({ detail }) => change(detail.checked)}
        {...(props.help !== undefined && { description: props.help })}
      >
        {props.label}
      </Checkbox>
    </Revealed>
  )
}

/** A map of names to texts: rows to change and remove, a row to add. */
export function MapField(props: {
  readonly at: Address
  readonly label: string
  readonly help?: string
  readonly entries: readonly (readonly [name: string, value: string])[]
  readonly nameLabel: string
  readonly valueLabel: string
  readonly values?: readonly { readonly value: string; readonly label: string }[]
  /** What is listed has no values that could be chosen or written. */
  readonly isBare?: boolean
  readonly set: (
    name: string,
    value: string,
    replaces?: string,
  ) => (design: Design) => Result<Design>
  readonly remove: (name: string) => (design: Design) => Result<Design>
  readonly newName?: string
  readonly newValue?: string
}) {
  const { designStore } = useStores()
  const [name, setName] = useState('')
  const [value, setValue] = useState(props.newValue ?? '')
  const [refusal, setRefusal] = useState<string>()
  const headingId = useId()
  const apply = (
    label: string,
    operation: (design: Design) => Result<Design>,
    key?: string,
  ): string | undefined => {
    const { edit: record, history } = designStore.getState()
    const result = record(editLabel(label, history.present, props.at), operation, key)
    if (result.ok) return undefined
    designStore.getState().dismissRefusal()
    return result.problems[0]?.message ?? 'Refused.'
  }
  const add = () => {
    if (name.trim() === '') return
    const refused = apply(`Add to ${inSentence(props.label)}`, props.set(name.trim(), value))
    setRefusal(refused)
    if (refused !== undefined) return
    setName('')
    setValue(props.newValue ?? '')
  }
  return (
    <Revealed at={props.at}>
      <fieldset className="gw-map-field">
        <legend id={headingId}>{props.label}</legend>
        {props.help !== undefined && <p className="gw-help">{props.help}</p>}
        {props.entries.map(([key, text]) => (
          <MapRow
            key={key}
            name={key}
            isBare={props.isBare ?? false}
            label={`${props.valueLabel} of ${key}`}
            value={text}
            values={props.values}
            change={(next) =>
              apply(`Change ${key}`, props.set(key, next, key), `${props.at.join('/')}/${key}`)
            }
            remove={() => setRefusal(apply(`Remove ${key}`, props.remove(key)))}
          />
        ))}
        <div className="gw-map-row gw-map-new" {...(props.isBare && { 'data-bare': '' })}>
          <input
            aria-label={`New ${inSentence(props.nameLabel)}`}
            placeholder={props.newName ?? props.nameLabel}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') add()
            }}
          />
          {!props.isBare && (
            <ValueInput
              label={`New ${inSentence(props.valueLabel)}`}
              placeholder={props.valueLabel}
              value={value}
              values={props.values}
              onChange={setValue}
              onEnter={add}
            />
          )}
          <Button
            variant="inline-icon"
            iconName="add-plus"
            ariaLabel={`Add to ${inSentence(props.label)}`}
            onClick={add}
          />
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

/** A member of a map. A value that is refused stays as it is typed, with its reason below. */
function MapRow(props: {
  readonly name: string
  /** The name is all there is. */
  readonly isBare: boolean
  readonly label: string
  readonly value: string
  readonly values: readonly { readonly value: string; readonly label: string }[] | undefined
  /** Why a value is refused, if it is. */
  readonly change: (value: string) => string | undefined
  readonly remove: () => void
}) {
  const { name, value } = props
  const [draft, setDraft] = useState<Draft<string>>()
  const shownDraft = draft?.over === value ? draft : undefined
  return (
    <>
      <div
        className="gw-map-row"
        {...(props.isBare ? { 'data-bare': '' } : name.length > 20 && { 'data-long': '' })}
      >
        <span className="gw-map-name" title={name}>
          {name}
        </span>
        {!props.isBare && (
          <ValueInput
            label={props.label}
            value={shownDraft?.value ?? value}
            values={props.values}
            onChange={(next) => {
              const refusal = props.change(next)
              setDraft(refusal === undefined ? undefined : { value: next, over: value, refusal })
            }}
            onEscape={() => setDraft(undefined)}
          />
        )}
        <Button
          variant="inline-icon"
          iconName="remove"
          ariaLabel={`Remove ${name}`}
          onClick={props.remove}
        />
      </div>
      {shownDraft?.refusal !== undefined && (
        <p className="gw-refusal" role="alert">
          {shownDraft.refusal}
        </p>
      )}
    </>
  )
}

function ValueInput(props: {
  readonly label: string
  readonly value: string
  readonly values: readonly { readonly value: string; readonly label: string }[] | undefined
  readonly placeholder?: string
  readonly onChange: (value: string) => void
  readonly onEnter?: () => void
  readonly onEscape?: () => void
}) {
  if (props.values) {
    return (
      <select
        aria-label={props.label}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {!props.values.some(({ value }) => value === props.value) && (
          <option value={props.value}>{props.value || 'Choose'}</option>
        )}
        {props.values.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    )
  }
  return (
    <input
      aria-label={props.label}
      placeholder={props.placeholder}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') props.onEnter?.()
        if (event.key === 'Escape') props.onEscape?.()
      }}
    />
  )
}

/** Members of an optional text: what is typed, or `undefined` for nothing. */
export function optional(value: string): string | undefined {
  return value === '' ? undefined : value
}

/** Choices whose labels are their values. */
export function choices(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: value }))
}
