import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Another process that holds the lock of an SQLite file. */
export interface LockHolder {
  /** Releases the lock and ends the process. */
  release(): Promise<void>
}

const script = `
  import Libsql from ${JSON.stringify(import.meta.resolve('libsql'))}
  const database = new Libsql(process.argv[1])
  database.exec('begin immediate')
  console.log('locked')
  process.stdin.on('end', () => {
    database.exec('commit')
    database.close()
  }).resume()`

/** Starts a process that holds the lock with BEGIN IMMEDIATE. */
export async function holdLock(file: string): Promise<LockHolder> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return {
    async release() {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}
