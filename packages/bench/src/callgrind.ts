import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import type { Ask } from '../servers/_in-process.ts'
import { openClient } from './client.ts'
import { startServer, type ServerProcess } from './server-process.ts'

const run = promisify(execFile)

/** V8 in one thread and without chance: two runs of the same code differ by less than 0.1 %. */
const command = [
  'valgrind',
  '--tool=callgrind',
  '--callgrind-out-file=/dev/null',
  '--smc-check=all-non-file',
  process.execPath,
  ...['--single-threaded', '--predictable', '--predictable-gc-schedule'],
  ...['--hash-seed=1', '--random-seed=1'],
]

/** Whether this machine can count instructions. */
export const hasCallgrind = spawnSync('callgrind_control', ['--version']).status === 0

/** A server whose user-space instructions are counted. */
export interface CountedServer extends ServerProcess {
  /** Instructions of the server while `work` runs. */
  count(work: () => Promise<void>): Promise<number>
}

/** Starts a server under valgrind: about fifty times as slow, and a stranger to noise. */
export async function startCounted(name: string, file: string): Promise<CountedServer> {
  const server = await startServer(name, file, command)
  const control = (...flags: string[]) => run('callgrind_control', [...flags, String(server.pid)])
  return {
    ...server,
    async count(work) {
      await control('--zero')
      await work()
      const { stdout } = await control('-e')
      const threads = [...stdout.matchAll(/^ +Th *\d+ +([\d,]+)/gm)]
      return threads.reduce((sum, [, count = '']) => sum + Number(count.replaceAll(',', '')), 0)
    },
  }
}

/** Instructions of one request without a socket, after the compiler has seen enough of them. */
export async function perRequest(
  server: CountedServer,
  request: Omit<Ask, 'times'>,
  { warmUp = 40_000, times = 4000 } = {},
): Promise<number> {
  await server.ask({ ...request, times: warmUp })
  const counted = await server.count(async () => {
    const { status } = await server.ask({ ...request, times })
    if (status >= 500) throw new Error(`${request.method} ${request.url} returned ${status}`)
  })
  return Math.round(counted / times)
}

/** Instructions of one request over a keep-alive connection: Node's parser and writer included. */
export async function perSocketRequest(name: string, file: string, request: string) {
  const server = await startCounted(name, file)
  const client = await openClient(server.port, request)
  await client.ask(8000)
  const times = 4000
  const counted = await server.count(() => client.ask(times))
  client.close()
  await server.stop()
  return Math.round(counted / times)
}
