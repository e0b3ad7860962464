import { useEffect, useState } from 'react'

/** Milliseconds after which somebody who waits is told so. */
const noticeableMs = 500

/** True once something has gone on for long enough to be worth a word. */
export function useNoticeable(isGoingOn: boolean): boolean {
  const [isNoticeable, setNoticeable] = useState(false)
  useEffect(() => {
    if (!isGoingOn) return undefined
    const timer = setTimeout(() => setNoticeable(true), noticeableMs)
    return () => {
      clearTimeout(timer)
      setNoticeable(false)
    }
  }, [isGoingOn])
  return isGoingOn && isNoticeable
}
