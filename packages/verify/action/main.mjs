/**
 * Entry of the action. It is JavaScript, because any Node from 20.19 runs it before something is
 * installed: it installs the packages of this tag's lockfile, and starts run.ts.
 */
import { spawnSync } from 'node:child_process'
import console from 'node:console'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath, URL } from 'node:url'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const pnpm = 'pnpm@12.21.0'

if (!existsSync(new URL('../node_modules', import.meta.url))) {
  const argv = ['--yes', pnpm, 'install', '--frozen-lockfile', '--filter', 'cors-verify']
  // Windows starts npx through a shell alone; none of these arguments is an input.
  const shell = process.platform === 'win32'
  const { status } = spawnSync('npx', argv, { cwd: repository, stdio: ['ignore', 2, 2], shell })
  if (status !== 0) {
    console.log('::error title=cors-verify::The packages of the action cannot be installed.')
    process.exit(2)
  }
}

const run = fileURLToPath(new URL('run.ts', import.meta.url))
const { status } = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), run], {
  stdio: 'inherit',
})
process.exit(status ?? 2)
