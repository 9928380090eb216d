import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

/** Vue with a button that counts is 24.6 kB as Vite builds it, and 21.3 kB without the options API. */
export const firstPageLimit = 28_000

const web = fileURLToPath(new URL('../../../apps/web', import.meta.url))

/** Builds the web as `npm run build` does, and counts what its first page loads. */
export async function firstPageBytes(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'first-page-'))
  const vite = `${web}/node_modules/vite/bin/vite.js`
  const { PATH = '' } = process.env
  try {
    await promisify(execFile)(
      process.execPath,
      [vite, 'build', '--configLoader', 'runner', '--outDir', folder],
      { cwd: web, env: { PATH, NODE_ENV: 'production', VITE_API_ORIGIN: '', VITE_LAB_ORIGIN: '' } },
    )
    return await initialBytes(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The entry and what it preloads, gzip; chunks that are loaded later do not count. */
export async function initialBytes(folder: string): Promise<number> {
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  const scripts = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) => path)
  const files = await Promise.all(scripts.map((path) => readFile(join(folder, path))))
  return files.reduce((sum, each) => sum + gzipSync(each).length, 0)
}
