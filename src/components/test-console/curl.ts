import { fail, ok } from '../../model/index.ts'
import type { Result } from '../../model/index.ts'
import type { ClientRequest } from '../../simulator/index.ts'

/** The address of a deployed API, up to where its paths begin. The stage `$default` is not part of it. */
export function invokeUrl(apiId: string, stageName: string): string {
  const origin = `https://${apiId}.execute-api.us-east-1.amazonaws.com`
  return stageName === '$default' ? origin : `${origin}/${stageName}`
}

/** A request as a command line for cURL: pasted into a shell, it sends the same request. */
export function curlOf(request: ClientRequest, origin: string): string {
  const { method, path, query = '', headers = [], body } = request
  const url =
    origin + (path.startsWith('/') ? path : `/${path}`) + (query === '' ? '' : `?${query}`)
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return [
    'curl',
    ...(method === 'HEAD'
      ? ['--head']
      : method === 'GET' && body === undefined
        ? []
        : [`--request ${quoted(method)}`]),
    ...headers.map(([name, value]) =>
      // an empty header needs a semicolon, with a colon cURL would leave it out
      value === '' ? `--header ${quoted(`${name};`)}` : `--header ${quoted(`${name}: ${value}`)}`,
    ),
    ...(body !== undefined && !hasType ? [`--header ${quoted('Content-Type:')}`] : []),
    ...(body !== undefined ? [`--data-raw ${quoted(body)}`] : []),
    quoted(url),
  ].join(' \\\n  ')
}

/** A text as one word of a POSIX shell. */
function quoted(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** A request that was read from a command line. */
export interface CurlRequest {
  readonly method: string
  /** As it was written: `https://host/path?query`. */
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: string
}

/** True for a text that begins as a cURL command does. */
export function isCurl(text: string): boolean {
  return /^\s*(?:\$\s+)?curl(?:\.exe)?\s/.test(text)
}

/** Read a cURL command as a POSIX shell and cURL would. Options that mean nothing to a simulated request are left out. */
export function readCurl(command: string): Result<CurlRequest> {
  const words = shellWords(command.replace(/^\s*(?:\$\s+)?/, ''))
  if (words === undefined) return refusal('A quote is opened and not closed.')
  const [program, ...rest] = words
  if (program !== 'curl' && program !== 'curl.exe') {
    return refusal('This is no cURL command: it does not begin with curl.')
  }
  const reading = new CurlReading()
  const problem = reading.read(rest)
  if (problem !== undefined) return refusal(problem)
  return reading.result()
}

function refusal(message: string) {
  return fail('curl/unreadable', message)
}

/** Options that are followed by a value which has no meaning for a simulated request. */
const ignoredWithValue = new Set([
  ...['-o', '--output', '-m', '--max-time', '--connect-timeout', '--retry', '-x', '--proxy'],
  ...['--resolve', '--cacert', '-E', '--cert', '--key', '-w', '--write-out', '--limit-rate'],
  ...['-c', '--cookie-jar', '--retry-delay', '--max-redirs', '-D', '--dump-header', '--ciphers'],
])

/** Options for which a short letter takes a value. */
const valueLetters = new Set('XHdubAeomxEwcDF'.split(''))

const longNames: Readonly<Record<string, string>> = {
  '-X': '--request',
  '-H': '--header',
  '-d': '--data',
  '-u': '--user',
  '-b': '--cookie',
  '-A': '--user-agent',
  '-e': '--referer',
  '-G': '--get',
  '-I': '--head',
  '-F': '--form',
}

class CurlReading {
  private method: string | undefined
  private url: string | undefined
  private readonly headers: (readonly [string, string])[] = []
  private readonly removed = new Set<string>()
  private readonly dataParts: string[] = []
  private isGet = false
  private isHead = false
  private isJson = false

  /** Take the words after `curl`; gives back why they cannot be taken. */
  read(words: readonly string[]): string | undefined {
    const queue = [...words]
    while (queue.length > 0) {
      const [word = '', ...others] = splitShort(queue.shift() ?? '')
      queue.unshift(...others)
      const isOption = word.startsWith('-') && word.length > 1
      const problem = isOption ? this.option(word, queue) : this.takeUrl(word)
      if (problem !== undefined) return problem
    }
    return undefined
  }

  private takeUrl(url: string): string | undefined {
    if (this.url !== undefined) return 'The command has two addresses; one request has one.'
    this.url = url
    return undefined
  }

  private option(word: string, queue: string[]): string | undefined {
    const [bare = word, ...given] = word.startsWith('--') ? word.split('=') : [word]
    const name = longNames[bare] ?? bare
    const takes = valueOptions[name]
    if (!takes) {
      if (ignoredWithValue.has(name)) {
        if (given.length === 0) queue.shift()
        return undefined
      }
      if (name === '--get') this.isGet = true
      else if (name === '--head') this.isHead = true
      return undefined
    }
    const value = given.length > 0 ? given.join('=') : queue.shift()
    if (value === undefined) return `The option ${bare} has no value.`
    return takes(this.writer, value)
  }

  private readonly writer: CurlWriter = {
    setMethod: (method) => {
      this.method = method
    },
    setUrl: (url) => this.takeUrl(url),
    addHeader: (name, value) => {
      this.headers.push([name, value])
    },
    removeHeader: (name) => {
      this.removed.add(name.toLowerCase())
    },
    addData: (text) => {
      this.dataParts.push(text)
    },
    setJson: () => {
      this.isJson = true
    },
  }

  result(): Result<CurlRequest> {
    if (this.url === undefined) return refusal('The command has no address.')
    const data = this.isJson ? this.dataParts.join('') : this.dataParts.join('&')
    const hasData = this.dataParts.length > 0
    const goesIntoQuery = hasData && this.isGet
    const body = hasData && !goesIntoQuery ? data : undefined
    const url = goesIntoQuery ? `${this.url}${this.url.includes('?') ? '&' : '?'}${data}` : this.url
    const headers = [...this.headers]
    const has = (wanted: string) =>
      this.removed.has(wanted) || headers.some(([name]) => name.toLowerCase() === wanted)
    if (body !== undefined && !has('content-type')) {
      // what cURL itself would say of such a body
      headers.unshift([
        'Content-Type',
        this.isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      ])
    }
    if (this.isJson && !has('accept')) headers.push(['Accept', 'application/json'])
    const usual = this.isHead ? 'HEAD' : body === undefined ? 'GET' : 'POST'
    return ok({
      method: (this.method ?? usual).toUpperCase(),
      url,
      headers,
      ...(body !== undefined && { body }),
    })
  }
}

/** What an option may do to the request. */
interface CurlWriter {
  readonly setMethod: (method: string) => void
  readonly setUrl: (url: string) => string | undefined
  readonly addHeader: (name: string, value: string) => void
  readonly removeHeader: (name: string) => void
  readonly addData: (text: string) => void
  readonly setJson: () => void
}

type ValueOption = (writer: CurlWriter, value: string) => string | undefined

function fileRefusal(value: string): string | undefined {
  return value.startsWith('@')
    ? `The body comes from the file ${value.slice(1)}, which this page cannot read. Paste the body itself.`
    : undefined
}

const takeData: ValueOption = (writer, value) => {
  const refused = fileRefusal(value)
  if (refused === undefined) writer.addData(value)
  return refused
}

const valueOptions: Readonly<Record<string, ValueOption>> = {
  '--request': (writer, value) => void writer.setMethod(value),
  '--url': (writer, value) => writer.setUrl(value),
  '--header': (writer, value) => {
    if (value.startsWith('@')) return fileRefusal(value)
    const empty = /^([^:;]+);$/.exec(value)
    if (empty?.[1] !== undefined) return void writer.addHeader(empty[1].trim(), '')
    const end = value.indexOf(':')
    const [name, text] = [value.slice(0, Math.max(0, end)).trim(), value.slice(end + 1).trim()]
    if (name === '') return `The header “${value}” has no name.`
    if (text === '') writer.removeHeader(name)
    else writer.addHeader(name, text)
    return undefined
  },
  '--data': takeData,
  '--data-ascii': takeData,
  '--data-binary': takeData,
  '--data-raw': (writer, value) => void writer.addData(value),
  '--data-urlencode': (writer, value) => {
    const [, name = '', text = value] = /^([^=@]*)=([^]*)$/.exec(value) ?? []
    if (name === '' && value.includes('@') && !value.includes('=')) return fileRefusal('@' + value)
    const encoded = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
    return void writer.addData(name === '' ? encoded : `${name}=${encoded}`)
  },
  '--json': (writer, value) => {
    writer.setJson()
    return takeData(writer, value)
  },
  '--user': (writer, value) =>
    void writer.addHeader('Authorization', `Basic ${base64OfUtf8(value)}`),
  '--cookie': (writer, value) =>
    value.includes('=')
      ? void writer.addHeader('Cookie', value)
      : `The cookies come from the file ${value}, which this page cannot read.`,
  '--user-agent': (writer, value) => void writer.addHeader('User-Agent', value),
  '--referer': (writer, value) => void writer.addHeader('Referer', value),
  '--oauth2-bearer': (writer, value) => void writer.addHeader('Authorization', `Bearer ${value}`),
  '--form': () => 'Forms with files (-F) cannot be read. Paste the body itself.',
}

function base64OfUtf8(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

/** `-sXPOST` is `-s -X POST`. */
function splitShort(word: string): readonly string[] {
  if (!/^-[^-]./.test(word)) return [word]
  const found: string[] = []
  for (let i = 1; i < word.length; i++) {
    const letter = word[i] ?? ''
    found.push(`-${letter}`)
    if (!valueLetters.has(letter)) continue
    if (i + 1 < word.length) found.push(word.slice(i + 1))
    break
  }
  return found
}

const ansiEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
}

/** The words that a POSIX shell makes of a command; `undefined` where a quote is not closed. Nothing is substituted. */
export function shellWords(command: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let i = 0
  const take = (text: string) => {
    word = (word ?? '') + text
  }
  while (i < command.length) {
    const unit = command[i] ?? ''
    if (unit === "'") {
      const end = command.indexOf("'", i + 1)
      if (end < 0) return undefined
      take(command.slice(i + 1, end))
      i = end + 1
    } else if (unit === '"') {
      const [text, end] = doubleQuoted(command, i + 1)
      if (end === undefined) return undefined
      take(text)
      i = end
    } else if (unit === '$' && command[i + 1] === "'") {
      const [text, end] = ansiQuoted(command, i + 2)
      if (end === undefined) return undefined
      take(text)
      i = end
    } else if (unit === '\\') {
      const next = command.startsWith('\\\r\n', i) ? '\r\n' : (command[i + 1] ?? '')
      if (!/[\r\n]/.test(next)) take(next)
      i += 1 + next.length
    } else if (/\s/.test(unit)) {
      if (word !== undefined) words.push(word)
      word = undefined
      i++
      // a line that is not continued ends the command
      if (unit === '\n' && words.length > 0) break
    } else if (/[;|&<>]/.test(unit) && words.length > 0) {
      break
    } else {
      take(unit)
      i++
    }
  }
  if (word !== undefined) words.push(word)
  return words
}

/** Up to the closing quote: the text and where it goes on. */
function doubleQuoted(command: string, from: number): readonly [string, number | undefined] {
  let text = ''
  for (let i = from; i < command.length; i++) {
    const unit = command[i] ?? ''
    if (unit === '"') return [text, i + 1]
    if (unit === '\\' && /["\\$`\n]/.test(command[i + 1] ?? '')) {
      i++
      if (command[i] !== '\n') text += command[i] ?? ''
    } else text += unit
  }
  return [text, undefined]
}

/** `$'…'`, as browsers copy requests. */
function ansiQuoted(command: string, from: number): readonly [string, number | undefined] {
  let text = ''
  for (let i = from; i < command.length; i++) {
    const unit = command[i] ?? ''
    if (unit === "'") return [text, i + 1]
    if (unit !== '\\') {
      text += unit
      continue
    }
    const code = /^(?:u([0-9a-fA-F]{1,4})|x([0-9a-fA-F]{1,2}))/.exec(command.slice(i + 1, i + 6))
    if (code) {
      text += String.fromCharCode(parseInt(code[1] ?? code[2] ?? '0', 16))
      i += code[0].length
      continue
    }
    i++
    text += ansiEscapes[command[i] ?? ''] ?? command[i] ?? ''
  }
  return [text, undefined]
}
