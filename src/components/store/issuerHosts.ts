import { useMemo, useSyncExternalStore } from 'react'

/** Hosts that one design may have contacted. */
const mostHosts = 20

const listeners = new Set<() => void>()

function nameOf(designId: string): string {
  return `gatewright:issuer-hosts:${designId}`
}

function storedText(designId: string): string {
  try {
    return localStorage.getItem(nameOf(designId)) ?? '[]'
  } catch (error) {
    // what cannot be read allows nothing
    console.info('The allowed hosts cannot be read', error)
    return '[]'
  }
}

function hostsIn(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text)
    const texts = Array.isArray(value) ? (value as readonly unknown[]) : []
    return texts.filter((host): host is string => typeof host === 'string').slice(0, mostHosts)
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** The hosts of issuers that the user has allowed a design to contact. They are kept in this browser, not in the design. */
export function issuerHostsOf(designId: string): readonly string[] {
  // without a browser there is nobody who could allow anything
  return typeof localStorage === 'undefined' ? [] : hostsIn(storedText(designId))
}

function keepHosts(designId: string, hosts: readonly string[]): void {
  try {
    if (hosts.length === 0) localStorage.removeItem(nameOf(designId))
    else localStorage.setItem(nameOf(designId), JSON.stringify(hosts))
  } catch (error) {
    console.info('The allowed hosts cannot be kept', error)
  }
  for (const listener of listeners) listener()
}

/** Allow a design to contact a host. */
export function allowIssuerHost(designId: string, host: string): void {
  const others = issuerHostsOf(designId).filter((known) => known !== host)
  keepHosts(designId, [host, ...others].slice(0, mostHosts))
}

/** Take back what was allowed. */
export function revokeIssuerHost(designId: string, host: string): void {
  keepHosts(
    designId,
    issuerHostsOf(designId).filter((known) => known !== host),
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** The allowed hosts of a design, drawn again as they change, here or in another tab. */
export function useIssuerHosts(designId: string): readonly string[] {
  const text = useSyncExternalStore(subscribe, () => storedText(designId))
  return useMemo(() => hostsIn(text), [text])
}
