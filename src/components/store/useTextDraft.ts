import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { valueAt } from '../../model/index.ts'
import type { Address, Design, Problem, Result } from '../../model/index.ts'
import { draftKey } from './fieldDrafts.ts'
import type { FieldDraft } from './fieldDrafts.ts'
import { useFieldDrafts, useStores } from './StoreContext.tsx'
import type { Stores } from './StoreContext.tsx'

export interface TextDraftOptions {
  readonly at: Address
  readonly label: string
  /** The design's text. */
  readonly value: string
  /** Put a text into the design. */
  readonly apply: (text: string) => Result<Design>
  /** A plain cause for a text that the design refuses; the service's own words follow it. */
  readonly explain?: ((text: string) => string | undefined) | undefined
  /** `typing`: with every key. `leaving`: names and other identifiers, once the field is left or Enter is pressed. */
  readonly commits: 'typing' | 'leaving'
  /** The text as it was typed is shown until the field is left, although the design writes it differently. */
  readonly keepsTyped: boolean
}

export interface TextDraft {
  readonly shown: string
  /** Why the text is not in the design. */
  readonly reason: string | undefined
  /** True when the text is kept as a draft that is not valid. */
  readonly isInvalid: boolean
  readonly change: (text: string) => void
  /** The field is left, or Enter is pressed. */
  readonly commit: () => void
  readonly discard: () => void
}

/** The draft of a field, as it changes. */
export function useFieldDraft(at: Address, label: string): FieldDraft | undefined {
  const key = draftKey(at, label)
  return useFieldDrafts(({ drafts }) => drafts[key])
}

/** A text that is used by a button and kept until then, whatever is opened in the meantime. Nothing is kept of an empty one. */
export function useKeptText(at: Address, label: string): [string, (text: string) => void] {
  const { fieldDrafts } = useStores()
  const [text = ''] = useFieldDraft(at, label)?.texts ?? []
  const keep = (next: string) => {
    const { drop, put } = fieldDrafts.getState()
    if (next === '') drop(at, label)
    else put({ at, label, texts: [next], over: '', awaitsButton: true })
  }
  return [text, keep]
}

/** A sentence for a refusal: the plain cause where there is one, then the service's words. */
export function refusalOf(
  text: string,
  problems: readonly Problem[],
  explain?: TextDraftOptions['explain'],
): string {
  const message = problems[0]?.message ?? 'This value is not valid.'
  const cause = explain?.(text)
  return cause === undefined ? message : `${cause} (API Gateway: ${message})`
}

/** True when an edit was refused because the design is only read here: that is no fault of the text. */
export function isReadOnlyRefusal(problems: readonly Problem[]): boolean {
  return problems[0]?.code === 'design/read-only'
}

/** True when the design still holds the thing that an unmounted field edited. */
export function isStillThere({ designStore }: Stores, designId: string, at: Address): boolean {
  const { present } = designStore.getState().history
  return present.id === designId && valueAt(present, at.slice(0, -1)) !== undefined
}

/**
 * The text of one field. A text that the design refuses is kept in the draft store with its reason, so that it outlives the
 * form and the page. It is dropped once a text is accepted, when it is discarded, and when the design's value changes under it.
 */
export function useTextDraft(options: TextDraftOptions): TextDraft {
  const { at, label, value, apply, explain, commits, keepsTyped } = options
  const stores = useStores()
  const { designStore, fieldDrafts } = stores
  const draft = useFieldDraft(at, label)
  const [accepted, setAccepted] = useState<{ readonly text: string; readonly over: string }>()
  const [readOnlyReason, setReadOnlyReason] = useState<string>()
  // the value that an accepted text led to is known once the field is drawn again
  const awaits = useRef(false)
  const seen = useRef(value)
  /** Typed since the last time that the text was submitted. */
  const isTyped = useRef(false)
  useLayoutEffect(() => {
    if (awaits.current) {
      awaits.current = false
      setAccepted((before) => before && { ...before, over: value })
    }
  })
  useLayoutEffect(() => {
    if (draft && draft.over !== value) {
      const { put, drop } = fieldDrafts.getState()
      // Undo takes a draft away with the form open; one that waited for the form is kept whatever became of the value
      if (seen.current === value) put({ ...draft, over: value })
      else drop(at, label)
    }
    seen.current = value
  })

  const keep = (text: string, reason: string | undefined) =>
    fieldDrafts
      .getState()
      .put({ at, label, texts: [text], over: value, ...(reason !== undefined && { reason }) })
  const submit = (text: string) => {
    isTyped.current = false
    const result = apply(text)
    if (result.ok) {
      setReadOnlyReason(undefined)
      fieldDrafts.getState().drop(at, label)
      awaits.current = keepsTyped
      setAccepted(keepsTyped ? { text, over: value } : undefined)
      return
    }
    designStore.getState().dismissRefusal()
    if (isReadOnlyRefusal(result.problems)) {
      fieldDrafts.getState().drop(at, label)
      setReadOnlyReason(result.problems[0]?.message)
      return
    }
    keep(text, refusalOf(text, result.problems, explain))
  }
  const change = (text: string) => {
    setAccepted(undefined)
    if (commits === 'typing') submit(text)
    else if (text === value) fieldDrafts.getState().drop(at, label)
    else {
      isTyped.current = true
      keep(text, draft?.reason)
    }
  }
  const commit = () => {
    setAccepted(undefined)
    const [text] = draft?.texts ?? []
    if (text !== undefined) submit(text)
  }
  const discard = () => {
    isTyped.current = false
    setAccepted(undefined)
    setReadOnlyReason(undefined)
    fieldDrafts.getState().drop(at, label)
  }

  const unmounted = useRef<() => void>(undefined)
  useEffect(() => {
    const designId = designStore.getState().history.present.id
    unmounted.current = () => {
      if (isTyped.current && isStillThere(stores, designId, at)) commit()
    }
  })
  useEffect(() => () => unmounted.current?.(), [])

  const isAccepted = accepted !== undefined && (awaits.current || accepted.over === value)
  return {
    shown: draft?.texts[0] ?? (isAccepted ? accepted.text : value),
    reason: draft?.reason ?? readOnlyReason,
    isInvalid: draft?.reason !== undefined,
    change,
    commit,
    discard,
  }
}
