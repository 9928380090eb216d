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
  /** Creates an empty database. @returns its URL */
  newDatabase(): Promise<string>
  /** Runs statements in a database. @returns the rows of a single one */
  query(url: string, statements: string): Promise<unknown[]>
  /**
   * Stops the server.
   *
   * @param signal Default: SIGQUIT, which ends it as a crash does. With SIGINT it closes each connection
   *   before it ends.
   * @throws if TEST_DATABASE_URL names the server, which the tests may not stop
   */
  stop(signal?: 'SIGQUIT' | 'SIGINT'): Promise<void>
  /** Starts it again on the same port with the same data; does nothing while it runs. */
  start(): Promise<void>
  /** Stops a private server and deletes its files; on another server, drops the new databases. */
  close(): Promise<void>
}

/** Settings of a private server. */
export interface ServerOptions {
  /** The parent folder of its files. Default: the folder for temporary files. */
  within?: string
  /** More flags of initdb. */
  initdb?: string[]
  /** A command that runs the server, for example with a limit. */
  under?: [program: string, ...flags: string[]]
}

const { TEST_DATABASE_URL, PATH = '' } = process.env

/** The reason why there is no server, with the fix; undefined if there is one. */
export const postgresMissing =
  TEST_DATABASE_URL || findPrograms()
    ? undefined
    : 'no PostgreSQL: install it (apt install postgresql), or set TEST_DATABASE_URL'

/**
 * Starts a private server on a free port, with its files in a temporary folder. If
 * `TEST_DATABASE_URL` names a server, it uses that one.
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
  const initFlags = [
    ...['--no-sync', '--no-instructions', '--data-checksums', '--locale=C', '--encoding=UTF8'],
    ...['--auth=trust', '--username=postgres', `--pgdata=${data}`, ...(options.initdb ?? [])],
  ]
  execFileSync(join(programs, 'initdb'), initFlags, {
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
    await untilReady(server)
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
  // The test runner ends a file that takes too long. Without this handler the server would go on.
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

/** The data has to survive a crash of the server, not of the machine: no write waits for the disk. */
const fast = {
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '16MB',
  max_connections: '60',
}

function onServer(url: string): TestPostgres {
  const created: string[] = []
  const query = async (at: string, statements: string) => {
    const client = new Client({ connectionString: at })
    await client.connect()
    try {
      return (await client.query(statements)).rows as unknown[]
    } finally {
      await client.end()
    }
  }
  const rejectStop = async () => {
    throw new Error('TEST_DATABASE_URL names a server that these tests may not stop')
  }
  return {
    url,
    query,
    async newDatabase() {
      const name = `items_${randomBytes(6).toString('hex')}`
      await query(url, `create database ${name}`)
      created.push(name)
      return Object.assign(new URL(url), { pathname: `/${name}` }).href
    },
    stop: rejectStop,
    start: rejectStop,
    async close() {
      for (const name of created) await query(url, `drop database ${name} with (force)`)
    },
  }
}

/** Returns the folder of `initdb` and `postgres`: the first on the PATH, otherwise Debian's newest. */
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

/** Returns the user who runs PostgreSQL if the tests run as root, which PostgreSQL does not allow. */
export function postgresAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/**
 * Returns a free port below the range of ephemeral ports, so that no other program gets it while the
 * server is stopped.
 */
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

/** Waits until the server accepts connections. */
async function untilReady(server: ChildProcess): Promise<void> {
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.on('exit', () => reject(new Error(`PostgreSQL did not start: ${printed}`)))
    server.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('ready to accept connections')) resolve()
    })
  })
}
