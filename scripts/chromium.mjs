import { existsSync } from 'node:fs'
import { installWithApt } from './apt.mjs'
import { runBin } from './run.mjs'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The path of a Chromium: `$CHROMIUM_PATH`, Playwright's own, a system one. Where there is none, installs one:
 * through Playwright, and where its download is closed through Debian's packages.
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH is ${named}, and no file is there`)
  }
  const found = (await playwrightsOwn()) ?? systemPaths.find((path) => existsSync(path))
  if (found) return found

  console.log('No Chromium here: asking Playwright for one …')
  await runBin('playwright', ['install', 'chromium'], { timeout: 300_000 })
  const downloaded = await playwrightsOwn()
  if (downloaded) return downloaded

  console.log("Playwright's download is closed here: installing Debian's chromium …")
  installWithApt(['chromium', 'fonts-dejavu-core'])
  const installed = systemPaths.find((path) => existsSync(path))
  if (!installed) throw new Error('No Chromium could be installed: set CHROMIUM_PATH to one')
  return installed
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}
