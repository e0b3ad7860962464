import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { Builder, Capabilities, Key, Origin } from 'selenium-webdriver'
import { callOf, viewport } from './browser.ts'
import type { Browser } from './browser.ts'

/** WebKitGTK's MiniBrowser by WebDriver: the engine of Safari. It needs a screen. */
export async function openWebKit(driverPath: string, browserPath: string): Promise<Browser> {
  const port = await freePort()
  const service = spawn(driverPath, [`--port=${port}`], { stdio: ['ignore', 'inherit', 'inherit'] })
  try {
    const address = `http://127.0.0.1:${port}`
    await untilReady(`${address}/status`)
    const driver = await new Builder()
      .usingServer(address)
      .withCapabilities(
        new Capabilities({
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { binary: browserPath, args: ['--automation'] },
        }),
      )
      .build()
    await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 })
    await driver
      .manage()
      .window()
      .setRect({ x: 0, y: 0, ...viewport })
    const capabilities = await driver.getCapabilities()
    const input = () => driver.actions({ async: true })
    return {
      title: `WebKitGTK ${capabilities.getBrowserVersion() ?? ''}`,
      goTo: (page) => driver.get(page),
      reload: () => driver.navigate().refresh(),
      evaluate: async <Value>(
        work: (...given: never[]) => unknown,
        ...given: readonly unknown[]
      ) => {
        const outcome: { value: Value } | { error: string } = await driver.executeAsyncScript(`
          const done = arguments[arguments.length - 1]
          Promise.resolve(${callOf(work, given)})
            .then((value) => done({ value }), (error) => done({ error: String(error) }))`)
        if ('error' in outcome) throw new Error(outcome.error)
        return outcome.value
      },
      click: (place) =>
        input()
          .move({ ...rounded(place), origin: Origin.VIEWPORT })
          .click()
          .perform(),
      type: (text) => input().sendKeys(text).perform(),
      press: (key) =>
        key === 'selectAll'
          ? input().keyDown(Key.CONTROL).sendKeys('a').keyUp(Key.CONTROL).perform()
          : input()
              .sendKeys(key === 'Delete' ? Key.DELETE : Key.ESCAPE)
              .perform(),
      close: async () => {
        await driver.quit()
        service.kill()
      },
    }
  } catch (error) {
    service.kill()
    throw error
  }
}

function rounded({ x, y }: { readonly x: number; readonly y: number }) {
  return { x: Math.round(x), y: Math.round(y) }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** Resolves once an address answers; gives up after ten seconds. */
async function untilReady(address: string): Promise<void> {
  const end = Date.now() + 10_000
  for (;;) {
    try {
      if ((await fetch(address)).ok) return
    } catch (error) {
      if (Date.now() > end) throw new Error(`${address} does not answer`, { cause: error })
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
