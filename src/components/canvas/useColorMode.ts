import { useSyncExternalStore } from 'react'

/** The page's theme, as `data-theme` on its root has it. */
export function useColorMode(): 'light' | 'dark' {
  return useSyncExternalStore(followTheme, () =>
    document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
  )
}

function followTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
