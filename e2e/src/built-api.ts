import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { unsetVariables } from './env-example.ts'

const api = fileURLToPath(new URL('../../apps/api', import.meta.url))
const run = promisify(execFile)

/** The API as `npm run build` makes it, in a folder of its own. */
export interface BuiltApi {
  server: string
  /** Makes an account. @returns its password */
  addUser: (name: string, variables: Readonly<Record<string, string>>) => Promise<string>
  remove: () => Promise<void>
}

export async function buildApi(): Promise<BuiltApi> {
  // Beside the packages that it imports: native parts are not in the bundle.
  const folder = await mkdtemp(`${api}/node_modules/.e2e-`)
  const rolldown = `${api}/node_modules/rolldown/bin/cli.mjs`
  const options = ['--config', 'rolldown.config.ts', '--dir', folder, '--log-level', 'silent']
  await run(process.execPath, [rolldown, ...options], { cwd: api })
  return {
    server: `${folder}/server.js`,
    async addUser(name, variables) {
      const { PATH = '' } = process.env
      const env = { PATH, ...unsetVariables, NODE_ENV: 'production', ...variables }
      const { stdout } = await run(process.execPath, [`${folder}/add-user.js`, name], { env })
      return stdout.trim().split(' ').at(-1) ?? ''
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
