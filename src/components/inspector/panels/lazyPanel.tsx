import { Suspense, lazy } from 'react'
import type { ComponentType } from 'react'
import type { Address } from '../../../model/index.ts'

/** The form of one noun: `at` is the address of the thing. `load` loads it before it is opened. */
export type Panel = ComponentType<{ readonly at: Address }> & {
  readonly load: () => Promise<unknown>
}

/** A form that is loaded when the first one opens, or ahead of that: the first picture goes without it. */
export function lazyPanel(load: () => Promise<ComponentType<{ readonly at: Address }>>): Panel {
  const Form = lazy(async () => ({ default: await load() }))
  function LazyPanel({ at }: { readonly at: Address }) {
    return (
      <Suspense fallback={<p className="gw-help">Opening …</p>}>
        <Form at={at} />
      </Suspense>
    )
  }
  return Object.assign(LazyPanel, { load })
}
