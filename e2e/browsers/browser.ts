/** A page of a real browser, whatever drives it. Input is real: the browser gets it as from a mouse and a keyboard. */
export interface Browser {
  /** Name and version. */
  readonly title: string
  readonly goTo: (address: string) => Promise<void>
  readonly reload: () => Promise<void>
  /** Run a function in the page. Its arguments and its result are JSON, and it uses nothing from outside. */
  readonly evaluate: <Arguments extends readonly unknown[], Value>(
    work: (...given: Arguments) => Value | Promise<Value>,
    ...given: Arguments
  ) => Promise<Value>
  /** Click a point of the viewport. */
  readonly click: (place: Place) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** Press a key; `selectAll` is Ctrl+A, or Command+A on a Mac. */
  readonly press: (key: 'selectAll' | 'Delete' | 'Escape') => Promise<void>
  readonly close: () => Promise<void>
}

export interface Place {
  readonly x: number
  readonly y: number
}

export const viewport = { width: 1440, height: 900 } as const

/** The source of a call that runs in the page. */
export function callOf(work: (...given: never[]) => unknown, given: readonly unknown[]): string {
  return `(${String(work)})(...${JSON.stringify(given)})`
}
