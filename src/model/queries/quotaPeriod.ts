/** When the day, week (from Monday) or month of a moment began, by the clock of UTC: milliseconds since 1970. */
export function periodStartOf(period: 'DAY' | 'WEEK' | 'MONTH', now: number): number {
  const date = new Date(now)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  if (period === 'MONTH') return Date.UTC(year, month, 1)
  const sinceMonday = period === 'WEEK' ? (date.getUTCDay() + 6) % 7 : 0
  return Date.UTC(year, month, day - sinceMonday)
}

/** When the day, week or month after that of a moment begins: milliseconds since 1970. */
export function nextPeriodStartOf(period: 'DAY' | 'WEEK' | 'MONTH', now: number): number {
  const date = new Date(periodStartOf(period, now))
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  if (period === 'MONTH') return Date.UTC(year, month + 1, 1)
  return Date.UTC(year, month, day + (period === 'WEEK' ? 7 : 1))
}
