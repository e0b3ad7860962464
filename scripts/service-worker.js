// Keeps the files of the site, so that a second visit works offline. The build fills in version and list.
const version = 'VERSION'
const files = [] // FILES
const cacheName = `gatewright ${registration.scope} ${version}`
const known = new Set(files.map((file) => new URL(file, registration.scope).href))

addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(cacheName).then((cache) =>
      // past the browser's own cache: a name without a hash may stand for an older file there
      cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' }))),
    ),
  )
})

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
    // offline: answered below
  }
  return (await caches.match('./', { cacheName })) ?? Response.error()
}

/** Names carry the hash of what is in them, so that what is kept is what is meant; other files come with the version. */
async function fetchFile(request) {
  const kept = await caches.match(request, { cacheName, ignoreSearch: true, ignoreVary: true })
  return kept ?? fetch(request)
}
