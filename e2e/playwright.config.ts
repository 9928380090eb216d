import { defineConfig } from '@playwright/test'
import { installedBrowsers } from './src/browsers.ts'
import { readDeployment } from './src/deployment.ts'
import { replicasMissing } from './src/behind-nginx.ts'
import type { Environment } from './src/stack.ts'

const browsers = installedBrowsers()
// Throws if the variables are incomplete, also if Playwright is started directly.
const deployment = readDeployment()

const projects = browsers.flatMap(({ name, launch }) => {
  const isFirst = name === browsers[0]?.name
  const project = (title: string, environment: Environment, folders: string[]) => ({
    name: `${name} ${title}`,
    testMatch: folders.map((folder) => `${folder}/*.spec.ts`),
    use: { browserName: name, environment, ...launch },
  })
  if (deployment) return [project('deployment', 'deployment', ['all', 'interface', 'deployment'])]
  // Each browser tests the interface in production.
  const ofFirst = isFirst ? ['interface'] : []
  return [
    project('development', 'development', ['all', 'development', ...ofFirst]),
    project('production', 'production', ['all', 'interface', 'production']),
    {
      // A project of its own: it takes longest, and npm test runs it in one browser. The colours are the
      // same in each browser, so only the first tests the dark ones.
      ...project('accessibility', 'production', ['accessibility']),
      grepInvert: isFirst ? [] : / in dark:/,
    },
    // nginx does not depend on the browser: one browser tests the replicas.
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
  // Tests of a deployment may wait: it has one account, which can sign in ten times a minute.
  timeout: deployment ? 180_000 : 120_000,
  // Long, because other tests may keep the machine busy.
  expect: { timeout: 20_000 },
  // Playwright writes the page of a failed test as text. Screenshots and traces cost time in every
  // test: add `--trace on` to get a trace.
  reporter: [['list'], ['./src/reporter.ts']],
  projects,
})
