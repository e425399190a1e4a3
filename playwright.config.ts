import { defineConfig, devices } from 'playwright/test'
import { BROWSER_ARGS, findBrowser } from './scripts/browser.mjs'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  fullyParallel: true,
  // One more than cores: a fifth of the time tests wait, for readings and for times that are up.
  workers: 3,
  forbidOnly: !!process.env.CI,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    channel: undefined,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    launchOptions: { executablePath: findBrowser(), args: BROWSER_ARGS },
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
  },
})
