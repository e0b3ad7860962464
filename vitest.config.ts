import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.{ts,mjs}'],
    testTimeout: 60_000,
    pool: 'threads',
    // one worker for each of two cores: by default Vitest leaves one core idle
    maxWorkers: 2,
    // nothing happens at import, so that tests may share what they import
    isolate: false,
  },
})
