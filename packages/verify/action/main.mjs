/**
 * Entry of the action: installs the packages of the lockfile of this tag, and starts run.ts. It is
 * JavaScript, because it runs before tsx is installed, on Node 20.19 or later.
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
  // On Windows, npx only starts in a shell. None of these arguments is an input of the action.
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
