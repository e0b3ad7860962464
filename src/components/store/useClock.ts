import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { SimulatedClock } from '../../simulator/index.ts'
import { useStores } from './StoreContext.tsx'

/** The clock that requests are sent by, drawn again as it is changed. */
export function useClock(): SimulatedClock {
  return useStore(useStores().clockStore, ({ clock }) => clock)
}

/** The real time in milliseconds since 1970, drawn each second while the clock runs. */
export function useNow(clock: SimulatedClock): number {
  const { services } = useStores()
  const [now, setNow] = useState(() => services.now())
  useEffect(() => {
    setNow(services.now())
    if (clock.kind === 'held') return undefined
    const timer = setInterval(() => setNow(services.now()), 1000)
    return () => clearInterval(timer)
  }, [clock, services])
  return now
}
