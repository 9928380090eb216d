import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A recorded command of a block, with its arguments and environment. */
export interface Ran {
  name: string
  args: string[]
  env: Record<string, string>
}

/**
 * Runs a block in bash. Instead of npm, npx, pnpm and docker it runs scripts that only record their
 * arguments and environment; other commands run as they are.
 *
 * @param folder the working folder of the block; the scripts are written to it
 * @returns the recorded commands, in order
 */
export function runShell(folder: string, code: string, variables: NodeJS.ProcessEnv): Ran[] {
  const log = join(folder, 'ran.jsonl')
  writeFileSync(log, '')
  for (const name of ['npm', 'npx', 'pnpm', 'docker']) {
    const file = join(folder, name)
    writeFileSync(
      file,
      `#!${process.execPath}
const ran = { name: '${name}', args: process.argv.slice(2), env: process.env }
require('node:fs').appendFileSync(${JSON.stringify(log)}, JSON.stringify(ran) + '\\n')`,
    )
    chmodSync(file, 0o755)
  }
  execFileSync('bash', ['-euo', 'pipefail', '-c', code], {
    cwd: folder,
    env: { ...variables, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    stdio: 'pipe',
  })
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Ran)
}
