import { describe, expect, it } from 'vitest'
import { fetchDocument } from './fetchDocument.ts'
import type { Fetching } from './fetchDocument.ts'

const url = 'https://example.com/api.yaml'

function fetching(answer: () => Promise<Response>, change: Partial<Fetching> = {}): Fetching {
  return { fetch: answer, isOnline: () => true, mostBytes: 1024 * 1024, ...change }
}

async function told(environment: Fetching, address = url): Promise<string> {
  const result = await fetchDocument(address, environment)
  return result.ok ? result.value : (result.problems[0]?.message ?? '')
}

describe('a document that is named by its URL', () => {
  it('is the text of the answer', async () => {
    expect(await told(fetching(() => Promise.resolve(new Response('openapi: 3.0.1'))))).toBe(
      'openapi: 3.0.1',
    )
  })

  it.each([
    [404, 'there is no document at this address: example.com answers 404.'],
    [403, 'example.com asks who you are (403)'],
    [500, 'example.com answers 500.'],
  ])('is told to be missing where the answer is %i', async (status, words) => {
    const environment = fetching(() => Promise.resolve(new Response('', { status })))
    expect(await told(environment)).toContain(words)
  })

  it('is told to be out of reach where the server does not allow it', async () => {
    const environment = fetching(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await told(environment)).toContain('does not allow other pages to read it (CORS)')
  })

  it('is not asked for offline, nor at what is no address', async () => {
    const never = () => Promise.reject(new Error('asked'))
    expect(await told(fetching(never, { isOnline: () => false }))).toContain(
      'the browser is offline',
    )
    expect(await told(fetching(never), 'ftp://example.com')).toContain('no address of a document')
    expect(await told(fetching(never), 'example')).toContain('no address of a document')
  })

  it('is left off once it is too large, whether or not the answer says so', async () => {
    const long = new Uint8Array(600 * 1024)
    const body = () => {
      let parts = 0
      return new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (++parts > 3) controller.close()
          else controller.enqueue(long)
        },
      })
    }
    expect(await told(fetching(() => Promise.resolve(new Response(body()))))).toContain(
      'larger than 1 MB',
    )
    const headers = { 'content-length': String(2 * 1024 * 1024) }
    expect(await told(fetching(() => Promise.resolve(new Response('x', { headers }))))).toContain(
      'larger than 1 MB',
    )
  })
})
