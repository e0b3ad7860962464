import './withoutEval.ts'
import { createRoot } from 'react-dom/client'
import { App } from './components/App.tsx'
import { createStores } from './components/store/createStores.ts'
import './components/styles/tokens.css'
import './components/styles/base.css'
import './components/ui/controls.css'
import './components/styles/forcedColors.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has an element root')
createRoot(root).render(<App stores={createStores()} />)

// The second visit works offline. Not in development, where every file changes; not from a file or over plain http,
// where browsers have no service workers.
const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
if (import.meta.env.PROD && serviceWorker) {
  const register = () => {
    serviceWorker
      .register('./service-worker.js')
      .then(reportFailedInstallation, (error: unknown) => {
        console.info('The page does not work offline in this browser', error)
      })
  }
  if (document.readyState === 'complete') register()
  else addEventListener('load', register)
}

/** Registering succeeds before the files are fetched, and says nothing when one of them cannot be kept. */
function reportFailedInstallation(registration: ServiceWorkerRegistration | undefined): void {
  // a browser that blocks service workers may answer without a registration
  const installing = registration?.installing
  const report = () => {
    if (installing?.state === 'redundant') {
      console.error('This version of the page was not kept for offline use: a file is missing')
    }
  }
  installing?.addEventListener('statechange', report, { once: true })
}
