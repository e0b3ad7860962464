/** Hosts that one design may have contacted. */
const mostHosts = 20

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

/** The hosts in a text that was kept; none where it is damaged. */
export function hostsIn(text: string): readonly string[] {
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
export interface IssuerHosts {
  readonly of: (designId: string) => readonly string[]
  /** The allowed hosts of a design as they are kept: the same text while they are the same. */
  readonly textOf: (designId: string) => string
  /** Allow a design to contact a host. */
  readonly allow: (designId: string, host: string) => void
  /** Take back what was allowed. */
  readonly revoke: (designId: string, host: string) => void
  /** Call back when the allowed hosts change, here or in another tab. Returns what ends it. */
  readonly subscribe: (listener: () => void) => () => void
}

/** Reach the allowed hosts that this browser keeps. */
export function createIssuerHosts(): IssuerHosts {
  const listeners = new Set<() => void>()
  // without a browser there is nobody who could allow anything
  const hostsOf = (designId: string) =>
    typeof localStorage === 'undefined' ? [] : hostsIn(storedText(designId))
  const keep = (designId: string, hosts: readonly string[]) => {
    try {
      if (hosts.length === 0) localStorage.removeItem(nameOf(designId))
      else localStorage.setItem(nameOf(designId), JSON.stringify(hosts))
    } catch (error) {
      console.info('The allowed hosts cannot be kept', error)
    }
    for (const listener of listeners) listener()
  }
  const othersOf = (designId: string, host: string) =>
    hostsOf(designId).filter((known) => known !== host)
  return {
    of: hostsOf,
    textOf: storedText,
    allow: (designId, host) =>
      keep(designId, [host, ...othersOf(designId, host)].slice(0, mostHosts)),
    revoke: (designId, host) => keep(designId, othersOf(designId, host)),
    subscribe: (listener) => {
      listeners.add(listener)
      window.addEventListener('storage', listener)
      return () => {
        listeners.delete(listener)
        window.removeEventListener('storage', listener)
      }
    },
  }
}
