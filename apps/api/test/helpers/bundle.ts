import { mkdtemp, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import config from '../../rolldown.config.ts'

/** The built API, in its own folder: other test files build theirs at the same time. */
export interface Bundle {
  server: string
  addUser: string
  changePassword: string
  remove: () => Promise<void>
}

/** Builds the API from its current sources. */
export async function buildApi(): Promise<Bundle> {
  // In node_modules, where the packages that it imports are found.
  const dir = await mkdtemp(fileURLToPath(new URL('../../node_modules/.bundle-', import.meta.url)))
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  await build({
    ...config,
    cwd,
    logLevel: 'silent',
    output: { ...config.output, dir, sourcemap: false },
  })
  return {
    server: `${dir}/server.js`,
    addUser: `${dir}/add-user.js`,
    changePassword: `${dir}/change-password.js`,
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}
