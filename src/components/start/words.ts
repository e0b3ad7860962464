const minute = 60_000

/** How long ago something was, in words; the date where that says more. */
export function timeText(then: number, now: number): string {
  const minutes = Math.round((now - then) / minute)
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  if (minutes < 1) return 'just now'
  if (minutes < 60) return relative.format(-minutes, 'minute')
  if (minutes < 24 * 60) return relative.format(-Math.round(minutes / 60), 'hour')
  if (minutes < 7 * 24 * 60) return relative.format(-Math.round(minutes / 60 / 24), 'day')
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(then)
}

/** A size in characters as a file's size is written. */
export function sizeText(size: number): string {
  if (size < 1000) return `${size} B`
  if (size < 1_000_000) return `${Math.round(size / 1000)} kB`
  return `${(size / 1_000_000).toFixed(1)} MB`
}
