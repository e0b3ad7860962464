import type { Body } from '../../simulator/index.ts'

const phrases: Readonly<Record<number, string>> = {
  100: 'Continue',
  101: 'Switching Protocols',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  418: "I'm a teapot",
  422: 'Unprocessable Content',
  423: 'Locked',
  424: 'Failed Dependency',
  425: 'Too Early',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  507: 'Insufficient Storage',
  508: 'Loop Detected',
  511: 'Network Authentication Required',
}

/** `404 Not Found`; a status without a phrase stands alone. Source: RFC 9110. */
export function statusLine(status: number): string {
  const phrase = phrases[status]
  return phrase === undefined ? String(status) : `${status} ${phrase}`
}

/** How a status is to be taken, for its icon. */
export function statusKind(status: number): 'success' | 'info' | 'warning' | 'error' {
  if (status >= 500) return 'error'
  if (status >= 400) return 'warning'
  return status >= 300 ? 'info' : 'success'
}

/** The bytes of a body. */
export function bodyBytes(body: Body): number {
  if ('text' in body) return new TextEncoder().encode(body.text).length
  const padding = body.base64.endsWith('==') ? 2 : body.base64.endsWith('=') ? 1 : 0
  return Math.max(0, (body.base64.length / 4) * 3 - padding)
}

/** `512 B`, `1.5 kB`, `2.0 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** `0.4 ms`, `12 ms`, `1.2 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 10) return `${Math.max(0, milliseconds).toFixed(1)} ms`
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/** The bytes of a body, as they are. */
export function bytesOf(body: Body): Uint8Array {
  if ('text' in body) return new TextEncoder().encode(body.text)
  return Uint8Array.from(atob(body.base64), (unit) => unit.charCodeAt(0))
}

/** Bytes as sixteen a line: where the line begins, their hexadecimal digits, and the letters they would be. */
export function hexLines(bytes: Uint8Array): readonly string[] {
  const lines: string[] = []
  for (let from = 0; from < bytes.length; from += 16) {
    const line = [...bytes.subarray(from, from + 16)]
    const digits = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const letters = line
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
      .join('')
    lines.push(`${from.toString(16).padStart(8, '0')}  ${digits.padEnd(47)}  ${letters}`)
  }
  return lines
}
