import { randomBytes, randomUUID } from 'node:crypto'
import {
  apiOrigin,
  otherHosts,
  pageOriginsAt,
  untrustedOrigin,
  type OriginMapping,
} from '../shared/origins.ts'
import type { Recorded, Run, ScenarioServer } from '../shared/types.ts'
import { startGateway } from './gateway.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import type { RunnerFile } from './runner-files.ts'
import { runnerHeaders } from './security-headers.ts'

/** Options of `createRuns`. */
export interface RunsOptions {
  /** The port of the lab, which the local origins of the pages have too. */
  labPort: number
  /** The files of a page at the own origin of each run's server (default: none). */
  runner?: Readonly<Record<string, RunnerFile>>
  /** The oldest run ends if there are more (default: 200). */
  maxRuns?: number
  /** A run ends when it is this old (default: 600). */
  maxAgeSeconds?: number
}

/** The runs that have not ended. Each has a server and a gateway in front of it. */
export interface Runs {
  /** Starts a run. Rejects with the error of `listen` if its server does not start. */
  start: (server: Pick<ScenarioServer, 'listen'>) => Promise<Run>
  /** Returns the exchanges that a run has recorded; undefined if there is no run with this id. */
  recorded: (id: string) => readonly Recorded[] | undefined
  /** Ends a run. Resolves to false if there is no run with this id. */
  end: (id: string) => Promise<boolean>
  /** Ends all runs. */
  close: () => Promise<void>
}

interface Running {
  recorder: Recorder
  startedAt: number
  close: () => Promise<void>
}

/** Creates an empty set of runs. Call `close` to end the runs and the timer that ends old ones. */
export function createRuns({
  labPort,
  runner = {},
  maxRuns = 200,
  maxAgeSeconds = 600,
}: RunsOptions): Runs {
  const pages = Object.values(pageOriginsAt(labPort))
  const running = new Map<string, Running>()

  const end = async (id: string) => {
    const run = running.get(id)
    running.delete(id)
    await run?.close()
    return run !== undefined
  }
  const endOld = () => {
    const limit = Date.now() - maxAgeSeconds * 1000
    for (const [id, { startedAt }] of running) if (startedAt <= limit) void end(id)
  }
  const timer = setInterval(endOld, Math.min(maxAgeSeconds * 500, 30_000)).unref()

  return {
    start: async ({ listen }) => {
      const id = randomUUID()
      const host = newHost()
      const recorder = createRecorder()
      const server = await listen()
      const mappings = (port: number): OriginMapping[] => [
        ...pages,
        ...apiOrigins(host, port),
        ...untrustedOrigins(server.untrustedPort),
      ]
      const page = {
        files: runner,
        headers: (port: number) => runnerHeaders(labPort, `http://${host}:${port}`),
      }
      const gateway = await startGateway({ target: server.port, mappings, recorder, page }).catch(
        async (error: unknown) => {
          await server.close()
          throw error
        },
      )
      running.set(id, {
        recorder,
        startedAt: Date.now(),
        close: async () => {
          await Promise.all([gateway.close(), server.close()])
        },
      })
      // A Map keeps the order of insertion: the first key is the oldest run.
      for (const oldest of running.keys()) if (running.size > maxRuns) void end(oldest)
      return { id, api: `http://${host}:${gateway.port}` }
    },
    recorded: (id) => running.get(id)?.recorder.recorded(),
    end,
    close: async () => {
      clearInterval(timer)
      await Promise.all([...running.keys()].map(end))
    },
  }
}

/** Returns a new host: cookies are shared by all ports of a host, and a run must not get those of another. */
function newHost(): string {
  return `api-${randomBytes(4).toString('hex')}.acme.localhost`
}

/** Returns the origins of a run's server, so that the browser can follow its redirects. */
function apiOrigins(host: string, port: number): OriginMapping[] {
  return [
    { origin: apiOrigin, localOrigin: `http://${host}:${port}` },
    ...[...otherHosts].map(([origin, other]) => ({
      origin,
      localOrigin: `http://${other}:${port}`,
    })),
  ]
}

/** Returns the origin of the host with an untrusted certificate, if the run has one. */
function untrustedOrigins(port: number | undefined): OriginMapping[] {
  return port === undefined
    ? []
    : [{ origin: untrustedOrigin, localOrigin: `https://localhost:${port}` }]
}
