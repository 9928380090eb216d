import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { deploymentFromEnvironment } from './deployment-stack.ts'
import { builtWeb } from './production-stack.ts'

/** Global set-up: builds the web once, as `npm run build` does, for every worker. */
export default async function buildWeb(): Promise<void> {
  if (deploymentFromEnvironment()) return
  // Playwright sets NODE_ENV to test, and Vite would build Vue's development version.
  process.env['NODE_ENV'] = 'production'
  await build({
    root: fileURLToPath(new URL('../../apps/web', import.meta.url)),
    configLoader: 'runner',
    logLevel: 'error',
    build: { outDir: builtWeb, emptyOutDir: true },
  })
  delete process.env['NODE_ENV']
}
