import { defineConfig } from '@playwright/test'
import { installedBrowsers } from './src/browsers.ts'
import { readDeployment } from './src/deployment.ts'
import { replicasMissing } from './src/behind-nginx.ts'
import type { Environment } from './src/stack.ts'

const browsers = installedBrowsers()
// Throws if the variables are incomplete, however Playwright is started.
const deployment = readDeployment()

const projects = browsers.flatMap(({ name, launch }) => {
  const isFirst = name === browsers[0]?.name
  const project = (title: string, environment: Environment, folders: string[]) => ({
    name: `${name} ${title}`,
    testMatch: folders.map((folder) => `${folder}/*.spec.ts`),
    use: { browserName: name, environment, ...launch },
  })
  if (deployment) return [project('deployment', 'deployment', ['all', 'interface', 'deployment'])]
  // Production shows the interface in each browser.
  const ofFirst = isFirst ? ['interface'] : []
  return [
    project('development', 'development', ['all', 'development', ...ofFirst]),
    project('production', 'production', ['all', 'interface', 'production']),
    {
      // By itself: it takes longest, and npm test runs it in one browser. Colours are the same in each.
      ...project('accessibility', 'production', ['accessibility']),
      grepInvert: isFirst ? [] : / in dark:/,
    },
    // What nginx does is the same for every browser: one of them goes through it.
    ...(isFirst && !replicasMissing
      ? [project('replicas', 'replicas', ['all', 'interface', 'production', 'replicas'])]
      : []),
  ]
})

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
  // A failed test writes what its page showed as text. Screenshots and traces cost time in every test: add
  // --trace on to look at one.
  reporter: [['list'], ['./src/reporter.ts']],
  projects,
})
