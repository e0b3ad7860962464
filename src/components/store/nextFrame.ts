/** Work that waits for the next frame. */
export interface NextFrame {
  /** Do the work with the next frame; it replaces what waits already. */
  readonly plan: (work: () => void) => void
  /** Do now what waits, if anything does: what comes after it must not overtake it. */
  readonly hurry: () => void
}

/** Plan work for the next frame of a page. */
export function createNextFrame(): NextFrame {
  let waiting: (() => void) | undefined
  const hurry = () => {
    const work = waiting
    waiting = undefined
    work?.()
  }
  return {
    plan: (work) => {
      waiting = work
      requestAnimationFrame(hurry)
    },
    hurry,
  }
}
