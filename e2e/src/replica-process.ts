import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { killOnExit } from './kill-on-exit.ts'
import { freePort } from './free-port.ts'
import type { Exchange } from './recorder.ts'

/** A process of the API that can be stopped, and started again at the same port. */
export interface Replica {
  port: number
  /** Starts the process and waits until `/readyz` responds 200. */
  start: () => Promise<void>
  /** Sends SIGTERM and waits until the process exits. @returns the exit code; null if it did not run */
  stop: () => Promise<number | null>
}

/** The replica for tests in browsers: see {@link file://./replica.ts}. */
export const browserReplica = [
  '--import',
  'tsx',
  fileURLToPath(new URL('replica.ts', import.meta.url)),
]

/**
 * Chooses a port for a process of the API. The caller starts the process.
 *
 * @param args the arguments of Node
 * @param variables the environment of the process; `PORT` is added
 * @param onExchange called with each exchange that the process reports
 */
export async function prepareReplica(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  onExchange: (exchange: Exchange) => void = () => {},
): Promise<Replica> {
  const port = await freePort()
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, NODE_ENV: 'production', HOST: '127.0.0.1', ...variables }
  let child: ChildProcess | undefined
  let output = ''

  return {
    port,
    async start() {
      output = ''
      child = spawn(process.execPath, args, {
        env: { ...env, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      killOnExit(child)
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
      }
      child.on('message', onExchange)
      while (!(await isReady(port))) {
        if (child.exitCode !== null) throw new Error(`The replica did not start: ${output}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return null
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const [code] = (await ended) as [number | null]
      return code
    },
  }
}

async function isReady(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
  await response?.arrayBuffer()
  return response?.ok ?? false
}
