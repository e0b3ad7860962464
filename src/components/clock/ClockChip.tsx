import { Suspense, lazy } from 'react'
import { PopoverButton } from '../ui/PopoverButton.tsx'
import { chipText } from './clockText.ts'
import { useClock } from '../store/useClock.ts'

const ClockPanel = lazy(async () => ({
  default: (await import('./ClockPanel.tsx')).ClockPanel,
}))

/** The clock of the simulation in the top bar, and the panel to change it. */
export function ClockChip() {
  const text = chipText(useClock())
  return (
    <PopoverButton
      name={`Clock: ${text}`}
      title="The time that requests are sent at"
      className="gw-btn gw-clock-chip"
      panelName="Clock"
      panel={() => (
        <Suspense fallback="Opening …">
          <ClockPanel />
        </Suspense>
      )}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentcolor" strokeWidth="1.6" />
        <path
          d="M8 4.4V8l2.4 1.6"
          fill="none"
          stroke="currentcolor"
          strokeWidth="1.6"
          strokeLinecap="round"
        />
      </svg>
      <span className={text === 'Real time' ? 'gw-wide-word' : undefined}>{text}</span>
    </PopoverButton>
  )
}
