import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Ask } from '../servers/_in-process.ts'
import type { Usage } from '../servers/_serve.ts'
import { builtServer } from './build.ts'

/** A server under measurement, in a process of its own. */
export interface ServerProcess {
  port: number
  pid: number
  usage(): Promise<Usage>
  /** Sends requests to a server that has no socket. */
  ask(request: Ask): Promise<{ status: number; bytes: number }>
  /** @returns what it has written to stderr */
  stop(): Promise<string>
}

/**
 * @param command what runs the program: node and its flags, or valgrind and node
 * @param file the configuration that the server reads
 */
export async function startServer(
  name: string,
  file: string,
  command: readonly string[] = [process.execPath],
): Promise<ServerProcess> {
  const [program = '', ...flags] = command
  const child = spawn(program, [...flags, builtServer(name), file], {
    // What it logs goes nowhere; writing it is part of the work.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Where it is set, Node reads certificates at every start, which hides what else a start does.
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined },
  })
  const errors: Buffer[] = []
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk))
  const text = () => Buffer.concat(errors).toString()

  const { port } = await message<{ port: number }>(child, text)
  return {
    port,
    pid: child.pid ?? 0,
    usage() {
      child.send('usage')
      return message<Usage>(child, text)
    },
    ask(request) {
      child.send(request)
      return message(child, text)
    },
    async stop() {
      const closed = once(child, 'close')
      child.kill('SIGTERM')
      await closed
      return text()
    },
  }
}

async function message<T>(child: ChildProcess, errors: () => string): Promise<T> {
  const gone = new AbortController()
  const fail = once(child, 'close', { signal: gone.signal }).then(() => {
    throw new Error(`the server has ended: ${errors()}`)
  })
  const [received] = (await Promise.race([
    once(child, 'message', { signal: gone.signal }),
    fail,
  ])) as [T]
  gone.abort()
  await fail.catch(() => undefined)
  return received
}
