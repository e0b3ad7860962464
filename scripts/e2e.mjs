// Builds the site and runs the journeys in a real Chromium. Arguments go on to Playwright.
import { findChromium } from './chromium.mjs'
import { runBin } from './run.mjs'

const chromium = await findChromium()
console.log(`Journeys run in ${chromium}`)
if (!process.env.GATEWRIGHT_BUILT) {
  const built = await runBin('vite', ['build', '--logLevel', 'warn'])
  if (built !== 0) process.exit(built)
}
process.exit(
  await runBin('playwright', ['test', ...process.argv.slice(2)], {
    env: { ...process.env, CHROMIUM_PATH: chromium },
  }),
)
