import { spawnSync } from 'node:child_process'
import type { Found } from './types.ts'

/** Servers are in `sbin`, which is not in the path of every user. */
export const path = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`

/**
 * Runs a command that prints versions, on either stream.
 *
 * @returns what it printed; undefined if there is no such program or it failed
 */
export function printed(program: string, args: readonly string[]): string | undefined {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
    timeout: 60_000,
  })
  return error || status !== 0 ? undefined : stdout + stderr
}

/** Something that a stack needs: how its version is read, and what installs it. */
export interface Need {
  /** As the version of a stack calls it. */
  name: string
  /** The package of Debian. */
  debian: string
  /** The command that prints the version, and the version in what it prints, as the first group. */
  version: readonly [program: string, args: readonly string[], is: RegExp]
}

const list = new Intl.ListFormat('en-GB')

/** Looks for all that a stack needs. The version names each; what is missing is named by its package. */
export function findAll(...needs: readonly [Need, ...Need[]]): Found {
  const found = needs.map(({ name, debian, version: [program, args, is] }) => {
    const version = is.exec(printed(program, args) ?? '')?.[1]
    return { debian, version: version && `${name} ${version}` }
  })
  const missing = found.filter(({ version }) => version === undefined)
  if (missing.length > 0)
    return { missing: `apt install ${missing.map(({ debian }) => debian).join(' ')}` }
  return { version: list.format(found.flatMap(({ version }) => version ?? [])) }
}
