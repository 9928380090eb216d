import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

const api = fileURLToPath(new URL('../..', import.meta.url))

/** What a process has said and how it ended; `screen` is both streams in order. */
export interface Ended {
  code: number | null
  screen: string
  stderr: string
  ms: number
}

export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
  /** Waits for a text on the screen. */
  says: (text: string) => Promise<void>
}

/** Starts Node with TypeScript, with these variables and no others of the caller. */
export function start(args: string[], variables: Record<string, string> = {}): Running {
  const started = performance.now()
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: api,
    env: { PATH, HOME, DATABASE_FILE: ':memory:', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let screen = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (screen += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => {
    screen += chunk.toString()
    stderr += chunk.toString()
  })
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    screen,
    stderr,
    ms: performance.now() - started,
  }))
  const says = async (text: string): Promise<void> => {
    while (!screen.includes(text)) {
      if (child.exitCode !== null) throw new Error(`ended without ${text}: ${screen}`)
      await Promise.race([once(child.stdout, 'data'), ended])
    }
  }
  return { child, ended, says }
}

/** Starts the API as `pnpm start` does. */
export function startServer(variables: Record<string, string>): Running {
  return start(['src/server.ts'], variables)
}

/** A port that nothing listens on, for processes that cannot tell which one they were given. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
