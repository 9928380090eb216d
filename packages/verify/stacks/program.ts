import { spawnSync } from 'node:child_process'
import type { Found } from './types.ts'

/** The PATH of the servers: Debian installs some in `sbin`, which is not in the PATH of every user. */
export const path = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`

/**
 * Runs a command that prints versions, on either stream.
 *
 * @returns its output; undefined if the program is missing or failed
 */
export function printed(program: string, args: readonly string[]): string | undefined {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
    timeout: 60_000,
  })
  return error || status !== 0 ? undefined : stdout + stderr
}

/** A program or package that a stack needs. */
export interface Need {
  /** Its name in the version of a stack. */
  name: string
  /** The Debian package that installs it. */
  debian: string
  /** The command that prints its version, and a pattern whose first group is the version. */
  version: readonly [program: string, args: readonly string[], is: RegExp]
}

const list = new Intl.ListFormat('en-GB')

/** Looks for the needs of a stack. Returns the versions of all, or the Debian packages of the missing ones. */
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
