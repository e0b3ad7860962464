import ExpandableSection from '@cloudscape-design/components/expandable-section'
import type { ReactNode } from 'react'

/** A part of a form that folds. It opens when `isOpen` becomes true. */
export function Section({
  name,
  isOpen,
  children,
}: {
  readonly name: string
  readonly isOpen: boolean
  readonly children: ReactNode
}) {
  return (
    <ExpandableSection
      key={`${name} ${isOpen}`}
      headerText={name}
      defaultExpanded={isOpen}
      headingTagOverride="h3"
    >
      <div className="gw-fields">{children}</div>
    </ExpandableSection>
  )
}
