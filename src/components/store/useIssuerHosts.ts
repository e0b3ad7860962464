import { useMemo, useSyncExternalStore } from 'react'
import { hostsIn } from './issuerHosts.ts'
import { useStores } from './StoreContext.tsx'

/** The allowed hosts of a design, drawn again as they change, here or in another tab. */
export function useIssuerHosts(designId: string): readonly string[] {
  const { issuerHosts } = useStores()
  const text = useSyncExternalStore(issuerHosts.subscribe, () => issuerHosts.textOf(designId))
  return useMemo(() => hostsIn(text), [text])
}
