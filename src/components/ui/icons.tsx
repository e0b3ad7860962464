import type { ReactNode } from 'react'

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="M4 4l8 8M12 4l-8 8" />
    </Icon>
  )
}

export function SearchIcon() {
  return (
    <Icon>
      <circle cx="7" cy="7" r="4.5" />
      <path d="M10.5 10.5L14 14" />
    </Icon>
  )
}

/** A window with one of its sides filled. */
export function PanelIcon({ side }: { readonly side: 'left' | 'right' | 'bottom' }) {
  const filled = {
    left: <path d="M2.5 3.5h3v9h-3z" fill="currentColor" stroke="none" />,
    right: <path d="M10.5 3.5h3v9h-3z" fill="currentColor" stroke="none" />,
    bottom: <path d="M2.5 9.5h11v3h-11z" fill="currentColor" stroke="none" />,
  }
  return (
    <Icon>
      <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="1.5" />
      {filled[side]}
    </Icon>
  )
}

/** The sign of a severity; the text beside it says the same. */
export function SeverityIcon({
  severity,
}: {
  readonly severity: 'success' | 'info' | 'warning' | 'error'
}) {
  const signs = {
    success: (
      <>
        <circle cx="8" cy="8" r="6.25" />
        <path d="M5.2 8.2l2 2 3.6-4.2" />
      </>
    ),
    info: (
      <>
        <circle cx="8" cy="8" r="6.25" />
        <path d="M8 7.4v3.6M8 5v.1" />
      </>
    ),
    warning: (
      <>
        <path d="M8 2L14.5 13.5h-13z" />
        <path d="M8 6.5v3M8 11.6v.1" />
      </>
    ),
    error: (
      <>
        <circle cx="8" cy="8" r="6.25" />
        <path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" />
      </>
    ),
  }
  return (
    <span className={`gw-severity gw-severity-${severity}`}>
      <Icon>{signs[severity]}</Icon>
    </span>
  )
}

/** The mark of the page: a gate. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#006ce0" />
      <path
        d="M8 24V12l8-5 8 5v12M13 24v-8h6v8"
        fill="none"
        stroke="#fff"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

export function ChevronIcon() {
  return (
    <Icon>
      <path d="M4 6l4 4 4-4" />
    </Icon>
  )
}

export function EnlargeIcon({ isLarge }: { readonly isLarge: boolean }) {
  return (
    <Icon>
      <path d={isLarge ? 'M4 3l4 4 4-4M4 13l4-4 4 4' : 'M4 6l4-4 4 4M4 10l4 4 4-4'} />
    </Icon>
  )
}

export function UndoIcon() {
  return (
    <Icon>
      <path d="M6 3L2.5 6.5 6 10" />
      <path d="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6" />
    </Icon>
  )
}

export function RedoIcon() {
  return (
    <Icon>
      <path d="M10 3l3.5 3.5L10 10" />
      <path d="M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10" />
    </Icon>
  )
}

export function ImportIcon() {
  return (
    <Icon>
      <path d="M8 10.5V2.5M5 5.5l3-3 3 3M2.5 10.5v3h11v-3" />
    </Icon>
  )
}

export function ExportIcon() {
  return (
    <Icon>
      <path d="M8 2.5v8M5 7.5l3 3 3-3M2.5 10.5v3h11v-3" />
    </Icon>
  )
}

export function MoreIcon() {
  return (
    <Icon>
      <path d="M8 3.2v.1M8 8v.1M8 12.7v.1" strokeWidth="2.5" />
    </Icon>
  )
}
