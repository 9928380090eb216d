import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { preload, programOf, type ServerName } from './build.ts'
import { cookieSecret } from './fixture.ts'
import { allowlist, apiOrigin } from './origins.ts'
import type { Changes, StubRequest, StubResponse } from './preload.ts'

/** A server under measurement, in a process of its own. */
export interface Server {
  port: number
  pid: number
  /** The environment variables of its process. */
  env: NodeJS.ProcessEnv
  /** User and system time since its start, in microseconds. */
  cpu(): Promise<number>
  /** Calls a Fastify app without a socket. */
  stub(request: StubRequest): Promise<StubResponse>
  stop(): Promise<void>
}

export interface ServerOptions {
  databaseFile: string
  changes?: Changes
  /** The command that runs the program. Default: node. */
  command?: readonly string[]
}

/** Starts a server with the variables of a production API, and without a log. */
export async function startServer(
  name: ServerName,
  { databaseFile, changes = {}, command = [process.execPath] }: ServerOptions,
): Promise<Server> {
  const [program = '', ...flags] = command
  const options = [...flags, '--import', pathToFileURL(preload).href, programOf(name)]
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'silent',
    API_ORIGIN: apiOrigin,
    WEB_ORIGINS: allowlist(3).join(),
    COOKIE_SECRETS: cookieSecret,
    DATABASE_FILE: databaseFile,
    BENCH_CHANGES: JSON.stringify(changes),
  }
  const child = spawn(program, options, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env })
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => (errors += String(chunk)))

  const receive = <T>() => message<T>(child, () => errors)
  const { port } = await receive<{ port: number }>()
  return {
    port,
    pid: child.pid ?? 0,
    env,
    cpu() {
      child.send('cpu')
      return receive()
    },
    stub(request) {
      child.send(request)
      return receive()
    },
    async stop() {
      const closed = once(child, 'close')
      child.kill('SIGKILL')
      await closed
    },
  }
}

async function message<T>(child: ChildProcess, errors: () => string): Promise<T> {
  const received = new AbortController()
  const { signal } = received
  const ended = once(child, 'close', { signal }).then(() => {
    throw new Error(`The server has ended: ${errors()}`)
  })
  const [value] = (await Promise.race([once(child, 'message', { signal }), ended])) as [T]
  received.abort()
  await ended.catch(() => undefined)
  return value
}
