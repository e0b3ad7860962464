import { Density, Mode, applyDensity, applyMode } from '@cloudscape-design/global-styles'
import '@cloudscape-design/global-styles/dark-mode-utils.css'
import { useLayoutEffect } from 'react'
import { useView } from '../store/StoreContext.tsx'
import { useMedia } from './useMedia.ts'

/** The theme that is shown: the chosen one, or the system's. */
function useShownTheme(): 'light' | 'dark' {
  const chosen = useView((state) => state.theme)
  const isSystemDark = useMedia('(prefers-color-scheme: dark)')
  if (chosen === 'system') return isSystemDark ? 'dark' : 'light'
  return chosen
}

/** Give the whole page its theme and density. */
export function useTheme(): void {
  const theme = useShownTheme()
  const density = useView((state) => state.density)
  useLayoutEffect(() => {
    applyMode(theme === 'dark' ? Mode.Dark : Mode.Light)
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  useLayoutEffect(() => {
    applyDensity(density === 'compact' ? Density.Compact : Density.Comfortable)
    document.documentElement.dataset['density'] = density
  }, [density])
}
