import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { killOnExit } from './kill-on-exit.ts'
import { freePort } from './free-port.ts'
import type { Exchange } from './recorder.ts'

/** A process of the API that can be stopped and started where it was. */
export interface Replica {
  port: number
  /** Starts it and waits until it is ready. */
  start: () => Promise<void>
  /** Sends SIGTERM and waits for the end. @returns the exit code */
  stop: () => Promise<number | null>
}

/** The replica for tests in browsers: see {@link file://./replica.ts}. */
export const browserReplica = [
  '--import',
  'tsx',
  fileURLToPath(new URL('replica.ts', import.meta.url)),
]

/**
 * Prepares a process.
 *
 * @param args of Node
 * @param variables its environment, beside `PORT`
 * @param onExchange called with each exchange that the process sends
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
  let screen = ''

  return {
    port,
    async start() {
      screen = ''
      child = spawn(process.execPath, args, {
        env: { ...env, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      killOnExit(child)
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (chunk: Buffer) => (screen += chunk.toString()))
      }
      child.on('message', onExchange)
      while (!(await isReady(port))) {
        if (child.exitCode !== null) throw new Error(`The replica ended at once: ${screen}`)
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
