import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Found } from './types.ts'

const folder = import.meta.dirname
const lockfile = join(folder, 'package-lock.json')
/** A copy of the lockfile that was installed, to detect changes. */
const installed = join(folder, 'node_modules/package-lock.json')

/** The folder with the packages of the npm stacks. */
export const modules = join(folder, 'node_modules')

/**
 * Installs the packages of the npm stacks from their lockfile, if it has changed.
 *
 * @returns the error of npm; undefined if the packages are installed
 */
export function installModules(): string | undefined {
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(lockfile)))
    return undefined
  const { error, status, stderr } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, encoding: 'utf8', timeout: 600_000 },
  )
  if (error || status !== 0) {
    const [reason = ''] = (error?.message ?? stderr).trim().split('\n')
    return `npm ci in packages/verify/stacks: ${reason}`
  }
  copyFileSync(lockfile, installed)
  return undefined
}

/**
 * Looks for npm packages.
 *
 * @param packages ids of packages, by their names in the version of a stack: `{ Koa: 'koa' }`
 */
export function findModules(packages: Readonly<Record<string, string>>): Found {
  const found = Object.entries(packages).map(([name, id]) => {
    const file = join(modules, id, 'package.json')
    if (!existsSync(file)) return { id }
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
    return { id, version: `${name} ${version}` }
  })
  const missing = found.filter(({ version }) => version === undefined)
  if (missing.length > 0)
    return { missing: `npm ci in packages/verify/stacks: ${missing.map(({ id }) => id).join(' ')}` }
  return { version: found.map(({ version }) => version).join(' and ') }
}
