const days = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const two = (value: number) => (value < 10 ? `0${value}` : String(value))

const clock = (date: Date) =>
  `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`

let writtenDate: { readonly second: number; readonly text: string } | undefined

/** `Fri, 20 Nov 2026 23:55:06 GMT`, as HTTP writes dates. Calls of one second share it. */
export function httpDate(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000)
  if (writtenDate?.second !== second) {
    writtenDate = { second, text: new Date(milliseconds).toUTCString() }
  }
  return writtenDate.text
}

/** `Fri Nov 20 23:55:06 UTC 2026`, as the test console's log writes dates. */
export function logDate(milliseconds: number): string {
  const date = new Date(milliseconds)
  const day = `${days[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${two(date.getUTCDate())}`
  return `${day} ${clock(date)} UTC ${date.getUTCFullYear()}`
}

/** `20/Nov/2026:23:55:06 +0000`, the common log format. */
export function requestTime(milliseconds: number): string {
  const date = new Date(milliseconds)
  const day = `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}`
  return `${day}:${clock(date)} +0000`
}
