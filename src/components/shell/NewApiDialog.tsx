import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import type { InputProps } from '@cloudscape-design/components/input'
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { nounOf } from '../../model/index.ts'
import { useStores } from '../store/StoreContext.tsx'

/** Add an API of a kind to the design. */
export function NewApiDialog({ noun }: { readonly noun: 'restApi' | 'httpApi' }) {
  const { designStore, viewStore, services } = useStores()
  const { title, add } = nounOf(noun)
  const [name, setName] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const input = useRef<InputProps.Ref>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  const close = () => viewStore.getState().change({ dialog: undefined })
  const create = (event?: FormEvent) => {
    event?.preventDefault()
    const { nextId, edit, history } = designStore.getState()
    const addition = add?.(history.present, { nextId, now: services.now(), name })
    if (!addition) return
    const result = edit(`Create ${name}`, addition.operation)
    if (!result.ok) {
      setRefusal(result.problems[0]?.message)
      return
    }
    viewStore.getState().change({ dialog: undefined, level: 'map' })
    viewStore.getState().select(addition.at)
  }
  return (
    <Modal
      visible
      header={`Create ${title}`}
      closeAriaLabel="Close"
      onDismiss={close}
      footer={
        <Box float="right">
          <Button variant="link" onClick={close}>
            Cancel
          </Button>
          <Button variant="primary" onClick={() => create()}>
            Create API
          </Button>
        </Box>
      }
    >
      <form onSubmit={create}>
        <FormField label="API name" errorText={refusal}>
          <Input
            ref={input}
            value={name}
            placeholder="my-api"
            onChange={({ detail }) => setName(detail.value)}
          />
        </FormField>
      </form>
    </Modal>
  )
}
