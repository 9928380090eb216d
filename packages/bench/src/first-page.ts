import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url))

/** The folders of the apps whose first page is measured. */
export const apps = {
  thisApp: fileURLToPath(new URL('../../../apps/web', import.meta.url)),
  createVue: fileURLToPath(new URL('../create-vue', import.meta.url)),
}

/** Builds an app for production, and returns the bytes of JavaScript that its first page loads, gzip. */
export async function firstPageBytes(app: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'first-page-'))
  const { PATH = '' } = process.env
  try {
    await promisify(execFile)(
      process.execPath,
      [vite, 'build', '--configLoader', 'runner', '--outDir', folder],
      { cwd: app, env: { PATH, NODE_ENV: 'production', VITE_API_ORIGIN: '', VITE_LAB_ORIGIN: '' } },
    )
    return await initialBytes(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Sums the scripts that index.html names, gzip. Chunks that are loaded later do not count. */
export async function initialBytes(folder: string): Promise<number> {
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  const scripts = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) => path)
  const files = await Promise.all(scripts.map((path) => readFile(join(folder, path))))
  return files.reduce((sum, each) => sum + gzipSync(each).length, 0)
}
