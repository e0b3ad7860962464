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
      <button
        type="button"
        className="gw-link"
        aria-label={`Read the rule: ${rule}`}
        onClick={() => setOpen(true)}
      >
        {rule}
      </button>
      {isOpen && (
        <Suspense>
          <ServiceRuleDialog rule={rule} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
