import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.{ts,mjs}'],
    testTimeout: 60_000,
    pool: 'threads',
    // nothing happens at import, so that tests may share what they import
    isolate: false,
  },
})
