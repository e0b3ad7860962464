import { useEffect, useState } from 'react'
import Button from '@cloudscape-design/components/button'
import type { ButtonProps } from '@cloudscape-design/components/button'

/** Puts a text on the clipboard, and says so. */
export function CopyButton({
  label,
  text,
  children,
  variant = children ? 'normal' : 'icon',
}: {
  readonly label: string
  readonly text: () => string
  readonly children?: string
  readonly variant?: ButtonProps.Variant
}) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(undefined), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = () => {
    navigator.clipboard.writeText(text()).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    )
  }
  const said = { copied: 'Copied', refused: 'The browser refused to copy' }
  return (
    <>
      <Button
        variant={variant}
        iconName={outcome === 'copied' ? 'check' : 'copy'}
        ariaLabel={label}
        onClick={copy}
      >
        {children}
      </Button>
      <span role="status" className="gw-visually-hidden">
        {outcome && said[outcome]}
      </span>
    </>
  )
}
