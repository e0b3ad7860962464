import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import Select from '@cloudscape-design/components/select'
import Textarea from '@cloudscape-design/components/textarea'
import { useId, useState } from 'react'
import { fail } from '../../../model/index.ts'
import type { Address, Design, Result } from '../../../model/index.ts'
import { useProblemsAt } from '../../shared/useProblems.tsx'
import { draftCode } from '../../store/fieldDrafts.ts'
import { useStores } from '../../store/StoreContext.tsx'
import { shortened } from '../../ui/shortened.ts'
import { DraftNote } from './DraftNote.tsx'
import { editLabel, inSentence } from './labels.ts'
import { Revealed } from './Revealed.tsx'
import { Suggestions } from './Suggestions.tsx'
import { useTextDraft } from '../../store/useTextDraft.ts'
import type { TextDraft, TextDraftOptions } from '../../store/useTextDraft.ts'

/** An edit of one field: refused values come back with their reason. */
export type FieldEdit<T> = (value: T) => (design: Design) => Result<Design>

interface FieldProps<T> {
  readonly at: Address
  readonly label: string
  readonly value: T
  readonly help?: string
  readonly edit: FieldEdit<T>
}

/** Applies edits under the field's label, keystrokes that follow each other as one step. */
function useApply<T>({ at, label, edit }: FieldProps<T>): (value: T) => Result<Design> {
  const { designStore } = useStores()
  return (value) => {
    const { edit: record, history } = designStore.getState()
    const words = editLabel(`Change ${inSentence(label)}`, history.present, at)
    return record(words, edit(value), at.join('/'))
  }
}

/** What is wrong at a field: why its draft is not valid, else the first problem there. */
function useRemarks(at: Address, reason: string | undefined) {
  const problem = useProblemsAt(at).find(({ code }) => code !== draftCode)
  const told = problem && shortened(problem.message)
  return {
    errorText: reason ?? (problem?.severity === 'error' ? told : undefined),
    warningText: reason === undefined && problem?.severity === 'warning' ? told : undefined,
  }
}

interface TextFieldProps extends FieldProps<string> {
  /** `leaving`: a name or another identifier, which is in the design once the field is left or Enter is pressed. */
  readonly commits?: TextDraftOptions['commits']
  readonly explain?: TextDraftOptions['explain']
}

/** A field of text: what it shows, what is wrong, and its draft. */
function useTextField(props: TextFieldProps) {
  const { at, label, value, explain, commits = 'typing' } = props
  const apply = useApply(props)
  const draft = useTextDraft({ at, label, value, apply, explain, commits, keepsTyped: true })
  return { draft, ...useRemarks(at, draft.reason) }
}

function Note({ label, draft }: { readonly label: string; readonly draft: TextDraft }) {
  return draft.isInvalid && <DraftNote label={label} onDiscard={draft.discard} />
}

/** One line of text. Empty text is passed on: the edit decides whether it removes the property. */
export function TextField(
  props: TextFieldProps & {
    /** An example, in gray: it is never taken for a value. */
    readonly placeholder?: string
    readonly inputMode?: 'numeric' | 'decimal'
    /** Values that the browser offers while one types; others can be typed too. */
    readonly suggestions?: readonly string[]
  },
) {
  const { draft, errorText, warningText } = useTextField(props)
  const suggestionsId = useId()
  return (
    <Revealed at={props.at} onLeave={draft.commit}>
      <FormField
        label={props.label}
        description={props.help}
        errorText={errorText}
        warningText={warningText}
      >
        <Input
          onKeyDown={({ detail }) => {
            if (detail.key === 'Escape') draft.discard()
            if (detail.key === 'Enter') draft.commit()
          }}
          value={draft.shown}
          {...(props.inputMode !== undefined && { inputMode: props.inputMode })}
          {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
          {...(props.suggestions && { nativeInputAttributes: { list: suggestionsId } })}
          onChange={({ detail }) => draft.change(detail.value)}
        />
      </FormField>
      {props.suggestions && <Suggestions id={suggestionsId} values={props.suggestions} />}
      <Note label={props.label} draft={draft} />
    </Revealed>
  )
}

/** A number. The edit gets `undefined` for an empty field; text that is not a number is refused here. */
export function NumberField({
  value,
  edit,
  isWhole = true,
  ...props
}: Omit<FieldProps<number | undefined>, 'edit'> & {
  readonly edit: FieldEdit<number | undefined>
  /** False: fractions are numbers too. */
  readonly isWhole?: boolean
}) {
  return (
    <TextField
      {...props}
      value={value === undefined ? '' : String(value)}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      edit={(text) => {
        const typed = text.trim()
        if (typed === '') return edit(undefined)
        const number = Number(typed)
        const isNumber =
          /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(typed) && Number.isFinite(number)
        if (isNumber && (!isWhole || Number.isInteger(number))) return edit(number)
        const message = `${typed} is not a ${isWhole ? 'whole ' : ''}number.`
        return () => fail('field/not-a-number', message, props.at)
      }}
    />
  )
}

/** A number that the design always has: an empty field is refused. */
export function RequiredNumberField({
  edit,
  ...props
}: FieldProps<number> & { readonly isWhole?: boolean }) {
  return (
    <NumberField
      {...props}
      edit={(number) =>
        number === undefined ? () => fail('field/empty', 'Enter a number.', props.at) : edit(number)
      }
    />
  )
}

/** Text of several lines: schemas, policies, bodies. */
export function AreaField(props: TextFieldProps & { readonly rows?: number }) {
  const { draft, errorText, warningText } = useTextField(props)
  return (
    <Revealed at={props.at} onLeave={draft.commit}>
      <FormField
        label={props.label}
        description={props.help}
        errorText={errorText}
        warningText={warningText}
      >
        <Textarea
          onKeyDown={({ detail }) => {
            if (detail.key === 'Escape') draft.discard()
          }}
          value={draft.shown}
          rows={props.rows ?? 6}
          spellcheck={false}
          onChange={({ detail }) => draft.change(detail.value)}
        />
      </FormField>
      <Note label={props.label} draft={draft} />
    </Revealed>
  )
}

/** One of some choices; the value is the choice's own. */
export function SelectField(
  props: FieldProps<string> & {
    readonly options: readonly { readonly value: string; readonly label: string }[]
  },
) {
  const { at, label, value } = props
  const apply = useApply(props)
  const draft = useTextDraft({ at, label, value, apply, commits: 'typing', keepsTyped: false })
  const { errorText, warningText } = useRemarks(at, draft.reason)
  const { shown } = draft
  return (
    <Revealed at={at}>
      <FormField
        label={label}
        description={props.help}
        errorText={errorText}
        warningText={warningText}
      >
        <Select
          selectedOption={
            props.options.find((option) => option.value === shown) ??
            (shown === '' ? null : { value: shown, label: shown })
          }
          options={[...props.options]}
          placeholder="Choose"
          empty="Nothing to choose from yet"
          onChange={({ detail }) => draft.change(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <Note label={label} draft={draft} />
    </Revealed>
  )
}

/** Any number of some choices, in the order of the choices. */
export function MultiselectField(
  props: FieldProps<readonly string[]> & { readonly options: readonly string[] },
) {
  const { designStore } = useStores()
  const apply = useApply(props)
  const [refusal, setRefusal] = useState<string>()
  const { errorText, warningText } = useRemarks(props.at, refusal)
  const { label, value, options } = props
  const others = value.filter((each) => !options.includes(each))
  return (
    <Revealed at={props.at}>
      <FormField
        label={label}
        description={props.help}
        errorText={errorText}
        warningText={warningText}
      >
        <Multiselect
          selectedOptions={choices(value)}
          options={choices([...options, ...others])}
          placeholder="Choose"
          deselectAriaLabel={(option) => `Remove ${option.label ?? ''}`}
          onChange={({ detail }) => {
            const chosen = detail.selectedOptions.map((option) => option.value)
            const result = apply([...options, ...others].filter((each) => chosen.includes(each)))
            setRefusal(result.ok ? undefined : result.problems[0]?.message)
            if (!result.ok) designStore.getState().dismissRefusal()
          }}
        />
      </FormField>
    </Revealed>
  )
}

/** On or off. A refused change leaves the switch as it is, with the reason below. */
export function ToggleField(props: FieldProps<boolean>) {
  const { designStore } = useStores()
  const apply = useApply(props)
  const [refusal, setRefusal] = useState<string>()
  const { errorText } = useRemarks(props.at, refusal)
  return (
    <Revealed at={props.at}>
      <Checkbox
        checked={props.value}
        onChange={({ detail }) => {
          const result = apply(detail.checked)
          setRefusal(result.ok ? undefined : result.problems[0]?.message)
          if (!result.ok) designStore.getState().dismissRefusal()
        }}
        {...(props.help !== undefined && { description: props.help })}
      >
        {props.label}
      </Checkbox>
      {errorText !== undefined && (
        <p className="gw-refusal" role="alert">
          {errorText}
        </p>
      )}
    </Revealed>
  )
}

/** The value of an optional property: what is typed, or `undefined` for nothing. */
export function optional(value: string): string | undefined {
  return value === '' ? undefined : value
}

/** Choices whose labels are their values. */
export function choices(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: value }))
}
