// Runs one journey in Chromium, Firefox and WebKit, each as Debian has it. Finds the browsers, or installs them.
// Where a browser cannot be had, its journey is skipped, and says why. Arguments go on to Playwright, which runs the tests.
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { installWithApt } from './apt.mjs'
import { findChromium } from './chromium.mjs'
import { root, run, runBin } from './run.mjs'

const isDebian = existsSync('/usr/bin/apt-get')

/** The program of a browser, from its variable, from where it usually is, or installed. Throws where Debian does not install it. */
function program({ variable, find, packages }) {
  const named = process.env[variable]
  if (named) {
    if (existsSync(named)) return { path: named }
    throw new Error(`${variable} is ${named}, and no file is there`)
  }
  const found = find()
  if (found) return { path: found }
  if (!isDebian) {
    return { missing: `${packages[0]} is not on this machine (set ${variable})` }
  }
  console.log(`Installing Debian's ${packages.join(', ')} …`)
  installWithApt(packages)
  const installed = find()
  if (!installed) throw new Error(`${packages.join(', ')} could not be installed: set ${variable}`)
  return { path: installed }
}

const firstOf = (paths) => paths.find((path) => existsSync(path))

function miniBrowser() {
  const libraries = '/usr/lib'
  const folders = existsSync(libraries) ? readdirSync(libraries) : []
  return firstOf(
    folders.flatMap((folder) =>
      ['webkit2gtk-4.1', 'webkitgtk-6.0'].map((api) =>
        resolve(libraries, folder, api, 'MiniBrowser'),
      ),
    ),
  )
}

/** Which journey is skipped without a program. */
const browserOf = {
  FIREFOX_PATH: 'Firefox',
  WEBKIT_DRIVER_PATH: 'WebKit',
  WEBKIT_PATH: 'WebKit',
  XVFB_RUN_PATH: 'WebKit',
}
const webkitPackages = ['webkit2gtk-driver', 'xvfb', 'xauth']
const found = {
  FIREFOX_PATH: program({
    variable: 'FIREFOX_PATH',
    find: () =>
      firstOf([
        '/usr/bin/firefox-esr',
        '/usr/bin/firefox',
        '/Applications/Firefox.app/Contents/MacOS/firefox',
      ]),
    packages: ['firefox-esr'],
  }),
  WEBKIT_DRIVER_PATH: program({
    variable: 'WEBKIT_DRIVER_PATH',
    find: () => firstOf(['/usr/bin/WebKitWebDriver']),
    packages: webkitPackages,
  }),
  WEBKIT_PATH: program({ variable: 'WEBKIT_PATH', find: miniBrowser, packages: webkitPackages }),
  XVFB_RUN_PATH: program({
    variable: 'XVFB_RUN_PATH',
    find: () => firstOf(['/usr/bin/xvfb-run']),
    packages: ['xvfb', 'xauth'],
  }),
}

const environment = { ...process.env, CHROMIUM_PATH: await findChromium() }
for (const [variable, { path, missing }] of Object.entries(found)) {
  if (path) environment[variable] = path
  else console.log(`SKIPPED: the journey in ${browserOf[variable]}, because ${missing}`)
}
if (!process.env.GATEWRIGHT_BUILT) {
  const built = await runBin('vite', ['build', '--logLevel', 'warn'])
  if (built !== 0) process.exit(built)
}
const playwright = [
  resolve(root, 'node_modules/@playwright/test/cli.js'),
  'test',
  '--config',
  'e2e/browsers/playwright.config.ts',
  ...process.argv.slice(2),
]
// WebKit's browser has no headless mode
const screen = environment.XVFB_RUN_PATH
process.exit(
  await (screen
    ? run(screen, ['-a', '-s', '-screen 0 1600x1000x24', process.execPath, ...playwright], {
        env: environment,
      })
    : run(process.execPath, playwright, { env: environment })),
)
