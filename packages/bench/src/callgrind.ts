import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import type { ServerName } from './build.ts'
import { openClient, type Request } from './client.ts'
import type { StubRequest } from './preload.ts'
import { startServer, type Server, type ServerOptions } from './server.ts'

/** Runs Node deterministically: two runs of the same code differ by less than 0.1 %. */
const command = [
  'valgrind',
  '--tool=callgrind',
  '--callgrind-out-file=/dev/null',
  '--smc-check=all-non-file',
  process.execPath,
  ...['--single-threaded', '--predictable', '--predictable-gc-schedule'],
  ...['--hash-seed=1', '--random-seed=1'],
]

/** The reason why instructions cannot be counted on this machine; undefined if they can. */
export const callgrindMissing =
  spawnSync('callgrind_control', ['--version']).status === 0
    ? undefined
    : 'valgrind is not installed, so no instructions are counted'

/** A server whose instructions in user space are counted. It is about fifty times as slow. */
export interface CountedServer extends Server {
  /** Returns the instructions of one stub request, after warm-up requests for the JIT compiler. */
  perStub(request: Omit<StubRequest, 'times'>, counts?: Counts): Promise<number>
  /** Returns the instructions of one request on a keep-alive connection, including Node's HTTP parser. */
  perRequest(request: Request, counts?: Counts): Promise<number>
}

export interface Counts {
  /** The number of requests before the count. */
  warmUp: number
  /** The number of counted requests. */
  times: number
}

/** Starts a server under valgrind. */
export async function startCounted(
  name: ServerName,
  options: ServerOptions,
): Promise<CountedServer> {
  const server = await startServer(name, { ...options, command })
  // Valgrind names its pipe after variables of the environment, HOST among them.
  const { pid, env } = server
  const control = (...flags: string[]) =>
    promisify(execFile)('callgrind_control', [...flags, String(pid)], { env })

  async function count(run: (times: number) => Promise<void>, { warmUp, times }: Counts) {
    await run(warmUp)
    await control('--zero')
    await run(times)
    const { stdout } = await control('-e')
    const threads = [...stdout.matchAll(/^ +Th *\d+ +([\d,]+)/gm)]
    if (threads.length === 0) throw new Error(`callgrind_control has printed no count: ${stdout}`)
    const counts = threads.map(([, number = '']) => Number(number.replaceAll(',', '')))
    return Math.round(counts.reduce((sum, each) => sum + each, 0) / times)
  }
  const check = ({ method }: { method: string }, status: number) => {
    if (status === 0 || status >= 400) throw new Error(`${method} → ${status}`)
  }
  return {
    ...server,
    perStub: (request, counts = { warmUp: 40_000, times: 4000 }) =>
      count(async (times) => {
        check(request, (await server.stub({ ...request, times })).status)
      }, counts),
    perRequest: (request, counts = { warmUp: 8000, times: 4000 }) =>
      count(async (times) => {
        const client = openClient(server.port)
        for (let sent = 0; sent < times; sent += 1) {
          check(request, (await client.send(request)).status)
        }
        client.close()
      }, counts),
  }
}
