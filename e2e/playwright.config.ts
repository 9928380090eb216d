import { defineConfig } from '@playwright/test'
import { installedBrowsers } from './src/browsers.ts'
import { readDeployment } from './src/deployment.ts'
import { replicasMissing } from './src/behind-nginx.ts'
import type { Environment } from './src/stack.ts'

const browsers = installedBrowsers()
// Throws if the variables are incomplete, however Playwright is started.
const deployment = readDeployment()
const environments: Environment[] = deployment ? ['deployment'] : ['development', 'production']
// What nginx does is the same for every browser: one of them goes through it.
const behindProxy = deployment || replicasMissing ? undefined : browsers[0]?.name

/** Behind the proxy everything holds that holds in production without one. */
const folders: Record<Environment, string[]> = {
  development: ['all', 'development'],
  production: ['all', 'production'],
  replicas: ['all', 'production', 'replicas'],
  deployment: ['all', 'deployment'],
}

const accessibility = '**/accessibility.spec.ts'
const userInterface = ['page-in-url', 'ui-session']
const severalTabs = ['list-requests', 'session-in-tabs']

/** Specs that would show in this project what they show in each browser in production. */
function ignoredIn(environment: Environment, browser: string): string[] {
  const isFirst = browser === browsers[0]?.name
  const names = [
    ...(environment === 'replicas' ? userInterface : []),
    ...(environment === 'development' && !isFirst ? [...userInterface, ...severalTabs] : []),
  ]
  return [accessibility, ...names.map((name) => `**/${name}.spec.ts`)]
}

export default defineConfig<object, { environment: Environment }>({
  testDir: 'tests',
  globalSetup: './src/global-setup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  // A deployment has one database; servers started here have one for each worker.
  workers: deployment ? 1 : '100%',
  // A deployment may have to be waited for: it has one account, and ten sign-ins a minute.
  timeout: deployment ? 180_000 : 120_000,
  // Long, because other tests may keep the machine busy.
  expect: { timeout: 20_000 },
  reporter: [['list'], ['./src/reporter.ts']],
  // Tracing every test doubles the run; add --trace on to look at one.
  use: { screenshot: 'only-on-failure' },
  projects: browsers.flatMap(({ name, launch }) => [
    ...[...environments, ...(name === behindProxy ? ['replicas' as const] : [])].map(
      (environment) => ({
        name: `${name} ${environment}`,
        testMatch: folders[environment].map((folder) => `${folder}/*.spec.ts`),
        testIgnore: ignoredIn(environment, name),
        use: { browserName: name, environment, ...launch },
      }),
    ),
    // By itself, because it takes longest, and npm test runs it in one browser.
    ...(deployment
      ? []
      : [
          {
            name: `${name} accessibility`,
            testMatch: accessibility,
            // Colours are the same in each browser.
            grepInvert: name === browsers[0]?.name ? [] : / in dark:/,
            use: { browserName: name, environment: 'production' as const, ...launch },
          },
        ]),
  ]),
})
