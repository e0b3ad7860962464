import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import RadioGroup from '@cloudscape-design/components/radio-group'
import type { RadioGroupProps } from '@cloudscape-design/components/radio-group'
import { useEffect, useId, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import type { DocumentKind } from '../../model/index.ts'
import type { KindQuestion } from '../store/viewStore.ts'
import { kindDescription } from './kindDescription.ts'

const kinds: readonly { readonly value: DocumentKind; readonly label: string }[] = [
  { value: 'REST', label: 'REST API' },
  { value: 'HTTP', label: 'HTTP API' },
]

/** Let the user choose the kind of API that an undecided document describes. Nothing is opened before. */
export function ApiKindDialog({ source, readings, answer }: KindQuestion) {
  const [kind, setKind] = useState<DocumentKind>('REST')
  const formId = useId()
  const group = useRef<RadioGroupProps.Ref>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() => group.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  const cancel = () => answer(undefined)
  const open = (event: FormEvent) => {
    event.preventDefault()
    answer(kind)
  }
  return (
    <Modal
      visible
      header="REST API or HTTP API?"
      closeAriaLabel="Close"
      onDismiss={cancel}
      footer={
        <Box float="right">
          <Button variant="link" onClick={cancel}>
            Cancel
          </Button>
          <Button variant="primary" form={formId}>
            Open
          </Button>
        </Box>
      }
    >
      <form id={formId} onSubmit={open}>
        <FormField
          stretch
          label="Kind of API"
          description={`Nothing in the document decides between the two. Source: ${source}.`}
        >
          <RadioGroup
            ref={group}
            value={kind}
            items={kinds.map(({ value, label }) => ({
              value,
              label,
              description: kindDescription(value, readings),
            }))}
            onChange={({ detail }) =>
              setKind(kinds.find(({ value }) => value === detail.value)?.value ?? kind)
            }
          />
        </FormField>
      </form>
    </Modal>
  )
}
