/** A moment (ISO 8601) in the words and the time zone of the browser; what is no moment stays as it is written. */
export function momentText(iso: string): string {
  const moment = new Date(iso)
  if (Number.isNaN(moment.getTime())) return iso
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    moment,
  )
}
