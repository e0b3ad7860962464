import Button from '@cloudscape-design/components/button'
import { useRef } from 'react'
import type { Design, Result } from '../../../model/index.ts'
import { useStores } from '../../store/StoreContext.tsx'
import { removeItem } from './removal.ts'
import { destructive } from '../../ui/destructive.ts'

/** The heading of a list of items, which gets the focus when one of them is removed. */
export function ListHeading({ text }: { readonly text: string }) {
  return (
    <h3 data-list-heading="" tabIndex={-1}>
      {text}
    </h3>
  )
}

/** Removes one of several items of a form. The focus goes to the heading of their list. */
export function RemoveItem({
  label,
  done,
  operation,
}: {
  readonly label: string
  /** What the notice says. */
  readonly done: string
  readonly operation: (design: Design) => Result<Design>
}) {
  const stores = useStores()
  const box = useRef<HTMLDivElement>(null)
  const remove = () => {
    const list = box.current?.closest('[data-list]')
    removeItem(stores, { label, text: done }, operation, () =>
      list?.querySelector<HTMLElement>('[data-list-heading]')?.focus(),
    )
  }
  return (
    <div ref={box} className="gw-danger">
      <Button ariaLabel={label} nativeButtonAttributes={destructive} onClick={remove}>
        Remove
      </Button>
    </div>
  )
}
