import Link from '@cloudscape-design/components/link'
import { Suspense, lazy, useState } from 'react'
import type { ServiceRule } from '../../simulator/index.ts'

const ServiceRuleDialog = lazy(() =>
  import('./ServiceRuleDialog.tsx').then(({ ServiceRuleDialog }) => ({
    default: ServiceRuleDialog,
  })),
)

/** Opens the page of a rule of the service. */
export function RuleLink({ rule }: { readonly rule: ServiceRule }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Link
        variant="secondary"
        fontSize="inherit"
        ariaLabel={`Read the rule: ${rule}`}
        onFollow={() => setOpen(true)}
      >
        {rule}
      </Link>
      {isOpen && (
        <Suspense>
          <ServiceRuleDialog rule={rule} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
