import { launch } from 'puppeteer-core'
import { callOf, viewport } from './browser.ts'
import type { Browser } from './browser.ts'

/** Chromium by the DevTools protocol, or Firefox by WebDriver BiDi. */
export async function openWithPuppeteer(
  kind: 'chrome' | 'firefox',
  executablePath: string,
): Promise<Browser> {
  const isRoot = process.getuid?.() === 0
  const browser = await launch({
    browser: kind,
    executablePath,
    headless: true,
    defaultViewport: viewport,
    args: kind === 'chrome' && isRoot ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage()
  const control = process.platform === 'darwin' ? 'Meta' : 'Control'
  return {
    title: await browser.version(),
    goTo: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    // the source is the call of a function with this result
    evaluate: async <Value>(work: (...given: never[]) => unknown, ...given: readonly unknown[]) =>
      (await page.evaluate(callOf(work, given))) as Value,
    click: ({ x, y }) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    press: async (key) => {
      if (key !== 'selectAll') return page.keyboard.press(key)
      await page.keyboard.down(control)
      await page.keyboard.press('a')
      await page.keyboard.up(control)
    },
    close: () => browser.close(),
  }
}
