/**
 * Milliseconds since 1970 of an ISO 8601 date with or without a time; `undefined` for any other text. Without a zone the date is
 * in UTC, wherever it is read.
 */
export function isoMilliseconds(text: string): number | undefined {
  const [, day, time = 'T00:00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/i.exec(text) ??
    []
  const milliseconds = day === undefined ? NaN : Date.parse(`${day}${time}${zone}`.toUpperCase())
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}
