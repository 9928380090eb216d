import { spawnSync } from 'node:child_process'
import { postgresAccount, postgresMissing, startPostgres, type TestPostgres } from './postgres.ts'
import { openSmallDisk, smallDiskMissing } from './small-disk.ts'

/** A PostgreSQL server that a test can fill. */
export interface FullPostgres {
  postgres: TestPostgres
  /** The URL of an empty database. */
  url: string
  /** Fills the disk until only some dozens of writes fit. Call it when the schema exists. */
  fill: () => Promise<void>
  makeRoom: () => Promise<void>
  close: () => Promise<void>
}

const privateMissing = process.env['TEST_DATABASE_URL']
  ? 'these tests fill the disk of the server: unset TEST_DATABASE_URL to run them on a private one'
  : postgresMissing

/** The reason why no disk can be filled, with the fix; undefined if one can. */
export const fullDiskMissing = privateMissing ?? smallDiskMissing

/** The reason why file sizes cannot be limited, with the fix; undefined if they can. */
export const limitMissing =
  privateMissing ??
  (spawnSync('prlimit', ['--version']).status === 0
    ? undefined
    : 'prlimit is missing: install util-linux')

const megabyte = 1024 * 1024

/** Starts a server whose tables are on a small disk; its write-ahead log is not. */
export async function withTablesOnFullDisk(): Promise<FullPostgres> {
  const disk = openSmallDisk(32 * megabyte)
  const postgres = await startPostgres()
  const url = await postgres.newDatabase()
  const name = new URL(url).pathname.slice(1)
  await postgres.query(postgres.url, `create tablespace small location '${disk.folder}'`)
  await postgres.query(postgres.url, `alter database ${name} set tablespace small`)
  return {
    postgres,
    url,
    fill: async () => disk.fill(megabyte / 16),
    makeRoom: async () => disk.makeRoom(),
    async close() {
      await postgres.close()
      disk.remove()
    },
  }
}

/** Starts a server whose files are all on a small disk, also its write-ahead log. */
export async function withAllOnFullDisk(): Promise<FullPostgres> {
  const disk = openSmallDisk(96 * megabyte)
  const postgres = await startPostgres({ within: disk.folder, initdb: ['--wal-segsize=1'] })
  const url = await postgres.newDatabase()
  return {
    postgres,
    url,
    async fill() {
      disk.fill(megabyte / 2)
      // The write-ahead log consists of files of 1 MB. This fills the existing files except for the
      // last 64 kB: the disk has no space for the next file, but still for tables.
      await postgres.query(
        url,
        `select pg_logical_emit_message(true, '', repeat('x', (
           ${megabyte} * (count(name) + 1) - ${megabyte / 16} - (lsn - '0/0')::bigint % ${megabyte})::int))
         from pg_current_wal_insert_lsn() lsn
         left join pg_ls_waldir() on name > pg_walfile_name(lsn) group by lsn`,
      )
    },
    makeRoom: async () => disk.makeRoom(),
    async close() {
      await postgres.close()
      disk.remove()
    },
  }
}

/** Starts a server whose files have a maximum size, as with a quota: it reports another error then. */
export async function withLimitedFiles(): Promise<FullPostgres> {
  const limit = 2 * megabyte
  const postgres = await startPostgres({
    initdb: ['--wal-segsize=1'],
    under: ['prlimit', `--fsize=${limit}:unlimited`],
  })
  const url = await postgres.newDatabase()
  return {
    postgres,
    url,
    async fill() {
      // Four of these rows are in one page of 8 kB.
      await postgres.query(
        url,
        `insert into items (title, done, created_by, created_at, updated_at, version)
         select repeat('b', 1900), 0, '', '', '', 1 from generate_series(1, 4 * ${limit / 8192 - 8});
         update totals set value = (select count(*) from items) where name = 'items'`,
      )
    },
    async makeRoom() {
      const pids = (await postgres.query(
        url,
        `select pid from pg_stat_activity
         union select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int`,
      )) as { pid: number }[]
      const account = postgresAccount()
      // Some of these processes may have ended.
      for (const { pid } of pids) {
        spawnSync('prlimit', [`--pid=${pid}`, '--fsize=unlimited'], account)
      }
    },
    close: () => postgres.close(),
  }
}
