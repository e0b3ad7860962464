// A plain static server for the built site, as any host of static files is: the right content types, 404 for what is missing,
// no page in place of other files. `node scripts/static-server.mjs [--folder dist] [--host 127.0.0.1] [--port 4173] [--base /]`
import { createReadStream, realpathSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { root } from './run.mjs'

/** @type {Readonly<Record<string, string>>} */
const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * Serve a folder. With `mayMove`, a busy port is passed over for the next free one.
 * @param {{ folder: string, host?: string, port?: number, base?: string, mayMove?: boolean }} options
 * @returns {Promise<{ address: string, port: number, close: () => Promise<void> }>} The address ends with a slash.
 * `close` ends open connections too.
 */
export async function serve({ folder, host = '127.0.0.1', port = 0, base = '/', mayMove = false }) {
  const below = `/${base}/`.replace(/\/{2,}/g, '/')
  const top = realpathSync(folder)
  const server = createServer((request, response) => answer(request, response, top, below))
  const taken = await listen(server, host, port, mayMove)
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${taken}${below}`,
    port: taken,
    close: () =>
      new Promise((done, failed) => {
        server.close((error) => (error ? failed(error) : done()))
        server.closeAllConnections()
      }),
  }
}

/** Listen; resolves with the port. */
function listen(server, host, port, mayMove) {
  return new Promise((done, failed) => {
    server.once('error', (error) => {
      if (mayMove && error.code === 'EADDRINUSE' && port < 65_535) {
        done(listen(server, host, port + 1, mayMove))
      } else failed(error)
    })
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      done(server.address().port)
    })
  })
}

/** Answer a request with a file below `top`. */
function answer(request, response, top, base) {
  const refuse = (status, headers = {}) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers })
    response.end(`${status}\n`)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(405, { allow: 'GET, HEAD' })
  }
  const path = pathOf(request.url ?? '/')
  if (path === undefined) return refuse(400)
  if (`${path}/` === base) return refuse(301, { location: base })
  if (!path.startsWith(base)) return refuse(404)
  const wanted = path.slice(base.length)
  const file = fileBelow(
    top,
    wanted === '' || wanted.endsWith('/') ? `${wanted}index.html` : wanted,
  )
  if (!file) return refuse(404)
  const { path: found, size, mtimeMs } = file
  const tag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`
  const headers = { etag: tag, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' }
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, headers)
    return response.end()
  }
  response.writeHead(200, {
    ...headers,
    'content-type': contentTypes[extname(found).toLowerCase()] ?? 'application/octet-stream',
    'content-length': size,
  })
  if (request.method === 'HEAD') return response.end()
  createReadStream(found)
    .on('error', (error) => response.destroy(error))
    .pipe(response)
}

/** The decoded path of a request, dots and all; `undefined` when it cannot be decoded. */
function pathOf(url) {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''))
    return path.startsWith('/') && !path.includes('\0') ? path : undefined
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** A file below a folder; `undefined` when there is none, or when dots or links lead out of the folder. */
function fileBelow(top, path) {
  const asked = resolve(join(top, path))
  if (!asked.startsWith(top + sep)) return undefined
  try {
    const real = realpathSync(asked)
    if (!real.startsWith(top + sep)) return undefined
    const stats = statSync(real)
    return stats.isFile() ? { path: real, size: stats.size, mtimeMs: stats.mtimeMs } : undefined
  } catch (error) {
    // the file system's word for "no such file": ENOENT, ENOTDIR, ENAMETOOLONG, EACCES
    if (error.code !== undefined) return undefined
    throw error
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', default: 'dist' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '4173' },
      base: { type: 'string', default: '/' },
    },
  })
  const server = await serve({
    ...values,
    folder: resolve(root, values.folder),
    port: Number(values.port),
  })
  console.log(`${values.folder} is served at ${server.address}`)
}
