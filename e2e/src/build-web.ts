import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { deploymentFromEnvironment } from './deployment-stack.ts'
import { unsetVariables } from './env-example.ts'
import { builtWeb } from './production-stack.ts'

/** Global setup: builds the web once, as `npm run build` does, for every worker. */
export default async function buildWeb(): Promise<void> {
  if (deploymentFromEnvironment()) return
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
