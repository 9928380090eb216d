import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { peers, type ServerName } from './build.ts'
import { openClient, type Client, type Request, type Response } from './client.ts'
import { cookieFor, type Fixture } from './fixture.ts'
import { origin } from './origins.ts'
import { startServer, type Server } from './server.ts'

/** Returns the requests of a signed-in page. Every peer gets the same ones. */
export function requestsOf(cookie: string) {
  const headers = { origin, cookie, host: 'api.acme.dev' }
  const json = { ...headers, 'content-type': 'application/json' }
  const path = '/api/items'
  return {
    page: (): Request => ({ method: 'GET', path: `${path}?limit=20`, headers }),
    create: (): Request => {
      return { method: 'POST', path, headers: json, body: '{"title":"Buy milk"}' }
    },
    change: (id: number): Request => ({
      method: 'PATCH',
      path: `${path}/${id}`,
      headers: { ...json, 'if-match': '"1"' },
      body: '{"done":true}',
    }),
    remove: (id: number): Request => ({
      method: 'DELETE',
      path: `${path}/${id}`,
      headers: { ...headers, 'if-match': '*' },
    }),
  }
}
type Requests = ReturnType<typeof requestsOf>
type Send = (request: Request, status: number) => Promise<Response>

/** Adds an item, changes it and deletes it, with this many reads before each of the three. */
const write = (reads: number) => async (send: Send, requests: Requests) => {
  const read = async () => {
    for (let count = 0; count < reads; count += 1) await send(requests.page(), 200)
  }
  await read()
  const { body } = await send(requests.create(), 201)
  const { id } = JSON.parse(body) as { id: number }
  await read()
  await send(requests.change(id), 200)
  await read()
  await send(requests.remove(id), 204)
}
const workloads = {
  reads: { times: 100, run: (send: Send, requests: Requests) => send(requests.page(), 200) },
  writes: { times: 30, run: write(0) },
  'nine reads per write': { times: 5, run: write(9) },
}
type Workload = keyof typeof workloads
/** Rounds at the start of a workload that are not measured, so that the JIT compiler has run. */
const warmUpRounds = 20

/** Starts a peer. In this app every client may read items; here that needs a session, as in the others. */
export const startPeer = (name: ServerName, databaseFile: string) =>
  startServer(name, { databaseFile, changes: { sessionForReads: name === 'this-app' } })

/**
 * Measures all peers in one run. Every round sends each the same requests, in an alternating order, so
 * that other load of the machine affects all of them.
 *
 * @returns the median microseconds of the server's CPU per request
 */
export async function measurePeers({ databaseFile, sessionId }: Fixture, rounds = 40) {
  pin(process.pid, 1)
  const contenders = []
  for (const name of peers) {
    const server = await startPeer(name, databaseFile)
    pin(server.pid, 0)
    contenders.push({ name, server, requests: requestsOf(cookieFor(name, sessionId)) })
  }
  const cpu = {} as Record<Workload, Record<ServerName, number>>
  for (const workload of Object.keys(workloads) as Workload[]) {
    const samples = new Map<ServerName, number[]>(peers.map((name) => [name, []]))
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      for (const { name, server, requests } of round % 2 === 0
        ? contenders
        : contenders.toReversed()) {
        const sample = await measure(server, requests, workload)
        if (round >= 0) samples.get(name)?.push(sample)
      }
    }
    const medians = [...samples].map(([name, values]) => [name, median(values)] as const)
    cpu[workload] = Object.fromEntries(medians) as Record<ServerName, number>
  }
  for (const { server } of contenders) await server.stop()
  return cpu
}

/** Runs a workload once. @returns the server's CPU time per request, in microseconds */
async function measure(server: Server, requests: Requests, workload: Workload): Promise<number> {
  const { times, run } = workloads[workload]
  // A new one each time: servers close a connection that is idle for long.
  const client: Client = openClient(server.port)
  let sent = 0
  const send: Send = async (request, status) => {
    sent += 1
    const response = await client.send(request)
    if (response.status === status) return response
    throw new Error(`${request.method} ${request.path} → ${response.status} ${response.body}`)
  }
  const before = await server.cpu()
  for (let count = 0; count < times; count += 1) await run(send, requests)
  const after = await server.cpu()
  client.close()
  return (after - before) / sent
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

/** Pins a process to a core. Without taskset, the operating system chooses the core. */
function pin(pid: number, core: number): void {
  if (availableParallelism() < 2) return
  try {
    execFileSync('taskset', ['--cpu-list', '--pid', String(core), String(pid)], { stdio: 'ignore' })
  } catch {
    // taskset is not installed.
  }
}
