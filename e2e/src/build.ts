import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { unsetVariables } from './env-example.ts'

const [api, web] = ['api', 'web'].map((name) =>
  fileURLToPath(new URL(`../../apps/${name}`, import.meta.url)),
) as [string, string]
const run = promisify(execFile)

/** Returns the variables of a build. The developer's own `.env` must not change them. */
const environment = (variables: Readonly<Record<string, string>>) => {
  const { PATH = '' } = process.env
  return { PATH, ...unsetVariables, NODE_ENV: 'production', ...variables }
}

/** The folder of the web app that global setup builds, for the production origins. */
export const builtWeb = fileURLToPath(new URL('../.web', import.meta.url))

/**
 * Builds the web app as `npm run build` does.
 *
 * @param files the folder of the output, which is emptied
 * @param apiOrigin `VITE_API_ORIGIN`; default: the API of environments.ts
 */
export async function buildWeb(files: string, apiOrigin = ''): Promise<void> {
  const vite = `${web}/node_modules/vite/bin/vite.js`
  const options = ['--configLoader', 'runner', '--outDir', files, '--emptyOutDir']
  await run(process.execPath, [vite, 'build', ...options, '--logLevel', 'error'], {
    cwd: web,
    env: environment({ VITE_API_ORIGIN: apiOrigin }),
  })
}

/** The API as `npm run build` makes it, in a folder of its own. */
export interface BuiltApi {
  server: string
  /** Adds an account. @returns its password */
  addUser: (name: string, variables: Readonly<Record<string, string>>) => Promise<string>
  remove: () => Promise<void>
}

/** Builds the API. */
export async function buildApi(): Promise<BuiltApi> {
  // Inside node_modules, because the bundle imports packages with native parts.
  const folder = await mkdtemp(`${api}/node_modules/.e2e-`)
  const rolldown = `${api}/node_modules/rolldown/bin/cli.mjs`
  const options = ['--config', 'rolldown.config.ts', '--dir', folder, '--log-level', 'silent']
  await run(process.execPath, [rolldown, ...options], { cwd: api })
  return {
    server: `${folder}/server.js`,
    async addUser(name, variables) {
      const options = { env: environment(variables) }
      const { stdout } = await run(process.execPath, [`${folder}/add-user.js`, name], options)
      return stdout.trim().split(' ').at(-1) ?? ''
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
