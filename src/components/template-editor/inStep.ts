/** What is needed of an editor's text. */
export interface EditedText {
  readonly getValue: () => string
  readonly setValue: (text: string) => void
  readonly onDidChangeContent: (listener: () => void) => { readonly dispose: () => void }
}

/**
 * Keep an editor's text in step with a value outside, which wins where they differ. Typing is reported at once and comes back
 * as the value some time later, when more may have been typed: such an echo changes nothing.
 */
export function keepInStep(edited: EditedText, report: (text: string) => void) {
  const underWay: string[] = []
  let isGiven = false
  const changes = edited.onDidChangeContent(() => {
    if (isGiven) return
    const text = edited.getValue()
    underWay.push(text)
    report(text)
  })
  return {
    /** The value outside is this now. */
    give: (value: string) => {
      const echo = underWay.lastIndexOf(value)
      if (echo !== -1) {
        underWay.splice(0, echo + 1)
        return
      }
      underWay.length = 0
      if (edited.getValue() === value) return
      isGiven = true
      try {
        edited.setValue(value)
      } finally {
        isGiven = false
      }
    },
    dispose: () => changes.dispose(),
  }
}
