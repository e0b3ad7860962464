import { useEffect, useRef } from 'react'
import type { FocusEvent, ReactNode } from 'react'
import { isWithin, sameAddress } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import { draftCode } from '../../store/fieldDrafts.ts'
import { useView } from '../../store/StoreContext.tsx'
import { isTemplateAddress } from '../../store/viewStore.ts'

/** Focus the field of a part of a form: the one that is not valid, else the first one, else a heading. Never a button that deletes. */
export function focusField(part: HTMLElement): void {
  const field =
    part.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    part.querySelector<HTMLElement>('input:not([disabled]), textarea, select') ??
    part.querySelector<HTMLElement>('button:not([data-destructive]), [tabindex]')
  field?.focus()
}

/** True when the focus goes out of the element that handles the event, and not with the whole window. */
export function leaves({ target, currentTarget, relatedTarget }: FocusEvent<HTMLElement>): boolean {
  if (document.activeElement === target) return false
  return !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
}

/** Brings a field into view, and the focus to it, when its address is revealed. */
export function Revealed({
  at,
  isExact = false,
  onLeave,
  children,
}: {
  readonly at: Address
  /** Addresses below `at` belong to other fields. */
  readonly isExact?: boolean
  /** The focus leaves the field. */
  readonly onLeave?: () => void
  readonly children: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const reveal = useView((state) =>
    state.reveal &&
    // the text of a template is shown, and gets the focus, in its editor
    !isTemplateAddress(state.reveal.at) &&
    (sameAddress(state.reveal.at, at) ||
      (!isExact && isWithin(state.reveal.at, at) && at.length > 6))
      ? state.reveal.count
      : 0,
  )
  const isOfDraft = useView((state) => state.reveal?.problem?.code === draftCode)
  useEffect(() => {
    const part = box.current
    if (reveal === 0 || !part) return
    // of several fields at one address, the one with the draft
    if (isOfDraft && !part.querySelector('[aria-invalid="true"]')) return
    part.scrollIntoView({ block: 'center' })
    focusField(part)
  }, [reveal, isOfDraft])
  return (
    <div
      ref={box}
      onBlur={(event) => {
        if (onLeave && leaves(event)) onLeave()
      }}
    >
      {children}
    </div>
  )
}
