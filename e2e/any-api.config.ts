import { defineConfig } from '@playwright/test'
import { installedBrowsers } from './src/browsers.ts'

/** The CORS tests of any API: `npm run e2e` runs them against a deployment that is not this app. */
export default defineConfig({
  testDir: 'tests/any-api',
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  // The server may have a rate limit.
  workers: 1,
  reporter: [['list'], ['./src/reporter.ts']],
  projects: installedBrowsers().map(({ name, launch }) => ({
    name: `${name} deployment`,
    use: { browserName: name, ...launch },
  })),
})
