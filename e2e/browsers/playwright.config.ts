import { defineConfig } from '@playwright/test'

/** Playwright runs these tests; the browsers are Debian's own, each with its own driver. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/browsers',
  timeout: 300_000,
  expect: { timeout: 30_000 },
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
})
