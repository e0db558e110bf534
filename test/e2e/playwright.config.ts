import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { findBrowser } from '#test/support/find-browser.ts'
import { patience } from '#test/support/patience.ts'

/** Root may not use Chromium's sandbox, and a test browser has nobody to report home to. */
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: fileURLToPath(new URL('../../test-results', import.meta.url)),
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: patience.test,
  expect: { timeout: patience.step },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: await findBrowser(), args },
    // Without transitions, what a test looks at is never a state in between.
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: patience.step,
    // A trace costs every test that passes a third of its time: `--trace on` for the one that fails.
    screenshot: 'only-on-failure',
  },
})
