import type { Severity } from '../../model/index.ts'

const drawings = {
  error: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM5.5 5.5l5 5M10.5 5.5l-5 5',
  warning: 'M8 2.2L14.3 13.5H1.7zM8 6.5v3.2M8 11.2v.7',
  info: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 4.6v.8M8 7.3v4',
} satisfies { [S in Severity]: string }

/** The drawing of a severity, in its colour; the word stands beside it. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  return (
    <svg className={`gw-severity gw-severity-${severity}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={drawings[severity]} />
    </svg>
  )
}
