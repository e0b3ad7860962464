import type { Json } from '../../model/index.ts'

/** How long a token is still good for, in words, at a moment in milliseconds since 1970. */
export function tokenExpiry(
  { exp }: Readonly<Record<string, Json>>,
  now: number,
): { readonly text: string; readonly isExpired: boolean } {
  if (typeof exp !== 'number' || !Number.isFinite(exp)) {
    return { text: 'The token has no expiration (exp), so it is refused.', isExpired: true }
  }
  const seconds = Math.round(exp - now / 1000)
  return seconds > 0
    ? { text: `Expires in ${spanText(seconds)}.`, isExpired: false }
    : { text: `Expired ${spanText(-seconds)} ago.`, isExpired: true }
}

/** `45 s`, `59 min`, `3 h 20 min`, `2 d 1 h`: the two largest units. */
function spanText(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const
  const first = parts.findIndex(([count]) => count > 0)
  const shown = parts.slice(first < 0 ? 3 : first).slice(0, 2)
  return shown
    .filter(([count], i) => i === 0 || count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}
