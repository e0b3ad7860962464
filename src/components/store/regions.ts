/** A window without room for the inspector beside the canvas. */
export const narrowWindow = '(max-width: 1023px)'

/** A window with room for the tree or the canvas, not for both; `app.css` has the same limit. */
export const singlePane = '(max-width: 639px)'

/** What can be reached by Tab, first come first, without the buttons that delete: a key press must not find one by surprise. */
const tabbable =
  'a[href], button:not([disabled]):not([tabindex="-1"]):not([data-destructive]), input:not([disabled]):not([tabindex="-1"]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]'

/** Give the focus to the next region of the page, or the one before; round at the end. */
export function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) =>
    region.checkVisibility(),
  )
  const here = regions.findIndex((region) => region.contains(document.activeElement))
  const start = here < 0 && step < 0 ? 0 : here
  const region = regions[(start + step + regions.length) % regions.length]
  if (region) focusInto(region)
}

/** Give the focus to a region by its name. */
export function focusRegion(name: string): void {
  const region = document.querySelector<HTMLElement>(`[data-region="${name}"]`)
  if (region) focusInto(region)
}

function focusInto(region: HTMLElement): void {
  const entry = region.querySelector<HTMLElement>('[data-region-entry]')
  if (entry) {
    entry.focus()
    return
  }
  const first = [...region.querySelectorAll<HTMLElement>(tabbable)].find((element) =>
    element.checkVisibility(),
  )
  ;(first ?? region).focus()
}
