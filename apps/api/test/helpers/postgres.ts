import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'

/** A PostgreSQL server for the tests of one file. */
export interface TestPostgres {
  /** The database of its administrator. */
  url: string
  /** Makes an empty database. @returns its URL */
  newDatabase(): Promise<string>
  /** Runs statements in a database. @returns the rows of a single one */
  query(url: string, statements: string): Promise<unknown[]>
  /**
   * Ends the server; one that is not ours to end refuses.
   *
   * @param signal Default: SIGQUIT, as a crash does. SIGINT says goodbye to each connection.
   */
  stop(signal?: 'SIGQUIT' | 'SIGINT'): Promise<void>
  /** Starts it again on the same port, with what was in it; does nothing while it runs. */
  start(): Promise<void>
  /** Ends and removes everything. */
  close(): Promise<void>
}

/** How a private server differs from what the tests mostly take. */
export interface ServerOptions {
  /** The folder its files lie in. Default: that for temporary files. */
  within?: string
  /** More flags of initdb. */
  initdb?: string[]
  /** A command that runs it, under a limit for instance. */
  under?: [program: string, ...flags: string[]]
}

const { TEST_DATABASE_URL, PATH = '' } = process.env

/** Why there is no server, with what to do; undefined if there is one. */
export const postgresMissing =
  TEST_DATABASE_URL || findPrograms()
    ? undefined
    : 'no PostgreSQL: install it (apt install postgresql), or set TEST_DATABASE_URL'

/**
 * Starts a private server on a free port in a temporary directory, or takes the one that
 * `TEST_DATABASE_URL` names.
 *
 * @throws if there is neither
 */
export async function startPostgres(options: ServerOptions = {}): Promise<TestPostgres> {
  if (TEST_DATABASE_URL) return onServer(TEST_DATABASE_URL)
  const programs = findPrograms()
  if (!programs) throw new Error(postgresMissing)

  const folder = mkdtempSync(join(options.within ?? tmpdir(), 'postgres-'))
  const data = join(folder, 'data')
  const as = postgresAccount()
  if (as) chownSync(folder, as.uid, as.gid)
  const how = ['--no-sync', '--no-instructions', '--data-checksums', ...(options.initdb ?? [])]
  const what = ['--locale=C', '--encoding=UTF8', '--auth=trust', '--username=postgres']
  execFileSync(join(programs, 'initdb'), [...how, ...what, `--pgdata=${data}`], {
    ...as,
    cwd: folder,
    stdio: 'pipe',
  })
  const port = await freePort()
  let server: ChildProcess | undefined

  const running = () => server?.exitCode === null && server.signalCode === null
  const start = async () => {
    if (running()) return
    const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', ...fast }
    const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`)
    const postgres = [join(programs, 'postgres'), '-D', data, ...flags] as const
    const [program, ...args] = [...(options.under ?? []), ...postgres] as const
    const stdio = ['ignore', 'ignore', 'pipe'] as const
    server = spawn(program, args, { ...as, cwd: folder, stdio: [...stdio] })
    await saysReady(server)
  }
  const stop: TestPostgres['stop'] = async (signal = 'SIGQUIT') => {
    if (!server || !running()) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const atExit = () => {
    server?.kill('SIGQUIT')
    remove()
  }
  const exit = () => process.exit(1)
  process.on('exit', atExit)
  // The runner ends a file that takes too long; without this the server would outlive it.
  process.on('SIGTERM', exit)

  await start()
  return {
    ...onServer(`postgres://postgres:a-password-for-tests@127.0.0.1:${port}/postgres`),
    stop,
    start,
    async close() {
      await stop()
      process.off('exit', atExit)
      process.off('SIGTERM', exit)
      remove()
    },
  }
}

/** It outlives its own crash, not that of the machine: nothing has to reach the disk. */
const fast = {
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '16MB',
  max_connections: '60',
}

function onServer(url: string): TestPostgres {
  const made: string[] = []
  const query = async (at: string, statements: string) => {
    const client = new Client({ connectionString: at })
    await client.connect()
    try {
      return (await client.query(statements)).rows as unknown[]
    } finally {
      await client.end()
    }
  }
  const refuse = async () => {
    throw new Error('TEST_DATABASE_URL names a server that is not ours to stop')
  }
  return {
    url,
    query,
    async newDatabase() {
      const name = `items_${randomBytes(6).toString('hex')}`
      await query(url, `create database ${name}`)
      made.push(name)
      return Object.assign(new URL(url), { pathname: `/${name}` }).href
    },
    stop: refuse,
    start: refuse,
    async close() {
      for (const name of made) await query(url, `drop database ${name} with (force)`)
    },
  }
}

/** The folder of the newest `initdb` and `postgres`. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = filesIn(debian).toSorted((a, b) => Number(b) - Number(a))
  const folders = [...PATH.split(delimiter), ...versions.map((each) => join(debian, each, 'bin'))]
  return folders.find((folder) => {
    const programs = filesIn(folder)
    return programs.includes('initdb') && programs.includes('postgres')
  })
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** PostgreSQL refuses to run as root: there is a user for it where it is installed. */
export function postgresAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Below the ports that systems hand out, so that no other program takes it while the server is stopped. */
async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000)
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return freePort()
  }
  server.close()
  await once(server, 'close')
  return port
}

async function saysReady(server: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.on('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('ready to accept connections')) resolve()
    })
  })
}
