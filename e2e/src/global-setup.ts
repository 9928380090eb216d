import { environments } from '@repo/config'
import { buildWeb, builtWeb } from './build.ts'
import { readDeployment } from './deployment.ts'
import { probeDeployment } from './probe-deployment.ts'

/**
 * Prints which origins are under test. Then it builds the web app once for all workers, or probes the
 * deployment.
 */
export default async function globalSetup(): Promise<void> {
  const deployment = readDeployment()
  if (deployment) {
    console.log(`Testing ${deployment.webOrigin} calling ${deployment.apiOrigin}`)
    await probeDeployment(deployment)
  } else {
    console.log(`Testing servers started here: ${environmentsOf(selectedProjects(process.argv))}`)
    await buildWeb(builtWeb)
  }
}

/** Returns the values of `--project`: Playwright does not pass the selected projects to a global setup. */
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
  // A pattern of `--project` may name no environment: each of them may run then.
  return (named.length > 0 ? named : Object.entries(all)).map(([, text]) => text).join(', ')
}
