import { DeploymentError, readDeployment } from '@repo/e2e/deployment'
import { describeForeignApi } from '@repo/e2e/probe-deployment'
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs Playwright in e2e, with the arguments of this command: `npm run e2e`. If the deployment has
 * another API than this repository, it prints that and runs the tests of any-api.config.ts instead.
 * Exits with 2 if the variables do not name exactly one deployment, so that nothing was tested. This is
 * a script of the root, because pnpm exits with 1 for every failure of a script in a workspace.
 */
try {
  const deployment = readDeployment()
  const otherApi = deployment && (await describeForeignApi(deployment))
  if (otherApi) {
    console.log(`Testing ${deployment.webOrigin} calling ${deployment.apiOrigin}`)
    console.log(`${otherApi} Running the CORS tests of any API instead.`)
  }
  const config = otherApi ? ['--config', 'any-api.config.ts'] : []
  process.exitCode = await runPlaywright([...config, ...process.argv.slice(2)])
} catch (error) {
  if (!(error instanceof DeploymentError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

function runPlaywright(args: readonly string[]): Promise<number> {
  const cwd = new URL('../e2e/', import.meta.url)
  const cli = new URL('node_modules/@playwright/test/cli.js', cwd)
  const child = spawn(process.execPath, [cli.pathname, 'test', ...args], { cwd, stdio: 'inherit' })
  // The terminal sends SIGINT (Ctrl-C) to both processes. This one waits while Playwright ends its servers.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (signal === 'SIGTERM') child.kill(signal)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    )
  })
}
