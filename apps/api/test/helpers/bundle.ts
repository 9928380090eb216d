import { mkdtemp, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import config from '../../rolldown.config.ts'

/** The API as it is deployed, in a folder of its own: other test files build theirs meanwhile. */
export interface Bundle {
  server: string
  addUser: string
  remove: () => Promise<void>
}

/** Builds it from the sources as they are. */
export async function buildApi(): Promise<Bundle> {
  // Beside the packages it imports, and in nobody's way.
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
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}
