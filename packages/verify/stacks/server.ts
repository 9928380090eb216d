import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { modules } from './npm.ts'
import { path } from './program.ts'
import type { Address, Command, Places, RealStack } from './types.ts'

/** Milliseconds until a server must respond: a Java server starts slowly on a busy machine. */
const startLimitMs = 90_000
/** Milliseconds until a build must end: Gin and its dependencies compile slowly on a busy machine. */
const buildLimitMs = 300_000

/** A running server of a stack. */
export interface RunningServer {
  /** The port on 127.0.0.1. */
  port: number
  stop: () => Promise<void>
}

/**
 * Starts the server of a stack.
 *
 * @throws with the output of the server, if it ends by itself or does not respond in time
 */
export async function startServer(
  stack: RealStack,
  places: Places,
  upstream: number,
): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), `stack-${stack.id}-`))
  const address: Address = { port: await freePort(), upstream, folder }
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  let child: ChildProcess | undefined
  try {
    writeFiles(stack.files(places, address), folder)
    const commands = stack.start(address)
    for (const command of commands.slice(0, -1)) await build(command, folder)
    const last = commands.at(-1)
    if (!last) throw new Error(`${stack.id} has no command that starts it.`)
    const started = run(last, folder)
    child = started.child
    await listens(started, address.port)
  } catch (error) {
    await kill(child)
    remove()
    throw error
  }
  return {
    port: address.port,
    stop: async () => {
      await kill(child)
      remove()
    },
  }
}

function writeFiles(files: Readonly<Record<string, string>>, folder: string): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  symlinkSync(modules, join(folder, 'node_modules'))
}

/** The process groups of running servers, which end with this process. */
const running = new Set<number>()
process.on('exit', () => {
  for (const group of running) signal(group, 'SIGKILL')
})

interface Started {
  child: ChildProcess
  /** Resolves when the process ends or fails to start. */
  ended: Promise<unknown>
  hasEnded: () => boolean
  output: () => string
}

function run({ program, args, env }: Command, folder: string): Started {
  const child = spawn(program, args, {
    cwd: folder,
    // A process group of its own, so that its child processes end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: path, ...env },
  })
  const { pid } = child
  if (pid !== undefined) running.add(pid)
  let output = ''
  const append = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000))
  child.stdout.on('data', append)
  child.stderr.on('data', append)
  let hasEnded = false
  const ended = once(child, 'close')
    .catch((error: unknown) => (output += String(error)))
    .finally(() => {
      hasEnded = true
      if (pid !== undefined) running.delete(pid)
    })
  return { child, ended, hasEnded: () => hasEnded, output: () => output }
}

async function build(command: Command, folder: string): Promise<void> {
  const { child, ended, output } = run(command, folder)
  const timer = setTimeout(() => void kill(child), buildLimitMs)
  await ended
  clearTimeout(timer)
  if (child.exitCode !== 0)
    throw new Error(`${command.program} ${command.args.join(' ')} failed:\n${output()}`)
}

async function listens({ child, hasEnded, output }: Started, port: number): Promise<void> {
  const until = performance.now() + startLimitMs
  while (!(await responds(port))) {
    if (hasEnded())
      throw new Error(`the server ended (${child.exitCode ?? 'killed'}):\n${output()}`)
    if (performance.now() > until)
      throw new Error(`no response in ${startLimitMs / 1000} seconds:\n${output()}`)
    await delay(50)
  }
}

/** Whether the server responds: it may listen before it is ready. */
function responds(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/', timeout: 10_000 }, (response) => {
      response.resume()
      // A proxy responds 503 until its backend is ready.
      resolve(response.statusCode !== 503)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}

/** Ends a server and its child processes: with SIGTERM, and after 3 seconds with SIGKILL. */
async function kill(child: ChildProcess | undefined): Promise<void> {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'close')
  signal(child.pid, 'SIGTERM')
  const timer = setTimeout(() => child.pid && signal(child.pid, 'SIGKILL'), 3000)
  await ended
  clearTimeout(timer)
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name)
  } catch {
    // The process has ended.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
