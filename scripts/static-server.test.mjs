import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serve } from './static-server.mjs'

let outside
let folder
let servers

beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'static-server-'))
  folder = join(outside, 'site')
  servers = []
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  mkdirSync(join(outside, 'site-of-another'))
  writeFileSync(join(outside, 'site-of-another', 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'index.html'), '<!doctype html>the page')
  writeFileSync(join(folder, 'assets', 'a.js'), 'export {}')
  writeFileSync(join(folder, 'manifest.webmanifest'), '{}')
  writeFileSync(join(folder, 'a b.txt'), 'spaced')
})

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()))
  rmSync(outside, { recursive: true })
})

async function started(options) {
  const server = await serve({ folder, ...options })
  servers.push(server)
  return server
}

/** Send a path as it is: fetch would resolve its dots. */
function sendRaw(port, path) {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    )
    let text = ''
    socket.on('data', (chunk) => (text += String(chunk)))
    socket.on('end', () => done(text))
    socket.on('error', failed)
  })
}

describe('the static server', () => {
  test('returns files with their content types, and the page for its folder', async () => {
    const { address } = await started()
    const typeOf = async (path) => (await fetch(address + path)).headers.get('content-type')
    expect(await typeOf('')).toBe('text/html; charset=utf-8')
    expect(await typeOf('index.html')).toBe('text/html; charset=utf-8')
    expect(await typeOf('assets/a.js')).toBe('text/javascript; charset=utf-8')
    expect(await typeOf('manifest.webmanifest')).toBe('application/manifest+json')
    expect(await (await fetch(`${address}a%20b.txt?x=1`)).text()).toBe('spaced')
  })

  test('returns 404 for what is missing, folders included', async () => {
    const { address } = await started()
    for (const path of ['missing', 'missing.js', 'assets/', 'assets', 'index.html/', 'a.js']) {
      expect((await fetch(address + path)).status, path).toBe(404)
    }
  })

  test('serves below a base path only', async () => {
    const server = await started({ base: '/some/path' })
    const origin = new URL(server.address).origin
    expect(server.address).toBe(`${origin}/some/path/`)
    expect(await (await fetch(`${server.address}assets/a.js`)).text()).toBe('export {}')
    const bare = await fetch(`${origin}/some/path`, { redirect: 'manual' })
    expect([bare.status, bare.headers.get('location')]).toEqual([301, '/some/path/'])
    for (const path of ['/', '/assets/a.js', '/some/', '/some/pathassets/a.js']) {
      expect((await fetch(origin + path)).status, path).toBe(404)
    }
  })

  test('returns nothing from outside its folder, by dots, backslashes, encodings or links', async () => {
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'))
    const { port } = await started()
    const paths = [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/../site-of-another/secret.txt',
      '/link.txt',
      `/${outside}/secret.txt`,
      '/..\\secret.txt',
    ]
    for (const path of paths) expect(await sendRaw(port, path), path).toMatch(/^HTTP\/1.1 404 /)
    for (const path of ['/%', '/a%00.js', 'index.html']) {
      expect(await sendRaw(port, path), path).toMatch(/^HTTP\/1.1 400 /)
    }
  })

  test('reads only, and tells an unchanged file by its tag', async () => {
    const { address } = await started()
    expect((await fetch(address, { method: 'POST', body: 'x' })).status).toBe(405)
    const head = await fetch(`${address}assets/a.js`, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      '9',
      '',
    ])
    const again = await fetch(`${address}assets/a.js`, {
      headers: { 'if-none-match': head.headers.get('etag') },
    })
    expect(again.status).toBe(304)
  })

  test('moves from a busy port only when it may', async () => {
    const first = await started()
    await expect(serve({ folder, port: first.port })).rejects.toThrow('EADDRINUSE')
    const second = await started({ port: first.port, mayMove: true })
    expect(second.port).toBeGreaterThan(first.port)
    expect((await fetch(second.address)).status).toBe(200)
  })
})
