import { DeploymentError, readDeployment } from '@repo/e2e/deployment'
import { describeForeignApi } from '@repo/e2e/probe-deployment'
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs Playwright in e2e, with the arguments of this command: `npm run e2e`. Against a deployment whose
 * API is not this one it says so, and runs the CORS tests of any API. Exits with 2 if the
 * variables do not name exactly one deployment: then nothing was tested. pnpm exits with 1 for every
 * failure of a script in a workspace, so this is a script of the root.
 */
try {
  const deployment = readDeployment()
  const foreign = deployment && (await describeForeignApi(deployment))
  if (foreign) {
    console.log(`Testing ${deployment.webOrigin} calling ${deployment.apiOrigin}`)
    console.log(`${foreign} Running the CORS tests of any API instead.`)
  }
  const config = foreign ? ['--config', 'any-api.config.ts'] : []
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
  // Ctrl-C reaches both from the terminal; Playwright ends its servers first.
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
