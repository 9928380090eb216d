import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where a program is; servers of the system are not in everybody's PATH. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}
