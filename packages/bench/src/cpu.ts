import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { openClient } from './client.ts'
import { startServer, type ServerProcess } from './server-process.ts'

const slices = 12
const sliceMs = 1000

interface Contender {
  server: ServerProcess
  /** The least microseconds of CPU a request has cost in a slice: noise only ever adds. */
  least: number
}

/**
 * User and system time of each server for one request, all in one interleaved run whose order
 * turns round each time. Name one twice, and the ratio of the two is the noise.
 */
export async function cpuPerRequest(
  names: readonly string[],
  file: string,
  request: string,
): Promise<number[]> {
  pin(process.pid, 1)
  const contenders: Contender[] = []
  for (const name of names) {
    const server = await startServer(name, file)
    pin(server.pid, 0)
    const client = await openClient(server.port, request)
    await client.ask(8000)
    client.close()
    contenders.push({ server, least: Infinity })
  }
  for (let slice = 0; slice < slices; slice += 1) {
    for (const each of slice % 2 === 0 ? contenders : contenders.toReversed())
      await measure(each, request)
  }
  for (const { server } of contenders) await server.stop()
  return contenders.map(({ least }) => least)
}

async function measure(contender: Contender, request: string): Promise<void> {
  const { server } = contender
  // A new one for each slice: most servers end a connection that waits for its turn.
  const client = await openClient(server.port, request)
  const before = await server.usage()
  const until = performance.now() + sliceMs
  let requests = 0
  while (performance.now() < until) {
    await client.ask(100)
    requests += 100
  }
  const after = await server.usage()
  client.close()
  const spent = (after.cpuMicroseconds - before.cpuMicroseconds) / requests
  contender.least = Math.min(contender.least, spent)
}

/** Server on one core, generator on the other; where that cannot be said, the system decides. */
function pin(pid: number, core: number): void {
  if (availableParallelism() < 2) return
  try {
    execFileSync('taskset', ['--cpu-list', '--pid', String(core), String(pid)], { stdio: 'ignore' })
  } catch {
    // No taskset: the ratio of a server to itself shows what that costs.
  }
}
