import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A command that a block has run, and what it was given. */
export interface Ran {
  name: string
  args: string[]
  env: Record<string, string>
}

/**
 * Runs a block in bash, in an empty folder. What would build, start or install is a stand-in that notes what it was
 * called with; what only prints runs as it is.
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
