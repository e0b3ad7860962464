import { Suspense, lazy } from 'react'
import type { ComponentType } from 'react'
import type { Address } from '../../../model/index.ts'

/** The form of one noun: `at` is the address of the thing. */
export type Panel = ComponentType<{ readonly at: Address }>

/** A form that is loaded when the first one opens: most designs have nothing that it is for. */
export function lazyPanel(load: () => Promise<Panel>): Panel {
  const Form = lazy(async () => ({ default: await load() }))
  return function LazyPanel({ at }) {
    return (
      <Suspense fallback={<p className="gw-help">Opening …</p>}>
        <Form at={at} />
      </Suspense>
    )
  }
}
