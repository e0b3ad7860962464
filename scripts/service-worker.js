// Keeps the files of the site, so that a second visit works offline. The build fills in version and list.
const version = 'VERSION'
const files = [] // FILES
const cacheName = `gatewright ${registration.scope} ${version}`
const known = new Set(files.map((file) => new URL(file, registration.scope).href))

addEventListener('install', (event) => {
  event.waitUntil(keepFiles())
})

/** Fetch and keep every file; all or none. */
async function keepFiles() {
  const cache = await caches.open(cacheName)
  try {
    await Promise.all(
      files.map(async (file) => {
        // past the browser's own cache: a name without a hash may stand for an older file there
        const response = await fetch(new Request(file, { cache: 'no-cache' }))
        const fault = faultOf(file, response)
        if (fault) throw new Error(`${file} cannot be kept for offline use: ${fault}`)
        await cache.put(file, response)
      }),
    )
  } catch (error) {
    await caches.delete(cacheName)
    throw error
  }
}

/** Why a response is not the file that was asked for: some servers return their start page or a sign-in page for anything. */
function faultOf(file, response) {
  if (!response.ok) return `the server returned ${response.status}`
  if (response.redirected) return `the server redirected to ${response.url}`
  const type = (response.headers.get('content-type') ?? '').toLowerCase()
  const isPage = file.endsWith('/')
  if (isPage !== type.startsWith('text/html'))
    return `the server returned ${type || 'no content type'}`
  if (file.endsWith('.js') && !type.includes('javascript')) return `the server returned ${type}`
  return undefined
}

addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const ours = `gatewright ${registration.scope} `
      const names = await caches.keys()
      const old = names.filter((name) => name.startsWith(ours) && name !== cacheName)
      await Promise.all(old.map((name) => caches.delete(name)))
      // the page that installed this worker is offline-capable at once
      await clients.claim()
    })(),
  )
})

addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  const url = new URL(request.url)
  const isPage = request.mode === 'navigate' && url.href.startsWith(registration.scope)
  if (isPage) event.respondWith(fetchPage(request))
  else if (known.has(url.origin + url.pathname)) event.respondWith(fetchFile(request))
})

/** The newest page, and the kept one where there is no network. */
async function fetchPage(request) {
  try {
    const response = await fetch(request)
    if (response.ok) return response
  } catch {
    // offline: the kept page is returned below
  }
  return (await caches.match('./', { cacheName })) ?? Response.error()
}

/** Names carry the hash of what is in them, so that what is kept is what is meant; other files come with the version. */
async function fetchFile(request) {
  const kept = await caches.match(request, { cacheName, ignoreSearch: true, ignoreVary: true })
  return kept ?? fetch(request)
}
