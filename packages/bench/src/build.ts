import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, fromApi } from './from-api.ts'

const servers = fileURLToPath(new URL('../servers', import.meta.url))
const dist = fileURLToPath(new URL('../dist', import.meta.url))

/** Native parts, and files that lie beside their module, are loaded from where the API has them. */
const external = ['libsql', '@node-rs/argon2', '@fastify/swagger-ui']

/** Bundles every server as the API itself is bundled: what is measured is what would be shipped. */
export async function buildServers(): Promise<void> {
  const files = await readdir(servers)
  const entries = files.filter((file) => file.endsWith('.ts') && !file.startsWith('_'))
  await build({
    input: Object.fromEntries(
      entries.map((file) => [basename(file, '.ts'), `${servers}/${file}`] as const),
    ),
    platform: 'node',
    external: [...external, 'pino-pretty', 'pg-native'],
    logLevel: 'silent',
    output: {
      dir: dist,
      cleanDir: true,
      paths: Object.fromEntries(external.map((name) => [name, fromApi.resolve(name)])),
    },
  })
  // As it starts where nothing is bundled: Fastify comes from where it is installed.
  await build({
    input: `${servers}/fastify-bare.ts`,
    platform: 'node',
    external: ['fastify'],
    logLevel: 'silent',
    output: { dir: `${dist}/installed` },
  })
}

/** The program of a server, after {@link buildServers}. */
export const builtServer = (name: string) => `${dist}/${name}.js`
