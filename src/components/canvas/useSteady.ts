import { useLayoutEffect, useRef, useState } from 'react'

type Called = Readonly<Record<string, (...given: unknown[]) => unknown>>

/**
 * The same functions at every drawing, which do what the last drawing's do. For xyflow: each function that is another
 * one than before makes it tell its whole store, and draw every edge again.
 */
export function useSteady<T extends object>(functions: T): T {
  const latest = useRef(functions)
  useLayoutEffect(() => {
    latest.current = functions
  })
  const [steady] = useState(() => {
    const called = () => latest.current as unknown as Called // nothing but functions
    const entries = Object.keys(functions).map((name) => [
      name,
      (...given: unknown[]) => called()[name]?.(...given),
    ])
    return Object.fromEntries(entries) as T // of the same names, parameters and results
  })
  return steady
}
