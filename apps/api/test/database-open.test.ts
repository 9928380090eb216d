import Libsql from 'libsql'
import assert from 'node:assert/strict'
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { redactDatabaseUrl } from '../src/database/database-url.ts'
import { DatabaseOpenError, openDatabase } from '../src/database/open.ts'
import { holdLock } from './helpers/hold-lock.ts'
import { onPostgres } from './helpers/on-postgres.ts'

const folder = await mkdtemp(join(tmpdir(), 'items-'))
await chmod(folder, 0o755)
after(() => rm(folder, { recursive: true, force: true }))

/** Opens a database that cannot be used. Returns the message. */
async function messageOf(location: string, maxMs = 15_000): Promise<string> {
  const startedAt = performance.now()
  const error: unknown = await openDatabase(location).then(
    async (database) => {
      await database.close()
      return undefined
    },
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof DatabaseOpenError, `it rejected with ${String(error)}`)
  assert.ok(performance.now() - startedAt < maxMs, `it took ${performance.now() - startedAt} ms`)
  assert.doesNotMatch(error.message, /\n|Error:/)
  return error.message
}

/** Creates a database and closes it. */
async function newFile(name: string): Promise<string> {
  const file = join(folder, name, 'items.db')
  await (await openDatabase(file)).close()
  return file
}

describe('openDatabase with a DATABASE_FILE that cannot be used', () => {
  const expect = (file: string, text: string, reason: string) =>
    assert.ok(
      text.startsWith(`DATABASE_UNUSABLE  DATABASE_FILE ${JSON.stringify(file)}: ${reason}. `),
      text,
    )

  it('a directory → its reason', async () => {
    expect(folder, await messageOf(folder), 'it is a directory')
  })

  it('a device → its reason, and no file beside it', async () => {
    expect('/dev/null', await messageOf('/dev/null'), 'it is not a regular file')
  })

  it('a file that is not a database → its reason, and the file is unchanged', async () => {
    const file = join(folder, 'text.db')
    await writeFile(file, 'not a database'.repeat(100))
    expect(file, await messageOf(file), 'it is not an SQLite database')
  })

  it('a path below a file → its reason', async () => {
    const file = join(folder, 'text.db/below/items.db')
    expect(file, await messageOf(file), 'a part of its path is not a folder')
  })

  const notLinux = process.platform === 'linux' ? false : 'only Linux has /proc'
  it('a path in /proc → its reason, within seconds', { skip: notLinux }, async () => {
    const file = '/proc/missing/folder/items.db'
    expect(file, await messageOf(file), 'its folder cannot be created')
    assert.match(await messageOf('/proc/items.db'), /^DATABASE_UNUSABLE {2}.*\. Set DATABASE_FILE/)
  })

  it('a file that another process has locked → its reason after 5 s', async () => {
    const file = await newFile('locked')
    const lock = await holdLock(file)
    expect(file, await messageOf(file, 20_000), 'another process holds its lock')
    await lock.release()
    await (await openDatabase(file)).close()
  })

  it('a database of a newer version → the names of its migrations', async () => {
    const file = await newFile('newer')
    const database = new Libsql(file)
    database.exec(`insert into kysely_migration values ('9999-newer', '2030-01-01T00:00:00.000Z')`)
    database.close()
    const text = await messageOf(file)
    expect(file, text, 'it has migrations of a newer version of the API: 9999-newer')
    assert.match(text, /Deploy that version, or a newer one\.$/)
  })

  it('a database of another program → the reason of SQLite', async () => {
    const file = join(folder, 'other.db')
    const database = new Libsql(file)
    database.exec('create table items (name text)')
    database.close()
    expect(file, await messageOf(file), 'table "items" already exists')
    const unchanged = new Libsql(file)
    const tables = unchanged.prepare('select name from sqlite_master').all()
    unchanged.close()
    assert.deepEqual(tables, [{ name: 'items' }])
  })

  const notRoot = process.getuid?.() === 0 ? false : 'run as root: another user opens the file'
  describe('as a user without permission', { skip: notRoot }, () => {
    const asOtherUser = async (action: () => Promise<void>) => {
      process.setegid?.(65534)
      process.seteuid?.(65534)
      try {
        await action()
      } finally {
        process.seteuid?.(0)
        process.setegid?.(0)
      }
    }

    it('a read-only folder → permission denied', async () => {
      const file = join(folder, 'read-only/new/items.db')
      await mkdir(join(folder, 'read-only'))
      await asOtherUser(async () => {
        expect(file, await messageOf(file), 'permission denied')
      })
    })

    it('a read-only file → it is read-only', async () => {
      const file = await newFile('read-only-file')
      await chown(join(folder, 'read-only-file'), 65534, 65534)
      await asOtherUser(async () => {
        expect(file, await messageOf(file), 'it is read-only')
      })
    })

    it('a file that it cannot read → permission denied', async () => {
      const file = await newFile('private')
      await chmod(file, 0o600)
      await asOtherUser(async () => {
        assert.match(
          await messageOf(file),
          /DATABASE_FILE .*: (permission denied|the file cannot be)/,
        )
      })
    })
  })
})

describe('openDatabase with a DATABASE_URL that cannot be used', () => {
  it('no server listens → the host and the database without the password', async () => {
    const url = 'postgres://items:hunter2@127.0.0.1:1/shop?application_name=hunter2'
    assert.equal(
      await messageOf(url),
      'DATABASE_UNUSABLE  DATABASE_URL 127.0.0.1:1/shop: connection refused. Start PostgreSQL, or set' +
        ' DATABASE_URL to a server that accepts connections, with a user who may create tables.',
    )
  })

  it('a server that never responds → rejects after the connection timeout', async () => {
    const server = createServer(() => {})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    try {
      const text = await messageOf(`postgres://items:hunter2@127.0.0.1:${port}/shop`)
      assert.match(
        text,
        /^DATABASE_UNUSABLE {2}DATABASE_URL 127\.0\.0\.1:\d+\/shop: connection timed out\. Start/,
      )
      assert.doesNotMatch(text, /hunter2/)
    } finally {
      server.close()
    }
  })
})

await onPostgres('openDatabase on a PostgreSQL server', (postgres) => {
  it('a database that does not exist → its reason and the fix', async () => {
    const url = Object.assign(new URL(postgres.url), { pathname: '/missing' }).href
    assert.match(
      await messageOf(url),
      /DATABASE_URL .*\/missing: the database does not exist\. Create/,
    )
  })

  it('a user who may not create tables → permission denied', async () => {
    const url = new URL(await postgres.newDatabase())
    await postgres.query(
      url.href,
      `do $$ begin create role reader login password 'hunter2'; exception when duplicate_object then null; end $$;
       revoke create on schema public from public`,
    )
    Object.assign(url, { username: 'reader', password: 'hunter2' })
    const text = await messageOf(url.href)
    assert.match(text, /: permission denied\. Grant the user create on schema public\.$/)
    assert.doesNotMatch(text, /hunter2/)
  })

  it('a database of a newer version → the names of its migrations', async () => {
    const url = await postgres.newDatabase()
    await (await openDatabase(url)).close()
    await postgres.query(url, `insert into kysely_migration values ('9999-newer', '2030-01-01')`)
    assert.match(
      await messageOf(url),
      /it has migrations of a newer version of the API: 9999-newer\./,
    )
  })
})

describe('redactDatabaseUrl', () => {
  for (const [url, redacted] of [
    ['postgres://items:hunter2@db.internal:6432/shop?sslmode=require', 'db.internal:6432/shop'],
    ['postgresql://db.internal/shop', 'db.internal:5432/shop'],
    ['postgresql://items:hunter2@[::1]:6432/shop?password=hunter2', '[::1]:6432/shop'],
    ['postgres:///shop?host=/run/postgresql&password=hunter2', '/run/postgresql:5432/shop'],
    ['postgres://items:1234/hunter2@db.internal/shop', 'postgres://…'],
    ['postgres://items:1234#hunter2@db.internal/shop', 'postgres://…'],
    ['postgres://items:1234?hunter2@db.internal/shop', 'postgres://…'],
    ['not a URL', 'postgres://…'],
    ['postgres://items:hunter2/@db.internal/shop', 'postgres://…'],
  ] as const) {
    it(`${url} → ${redacted}`, () => {
      assert.equal(redactDatabaseUrl(url), redacted)
    })
  }
})
