/** When the day, week (from Monday) or month of a moment began, by the clock of UTC: milliseconds since 1970. */
export function periodStartOf(period: 'DAY' | 'WEEK' | 'MONTH', now: number): number {
  const date = new Date(now)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  if (period === 'MONTH') return Date.UTC(year, month, 1)
  const sinceMonday = period === 'WEEK' ? (date.getUTCDay() + 6) % 7 : 0
  return Date.UTC(year, month, day - sinceMonday)
}
