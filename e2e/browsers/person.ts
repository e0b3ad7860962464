import { expect } from '@playwright/test'
import type { Browser, Place } from './browser.ts'

const selectors = {
  button: 'button, [role=button]',
  codeEditor: '.monaco-editor .view-lines',
  dialog: '[role=dialog]',
  listbox: '[role=listbox]',
  option: '[role=option]',
  region: 'section, [role=region]',
  tab: '[role=tab]',
  textbox: 'textarea, input, [role=textbox]',
} as const

/** Something on the page, by its role and its accessible name or, where none is equal, the beginning of it. */
export interface Target {
  readonly role: keyof typeof selectors
  readonly name: string
}

/** A person at a browser: finds things by role and name, and waits for them. The last target is meant; the others are around it. */
export class Person {
  readonly browser: Browser

  constructor(browser: Browser) {
    this.browser = browser
  }

  async click(...path: readonly Target[]): Promise<void> {
    await this.browser.click(await this.placeOf(path))
  }

  /** Wait until something shows a text. */
  async expectText(text: string, ...path: readonly Target[]): Promise<void> {
    await expect
      .poll(async () => (await this.look(path))?.text, { message: `the text of ${said(path)}` })
      .toContain(text)
  }

  async expectVisible(...path: readonly Target[]): Promise<void> {
    await expect.poll(() => this.look(path), { message: said(path) }).toBeTruthy()
  }

  async expectHidden(...path: readonly Target[]): Promise<void> {
    await expect.poll(() => this.look(path), { message: said(path) }).toBeNull()
  }

  /** The middle of something, once it can be clicked and stays where it is. */
  private async placeOf(path: readonly Target[]): Promise<Place> {
    let place: Place | undefined
    await expect
      .poll(
        async () => {
          const before = place
          place = (await this.look(path))?.place
          return before !== undefined && before.x === place?.x && before.y === place.y
        },
        { message: `${said(path)} can be clicked` },
      )
      .toBe(true)
    if (!place) throw new Error(`${said(path)} has no place`)
    return place
  }

  private look(path: readonly Target[]): Promise<Found | null> {
    return this.browser.evaluate(
      findInPage,
      path.map(({ role, name }) => [selectors[role], name] as const),
    )
  }
}

function said(path: readonly Target[]): string {
  return path.map(({ role, name }) => `${role} "${name}"`).join(' > ')
}

interface Found {
  readonly text: string
  /** The middle; missing when something else covers it. */
  readonly place?: Place
}

/** Runs in the page. */
function findInPage(path: readonly (readonly [selector: string, name: string])[]): Found | null {
  const nameOf = (element: Element): string => {
    const label = element.getAttribute('aria-label')
    if (label) return label
    const texts = (element.getAttribute('aria-labelledby') ?? '')
      .split(/\s+/)
      .flatMap((id) => document.getElementById(id)?.textContent ?? [])
    if (texts.length > 0) return texts.join(' ')
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? [...(element.labels ?? [])]
        : []
    return labels.length > 0
      ? labels.map((each) => each.textContent).join(' ')
      : (element.textContent ?? '')
  }
  let around: ParentNode = document
  let found: Element | undefined
  for (const [selector, name] of path) {
    const shown = [...around.querySelectorAll(selector)].filter(
      (element) => element.getClientRects().length > 0,
    )
    found =
      shown.find((element) => nameOf(element).trim() === name) ??
      shown.find((element) => nameOf(element).trim().startsWith(name))
    if (!found) return null
    around = found
  }
  if (!found) return null
  found.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  const box = found.getBoundingClientRect()
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const hit = document.elementFromPoint(place.x, place.y)
  const copy = found.cloneNode(true)
  // a preview shows deleted words beside what replaced them
  if (copy instanceof Element) for (const deleted of copy.querySelectorAll('del')) deleted.remove()
  const text = copy.textContent ?? ''
  const isCovered = !hit || !(found.contains(hit) || hit.contains(found))
  return isCovered ? { text } : { text, place }
}
