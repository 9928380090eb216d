import Libsql from 'libsql'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { deploy } from './helpers/deployment.ts'
import { holdLock } from './helpers/hold-lock.ts'
import { smallDiskMissing } from './helpers/small-disk.ts'

const folder = mkdtempSync(join(tmpdir(), 'items-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const deployment = await deploy()
after(deployment.close)

interface Ended {
  code: number | null
  output: string
  ms: number
}

function createDatabase(file: string): void {
  const database = new Libsql(file)
  database.exec('create table t (a)')
  database.close()
}

/** Starts the API on a file that it cannot use, and waits until its process ends. */
async function startWith(file: string): Promise<Ended> {
  const since = performance.now()
  const variables = { DATABASE_FILE: file }
  const api = await deployment.start({ variables, signIn: false })
  const timer = setTimeout(() => api.child.kill('SIGKILL'), 30_000)
  const { code } = await api.ended
  clearTimeout(timer)
  return { code, output: api.output(), ms: performance.now() - since }
}

/** Asserts one line with the variable, the reason and the fix, and exit code 1. */
function assertRejected(ended: Ended, file: string, reasonAndFix: RegExp): void {
  assert.equal(ended.code, 1, ended.output)
  const lines = ended.output.trimEnd().split('\n')
  assert.equal(lines.length, 1, ended.output)
  const prefix = `DATABASE_UNUSABLE  DATABASE_FILE ${JSON.stringify(file)}: `
  assert.ok(lines[0]!.startsWith(prefix), ended.output)
  assert.match(lines[0]!.slice(prefix.length), reasonAndFix)
}

describe('Starting on a DATABASE_FILE that cannot be used', () => {
  it('a text file -> "it is not an SQLite database" and the fix', async () => {
    const file = join(folder, 'notes.txt')
    writeFileSync(file, 'not a database, and longer than the header of one: '.repeat(10))
    assertRejected(
      await startWith(file),
      file,
      /^it is not an SQLite database\. Set DATABASE_FILE /,
    )
  })

  it('a directory -> "it is a directory" and the fix', async () => {
    const file = join(folder, 'directory')
    mkdirSync(file)
    assertRejected(await startWith(file), file, /^it is a directory\. Set DATABASE_FILE /)
  })

  it('a path under /proc -> a reason and the fix, and the process ends', async () => {
    const file = '/proc/1/missing/items.db'
    assertRejected(await startWith(file), file, /\. Set DATABASE_FILE /)
  })

  it('a path under a device -> a reason and the fix', async () => {
    const file = '/dev/null/items.db'
    assertRejected(await startWith(file), file, /\. Set DATABASE_FILE /)
  })

  it('a file of which another process holds the lock -> a reason and the fix, after 5 s', async () => {
    const file = join(folder, 'locked.db')
    createDatabase(file)
    const lock = await holdLock(file)
    try {
      const ended = await startWith(file)
      assertRejected(ended, file, /another process holds its lock\. Stop the other process/)
      assert.ok(ended.ms > 4000, `${ended.ms} ms`)
    } finally {
      await lock.release()
    }
  })

  it(
    'a read-only file system -> a reason and the fix',
    { skip: smallDiskMissing ?? false },
    async () => {
      const disk = join(folder, 'disk')
      mkdirSync(disk)
      const mount = (...options: string[]) =>
        assert.equal(spawnSync('mount', [...options, disk]).status, 0)
      mount('-t', 'tmpfs', 'tmpfs')
      try {
        const file = join(disk, 'items.db')
        createDatabase(file)
        mount('-o', 'remount,ro')
        assertRejected(
          await startWith(file),
          file,
          /read-only.*\. (?:Set DATABASE_FILE|Give the user)/,
        )
      } finally {
        spawnSync('umount', ['--lazy', disk])
      }
    },
  )
})
