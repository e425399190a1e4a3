import { defineConfig, devices } from 'playwright/test'
import { findBrowser } from './scripts/browser.mjs'

/** Without these Chromium talks to its maker's hosts, or needs a sandbox that root and containers do not have. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

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
    launchOptions: { executablePath: findBrowser(), args },
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
  },
})
