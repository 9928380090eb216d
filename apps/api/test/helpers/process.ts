import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

const api = fileURLToPath(new URL('../..', import.meta.url))

/** The result of a process that has ended. */
export interface Ended {
  code: number | null
  /** stdout and stderr, in order. */
  output: string
  stderr: string
  /** The time from its start to its end, in milliseconds. */
  ms: number
}

export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
  /** Waits until the process has printed a text. */
  untilPrinted: (text: string) => Promise<void>
}

/** Starts Node (with tsx for a TypeScript file) with these variables instead of those of the test. */
export function start(args: string[], variables: Record<string, string> = {}): Running {
  const started = performance.now()
  const { PATH = '', HOME = '' } = process.env
  const flags = args[0]?.endsWith('.ts') ? ['--import', 'tsx'] : []
  const child = spawn(process.execPath, [...flags, ...args], {
    cwd: api,
    env: { PATH, HOME, DATABASE_FILE: ':memory:', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    stderr += chunk.toString()
  })
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    output,
    stderr,
    ms: performance.now() - started,
  }))
  const untilPrinted = async (text: string): Promise<void> => {
    while (!output.includes(text)) {
      if (child.exitCode !== null) throw new Error(`ended without printing ${text}: ${output}`)
      await Promise.race([once(child.stdout, 'data'), ended])
    }
  }
  return { child, ended, untilPrinted }
}

/** Returns a free port, for processes that cannot report a port that the system has chosen. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
