import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'rolldown'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const api = path('../../../apps/api')
// In node_modules, so that a bundle finds the native packages that it imports. Each process has its own
// folder, because test files build at the same time.
const folder = `node_modules/.bench-${process.pid}`
const builtApi = `${api}/${folder}`
const builtPeers = path(`../${folder}`)

/** The servers that are compared: this app first, then its peers. */
export const peers = ['this-app', 'fastify-plugins', 'hono', 'express'] as const
export type ServerName = (typeof peers)[number] | 'cors-only'

/**
 * Builds the API as `npm run build` does, and bundles the peers in the same way. The bundles are deleted
 * when this process exits.
 */
export async function buildServers(): Promise<void> {
  process.on('exit', () => {
    for (const built of [builtApi, builtPeers]) rmSync(built, { recursive: true, force: true })
  })
  const rolldown = `${api}/node_modules/rolldown/bin/cli.mjs`
  const options = ['--config', 'rolldown.config.ts', '--dir', builtApi, '--log-level', 'silent']
  await promisify(execFile)(process.execPath, [rolldown, ...options], { cwd: api })
  const names = ['fastify-plugins', 'hono', 'express', 'cors-only']
  await build({
    input: [path('./preload.ts'), ...names.map((name) => path(`../peers/${name}.ts`))],
    platform: 'node',
    external: ['libsql'],
    logLevel: 'silent',
    output: { dir: builtPeers },
  })
}

/** Returns the path of a server's program. It exists after {@link buildServers}. */
export const programOf = (name: ServerName) =>
  name === 'this-app' ? `${builtApi}/server.js` : `${builtPeers}/${name}.js`

export const preload = `${builtPeers}/preload.js`
