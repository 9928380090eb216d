import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { unsetVariables } from './env-example.ts'

const web = fileURLToPath(new URL('../../apps/web', import.meta.url))

/** Builds the web's files for an API's origin, as `VITE_API_ORIGIN=… npm run build` does. */
export async function buildWebFor(apiOrigin: string, files: string): Promise<void> {
  const vite = `${web}/node_modules/vite/bin/vite.js`
  const options = ['--configLoader', 'runner', '--outDir', files, '--logLevel', 'error']
  const { PATH = '' } = process.env
  await promisify(execFile)(process.execPath, [vite, 'build', ...options], {
    cwd: web,
    env: { PATH, ...unsetVariables, NODE_ENV: 'production', VITE_API_ORIGIN: apiOrigin },
  })
}
