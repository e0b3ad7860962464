import type { HeaderList } from '../../trace.ts'

/** What a function's result means to the client. */
export interface HttpLambdaResult {
  readonly status: number
  readonly headers: HeaderList
  readonly body: string
  readonly isBase64Encoded: boolean
  /** True when the result had no `statusCode` and the service made the response from it. */
  readonly isInferred: boolean
}

/** A result that the service cannot use: it returns 500 `{"message":"Internal Server Error"}`. */
export interface MalformedResult {
  readonly malformed: string
}

/** Read the result of a function behind an HTTP API by the payload format of its integration. */
export function readHttpLambdaResult(
  text: string,
  payloadFormatVersion: '1.0' | '2.0',
): HttpLambdaResult | MalformedResult {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return { malformed: 'it is not valid JSON' }
    throw error
  }
  return payloadFormatVersion === '2.0' ? formatTwo(value, text) : formatOne(value)
}

/** Format 1.0: an object with `statusCode`. Source: developer guide, Lambda proxy integrations for HTTP APIs. */
function formatOne(value: unknown): HttpLambdaResult | MalformedResult {
  if (!isObject(value)) return { malformed: 'it is not an object' }
  const head = headOf(value)
  if ('malformed' in head) return head
  const multiple = multipleHeaders(value['multiValueHeaders'])
  if (!multiple) return { malformed: 'its multiValueHeaders are not lists of strings' }
  const replaced = new Set(multiple.map(([name]) => name.toLowerCase()))
  const single = head.headers.filter(([name]) => !replaced.has(name.toLowerCase()))
  const body = bodyOf(value)
  if ('malformed' in body) return body
  return { ...body, status: head.status, headers: [...single, ...multiple], isInferred: false }
}

/**
 * Format 2.0: an object with `statusCode`, and `cookies`; any other JSON value is the body of a 200 of type
 * `application/json`, a string without its quotes.
 */
function formatTwo(value: unknown, text: string): HttpLambdaResult | MalformedResult {
  if (!isObject(value) || value['statusCode'] === undefined || value['statusCode'] === null) {
    const body = typeof value === 'string' ? value : text
    return {
      status: 200,
      headers: [['content-type', 'application/json']],
      body,
      isBase64Encoded: false,
      isInferred: true,
    }
  }
  const head = headOf(value)
  if ('malformed' in head) return head
  const { cookies } = value
  const set: unknown = cookies ?? []
  if (!Array.isArray(set) || !set.every((cookie) => typeof cookie === 'string')) {
    return { malformed: 'its cookies are not a list of strings' }
  }
  const body = bodyOf(value)
  if ('malformed' in body) return body
  const hasType = head.headers.some(([name]) => name.toLowerCase() === 'content-type')
  return {
    ...body,
    status: head.status,
    headers: [
      ...(hasType ? [] : ([['content-type', 'application/json']] as const)),
      ...head.headers,
      ...set.map((cookie: string) => ['set-cookie', cookie] as const),
    ],
    isInferred: false,
  }
}

type Members = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function headOf(
  value: Members,
): { readonly status: number; readonly headers: HeaderList } | MalformedResult {
  const status = statusOf(value['statusCode'])
  if (status === undefined) return { malformed: 'its statusCode is not a number from 100 to 599' }
  const { headers } = value
  if (headers === undefined || headers === null) return { status, headers: [] }
  if (!isObject(headers)) return { malformed: 'its headers are not an object' }
  const list: [string, string][] = []
  for (const [name, one] of Object.entries(headers)) {
    if (one === null) continue
    if (!isScalar(one)) return { malformed: `its header ${name} is not a string` }
    list.push([name, String(one)])
  }
  return { status, headers: list }
}

function statusOf(statusCode: unknown): number | undefined {
  const number =
    typeof statusCode === 'string' && /^\d{3}$/.test(statusCode) ? Number(statusCode) : statusCode
  if (typeof number !== 'number' || !Number.isInteger(number)) return undefined
  return number >= 100 && number <= 599 ? number : undefined
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function multipleHeaders(value: unknown): [string, string][] | undefined {
  if (value === undefined || value === null) return []
  if (!isObject(value)) return undefined
  const headers: [string, string][] = []
  for (const [name, list] of Object.entries(value)) {
    if (!Array.isArray(list)) return undefined
    for (const one of list as unknown[]) {
      if (!isScalar(one)) return undefined
      headers.push([name, String(one)])
    }
  }
  return headers
}

/** The body as the client gets it: a string as it is, any other JSON value as its text. */
function bodyOf(
  value: Members,
): { readonly body: string; readonly isBase64Encoded: boolean } | MalformedResult {
  const { body, isBase64Encoded } = value
  if (
    isBase64Encoded !== undefined &&
    isBase64Encoded !== null &&
    typeof isBase64Encoded !== 'boolean'
  ) {
    return { malformed: 'its isBase64Encoded is neither true nor false' }
  }
  const text = body === undefined || body === null ? '' : body
  return {
    body: typeof text === 'string' ? text : JSON.stringify(text),
    isBase64Encoded: isBase64Encoded === true,
  }
}
