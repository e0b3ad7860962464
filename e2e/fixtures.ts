import AxeBuilder from '@axe-core/playwright'
import { expect, test as base } from '@playwright/test'
import type { Page } from '@playwright/test'

export { expect } from '@playwright/test'

/** Errors of the console and the page, and violations of the page's policy. Any of them fails the journey. */
async function watchErrors(page: Page): Promise<string[]> {
  const errors: string[] = []
  await page.exposeFunction('reportViolation', (text: string) => errors.push(`policy: ${text}`))
  await page.addInitScript(() => {
    // browsers do not write every violation to the console
    document.addEventListener('securitypolicyviolation', (event) => {
      const { reportViolation } = window as unknown as { reportViolation: (text: string) => void } // exposed above
      const { violatedDirective, blockedURI, sourceFile, lineNumber } = event
      reportViolation(`${violatedDirective} blocked ${blockedURI} at ${sourceFile}:${lineNumber}`)
    })
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => errors.push(`page: ${error.stack ?? error.message}`))
  return errors
}

/**
 * `test` whose page fails the journey on any console error, any page error, any violation of the
 * page's policy, and any request to another origin.
 */
export const test = base.extend<{
  /** Texts of console errors that a journey provokes on purpose. */
  expectedErrors: RegExp[]
  /** Origins that a journey connects to on purpose. */
  expectedOrigins: string[]
}>({
  expectedErrors: [[], { option: true }],
  expectedOrigins: [[], { option: true }],
  page: async ({ page, baseURL, expectedErrors, expectedOrigins }, use) => {
    const errors = await watchErrors(page)
    const strangers: string[] = []
    page.on('request', (request) => {
      const url = request.url()
      const isOurs = [baseURL ?? '', ...expectedOrigins].some((start) => url.startsWith(start))
      if (/^https?:/.test(url) && !isOurs) strangers.push(url)
    })
    await use(page)
    const unexpected = errors.filter(
      (text) => !expectedErrors.some((pattern) => pattern.test(text)),
    )
    expect(unexpected, 'errors in the console').toEqual([])
    expect(strangers, 'requests to other origins').toEqual([])
  },
})

/** No violation of WCAG 2.2 A and AA that axe can find on what the page shows now. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // the page has no frames, so axe runs in it at once instead of merging parts in a second page
  const results = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .setLegacyMode()
    .analyze()
  const found = results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `    ${node.target.join(' ')}  ${node.html.slice(0, 160)}`).join('\n')}`,
  )
  expect(found, `axe on ${what}`).toEqual([])
}
