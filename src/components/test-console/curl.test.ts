import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClientRequest } from '../../simulator/index.ts'
import { curlOf, invokeUrl, isCurl, readCurl, shellWords } from './curl.ts'

const origin = invokeUrl('abc', 'dev')

/** The words that a shell makes of a command. */
function wordsOf(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

function read(command: string) {
  const result = readCurl(command)
  return result.ok ? result.value : result.problems[0]?.message
}

describe('a request as a cURL command', () => {
  it('is short for a plain GET', () => {
    expect(curlOf({ method: 'GET', path: '/pets', query: 'a=1' }, origin)).toBe(
      "curl \\\n  'https://abc.execute-api.us-east-1.amazonaws.com/dev/pets?a=1'",
    )
  })

  it('says the method, headers and body so that a shell changes nothing', () => {
    const body = `{"it's": "$HOME \\"x\\" \`ls\`",\n "a": 1}`
    const command = curlOf(
      {
        method: 'POST',
        path: '/pets',
        headers: [
          ['Content-Type', 'application/json'],
          ['X-Empty', ''],
        ],
        body,
      },
      origin,
    )
    expect(wordsOf(command)).toEqual([
      '--request',
      'POST',
      '--header',
      'Content-Type: application/json',
      '--header',
      'X-Empty;',
      '--data-raw',
      body,
      'https://abc.execute-api.us-east-1.amazonaws.com/dev/pets',
    ])
    expect(['curl', ...wordsOf(command)]).toEqual(shellWords(command))
  })

  it('keeps cURL from adding a content type of its own', () => {
    expect(wordsOf(curlOf({ method: 'POST', path: '/', body: 'x' }, origin))).toContain(
      'Content-Type:',
    )
  })

  it('is read again as the same request', () => {
    const text = fc.string({ unit: 'grapheme' })
    const value = text.map((each) => each.replace(/[\r\n]/g, '').trim())
    const requests: fc.Arbitrary<ClientRequest> = fc.record(
      {
        method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
        path: fc.webPath().map((path) => `/${path.replace(/^\/+/, '')}`),
        query: fc.webQueryParameters(),
        headers: fc.array(fc.tuple(fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,9}$/), value)),
        body: text,
      },
      { requiredKeys: ['method', 'path', 'query', 'headers'] },
    )
    fc.assert(
      fc.property(requests, (request) => {
        // HEAD with a body has no command: cURL refuses --head with data
        fc.pre(request.method !== 'HEAD' || request.body === undefined)
        const { method, path, query = '', headers = [], body } = request
        expect(read(curlOf(request, origin))).toEqual({
          method,
          url: `${origin}${path}${query === '' ? '' : `?${query}`}`,
          headers,
          ...(body !== undefined && { body }),
        })
      }),
    )
  })
})

describe('a cURL command that is pasted', () => {
  it.each([
    ['curl https://a/b', { method: 'GET', url: 'https://a/b', headers: [] }],
    [
      "curl 'https://a/b' -H 'Accept: */*' --compressed -sS",
      { method: 'GET', url: 'https://a/b', headers: [['Accept', '*/*']] },
    ],
    [
      'curl -sXPUT -d "a=1" -d b=2 https://a',
      {
        method: 'PUT',
        url: 'https://a',
        headers: [['Content-Type', 'application/x-www-form-urlencoded']],
        body: 'a=1&b=2',
      },
    ],
    [
      'curl -G -d x=1 --url=https://a?y=2',
      { method: 'GET', url: 'https://a?y=2&x=1', headers: [] },
    ],
    [
      `curl https://a --data-raw $'it\\'s\\n\\u00e9' -H 'content-type: text/plain'`,
      {
        method: 'POST',
        url: 'https://a',
        headers: [['content-type', 'text/plain']],
        body: "it's\né",
      },
    ],
    [
      'curl -u jane:secret https://a -o out.json --max-time 3',
      { method: 'GET', url: 'https://a', headers: [['Authorization', 'Basic amFuZTpzZWNyZXQ=']] },
    ],
    [
      `curl --json '{"a":1}' https://a`,
      {
        method: 'POST',
        url: 'https://a',
        headers: [
          ['Content-Type', 'application/json'],
          ['Accept', 'application/json'],
        ],
        body: '{"a":1}',
      },
    ],
    ['$ curl -I https://a | head', { method: 'HEAD', url: 'https://a', headers: [] }],
  ])('%s', (command, expected) => {
    expect(read(command)).toEqual(expected)
    expect(isCurl(command)).toBe(true)
  })

  it.each([
    ["curl 'https://a", 'A quote is opened and not closed.'],
    ['curl -X POST', 'The command has no address.'],
    ['curl https://a -H', 'The option -H has no value.'],
    ['wget https://a', 'This is no cURL command: it does not begin with curl.'],
    ['curl https://a https://b', 'The command has two addresses; one request has one.'],
    [
      'curl https://a -d @body.json',
      'The body comes from the file body.json, which this page cannot read. Paste the body itself.',
    ],
  ])('%s is refused in words', (command, message) => {
    expect(read(command)).toBe(message)
  })

  it('never hangs or throws, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'curl -Xd\'"\\$ \n@=:;|a'.split('')) }),
        (rest) => {
          expect(() => readCurl(`curl ${rest}`)).not.toThrow()
        },
      ),
    )
  })
})
