import { environments } from '@repo/config'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { readDeployment } from './deployment.ts'
import { unsetVariables } from './env-example.ts'
import { probeDeployment } from './probe-deployment.ts'
import { builtWeb } from './production-stack.ts'

/**
 * Prints which origins are under test, then prepares the run: builds the web once for every worker,
 * or looks at the deployment.
 */
export default async function globalSetup(): Promise<void> {
  const deployment = readDeployment()
  if (deployment) {
    console.log(`Testing ${deployment.webOrigin} calling ${deployment.apiOrigin}`)
    await probeDeployment(deployment)
  } else {
    console.log(`Testing servers started here: ${environmentsOf(selectedProjects(process.argv))}`)
    await buildWeb()
  }
}

/** The values of `--project`; Playwright does not tell a global setup which it selected. */
function selectedProjects(args: readonly string[]): string[] {
  const values: string[] = []
  let reading = false
  for (const arg of args) {
    if (arg.startsWith('-')) reading = arg.startsWith('--project')
    if (reading) values.push(arg.replace(/^--project=?/, ''))
  }
  return values
}

function environmentsOf(projects: readonly string[]): string {
  const { apiOrigin, allowedOrigins } = environments.production
  const origins = `${allowedOrigins[0]} calling ${apiOrigin}`
  const all = {
    development: 'development (http://localhost, free ports)',
    production: `production (${origins})`,
    replicas: `replicas behind nginx (${origins})`,
  }
  const named = Object.entries(all).filter(([name]) =>
    projects.some((project) => project.includes(name)),
  )
  // A pattern may name no environment: then any of them may run.
  return (named.length > 0 ? named : Object.entries(all)).map(([, text]) => text).join(', ')
}

async function buildWeb(): Promise<void> {
  // The developer's own .env must not change the build, and Playwright sets NODE_ENV to test, with
  // which Vite builds the development version of Vue.
  const { VITE_API_ORIGIN, VITE_LAB_ORIGIN } = unsetVariables
  Object.assign(process.env, { VITE_API_ORIGIN, VITE_LAB_ORIGIN, NODE_ENV: 'production' })
  await build({
    root: fileURLToPath(new URL('../../apps/web', import.meta.url)),
    configLoader: 'runner',
    logLevel: 'error',
    build: { outDir: builtWeb, emptyOutDir: true },
  })
  delete process.env['NODE_ENV']
}
