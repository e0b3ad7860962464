import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../../scripts/static-server.mjs'
import type { Browser } from './browser.ts'

const key = 'errors of the page'

/** A copy of the built site whose page keeps its errors, on a plain static server. */
export async function serveWatchedSite() {
  const folder = mkdtempSync(join(tmpdir(), 'gatewright-site-'))
  cpSync('dist', folder, { recursive: true })
  const page = join(folder, 'index.html')
  const html = readFileSync(page, 'utf8')
  // before the page's policy, which allows no inline script
  const watched = html.replace(
    '<head>',
    () => `<head><script>(${String(watch)})('${key}')</script>`,
  )
  if (watched === html) throw new Error('index.html has no <head>')
  writeFileSync(page, watched)
  const server = await serve({ folder })
  let isOpen = true
  const stop = async () => {
    if (isOpen) await server.close()
    isOpen = false
  }
  return {
    address: server.address,
    stop,
    close: async () => {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A document on a server of another origin, which lets any page read it. */
export async function serveDocument(text: string) {
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'content-type': 'application/json',
    })
    response.end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the server has no port')
  return {
    address: `http://127.0.0.1:${address.port}/api.json`,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

/** The errors of the page since it was opened first, reloads included. */
export function errorsOf(browser: Browser): Promise<string[]> {
  return browser.evaluate(
    (name) => JSON.parse(sessionStorage.getItem(name) ?? '[]') as string[], // written by `watch`
    key,
  )
}

/** Runs in the page, before anything else. */
function watch(name: string): void {
  const add = (text: string) => {
    const errors = JSON.parse(sessionStorage.getItem(name) ?? '[]') as string[] // written here
    sessionStorage.setItem(name, JSON.stringify([...errors, text]))
  }
  const described = (value: unknown) =>
    value instanceof Error ? `${value.message}\n${value.stack ?? ''}` : String(value)
  addEventListener(
    'error',
    (event) => {
      if (event.target instanceof HTMLElement) add(`not loaded: ${event.target.outerHTML}`)
      // the browser's note that it goes on in the next frame
      else if (!event.message.startsWith('ResizeObserver loop')) {
        add(`error: ${described(event.error ?? event.message)}`)
      }
    },
    true,
  )
  addEventListener('unhandledrejection', (event) => add(`rejection: ${described(event.reason)}`))
  addEventListener('securitypolicyviolation', (event) =>
    add(`policy: ${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}`),
  )
  const { error } = console
  console.error = (...given: unknown[]) => {
    add(`console: ${given.map(described).join(' ')}`)
    error.apply(console, given)
  }
}
