import type { ComponentType } from 'react'
import { idsOf } from '../../../model/index.ts'
import type { Address, NounName } from '../../../model/index.ts'
import { lazyPanel } from './lazyPanel.tsx'
import type { Panel } from './lazyPanel.tsx'

/** The form of something that exists once for the whole design, by its id. */
export function accessPanel(
  noun: NounName,
  load: () => Promise<ComponentType<{ readonly id: string; readonly at: Address }>>,
): Panel {
  return lazyPanel(async () => {
    const Form = await load()
    return function AccessPanel({ at }) {
      const [id = ''] = idsOf(noun, at)
      return <Form id={id} at={at} />
    }
  })
}
