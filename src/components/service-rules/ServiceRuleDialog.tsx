import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import Modal from '@cloudscape-design/components/modal'
import { guideAddress, servicePages } from '../../simulator/explain/pages/index.ts'
import type { ServiceRule } from '../../simulator/index.ts'
import { Prose } from './Prose.tsx'

/** The page of a rule of the service: what it says, what to do, and where the service's own guide tells it whole. */
export function ServiceRuleDialog({
  rule,
  onClose,
}: {
  readonly rule: ServiceRule
  readonly onClose: () => void
}) {
  const page = servicePages[rule]
  return (
    <Modal
      visible
      size="medium"
      header={page.title}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </Box>
      }
    >
      {page.text.map((paragraph) => (
        <Box key={paragraph} variant="p">
          <Prose text={paragraph} />
        </Box>
      ))}
      <Box variant="h3">What to do</Box>
      <Box variant="p">
        <Prose text={page.advice} />
      </Box>
      <Box variant="p" color="text-body-secondary">
        <Link external externalIconAriaLabel="opens in a new tab" href={guideAddress(page)}>
          The service’s own guide
        </Link>
      </Box>
    </Modal>
  )
}
