import { spawnSync } from 'node:child_process'
import { postgresAccount, postgresMissing, startPostgres, type TestPostgres } from './postgres.ts'
import { openSmallDisk, smallDiskMissing } from './small-disk.ts'

/** A PostgreSQL server that has no room left once it is filled. */
export interface FullPostgres {
  postgres: TestPostgres
  /** Of an empty database. */
  url: string
  /** Leaves room for some dozens of writes; to be called when the schema is there. */
  fill: () => Promise<void>
  makeRoom: () => Promise<void>
  close: () => Promise<void>
}

const privateMissing = process.env['TEST_DATABASE_URL']
  ? 'these tests fill the disk of the server: unset TEST_DATABASE_URL to run them on a private one'
  : postgresMissing

/** Why there can be none on a disk that is full; undefined if there can. */
export const fullDiskMissing = privateMissing ?? smallDiskMissing

/** Why there can be none whose files are limited; undefined if there can. */
export const limitMissing =
  privateMissing ??
  (spawnSync('prlimit', ['--version']).status === 0
    ? undefined
    : 'prlimit limits how far files may grow: it comes with util-linux')

const megabyte = 1024 * 1024

/** Its tables lie on a disk without space left; its write-ahead log does not. */
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

/** Everything it has lies on a disk without space left, its write-ahead log too. */
export async function withAllOnFullDisk(): Promise<FullPostgres> {
  const disk = openSmallDisk(96 * megabyte)
  const postgres = await startPostgres({ within: disk.folder, initdb: ['--wal-segsize=1'] })
  const url = await postgres.newDatabase()
  return {
    postgres,
    url,
    async fill() {
      disk.fill(megabyte / 2)
      // The log goes on in files of a megabyte. Those there are get used up, all but the last 64 kB:
      // the next one finds no room, where tables still do.
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

/** None of its files may grow beyond a limit, as with a quota: PostgreSQL then fails in another way. */
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
      // Four of them to a page.
      await postgres.query(
        url,
        `insert into items (title, created_by, created_at, updated_at)
         select repeat('b', 1900), '', '', '' from generate_series(1, 4 * ${limit / 8192 - 8})`,
      )
    },
    async makeRoom() {
      const pids = (await postgres.query(
        url,
        `select pid from pg_stat_activity
         union select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int`,
      )) as { pid: number }[]
      const as = postgresAccount()
      // One that has ended meanwhile needs none.
      for (const { pid } of pids) spawnSync('prlimit', [`--pid=${pid}`, '--fsize=unlimited'], as)
    },
    close: () => postgres.close(),
  }
}
